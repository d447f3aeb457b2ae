"""Calculations, Counts and Periods: the sheets every living sheet reads from, at the end of the workbook."""

from kpi_xl.files.master.calculations.columns import NOW_COLUMNS
from kpi_xl.files.master.calculations.counts import COUNT_COLUMNS
from kpi_xl.files.master.calculations.periods import PERIOD_HEADERS, chosen, period_rows
from kpi_xl.files.master.calculations.references import (
    COUNTS,
    NOW,
    NOW_DECIMALS,
    NOW_REFS,
    PERIOD_LIST,
    PERIODS,
    THRESHOLD_CHANGES_TABLE,
    THRESHOLDS_LIST,
    TREND_DECIMALS,
    TRENDS,
)
from kpi_xl.files.master.calculations.threshold_changes import THRESHOLD_CHANGES
from kpi_xl.files.master.calculations.trends import TREND_COLUMNS
from kpi_xl.files.master.page.edition import Edition
from kpi_xl.files.master.page.living_cells import column_in
from kpi_xl.files.master.page.living_table import write_living_table
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.page.sheet_names import (
    CALCULATIONS,
    CHANGES_SHEET,
    COUNTS_SHEET,
    PERIODS_SHEET,
    TRENDS_SHEET,
    cell_of,
)
from kpi_xl.model.selection import AS_PUBLISHED

_CALCULATIONS = (
    "One row a KPI: what every sheet shows of it for the quarter and thresholds chosen on Summary. Nothing to fill in."
)
_COUNTS = "The counts behind Summary and the overviews, for the quarter and thresholds chosen. Nothing to fill in."
_TRENDS = (
    "The last quarters of every KPI up to the one chosen on Summary, as published. Where there is nothing to draw, "
    "#N/A keeps a line in a chart from falling to 0. Nothing to fill in."
)
_CHANGES = (
    "What rated each KPI whose thresholds changed since the quarter before, and what rates it now: for What changed. "
    "Nothing to fill in."
)
_PERIODS = "The quarters to choose from on Summary, and what the choice means. Nothing to fill in."
_CHOSEN, _TABLE = 7, 13
_CHOICES = 8


def write(edition: Edition) -> None:
    if not edition.living:
        return
    rows = edition.choice.rows
    write_living_table(edition, CALCULATIONS, NOW, _CALCULATIONS, NOW_COLUMNS, rows)
    for name, header in ((NOW_REFS, "Ref"), (NOW_DECIMALS, "Decimals shown")):
        edition.define(name, column_in(CALCULATIONS, NOW_COLUMNS, header, len(rows)))
    write_living_table(edition, COUNTS_SHEET, COUNTS, _COUNTS, COUNT_COLUMNS, edition.parts)
    _write_trends(edition)
    slots = edition.threshold_changes
    write_living_table(edition, CHANGES_SHEET, THRESHOLD_CHANGES_TABLE, _CHANGES, THRESHOLD_CHANGES, slots)
    _write_periods(edition)


def _write_trends(edition: Edition) -> None:
    rows = [row for rows in edition.trends.values() for row in rows]
    write_living_table(edition, TRENDS_SHEET, TRENDS, _TRENDS, TREND_COLUMNS, rows)
    edition.define(TREND_DECIMALS, column_in(TRENDS_SHEET, TREND_COLUMNS, "Decimals shown", len(rows)))


def _write_periods(edition: Edition) -> None:
    page = MasterPage(edition, PERIODS_SHEET, 30, 14, 16, 22, 18, 14, 3, 22)
    page.living_heading(PERIODS_SHEET, wide=_CHOICES, about="what can be chosen")
    page.ways(1, 3)
    page.text(5, 1, _PERIODS, page.formats("body", text_wrap=False))
    for row, (name, (words, figure)) in enumerate(chosen(edition.choice.selection).items(), start=_CHOSEN):
        page.text(row, 1, words, "label")
        page.figure(row, 2, figure, "text")
        edition.define(name, cell_of(PERIODS_SHEET, f"$B${row}"))
    rows = period_rows(edition.periods)
    page.table_of(PERIODS, _TABLE, len(rows), list(PERIOD_HEADERS), numbers=(1,))
    for row, cells in enumerate(rows, start=_TABLE + 1):
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, float):
                page.number(row, column, cell, "date" if column == len(PERIOD_HEADERS) else "number")
            else:
                page.text(row, column, cell or "", "id")
    _write_choices(page, [AS_PUBLISHED, *(str(row[0]) for row in rows)])
    edition.define(PERIOD_LIST, cell_of(PERIODS_SHEET, f"$A${_TABLE + 1}:$A${_TABLE + len(rows)}"))
    page.finish(_TABLE + len(rows) + 1, _CHOICES, living=True)


def _write_choices(page: MasterPage, choices: list[str]) -> None:
    page.table_of("tblThresholdChoices", _TABLE, len(choices), ["Thresholds to rate by"], column=_CHOICES)
    for row, choice in enumerate(choices, start=_TABLE + 1):
        page.text(row, _CHOICES, choice, "id")
    page.edition.define(THRESHOLDS_LIST, cell_of(PERIODS_SHEET, f"$H${_TABLE + 1}:$H${_TABLE + len(choices)}"))
