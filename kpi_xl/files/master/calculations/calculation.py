"""A KPI under the reader's choice: what a row of Calculations is worked out from, in Python."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kpi_xl.model.kpi import Aggregation, Comparison, Frequency, Kpi, Scope
from kpi_xl.model.master import Master, Result
from kpi_xl.model.measure import PLAIN
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.rules.comparison.like_for_like import LikeForLike, like_for_like
from kpi_xl.rules.comparison.rerate import result_under
from kpi_xl.rules.comparison.threshold_book import ThresholdBook
from kpi_xl.rules.master.exceptions import exceptions
from kpi_xl.rules.master.kpi_lines import KpiLine, compared_period, corporate, kpi_line


@dataclass(frozen=True)
class Choice:
    """Everything the rows of one choice share. `book` is the Thresholds table as written.

    `links` says where a KPI's own sheet is, as HYPERLINK takes it; a KPI without one is not in it.
    """

    rulebook: Rulebook
    master: Master
    selection: Selection
    book: ThresholdBook
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        return self.selection.period

    @cached_property
    def positions(self) -> dict[str, int]:
        """The row of each result in the Results table, from 1, by its key."""
        return {result.key: number for number, result in enumerate(self.master.results, start=1)}

    @cached_property
    def rows(self) -> list["Calculation"]:
        """The rulebook's KPIs in its order, then those only the master still knows."""
        known = [(kpi, True) for kpi in self.rulebook.kpis.values()]
        gone = {one.kpi_id: _stand_in(one) for one in self.master.results if one.kpi_id not in self.rulebook.kpis}
        everything = [*known, *((kpi, False) for kpi in gone.values())]
        return [Calculation(self, number, kpi, known) for number, (kpi, known) in enumerate(everything, start=1)]

    @cached_property
    def row_of(self) -> dict[str, "Calculation"]:
        return {row.kpi.kpi_id: row for row in self.rows}

    @cached_property
    def shift(self) -> LikeForLike:
        """The quarter chosen against the one before it, like for like."""
        return like_for_like(self.rulebook, self.master, self.period.previous, self.period)

    @cached_property
    def has_quarter_before(self) -> bool:
        """Whether the master holds the quarter before the one chosen."""
        return bool(self.master.of(self.period.previous))

    @cached_property
    def moved_thresholds(self) -> frozenset[str]:
        return frozenset(change.kpi.kpi_id for change in self.shift.thresholds)

    @cached_property
    def groups(self) -> dict[str, str]:
        return dict(_groups(self.shift))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each KPI among the exceptions, from 1."""
        lines = [row.line for row in self.rows if row.line is not None and row.known]
        return {line.kpi.kpi_id: place for place, line in enumerate(exceptions(corporate(lines)), start=1)}


@dataclass(frozen=True)
class Calculation:
    """`number` is the row of the table, from 1; `known` says the rulebook still has the KPI."""

    choice: Choice
    number: int
    kpi: Kpi
    known: bool

    def result_in(self, period: Period | None) -> Result | None:
        return None if period is None else self.choice.master.result(self.kpi.kpi_id, period)

    @cached_property
    def result(self) -> Result | None:
        """As published in the quarter chosen; None where the KPI has no row."""
        return self.result_in(self.choice.period)

    @cached_property
    def basis(self) -> Result | None:
        """What the thresholds chosen decided; None as published."""
        return None if self.result is None else self.result_in(self.choice.selection.basis)

    @cached_property
    def previous(self) -> Result | None:
        return self.result_in(self.choice.period.previous)

    @cached_property
    def compared(self) -> Period:
        return compared_period(self.kpi, self.choice.period)

    @cached_property
    def line(self) -> KpiLine | None:
        """Under the thresholds chosen; None where the KPI is not in the quarter."""
        if self.result is None:
            return None
        rated = result_under(self.choice.rulebook, self.kpi, self.result, self.basis)
        return kpi_line(self.kpi, rated, self.choice.master)

    @property
    def is_corporate(self) -> bool:
        return self.known and self.kpi.scope is Scope.CORPORATE

    @property
    def counted(self) -> bool:
        return self.is_corporate and self.result is not None

    @property
    def quarters_back(self) -> int:
        return 1 if self.kpi.compare_with is Comparison.PREVIOUS_QUARTER else 4

    @property
    def cumulative(self) -> bool:
        return self.kpi.aggregation is Aggregation.YEAR_TO_DATE

    def position(self, result: Result | None) -> int:
        return 0 if result is None else self.choice.positions[result.key]


def number_of_period(period: Period) -> int:
    """Goes up by 1 each quarter, so that quarters can be counted and compared."""
    return 4 * period.year + period.quarter


def _stand_in(result: Result) -> Kpi:
    """A KPI gone from the rulebook, of which only its results are known."""
    return Kpi(
        *(result.kpi_id, result.kpi_id, result.priority, result.directorate, "", PLAIN),
        polarity=Polarity.NONE,
        frequency=Frequency.QUARTERLY,
        aggregation=Aggregation.QUARTER,
        decimals=1,
        scope=Scope.SUPPORTING,
    )


BOTH, GONE_UNRATED, NEWLY = "Rated in both quarters", "No longer rated", "Newly rated"
NEITHER, ADDED, REMOVED, REDEFINED = "Rated in neither quarter", "Added", "Removed", "Redefined"


def _groups(shift: LikeForLike) -> Iterator[tuple[str, str]]:
    yield from ((one.kpi.kpi_id, BOTH) for one in shift.rated)
    yield from ((one.kpi.kpi_id, GONE_UNRATED) for one in shift.no_longer_rated)
    yield from ((one.kpi.kpi_id, NEWLY) for one in shift.newly_rated)
    for kpi_ids, group in (
        (shift.unrated, NEITHER),
        (shift.added, ADDED),
        (shift.removed, REMOVED),
        (shift.redefined, REDEFINED),
    ):
        yield from ((kpi_id, group) for kpi_id in kpi_ids)
