"""The three ratings, and the reasons there may be none (rating rule 15)."""

from enum import StrEnum


class Rating(StrEnum):
    """A colour, best first. It is the word shown in every face: Rating.GREEN == "Green"."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"

    # As the word, which it equals; Enum would hash its name, and 100,000 results are counted several times over.
    __hash__ = str.__hash__


class Reason(StrEnum):
    """Why a KPI has no rating, in the words shown. Only Awaited and Invalid are defects."""

    UNPOPULATED = "Unpopulated"
    NOT_DUE = "Not due"
    AWAITED = "Awaited"
    DATA_ONLY = "Data only (no target)"
    BASELINE_YEAR = "Baseline year"
    PROVISIONAL = "Provisional, withheld"
    SUPPRESSED = "Suppressed"
    NOT_APPLICABLE = "Not applicable"
    INVALID = "Invalid"

    __hash__ = str.__hash__

    @property
    def is_defect(self) -> bool:
        return self in (Reason.AWAITED, Reason.INVALID)


Outcome = Rating | Reason

OUTCOMES: dict[str, Outcome] = {str(word): word for word in (*Rating, *Reason)}
"""Every word a rating cell may hold, to what it stands for: the colours from the best, then the reasons."""
