"""Every set of target and bands a master's ratings were or can be decided by, each under a key of its own.

The Thresholds table is written from this, so that a formula finds by its key alone what `rules` decide by looking
into versions and profiles (docs/formulas.md says how).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result, result_key
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import Rulebook, Threshold
from kpi_xl.rules.comparison.comparability import decided_in, recorded_version
from kpi_xl.rules.rating.decide import with_stated
from kpi_xl.rules.rating.rate import is_open, rate

Figures = tuple[float | None, Bands | None, Rating | None]


class ThresholdLine(NamedTuple):
    """A row of the Thresholds table. `name` is the version's; `version` the rulebook's record of it, None if lost."""

    key: str
    kpi_id: str
    period: Period
    target: float | None
    bands: Bands | None
    name: str
    version: Threshold | None

    @property
    def stated(self) -> Rating | None:
        return None if self.version is None else self.version.stated

    @property
    def figures(self) -> Figures:
        return self.target, self.bands, self.stated

    @property
    def rates(self) -> bool:
        """Whether there is anything to rate by."""
        return self.stated is not None or (self.bands is not None and not is_open(self.bands))


class ThresholdBook:
    """`lines` by key in the order of the table; `kpis` have rows of their own in each of `periods`.

    A row for each KPI and period (the version in force then), for a KPI with a profile also for the quarters still to
    come in the last period's year; for a result that was decided by anything else, a row
    "KPI|period|as published"; and for each quarter of a year-to-date KPI that another quarter's profile rates
    otherwise, a row "KPI|quarter|version, profile of 2022/23".
    """

    def __init__(
        self, rulebook: Rulebook, kpis: Iterable[Kpi], periods: Iterable[Period], results: Iterable[Result]
    ) -> None:
        self._rulebook = rulebook
        self._keys: dict[str, str] = {}
        self._by_kpi: dict[str, list[ThresholdLine]] = {}
        wanted = list(periods)
        self.lines: dict[str, ThresholdLine] = {
            line.key: line
            for kpi in kpis
            for period in (*wanted, *_rest_of_year(rulebook, kpi, wanted))
            for line in _in_force(rulebook, kpi, period)
        }
        by_kpi: dict[str, list[Result]] = {}
        for result in results:
            self._keys[result.key] = self._own_key(result)
            by_kpi.setdefault(result.kpi_id, []).append(result)
        for kpi_id, rows in by_kpi.items():
            if any(version.profiled for version in rulebook.thresholds.get(kpi_id, ())):
                self._add_profiles(rows)
        self._numbers = {key: number for number, key in enumerate(self.lines, start=1)}

    def number(self, key: str) -> int:
        """Which row of the table a key has, from 1; 0 where there is none."""
        return self._numbers.get(key, 0)

    def line(self, key: str) -> ThresholdLine | None:
        return self.lines.get(key)

    def of(self, kpi_id: str) -> list[ThresholdLine]:
        """The rows of one KPI."""
        if not self._by_kpi:
            for line in self.lines.values():
                self._by_kpi.setdefault(line.kpi_id, []).append(line)
        return self._by_kpi.get(kpi_id, [])

    def key_of(self, result: Result) -> str:
        """The row that decided a result of the master; "" where it has neither target nor bands nor version."""
        return self._keys[result.key]

    def decided_in(self, result: Result) -> Period:
        kpi = self._rulebook.kpis.get(result.kpi_id)
        return result.period if kpi is None else decided_in(kpi, result)

    def profile_of(self, result: Result) -> str:
        """The profile that decided a result, named so that quarters can be looked up in it; "" for none."""
        version, decided = recorded_version(self._rulebook, result), self.decided_in(result)
        if version is None or decided not in version.profiled:
            return ""
        return f"{version.version}, profile of {decided.financial_year}"

    def key_under(self, result: Result, other: Result) -> str:
        """The row that would decide `result` under the thresholds that decided `other`."""
        profile = self.profile_of(other)
        if not profile:
            return self.key_of(other)
        key = f"{result_key(result.kpi_id, self.decided_in(result))}|{profile}"
        return key if key in self.lines else self.key_of(result)

    def kept(self, result: Result) -> bool:
        """Whether a rating is on record that its value and bands do not give, so that it stands as it is."""
        line = self.line(self.key_of(result))
        if not result.rated or result.override or line is None:
            return False
        return with_stated(line.version, line.bands, rate(result.value, line.bands)) is not result.outcome

    def _own_key(self, result: Result) -> str:
        version = recorded_version(self._rulebook, result)
        own = ThresholdLine(
            f"{result.key}|as published",
            *(result.kpi_id, result.period, result.target, result.bands, result.version, version),
        )
        if own.target is None and own.bands is None and not own.name:
            return ""
        in_force = self.lines.get(result_key(result.kpi_id, self.decided_in(result)))
        if in_force is not None and (in_force.figures, in_force.name) == (own.figures, own.name):
            return in_force.key
        self.lines[own.key] = own
        return own.key

    def _add_profiles(self, results: list[Result]) -> None:
        for other in results:
            profile = self.profile_of(other)
            version = recorded_version(self._rulebook, other) if profile else None
            if version is not None:
                for result in results:
                    self._add_profile(result, version, self.decided_in(other).year, profile)

    def _add_profile(self, result: Result, version: Threshold, year: int, profile: str) -> None:
        quarter = self.decided_in(result)
        found = version.profiled.get(quarter) or version.profiled.get(Period(year, quarter.quarter))
        own = self.line(self.key_of(result))
        if found is None or (own is not None and own.figures == (*found, version.stated)):
            return
        key = f"{result_key(result.kpi_id, quarter)}|{profile}"
        self.lines[key] = ThresholdLine(key, result.kpi_id, quarter, *found, version.version, version)


def _rest_of_year(rulebook: Rulebook, kpi: Kpi, periods: list[Period]) -> Iterator[Period]:
    if periods and any(version.profiled for version in rulebook.thresholds.get(kpi.kpi_id, ())):
        last = max(periods)
        yield from (Period(last.year, quarter) for quarter in range(last.quarter + 1, 5))


def _in_force(rulebook: Rulebook, kpi: Kpi, period: Period) -> Iterator[ThresholdLine]:
    version = rulebook.threshold(kpi.kpi_id, period) if kpi.reported_in(period) else None
    if version is not None:
        key = result_key(kpi.kpi_id, period)
        target, bands = version.target_in(period), version.bands_in(period)
        yield ThresholdLine(key, kpi.kpi_id, period, target, bands, version.version, version)
