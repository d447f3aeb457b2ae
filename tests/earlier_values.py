"""A master with a series: what was published of one KPI in the quarters before the one collected."""

from dataclasses import replace

from builders import Q2, last_quarter

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating


def with_series(kpi: Kpi, *values: float | None, yearly: bool = False) -> Master:
    """`values` end with last quarter's, or (yearly) with last year's of the same quarter; None leaves a gap."""
    period, results = Q2, []
    for value in reversed(values):
        period = period.year_ago if yearly else period.previous
        if value is not None:
            results.append(published(kpi, period, value))
    others = [one for one in last_quarter().results if one.kpi_id != kpi.kpi_id]
    return Master(tuple(sorted([*results, *others], key=lambda one: one.period)))


def published(kpi: Kpi, period: Period, value: float) -> Result:
    green = (Rating.GREEN, Rating.GREEN)
    return Result(kpi.kpi_id, period, kpi.directorate, kpi.priority, value, *green)


def joined(one: Master, *results: Result) -> Master:
    return replace(one, results=tuple(sorted([*one.results, *results], key=lambda result: result.period)))
