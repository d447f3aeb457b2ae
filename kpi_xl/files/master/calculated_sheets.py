"""Calculations, Counts, Trends, Threshold changes, Totals, Periods: what sheets that follow the choice read from.

They stand at the end of the workbook.
"""

from collections.abc import Sequence

from kpi_xl.files.house_style.formula_cell import Record, cell_of, cells, in_row
from kpi_xl.files.master.calculations.columns import CALCULATION_TABLE
from kpi_xl.files.master.calculations.counts import COUNT_TABLE
from kpi_xl.files.master.calculations.formula_table import HEADER_ROW, FormulaTable
from kpi_xl.files.master.calculations.periods import PERIOD_HEADERS, chosen, period_rows
from kpi_xl.files.master.calculations.references import (
    CALCULATED_DECIMALS,
    CALCULATED_REFS,
    PERIOD_LIST,
    PERIODS,
    THRESHOLDS_LIST,
    TREND_DECIMALS,
)
from kpi_xl.files.master.calculations.threshold_changes import THRESHOLD_CHANGE_TABLE
from kpi_xl.files.master.calculations.total_columns import TOTAL_TABLE
from kpi_xl.files.master.calculations.trends import TREND_TABLE
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet
from kpi_xl.files.master.page.master_page import A3, MasterPage
from kpi_xl.model.errors import SaveError
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
_TOTALS = (
    "Each total, its parts and what they leave over, with the sentence on What changed as it grows from row to row. "
    "Nothing to fill in."
)
_PERIODS = "The quarters to choose from on Summary, and what the choice means. Nothing to fill in."
_PERIODS_SHEET = "Periods"
_CHOSEN, _TABLE = 7, 13
_CHOICES = 8


def _write_calculations(draft: MasterDraft) -> None:
    rows = draft.choice.rows
    _write_table(draft, CALCULATION_TABLE, _CALCULATIONS, rows)
    for name, header in ((CALCULATED_REFS, "Ref"), (CALCULATED_DECIMALS, "Decimals shown")):
        draft.define(name, CALCULATION_TABLE.area(header, len(rows)))


def _write_counts(draft: MasterDraft) -> None:
    _write_table(draft, COUNT_TABLE, _COUNTS, draft.parts)


def _write_trends(draft: MasterDraft) -> None:
    rows = [row for rows in draft.trends.values() for row in rows]
    _write_table(draft, TREND_TABLE, _TRENDS, rows)
    draft.define(TREND_DECIMALS, TREND_TABLE.area("Decimals shown", len(rows)))


def _write_threshold_changes(draft: MasterDraft) -> None:
    _write_table(draft, THRESHOLD_CHANGE_TABLE, _CHANGES, draft.threshold_changes)


def _write_totals(draft: MasterDraft) -> None:
    _write_table(draft, TOTAL_TABLE, _TOTALS, draft.totals)


def _write_table(draft: MasterDraft, table: FormulaTable[Record], about: str, rows: Sequence[Record]) -> None:
    """A sheet with the sentence `about`, then the table: no filter, so that no sorting moves what others point at."""
    columns = table.columns
    page = MasterPage(draft, table.sheet, *(max(column.width, _longest_word(column.header) + 3) for column in columns))
    page.choice_heading(table.sheet, wide=len(columns), about="worked out by formulas")
    page.ways(1, 3)
    page.text(5, 1, about, page.formats("body", text_wrap=False))
    last = HEADER_ROW + max(1, len(rows))
    headers = [{"header": one.header, "header_format": page.formats("header")} for one in columns]
    options = {"name": table.name, "columns": headers, "style": "Table Style Light 1", "autofilter": False}
    code = page.sheet.add_long_table(HEADER_ROW, last, len(columns), options)
    if code:
        raise SaveError(f"{page.name} could not take the table {table.name}: XlsxWriter says {code}.")
    page.height(HEADER_ROW, 44)
    names = [one.header for one in columns]
    formulas = {at: in_row(one.formula, names) for at, one in enumerate(columns) if one.formula}
    looks = [page.formats(one.role, bottom=0, text_wrap=False) for one in columns]
    page.sheet.write_rows(HEADER_ROW + 1, cells(columns, rows), looks, formulas)
    page.sheet.freeze_panes(HEADER_ROW, 1)
    page.finish(last, min(len(columns), 14), repeat=HEADER_ROW, paper=A3, follows_choice=True)


def _longest_word(header: str) -> int:
    """Headers break between words, never in one."""
    return max(map(len, header.split()))


def _write_periods(draft: MasterDraft) -> None:
    page = MasterPage(draft, _PERIODS_SHEET, 30, 14, 16, 22, 18, 14, 3, 22)
    page.choice_heading(_PERIODS_SHEET, wide=_CHOICES, about="what can be chosen")
    page.ways(1, 3)
    page.text(5, 1, _PERIODS, page.formats("body", text_wrap=False))
    for row, (name, (words, figure)) in enumerate(chosen(draft.choice.selection).items(), start=_CHOSEN):
        page.text(row, 1, words, "label")
        page.formula_cell(row, 2, figure, "text")
        draft.define(name, cell_of(_PERIODS_SHEET, f"$B${row}"))
    rows = period_rows(draft.periods)
    page.table_of(PERIODS, _TABLE, len(rows), list(PERIOD_HEADERS), numbers=(1,))
    for row, texts in enumerate(rows, start=_TABLE + 1):
        for column, cell in enumerate(texts, start=1):
            if isinstance(cell, float):
                page.number(row, column, cell, "date" if column == len(PERIOD_HEADERS) else "number")
            else:
                page.text(row, column, cell or "", "id")
    _write_choices(page, [AS_PUBLISHED, *(str(row[0]) for row in rows)])
    draft.define(PERIOD_LIST, cell_of(_PERIODS_SHEET, f"$A${_TABLE + 1}:$A${_TABLE + len(rows)}"))
    page.finish(_TABLE + len(rows) + 1, _CHOICES, follows_choice=True)


def _write_choices(page: MasterPage, choices: list[str]) -> None:
    page.table_of("tblThresholdChoices", _TABLE, len(choices), ["Thresholds to rate by"], column=_CHOICES)
    for row, choice in enumerate(choices, start=_TABLE + 1):
        page.text(row, _CHOICES, choice, "id")
    page.draft.define(THRESHOLDS_LIST, cell_of(_PERIODS_SHEET, f"$H${_TABLE + 1}:$H${_TABLE + len(choices)}"))


SHEETS = (
    MasterSheet(
        CALCULATION_TABLE.sheet,
        "What every sheet shows of each KPI for the quarter and thresholds chosen, by formula",
        _write_calculations,
    ),
    MasterSheet(COUNT_TABLE.sheet, "The counts behind Summary, by formula", _write_counts),
    MasterSheet(
        TREND_TABLE.sheet,
        "The last quarters of every KPI up to the one chosen, which the charts draw, by formula",
        _write_trends,
    ),
    MasterSheet(
        THRESHOLD_CHANGE_TABLE.sheet,
        "What rated each KPI whose thresholds changed, before and now, by formula",
        _write_threshold_changes,
    ),
    MasterSheet(
        TOTAL_TABLE.sheet,
        "Totals, their parts and what they leave over, by formula",
        _write_totals,
        lambda draft: not draft.bulk and bool(draft.totals),
    ),
    MasterSheet(_PERIODS_SHEET, "The quarters to choose from", _write_periods),
)
