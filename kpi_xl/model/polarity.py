"""Which way is good for a KPI."""

from enum import Enum


class Polarity(Enum):
    """Polarity; the value is the word the rulebook holds. NONE is a measure kept for information only."""

    HIGHER = "higher"
    LOWER = "lower"
    IN_RANGE = "in range"
    NONE = "none"

    def __str__(self) -> str:
        return self.value

    # As for Rating: looked up with every value of every return.
    __hash__ = object.__hash__
