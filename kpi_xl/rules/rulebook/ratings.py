"""Thresholds and profiles read together, since each is judged by the other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Threshold
from kpi_xl.rules.rating.profiles import Quarters
from kpi_xl.rules.rulebook.names import Refs
from kpi_xl.rules.rulebook.profile_rows import check_profiles, missing_profiles, read_profiles
from kpi_xl.rules.rulebook.row import RulebookRow
from kpi_xl.rules.rulebook.threshold_checks import check_threshold
from kpi_xl.rules.rulebook.threshold_row import read_threshold
from kpi_xl.rules.rulebook.versions import resolve_versions, versions_of


class Ratings(NamedTuple):
    """`thresholds` by ref, oldest first; `profiles` by ref and the year a financial year starts in."""

    thresholds: Mapping[str, tuple[Threshold, ...]]
    profiles: Mapping[tuple[str, int], Quarters]


def read_ratings(
    threshold_rows: list[RulebookRow],
    profile_rows: list[RulebookRow],
    refs: Refs,
    kpis: Mapping[str, Kpi],
    opened: Sequence[Period],
) -> Ratings:
    """`kpis` are the sound rows of the KPIs table; thresholds of others are not judged. Findings stay on the rows."""
    read = [threshold for row in threshold_rows if (threshold := read_threshold(row, refs, kpis)) is not None]
    for threshold in read:
        check_threshold(threshold)
    grouped = versions_of(read)
    profiles = read_profiles(profile_rows, refs)
    check_profiles(profiles, grouped)
    missing_profiles(grouped, profiles, opened)
    found = resolve_versions(grouped, profiles)
    return Ratings(
        {ref: tuple(versions) for ref, versions in found.items()},
        {key: profile.quarters for key, profile in profiles.items()},
    )


def kpi_findings(kpis: Sequence[tuple[Kpi, RulebookRow]], threshold_rows: Sequence[RulebookRow]) -> Iterator[Finding]:
    """KPIs that will never be rated and do not say why, and those whose thresholds lie idle."""
    rated = {row.ref.casefold().partition("/")[0] for row in threshold_rows}
    for kpi, row in kpis:
        if kpi.kpi_id.casefold() not in rated and kpi.standing_reason is None:
            yield row.finding(problems.NO_THRESHOLDS, "kpi_id", kpi_id=kpi.kpi_id)
        elif kpi.kpi_id.casefold() in rated and kpi.standing_reason is not None:
            yield _idle(kpi, row)


def _idle(kpi: Kpi, row: RulebookRow) -> Finding:
    return row.finding(problems.STANDING_BLOCKS, "standing_reason", kpi_id=kpi.kpi_id, reason=kpi.standing_reason)
