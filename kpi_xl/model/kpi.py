"""A Key Performance Indicator: what is measured, by whom, and which way is better. Thresholds are kept apart."""

from dataclasses import dataclass
from enum import Enum

from kpi_xl.model.measure import Measure
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Reason


class Frequency(Enum):
    """How often a value is due."""

    QUARTERLY = "quarterly"
    TERMLY = "termly"
    ANNUAL = "annual"


class Aggregation(Enum):
    """What stretch of time a value covers."""

    QUARTER = "quarter"
    YEAR_TO_DATE = "year to date"
    ROLLING_YEAR = "rolling 12 months"
    SNAPSHOT = "snapshot"
    FORECAST = "forecast for the year"
    YEAR = "whole year"
    COMPOSITE = "composite"
    EVENT = "event"


class YearType(Enum):
    """Which year an annual or year-to-date value belongs to."""

    FINANCIAL = "financial"
    ACADEMIC = "academic"
    CALENDAR = "calendar"


class Scope(Enum):
    """Only CORPORATE KPIs are in the corporate counts (rating rule 20)."""

    CORPORATE = "corporate"
    SUPPORTING = "supporting"
    PIPELINE = "pipeline"


class Comparison(Enum):
    """What the direction of travel is measured against (rating rule 25)."""

    PREVIOUS_QUARTER = "previous quarter"
    SAME_QUARTER_LAST_YEAR = "same quarter last year"
    PREVIOUS_YEAR = "previous annual figure"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One row of the rulebook's KPIs table.

    `directorate` is a unit code; `measure` is the unit of measure: %, £m, days per FTE. `decimals` are the
    places shown. `lowest` and `highest` bound the values that are possible (None: no bound). `due` holds the quarters
    in which a value is expected. `lag` is how many quarters the data is in arrears. `first` and `last` are the
    periods between which the KPI is reported (None: no limit), `redefined` the period its definition changed.
    `standing_reason` is why it has no rating for now, where the rulebook says so. `ratio` asks for a numerator and
    denominator. `illustrative` says its figures are invented for an example.
    """

    kpi_id: str
    name: str
    priority: str
    directorate: str
    service: str
    measure: Measure
    polarity: Polarity
    frequency: Frequency
    aggregation: Aggregation
    decimals: int
    definition: str = ""
    owner: str = ""
    scope: Scope = Scope.CORPORATE
    compare_with: Comparison = Comparison.PREVIOUS_QUARTER
    year_type: YearType = YearType.FINANCIAL
    lowest: float | None = None
    highest: float | None = None
    due: frozenset[int] = frozenset({1, 2, 3, 4})
    lag: int = 0
    first: Period | None = None
    last: Period | None = None
    redefined: Period | None = None
    standing_reason: Reason | None = None
    ratio: bool = False
    illustrative: bool = False
    source: str = ""
    place: Place | None = None

    def reported_in(self, period: Period) -> bool:
        """Whether the KPI exists in that period: not before its first, not after its last."""
        return (self.first is None or self.first <= period) and (self.last is None or period <= self.last)

    def redefined_between(self, one: Period, other: Period) -> bool:
        """Whether its definition changed from the earlier to the later, so that their values cannot be compared."""
        return self.redefined is not None and min(one, other) < self.redefined <= max(one, other)

    def due_in(self, period: Period) -> bool:
        """Whether a new value is expected in that period (rating rule 13)."""
        return self.reported_in(period) and period.quarter in self.due

    def as_at(self, period: Period) -> Period:
        """The quarter the data reported in `period` is of: `lag` quarters earlier (rating rule 14)."""
        for _ in range(self.lag):
            period = period.previous
        return period
