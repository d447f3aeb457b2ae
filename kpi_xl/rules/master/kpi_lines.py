"""A KPI in one period as every page shows it: its result, how far from target, which way it moved, what to note."""

from collections.abc import Iterable
from typing import NamedTuple

from kpi_xl.model.kpi import Aggregation, Comparison, Kpi, Scope
from kpi_xl.model.master import Master, Result, known_results
from kpi_xl.model.number import round_half_away
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.rating.change import NOT_COMPARABLE, Change, change
from kpi_xl.rules.rating.travel import Travel, comparable, travel
from kpi_xl.rules.rating.variance import variance


class KpiLine(NamedTuple):
    """`before` is the result compared with, None where there is none that may be. `variance` is in the KPI's unit.

    `flags` are words for what a reader should know of the figure, the most important first.
    """

    kpi: Kpi
    result: Result
    before: Result | None
    travel: Travel
    change: Change
    variance: float | None
    flags: tuple[str, ...]


def kpi_lines(rulebook: Rulebook, master: Master, period: Period) -> list[KpiLine]:
    """A line for each of the period's results whose KPI the rulebook knows, every scope, in the rulebook's order."""
    return [kpi_line(kpi, result, master) for kpi, result in known_results(rulebook, master, period)]


def corporate(lines: Iterable[KpiLine]) -> list[KpiLine]:
    """Those that count among the council's KPIs (rating rule 20)."""
    return [line for line in lines if line.kpi.scope is Scope.CORPORATE]


def compared_period(kpi: Kpi, period: Period) -> Period:
    """The quarter the KPI's direction of travel is measured from."""
    return period.previous if kpi.compare_with is Comparison.PREVIOUS_QUARTER else period.year_ago


def kpi_line(kpi: Kpi, result: Result, master: Master) -> KpiLine:
    """The line of a result: as it is in the master, or as re-rated."""
    before = _before(kpi, result, master)
    value, earlier = result.value, None if before is None else before.value
    return KpiLine(
        kpi=kpi,
        result=result,
        before=before,
        travel=travel(value, earlier, kpi.polarity, kpi.decimals, result.bands),
        change=_change(kpi, value, earlier),
        variance=variance(value, _target(kpi, result)),
        flags=_flags(kpi, result),
    )


def _before(kpi: Kpi, result: Result, master: Master) -> Result | None:
    """The earlier result with a value that may be set beside this one, of the same definition."""
    period = compared_period(kpi, result.period)
    cumulative = kpi.aggregation is Aggregation.YEAR_TO_DATE
    if kpi.redefined_between(period, result.period) or not comparable(result.period, period, cumulative=cumulative):
        return None
    found = master.result(kpi.kpi_id, period)
    return None if found is None or found.value is None else found


def _change(kpi: Kpi, value: float | None, earlier: float | None) -> Change:
    """The change between the values as displayed, so that it agrees with "No change" (rating rule 26)."""
    if value is not None and earlier is not None:
        value, earlier = round_half_away(value, kpi.decimals), round_half_away(earlier, kpi.decimals)
    if value is None or earlier is None:
        return Change(None, kpi.measure.in_points, NOT_COMPARABLE)
    return change(value, earlier, kpi.measure)


def _target(kpi: Kpi, result: Result) -> object:
    """What the value is measured against: in range, the green band, since being nearer its middle is no better."""
    if kpi.polarity is Polarity.IN_RANGE and result.bands is not None:
        return result.bands.green
    return result.target


def _flags(kpi: Kpi, result: Result) -> tuple[str, ...]:
    as_at = result.as_at
    words = {
        "No return accepted": result.gap,
        "Changed by hand": bool(result.override),
        "(p) provisional": result.provisional,
        f"Carried from {as_at}": result.carried,
        f"Data of {as_at}": not result.carried and as_at is not None and as_at != result.period,
        "Rounding-sensitive": result.rounding_sensitive,
        "Illustrative": kpi.illustrative,
    }
    return tuple(flag for flag, holds in words.items() if holds)
