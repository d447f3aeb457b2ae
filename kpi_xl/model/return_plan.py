"""What a directorate's blank return says, worked out before any workbook is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpi_xl.model.bands import Bands
from kpi_xl.model.columns import STATUS_PROVISIONAL
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Rating, Reason
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook import Unit

CHECK_VALUE = "Check value"
"""What the preview says of a value it cannot be sure of: a text, or a number unlike any other of the KPI."""

TOO_LARGE, TOO_SMALL = "100 times too large?", "100 times too small?"
"""What it says of a percentage that is about 100 times what is usual, or a hundredth."""

VALUE_NEEDED = "Value needed"
"""What it says of an empty value where one is due and no reason is picked."""

KEEP_ONE = "Value and reason: keep one"
CHECK_REASON = "Check reason"
"""What it says of a reason that is not among those that can be true of the KPI."""

PREVIEW_WORDS = (CHECK_VALUE, TOO_LARGE, TOO_SMALL, VALUE_NEEDED, KEEP_ONE, CHECK_REASON)
"""What the preview says where it can give no rating. Of a Red without its words it says which are needed."""


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One KPI of the return.

    `target` and `bands` are those in force for the period; None means none is set. `last_quarter` and `last_year`
    are published values, None where there is none. `covers` says in words what stretch of time the value is for,
    `expected` whether one is due. `carried` is the value that stands while nothing new is due and `carried_from` the
    period it is of; both None where nothing is carried.

    The rest is what the RAG preview says: `when_blank` with no value; `whatever_value` when any number gives the same
    (a KPI kept unrated); `when_missed` for a number outside green where no amber bound is published (rating rule 30).
    `usual` are the smallest and largest size, sign apart, a number other than 0 may have without a second look; None
    where there is nothing to tell them by. `reasons` are those that can be true of the KPI in the quarter.
    """

    kpi: Kpi
    target: float | None
    bands: Bands | None
    last_quarter: float | None
    last_year: float | None
    due: bool
    covers: str
    expected: str
    carried: float | None = None
    carried_from: Period | None = None
    when_blank: Outcome = Reason.UNPOPULATED
    whatever_value: Outcome | None = None
    when_missed: Rating | None = None
    usual: tuple[float, float] | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def needs_value(self) -> bool:
        """Whether something must be entered: a value, or a reason there is none."""
        return self.due and self.kpi.standing_reason is None


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """A whole return. `services` are the areas the directorate rates in words; `example` marks invented figures."""

    council: str
    unit: Unit
    period: Period
    rows: tuple[ReturnRow, ...]
    services: tuple[str, ...] = ()
    deadline: date | None = None
    contact: str = ""
    example: bool = False
    rulebook_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer enters in one row. `value` may be text, as officers do type; None and "" are left blank.

    `reason` is a reason there is no value, or the status of one: "Provisional" marks a value that may still change.
    `words` are by field of RowWords; those left out are blank.
    """

    value: float | str | None = None
    numerator: float | None = None
    denominator: float | None = None
    reason: str = ""
    words: Mapping[str, str | date] = field(default_factory=dict)

    def entered(self, column: str) -> float | str | date | None:
        """What goes into the column of that field. Provisional has a column of its own."""
        if column in ("mark", "reason"):
            provisional = self.reason.casefold() == STATUS_PROVISIONAL.casefold()
            return self.reason if provisional is (column == "mark") else ""
        return self.words.get(column) if column in RowWords._fields else getattr(self, column)


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """A service area's words as a directorate enters them; `upper` only for a range."""

    lower: str
    upper: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignOffAnswer:
    """Who signs a return off (a name and a role) and when; `stamp` is the submission-ready stamp, "" for none.

    `behalf` is who signs where `name` is ON_THEIR_BEHALF.
    """

    name: str = ""
    on: date | None = None
    stamp: str = ""
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """All that is filled in: `answers` by KPI id, `services` by service area. Nothing of it in a blank return."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    summary: str = ""
    services: Mapping[str, ServiceAnswer] = field(default_factory=dict)
    sign_off: SignOffAnswer = field(default_factory=SignOffAnswer)
