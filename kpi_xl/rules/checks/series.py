"""A KPI's earlier values, and how far a new one lies from what they lead one to expect."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.master import Result
from kpi_xl.rules.checks.expected import Standards

ENOUGH = 3
"""So many earlier values make a series; fewer are only looked at one by one."""

_LATEST = 12
_MANY = 6
_SHARE_OF_LEVEL, _SHARE_OF_ONE_LEVEL = 0.03, 0.08
_STEPS = 3


class Series(NamedTuple):
    """`values` are the earlier ones, oldest first; a year-to-date KPI's are those of the same quarter (rule 28).

    Where a year-to-date KPI has too few of those, they are what each of the last quarters would have added by now to
    last quarter's figure (`added`). `usual` is how much they move from one to the next, in the KPI's unit, never less
    than rounding alone makes.
    """

    values: tuple[float, ...]
    usual: float
    added: bool = False

    @property
    def low(self) -> float:
        return min(self.values)

    @property
    def high(self) -> float:
        return max(self.values)

    def out_by(self, value: float) -> float:
        """How many usual movements `value` lies outside all earlier ones; 0 within them."""
        return max(self.low - value, value - self.high, 0.0) / self.usual


def series_of(standards: Standards, kpi: Kpi) -> Series | None:
    """None where there are fewer than ENOUGH values of the definition now in force."""
    values = earlier_values(standards, kpi)
    if len(values) >= ENOUGH:
        return Series(values, usual_movement(values, kpi.decimals))
    return _of_what_was_added(standards, kpi) if kpi.aggregation is Aggregation.YEAR_TO_DATE else None


def _of_what_was_added(standards: Standards, kpi: Kpi) -> Series | None:
    """Only of what adds up: a rate for the year so far is no sum of its quarters'."""
    if not grows_by_quarters(kpi):
        return None
    so_far = {result.period: result.value for result in _earlier(standards, kpi, any_quarter=True)}
    start = 0.0 if standards.period.quarter == 1 else so_far.get(standards.period.previous)
    added = [
        value - before
        for period, value in so_far.items()
        if value is not None and (before := 0.0 if period.quarter == 1 else so_far.get(period.previous)) is not None
    ][-_LATEST:]
    if start is None or len(added) < ENOUGH:
        return None
    return Series(tuple(start + step for step in added), usual_movement(added, kpi.decimals), added=True)


def grows_by_quarters(kpi: Kpi) -> bool:
    """Counts, money, and shares of a target for the year."""
    return kpi.measure.adds_up or (kpi.measure.is_percentage and not kpi.measure.is_share)


def earlier_values(standards: Standards, kpi: Kpi) -> tuple[float, ...]:
    """The latest, oldest first."""
    return tuple(result.value for result in _earlier(standards, kpi) if result.value is not None)[-_LATEST:]


def usual_movement(values: Sequence[float], decimals: int) -> float:
    """The larger of the median step from one value to the next and of a part of all they span.

    No less than a few steps of the last decimal or a small share of the level: three values that happen to be alike
    do not make the fourth a surprise.
    """
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    level = median(abs(value) for value in values)
    # A few values seldom show how far apart they can be; of many, a third of the span is a usual step.
    span = (max(values) - min(values)) / (2 if len(values) < _MANY else 3)
    # Figures that never moved, 100% every time, do not say how far they fall when they do.
    share = _SHARE_OF_LEVEL if span else _SHARE_OF_ONE_LEVEL
    return max(median(steps), span, share * level, _STEPS * 10.0**-decimals)


def _earlier(standards: Standards, kpi: Kpi, any_quarter: bool = False) -> Iterator[Result]:
    """Oldest first, without what was only carried, or published under another definition."""
    same_quarter = kpi.aggregation is Aggregation.YEAR_TO_DATE and not any_quarter
    for period in standards.earlier_periods:
        if same_quarter and period.quarter != standards.period.quarter:
            continue
        result = None if standards.master is None else standards.master.result(kpi.kpi_id, period)
        if result is not None and not result.carried and not kpi.redefined_between(period, standards.period):
            yield result
