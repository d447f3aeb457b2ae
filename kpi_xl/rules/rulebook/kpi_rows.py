"""The KPIs table: one row, one Kpi."""

import re
from dataclasses import replace

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.kpi import Aggregation, Comparison, Frequency, Kpi, Scope, YearType
from kpi_xl.model.measure import measure_of
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rulebook_layout import EVERY
from kpi_xl.rules.rulebook import words
from kpi_xl.rules.rulebook.names import Names, report_repeats
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.rulebook.refs import read_ref
from kpi_xl.rules.rulebook.row import RulebookRow

ALL_YEAR = frozenset({1, 2, 3, 4})
_QUARTERS = re.compile(r"q[1-4](?:[\s,;/&]*(?:and\s*)?q[1-4])*", re.IGNORECASE)


def read_kpis(rows: list[RulebookRow], names: Names) -> list[tuple[Kpi, RulebookRow]]:
    """A Kpi for each row with a ref, faulty rows too, so that what refers to them is still found."""
    kpis = [(_kpi(row, names), row) for row in rows]
    report_repeats([(kpi.kpi_id, row) for kpi, row in kpis], "kpi_id")
    return [(kpi, row) for kpi, row in kpis if kpi.kpi_id]


def _kpi(row: RulebookRow, names: Names) -> Kpi:
    frequency = row.word("frequency", words.FREQUENCIES, needed=True) or Frequency.QUARTERLY
    kpi = Kpi(
        kpi_id=read_ref(row, "kpi_id", "AS01"),
        name=row.needed("name", "the KPI's name"),
        priority=names.priority(row, "priority"),
        directorate=_directorate(row, names),
        service=row.text("service"),
        measure=measure_of(row.needed("measure", "a unit such as %, number or days")),
        polarity=row.word("polarity", words.POLARITIES, needed=True) or Polarity.NONE,
        frequency=frequency,
        aggregation=row.word("covers", words.AGGREGATIONS, needed=True) or Aggregation.QUARTER,
        decimals=row.whole("decimals", 0, 6, blank=None),
        definition=row.text("definition"),
        owner=row.text("owner"),
        due=_due(row, frequency),
        source=row.text("source"),
        ratio=row.yes("ratio"),
        illustrative=row.yes("illustrative"),
        place=row.place("kpi_id"),
    )
    return _with_life(row, _with_choices(row, kpi))


def _with_choices(row: RulebookRow, kpi: Kpi) -> Kpi:
    """The columns that may be left blank, each with what blank means."""
    return replace(
        kpi,
        scope=row.word("scope", words.SCOPES, Scope.CORPORATE) or Scope.CORPORATE,
        compare_with=row.word("compare_with", words.COMPARISONS) or Comparison.PREVIOUS_QUARTER,
        year_type=row.word("year_type", words.YEAR_TYPES) or YearType.FINANCIAL,
        standing_reason=row.word("standing_reason", words.STANDING_REASONS),
        lag=row.whole("lag", 0, 8, blank=0),
    )


def _with_life(row: RulebookRow, kpi: Kpi) -> Kpi:
    lowest, highest = row.amount("lowest"), row.amount("highest")
    if lowest is not None and highest is not None and lowest > highest:
        row.report(problems.LIMITS_UPSIDE_DOWN, "lowest", "highest", low=shown(lowest), high=shown(highest))
    first, last = row.period("first"), row.period("last")
    if first is not None and last is not None and last < first:
        row.report(problems.LIFE_UPSIDE_DOWN, "last", "first", last=last, first=first)
    redefined = row.period("redefined")
    return replace(kpi, lowest=lowest, highest=highest, first=first, last=last, redefined=redefined)


def _directorate(row: RulebookRow, names: Names) -> str:
    cell = row.cells.get("directorate")
    every = cell is not None and str(cell.value).strip().casefold() == EVERY
    return EVERY if every else names.unit(row, "directorate")


def _due(row: RulebookRow, frequency: Frequency) -> frozenset[int]:
    """The quarters named. Blank means all four, but not for an annual KPI, whose quarter cannot be guessed."""
    text = row.text("due")
    if _QUARTERS.fullmatch(text):
        return frozenset(map(int, re.findall(r"[1-4]", text)))
    if text:
        row.report(problems.DUE_UNREADABLE, "due", value=text)
    elif frequency is Frequency.ANNUAL:
        row.report(problems.BLANK, "due", column=row.header("due"), needed="the quarter it is reported in, such as Q1")
    return ALL_YEAR
