"""The three ratings, and the reasons there may be none (rating rule 15)."""

from enum import StrEnum
from typing import NamedTuple, Self


class Rating(StrEnum):
    """A colour, best first. It is the word shown in every face: Rating.GREEN == "Green"."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"

    # As the word, which it equals; Enum would hash its name, and 100,000 results are counted several times over.
    __hash__ = str.__hash__


class _Traits(NamedTuple):
    with_value: bool = False
    standing: bool = True
    is_defect: bool = False


_PLAIN = _Traits()


class Reason(StrEnum):
    """Why a KPI has no rating: the word shown, what it means to a reader, and when an officer chooses it.

    A reason is one entry here; every face, formula and list follows. `meaning` is a whole sentence, `when` is "" for
    one that is never chosen. `with_value` says that a value may stand beside it, `standing` that the rulebook may give
    it for as long as it says, and `is_defect` that somebody has to do something about it.
    """

    UNPOPULATED = (
        "Unpopulated",
        "No value has been given, so there is no rating.",
        "The measure is still being developed and has no value yet.",
    )
    NOT_DUE = (
        "Not due",
        "No value is due this quarter, so there is no rating yet.",
        "No new value is expected this quarter.",
        _Traits(standing=False),
    )
    AWAITED = (
        "Awaited",
        "The value is late and still awaited, so there is no rating yet.",
        "The value is late. Say in the commentary when it will come.",
        _Traits(standing=False, is_defect=True),
    )
    DATA_ONLY = (
        "Data only (no target)",
        "There is no target, so the value is for information and has no rating.",
        "The value is for information; there is no target to rate it against.",
        _Traits(with_value=True),
    )
    BASELINE_YEAR = (
        "Baseline year",
        "This year only sets the starting point for later years, so there is no rating.",
        "The first year of a measure, from which its target will be set.",
        _Traits(with_value=True),
    )
    PROVISIONAL = (
        "Provisional, withheld",
        "The value may still change and is held back until it is final, so there is no rating yet.",
        "There is a value, but it must not be rated until it is confirmed.",
        _Traits(with_value=True),
    )
    SUPPRESSED = (
        "Suppressed",
        "The value is kept back, for example so that nobody can be identified, so there is no rating.",
        "The number is too small to show without pointing at people.",
        _Traits(with_value=True),
    )
    NOT_APPLICABLE = (
        "Not applicable",
        "This KPI does not apply this quarter, so there is no rating.",
        "The measure does not apply to your directorate this quarter.",
    )
    INVALID = (
        "Invalid",
        "What was given is not a number that can be rated. Please send a correct value.",
        "",
        _Traits(standing=False, is_defect=True),
    )

    meaning: str
    when: str
    with_value: bool
    standing: bool
    is_defect: bool

    def __new__(cls, word: str, meaning: str, when: str, traits: _Traits = _PLAIN) -> Self:
        """Raises ValueError where the word or its meaning is missing: a reason nobody can explain helps nobody."""
        if not (word.strip() and meaning.strip()):
            raise ValueError(f"The reason {word!r} has no word or no meaning.")
        member = str.__new__(cls, word)
        member._value_ = word
        member.meaning, member.when = meaning, when
        member.with_value, member.standing, member.is_defect = traits
        return member

    __hash__ = str.__hash__


Outcome = Rating | Reason

OUTCOMES: dict[str, Outcome] = {str(word): word for word in (*Rating, *Reason)}
"""Every word a rating cell may hold, to what it stands for: the colours from the best, then the reasons."""
