"""The three ratings, and the reasons there may be none (rating rule 15)."""

from enum import Enum


class Rating(Enum):
    """A colour; `str()` is the word shown in every face."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"

    def __str__(self) -> str:
        return self.value

    # There is one object a member; Enum would hash its name, and 100,000 results are counted several times over.
    __hash__ = object.__hash__


class Reason(Enum):
    """Why a KPI has no rating; `str()` is the words shown. Only Awaited and Invalid are defects."""

    UNPOPULATED = "Unpopulated"
    NOT_DUE = "Not due"
    AWAITED = "Awaited"
    DATA_ONLY = "Data only (no target)"
    BASELINE_YEAR = "Baseline year"
    PROVISIONAL = "Provisional, withheld"
    SUPPRESSED = "Suppressed"
    NOT_APPLICABLE = "Not applicable"
    INVALID = "Invalid"

    def __str__(self) -> str:
        return self.value

    __hash__ = object.__hash__

    @property
    def is_defect(self) -> bool:
        return self in (Reason.AWAITED, Reason.INVALID)


Outcome = Rating | Reason

OUTCOMES: dict[str, Outcome] = {str(word): word for word in (*Rating, *Reason)}
"""Every word a rating cell may hold, to what it stands for."""
