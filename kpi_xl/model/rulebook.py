"""The rulebook: who reports what, against which thresholds, from when. It wins over anything a return says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.rating import Rating


class Unit(NamedTuple):
    """A directorate: `code` names it everywhere, `approver` is the role that signs its return off."""

    code: str
    name: str
    approver: str = ""
    aliases: tuple[str, ...] = ()


class Priority(NamedTuple):
    """A corporate priority, in the order of the rulebook."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """One version of a KPI's thresholds, in force from `effective` until the KPI's next version.

    `target` is the annual target for a KPI with a profile, else the target itself; None means no target is set.
    `profiled` maps a period to its target and bands, where a year-to-date profile sets them quarter by quarter;
    `bands` serves every other period. None for `bands` means data only.
    `stated` is a rating the rulebook records where no amber bound is published (rating rule 30).
    `version` names it in every stored rating: "AS10 from 2022/23 Q2".
    """

    kpi_id: str
    effective: Period
    target: float | None
    basis: Basis
    bands: Bands | None
    stated: Rating | None = None
    approved_by: str = ""
    approved_on: date | None = None
    reason: str = ""
    profiled: Mapping[Period, tuple[float, Bands]] = field(default_factory=dict)
    place: Place | None = None
    version: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "version", f"{self.kpi_id} from {self.effective}")

    def target_in(self, period: Period) -> float | None:
        """The target for that period: the profile's where there is one, else the target itself."""
        return self.profiled[period][0] if self.profiled and period in self.profiled else self.target

    def bands_in(self, period: Period) -> Bands | None:
        """The bands for that period, or None for data only."""
        return self.profiled[period][1] if self.profiled and period in self.profiled else self.bands


class Comparator(NamedTuple):
    """A figure to set a KPI beside, e.g. England or the statistical neighbours. `value` None: known only in words."""

    kpi_id: str
    name: str
    value: float | None
    period: str = ""
    source: str = ""


class Component(NamedTuple):
    """`total` is the sum of `parts` (KPI ids); a part named None is what subtraction leaves, called `remainder`."""

    total: str
    parts: tuple[str, ...]
    remainder: str = ""


class Service(NamedTuple):
    """A service area rated on the four-word scale by its directorate."""

    name: str
    directorate: str


class ReportingPeriod(NamedTuple):
    """A period the rulebook opens, and when its returns are due."""

    period: Period
    deadline: date | None = None


class Override(NamedTuple):
    """A rating changed by hand for one period, with who and why (rating rule 24)."""

    kpi_id: str
    period: Period
    rating: Rating
    reason: str
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Settings:
    """The council's own choices. `large_change` is the percentage beyond which a change wants an explanation."""

    council: str
    period: Period | None = None
    contact: str = ""
    large_change: float = 25.0
    detail_sheets: bool = True
    example: bool = False


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the rulebook says. `thresholds` are grouped by KPI, oldest first. `sha256` is of the file.

    A KPI every directorate reports is in `kpis` once a directorate, as "HR01/CE", "HR01/RE"; these share the
    thresholds and comparators of the one row they come from.
    """

    settings: Settings
    units: tuple[Unit, ...]
    priorities: tuple[Priority, ...]
    kpis: Mapping[str, Kpi]
    thresholds: Mapping[str, tuple[Threshold, ...]]
    profiles: Mapping[tuple[str, int], tuple[float, float, float, float]] = field(default_factory=dict)
    comparators: tuple[Comparator, ...] = ()
    components: tuple[Component, ...] = ()
    services: tuple[Service, ...] = ()
    periods: tuple[ReportingPeriod, ...] = ()
    overrides: tuple[Override, ...] = ()
    sha256: str = ""
    path: str = ""
    _units: dict[str, Unit] = field(init=False, default_factory=dict, compare=False, repr=False)
    _by_unit: dict[str, list[Kpi]] = field(init=False, default_factory=dict, compare=False, repr=False)
    _comparators: dict[str, list[Comparator]] = field(init=False, default_factory=dict, compare=False, repr=False)
    _overrides: dict[tuple[str, Period], Override] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index what is looked up once a row: a council may have 100,000 of them."""
        self._units.update((unit.code, unit) for unit in self.units)
        for kpi in self.kpis.values():
            self._by_unit.setdefault(kpi.directorate, []).append(kpi)
        for comparator in self.comparators:
            self._comparators.setdefault(comparator.kpi_id, []).append(comparator)
        self._overrides.update(((override.kpi_id, override.period), override) for override in self.overrides)

    def unit(self, code: str) -> Unit | None:
        return self._units.get(code)

    def kpis_of(self, directorate: str, period: Period) -> list[Kpi]:
        """The directorate's KPIs reported in that period, every scope, in the rulebook's order."""
        return [kpi for kpi in self._by_unit.get(directorate, ()) if kpi.reported_in(period)]

    def threshold(self, kpi_id: str, period: Period) -> Threshold | None:
        """The version in force in that period: the newest that takes effect in it or earlier; None before the first."""
        for version in reversed(self.thresholds.get(kpi_id, ())):
            if version.effective <= period:
                return version
        return None

    def override(self, kpi_id: str, period: Period) -> Override | None:
        """The rating changed by hand for that KPI and period, if one is recorded."""
        return self._overrides.get((kpi_id, period)) if self._overrides else None

    def comparators_of(self, kpi_id: str) -> list[Comparator]:
        """What the KPI is set beside, in the rulebook's order; one reported by every directorate shares its row's."""
        return self._comparators.get(kpi_id) or self._comparators.get(kpi_id.rpartition("/")[0], [])
