"""The Profiles table, and how it fits the thresholds (rating rule 11)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.basis import Basis
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.number import typed
from kpi_xl.model.period import Period, read_period
from kpi_xl.rules.rating.profiles import Quarters
from kpi_xl.rules.rulebook.names import Refs, report_repeats
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.rulebook.row import RulebookRow
from kpi_xl.rules.rulebook.threshold_row import ThresholdRow

QUARTER_COLUMNS = ("q1", "q2", "q3", "q4")
TOLERANT = (Basis.PERCENT, Basis.POINTS)


class ProfileRow(NamedTuple):
    """`year` is the calendar year the financial year starts in; `quarters` are cumulative targets."""

    row: RulebookRow
    kpi_id: str
    year: int
    quarters: Quarters


Profiles = Mapping[tuple[str, int], ProfileRow]
Versions = Mapping[str, Sequence[ThresholdRow]]
"""Threshold rows by ref, oldest first."""


def read_profiles(rows: list[RulebookRow], refs: Refs) -> dict[tuple[str, int], ProfileRow]:
    """By ref and year; rows that cannot be read are left out, with findings."""
    found = [profile for row in rows if (profile := _profile(row, refs)) is not None]
    named = [(f"{profile.kpi_id} {_label(profile.year)}", profile.row) for profile in found]
    report_repeats(named, "year")
    return {(profile.kpi_id, profile.year): profile for profile in reversed(found)}


def _profile(row: RulebookRow, refs: Refs) -> ProfileRow | None:
    kpi_id = refs.of_row(row, "kpi_id")
    text = row.needed("year", "a financial year such as 2022/23")
    first = read_period(f"{text} Q1") if text else None
    if text and first is None:
        row.report(problems.YEAR_UNREADABLE, "year", value=text)
    q1, q2, q3, q4 = (_quarter(row, column) for column in QUARTER_COLUMNS)
    return None if row.faulty or first is None else ProfileRow(row, kpi_id, first.year, (q1, q2, q3, q4))


def _quarter(row: RulebookRow, column: str) -> float:
    number = row.amount(column)
    if number is None and not row.faulty:
        row.report(problems.BLANK, column, column=row.header(column), needed="the target for the end of that quarter")
    return number or 0.0


def check_profiles(profiles: Profiles, versions: Versions) -> None:
    """Add to the profiles' rows where they do not fit the version in force when their year ends."""
    for profile in profiles.values():
        threshold = in_force(versions.get(profile.kpi_id, ()), Period(profile.year, 4))
        if threshold is not None:
            profile.row.findings.extend(_fit(profile, threshold))


def _fit(profile: ProfileRow, threshold: ThresholdRow) -> Iterator[Finding]:
    if threshold.way is Basis.ABSOLUTE:
        yield profile.row.finding(problems.PROFILE_UNUSED, "kpi_id", kpi_id=profile.kpi_id)
    q4, target = profile.quarters[3], threshold.target
    if isinstance(target, float) and typed(target) != typed(q4):
        yield profile.row.finding(problems.PROFILE_MISSES, "q4", q4=shown(q4), target=shown(target))
    if threshold.way is Basis.PERCENT:
        zeros = [column for column, value in zip(QUARTER_COLUMNS, profile.quarters, strict=True) if value == 0]
        if zeros:
            yield profile.row.finding(problems.ZERO_TARGET, *zeros, what="profile's target")


def missing_profiles(versions: Versions, profiles: Profiles, opened: Sequence[Period]) -> None:
    """Add to threshold rows of year-to-date KPIs with a tolerance the years that have no profile."""
    for thresholds in versions.values():
        for threshold in thresholds:
            if threshold.kpi.aggregation is Aggregation.YEAR_TO_DATE and threshold.way in TOLERANT:
                for year in sorted(_years(threshold, thresholds, opened)):
                    if profile_for(profiles, threshold, year) is None:
                        facts = {"kpi_id": threshold.kpi_id, "year": _label(year)}
                        threshold.row.report(problems.PROFILE_MISSING, "kpi_id", **facts)


def profile_for(profiles: Profiles, threshold: ThresholdRow, year: int) -> ProfileRow | None:
    """The threshold's own profile, else that of the row all directorates share."""
    return profiles.get((threshold.kpi_id, year)) or profiles.get((threshold.kpi.kpi_id, year))


def _years(threshold: ThresholdRow, thresholds: Sequence[ThresholdRow], opened: Sequence[Period]) -> set[int]:
    """The years of the open periods the version is in force in; with none open yet, the year it starts in."""
    years = {period.year for period in opened if in_force(thresholds, period) is threshold}
    return years or ({threshold.effective.year} if threshold is thresholds[-1] else set())


def in_force(thresholds: Sequence[ThresholdRow], period: Period) -> ThresholdRow | None:
    earlier = [threshold for threshold in thresholds if threshold.effective <= period]
    return earlier[-1] if earlier else None


def _label(year: int) -> str:
    return Period(year, 1).financial_year
