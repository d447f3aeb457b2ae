"""Threshold rows grouped into versions and resolved, once, to the bands that rate (rating rule 7)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.errors import BandsError
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Threshold
from kpi_xl.rules.rating.thresholds import resolve
from kpi_xl.rules.rulebook.profile_rows import TOLERANT, ProfileRow, Profiles
from kpi_xl.rules.rulebook.row import Given
from kpi_xl.rules.rulebook.size_checks import tenfold_changes
from kpi_xl.rules.rulebook.threshold_row import TOLERANCES, ThresholdRow


def versions_of(thresholds: Sequence[ThresholdRow]) -> dict[str, list[ThresholdRow]]:
    """By ref, oldest first, with findings where two start in one period or a change is not explained."""
    grouped: dict[str, list[ThresholdRow]] = {}
    for threshold in thresholds:
        grouped.setdefault(threshold.kpi_id, []).append(threshold)
    for versions in grouped.values():
        versions.sort(key=lambda threshold: threshold.effective)
        for earlier, later in pairwise(versions):
            later.row.findings.extend(_after(earlier, later))
    return grouped


def _after(earlier: ThresholdRow, later: ThresholdRow) -> Iterator[Finding]:
    """What is wrong with a version given the one before it."""
    if earlier.effective == later.effective:
        places = (later.row.place("effective"), earlier.row.place("effective"))
        facts = {"kpi_id": later.kpi_id, "period": later.effective}
        yield Finding(problems.OVERLAP, places, facts, kpi_id=later.kpi_id)
    yield from tenfold_changes(earlier, later)
    said = {"approved_by": later.approved_by, "approved_on": later.approved_on, "reason": later.reason}
    blank = [column for column, text in said.items() if not text]
    if blank:
        headers = ", ".join(map(later.row.header, blank))
        yield later.row.finding(problems.CHANGE_UNEXPLAINED, *blank, kpi_id=later.kpi_id, columns=headers)


def resolve_versions(grouped: Mapping[str, Sequence[ThresholdRow]], profiles: Profiles) -> dict[str, list[Threshold]]:
    """Every version that makes bands, by ref, oldest first."""
    by_ref: dict[str, list[ProfileRow]] = {}
    for (ref, _), profile in profiles.items():
        by_ref.setdefault(ref, []).append(profile)
    found: dict[str, list[Threshold]] = {}
    for ref, thresholds in grouped.items():
        for threshold in thresholds:
            own = by_ref.get(ref) or by_ref.get(threshold.kpi.kpi_id, [])
            version = _resolved(threshold, own)
            if version is not None:
                found.setdefault(ref, []).append(version)
    return found


def _resolved(threshold: ThresholdRow, profiles: Sequence[ProfileRow]) -> Threshold | None:
    if threshold.row.faulty:
        return None
    try:
        return _version(threshold, profiles if threshold.way in TOLERANT else ())
    except BandsError as error:
        threshold.row.report(problems.BANDS_IMPOSSIBLE, "basis", why=error)
        return None


def _version(threshold: ThresholdRow, profiles: Sequence[ProfileRow]) -> Threshold:
    year_to_date = threshold.kpi.aggregation is Aggregation.YEAR_TO_DATE and threshold.way in TOLERANT
    target = threshold.target
    return Threshold(
        kpi_id=threshold.kpi_id,
        effective=threshold.effective,
        target=None if isinstance(target, tuple) else target,
        basis=threshold.way or Basis.ABSOLUTE,
        bands=None if year_to_date else _bands(threshold, target),
        stated=threshold.stated,
        approved_by=threshold.approved_by,
        approved_on=threshold.approved_on,
        reason=threshold.reason,
        profiled=dict(_profiled(threshold, profiles)),
        place=threshold.row.place("kpi_id"),
    )


def _profiled(threshold: ThresholdRow, profiles: Sequence[ProfileRow]) -> Iterator[tuple[Period, tuple[float, Bands]]]:
    for profile in profiles:
        for quarter, target in enumerate(profile.quarters, start=1):
            bands = _bands(threshold, target)
            if bands is not None:
                yield Period(profile.year, quarter), (target, bands)


def _bands(threshold: ThresholdRow, target: Given) -> Bands | None:
    """None where the row says nothing of green: data only."""
    if threshold.way is None:
        return None
    if threshold.way is Basis.ABSOLUTE:
        return resolve(target, threshold.kpi.polarity, Basis.ABSOLUTE, threshold.green, threshold.amber)
    near, far = (threshold.given.get(column) for column in TOLERANCES)
    return resolve(target, threshold.kpi.polarity, threshold.way, near, far)
