"""What the rulebook and the last quarter lead one to expect of each KPI, worked out once for all returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import NamedTuple

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rulebook import Rulebook

LOCKED = ("name", "priority", "measure", "polarity", "target", "green_low", "green_high", "amber_low", "amber_high")
"""The locked columns that are checked."""

_POLARITIES = {polarity: str(polarity) for polarity in Polarity}
_OPEN = (None, None, None, None)


class Expected(NamedTuple):
    """One KPI in one period. `wanted` is what the columns of LOCKED must hold; None is blank.

    `last` is last quarter's value as published, None where there is none or the definition changed since; `compared`
    is the one a change is measured from, last year's for a year-to-date KPI (rating rule 28). `possible` are the ends
    of what can be.
    """

    kpi: Kpi
    target: float | None
    bands: Bands | None
    wanted: tuple[str | float | None, ...]
    last: float | None
    compared: float | None
    last_commentary: str
    possible: tuple[float, float]


@dataclass(frozen=True)
class Standards:
    """Expectations for every KPI of a period, each made when it is first asked for."""

    rulebook: Rulebook
    master: Master | None
    period: Period
    _made: dict[str, Expected] = field(init=False, default_factory=dict, repr=False, compare=False)

    def of(self, kpi_id: str) -> Expected | None:
        """None for a reference the rulebook does not have."""
        made = self._made.get(kpi_id)
        if made is None and kpi_id in self.rulebook.kpis:
            made = self._made[kpi_id] = _expected(self, self.rulebook.kpis[kpi_id])
        return made

    @cached_property
    def last_results(self) -> Mapping[str, Result]:
        """Last quarter's results by KPI."""
        results = [] if self.master is None else self.master.of(self.period.previous)
        return {result.kpi_id: result for result in results}

    @property
    def known(self) -> bool:
        """Whether the master has a last quarter; without one each return's own columns say what it was."""
        return bool(self.last_results)

    @cached_property
    def earlier_periods(self) -> tuple[Period, ...]:
        """The quarters before this one that the master has, oldest first."""
        published = [] if self.master is None else self.master.periods
        return tuple(period for period in published if period < self.period)

    def year_ago(self, kpi: Kpi) -> float | None:
        """The value of the same quarter last year, None where there is none or the definition changed since."""
        result = None if self.master is None else self.master.result(kpi.kpi_id, self.period.year_ago)
        changed = kpi.redefined_between(self.period.year_ago, self.period)
        return None if result is None or changed else result.value


def _expected(standards: Standards, kpi: Kpi) -> Expected:
    rulebook, period = standards.rulebook, standards.period
    threshold = rulebook.threshold(kpi.kpi_id, period)
    target = None if threshold is None else threshold.target_in(period)
    bands = None if threshold is None else threshold.bands_in(period)
    bounds = _OPEN if bands is None else bands.bounds
    result = None if kpi.redefined == period else standards.last_results.get(kpi.kpi_id)
    last = None if result is None else result.value
    return Expected(
        kpi=kpi,
        target=target,
        bands=bands,
        wanted=(kpi.name, kpi.priority, kpi.measure.text or None, _POLARITIES[kpi.polarity], target, *bounds),
        last=last,
        compared=standards.year_ago(kpi) if kpi.aggregation is Aggregation.YEAR_TO_DATE else last,
        last_commentary="" if result is None else result.words.commentary.strip(),
        possible=(-inf if kpi.lowest is None else kpi.lowest, inf if kpi.highest is None else kpi.highest),
    )
