"""Which thresholds changed between two quarters, and whether ratings as published then compare (rating rule 23)."""

from collections.abc import Sequence
from typing import NamedTuple

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import Master, Result, known_results
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook, Threshold


class ThresholdChange(NamedTuple):
    """What decided a KPI's rating before, and what would decide the same value now.

    `old` and `new` are bands in the KPI's unit, None where there were none; `old_target` and `new_target` likewise.
    `old_version` is as published. `version` is the rulebook's record of what decides now, with its approver and
    reason; None where the rulebook no longer has it.
    """

    kpi: Kpi
    old: Bands | None
    new: Bands | None
    old_target: float | None
    new_target: float | None
    old_version: str
    version: Threshold | None

    @property
    def approval(self) -> str:
        """Approved by the Cabinet Member on 01/07/2022: target raised."""
        if self.version is None:
            return "The rulebook no longer has the version that decides now, so who approved it is not known."
        by, on = self.version.approved_by, self.version.approved_on
        who = f"Approved by {by or 'somebody the rulebook does not name'}{f' on {on:%d/%m/%Y}' if on else ''}"
        return f"{who}: {self.version.reason.rstrip('.') or 'no reason is given'}."


def threshold_changes(rulebook: Rulebook, master: Master, before: Period, now: Period) -> tuple[ThresholdChange, ...]:
    """The corporate KPIs with a result in both quarters whose bands changed, rated or not, in the rulebook's order."""
    were = {result.kpi_id: result for result in master.of(before)}
    changes = []
    for kpi, result in known_results(rulebook, master, now) if were else ():
        earlier = were.get(kpi.kpi_id)
        if kpi.scope is Scope.CORPORATE and earlier is not None:
            changes.append(threshold_change(rulebook, kpi, earlier, result))
    return tuple(change for change in changes if change is not None)


def threshold_change(rulebook: Rulebook, kpi: Kpi, before: Result, now: Result) -> ThresholdChange | None:
    """None where the bands that decided `now` are, for the value of `before`, those that decided it too.

    Bands as published count, not version names: a version confirmed with the same bands is no change. Nor is a
    first threshold, or the end of them: on one side there is then no rating to compare. A year-to-date KPI with a
    profile has other bands every quarter, so its `new` bands are those that the version deciding now gives for the
    quarter of `before`; that the profile moved on is no change of thresholds.
    """
    old, version = recorded_version(rulebook, before), recorded_version(rulebook, now)
    target, bands = _in_quarter_of(kpi, version, before, now)
    alike = bands == before.bands and _stated_alike(old, version)
    if alike or not _rates(old, before.bands) or not _rates(version, bands):
        return None
    return ThresholdChange(kpi, before.bands, bands, before.target, target, before.version, version)


def comparability_words(kpi_ids: Sequence[str], before: Period) -> str:
    """Whether ratings compare with those published in `before`, given the KPIs whose thresholds changed since."""
    if not kpi_ids:
        return f"No thresholds have changed since {before}."
    many = len(kpi_ids) != 1
    return (
        f"The thresholds of {len(kpi_ids):,} KPI{'s' if many else ''} have changed since {before} "
        f"({', '.join(kpi_ids)}). {'Their ratings' if many else 'Its rating'} as published then and now cannot be "
        "compared like for like."
    )


def recorded_version(rulebook: Rulebook, result: Result) -> Threshold | None:
    """The version named in a published result."""
    versions = rulebook.thresholds.get(result.kpi_id, ())
    return next((version for version in versions if version.version == result.version), None)


def _in_quarter_of(
    kpi: Kpi, version: Threshold | None, before: Result, now: Result
) -> tuple[float | None, Bands | None]:
    """Target and bands of what decides now, for the quarter the value of `before` is of.

    With a profile for now but none for that quarter, or for the same quarter of now's year, the earlier bands stand:
    another quarter's would rate part of a year as if it were more or less of it.
    """
    decided = decided_in(kpi, now)
    if version is None or decided not in version.profiled:
        return now.target, now.bands
    quarter = decided_in(kpi, before)
    same_quarter = Period(decided.year, quarter.quarter)
    own = version.profiled.get(quarter) or version.profiled.get(same_quarter)
    return own or (before.target, before.bands)


def decided_in(kpi: Kpi, result: Result) -> Period:
    """The quarter in which a result was rated: for a carried one, that of the data plus the KPI's lag."""
    if not result.carried or result.as_at is None:
        return result.period
    period = result.as_at
    for _ in range(kpi.lag):
        period = period.next
    return period


def _rates(version: Threshold | None, bands: Bands | None) -> bool:
    """Whether there is anything to rate by: bands, or a stated rating."""
    return bands is not None or (version is not None and version.stated is not None)


def _stated_alike(old: Threshold | None, new: Threshold | None) -> bool:
    """Whether both record the same stated rating (rating rule 30); a version not on record counts as alike."""
    return old is None or new is None or old.stated is new.stated
