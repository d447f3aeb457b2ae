"""What a cell of a return takes, one definition a cell. A return's data validations and the checks are made of these.

A demand is met by a blank cell too: whether something must be there is for the checks of the row to say.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from kpi_xl.model.columns import (
    RETURN_SHEET,
    SERVICE_WORDS,
    SERVICES_SHEET,
    SIGN_OFF_SHEET,
    STATUS_PROVISIONAL,
    SUMMARY_SHEET,
)
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import MeasureKind
from kpi_xl.model.period import Period
from kpi_xl.rules.entries.placeholders import is_no_signature, is_placeholder
from kpi_xl.rules.entries.possible_reasons import Known, possible_reasons

LARGEST = 10.0**15
"""Beyond this a cell no longer holds every digit, and no council counts so far."""

YEARS_AHEAD = 5
"""An action due later than that is a slip of the year."""


class NumberDemand(NamedTuple):
    """A number from `low` to `high`, None for an open end; `whole` without decimals."""

    low: float | None = None
    high: float | None = None
    whole: bool = False

    @property
    def least(self) -> float:
        return -LARGEST if self.low is None else self.low

    @property
    def most(self) -> float:
        return LARGEST if self.high is None else self.high

    def met_by(self, number: float) -> bool:
        return self.least <= number <= self.most and not (self.whole and number % 1)


class ChoiceDemand(NamedTuple):
    """One of `words`, whatever its capitals."""

    words: tuple[str, ...]

    def met_by(self, text: str) -> bool:
        return text.casefold() in {word.casefold() for word in self.words}


class DateDemand(NamedTuple):
    """A day from `first` to `last`; `last` None means today."""

    first: date
    last: date | None

    def met_by(self, day: date, today: date) -> bool:
        return self.first <= day <= (self.last or today)


class TextDemand(NamedTuple):
    """A text of at most `longest` characters that `answers` (None: any does)."""

    longest: int
    unanswered: Callable[[str], bool] | None = None

    def met_by(self, text: str) -> bool:
        return len(text) <= self.longest and not (self.unanswered and self.unanswered(text))


Demand = NumberDemand | ChoiceDemand | DateDemand | TextDemand

LONGEST_SUMMARY = 8_000
"""Characters: about three printed pages, and well under what a cell holds."""
LONGEST_NAME = 200
_LONGEST_CELL = 32_767


def value_demand(kpi: Kpi) -> NumberDemand:
    """Whole where it counts things and none of its decimals is shown; a rate or an amount may be anything between."""
    return NumberDemand(kpi.lowest, kpi.highest, kpi.measure.kind is MeasureKind.COUNT and not kpi.decimals)


def reason_demand(known: Known) -> ChoiceDemand:
    return ChoiceDemand(tuple(str(reason) for reason in possible_reasons(known)))


def due_demand(period: Period) -> DateDemand:
    """From the first day of the quarter, for an action may be done by now, to five years on."""
    start = period.start
    return DateDemand(start, date(start.year + YEARS_AHEAD, start.month, start.day))


def signed_demand(period: Period) -> DateDemand:
    return DateDemand(period.end, None)


PART_DEMAND = NumberDemand()
MARK_DEMAND = ChoiceDemand((STATUS_PROVISIONAL,))
WORDS_DEMAND = TextDemand(_LONGEST_CELL, is_placeholder)
SERVICE_DEMAND = ChoiceDemand(SERVICE_WORDS)
SUMMARY_DEMAND = TextDemand(LONGEST_SUMMARY)
NAME_DEMAND = TextDemand(LONGEST_NAME, is_no_signature)

DEMANDED: Mapping[tuple[str, str], str] = {
    (RETURN_SHEET, "value"): "KPI105",
    (RETURN_SHEET, "mark"): "KPI180F",
    (RETURN_SHEET, "numerator"): "KPI101B",
    (RETURN_SHEET, "denominator"): "KPI101B",
    (RETURN_SHEET, "reason"): "KPI182",
    (RETURN_SHEET, "cause"): "KPI180",
    (RETURN_SHEET, "action"): "KPI180",
    (RETURN_SHEET, "owner"): "KPI180",
    (RETURN_SHEET, "due"): "KPI180B",
    (SUMMARY_SHEET, "summary"): "KPI180G",
    (SERVICES_SHEET, "lower"): "KPI180D",
    (SERVICES_SHEET, "upper"): "KPI180D",
    (SIGN_OFF_SHEET, "name"): "KPI181",
    (SIGN_OFF_SHEET, "on"): "KPI170C",
}
"""Each cell with a rule of its own, to the code of what is said when a paste has broken it."""
