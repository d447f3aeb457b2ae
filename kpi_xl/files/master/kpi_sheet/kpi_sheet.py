"""A sheet per KPI: what it is, what it says this quarter and why, its trend, its words, its history, its source."""

from collections.abc import Iterable

from kpi_xl.files.house_style.formula_cell import FormulaCell, cell_of
from kpi_xl.files.master.calculations.references import CALCULATED_DECIMALS
from kpi_xl.files.master.kpi_sheet.labelled_cells import (
    TEXT_WIDTH,
    KpiSheet,
    LabelledCell,
    Rows,
    kpi_rows,
    quarter_rows,
    source_rows,
)
from kpi_xl.files.master.kpi_sheet.lower_part import write_comparators, write_thresholds, write_words
from kpi_xl.files.master.kpi_sheet.trend import HEADING_ROW, write_trend
from kpi_xl.files.master.kpi_sheet.trend_chart import write_trend_chart
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet
from kpi_xl.files.master.page.kpi_looks import kpi_looks
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.files.master.page.sheet_names import INSTRUCTIONS, SUMMARY
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi

WIDTHS = (22, 58, 2, 13, 12, 12, 12, 12, 12, 12, 24)
_FIRST = 6
_ROW_POINTS = 16.5
_HEADING_POINTS = 21
_CHART_WIDTH = 802

_MOST_EXTRA = 3


def write(draft: MasterDraft) -> None:
    row: list[Kpi | None] = [None, *draft.shown, None]
    for kpi, before, after in zip(draft.shown, row, row[2:], strict=False):
        _write_kpi(draft, kpi, before, after)


SHEETS = MasterSheet("", "", write)
"""Instructions lists them by KPI, not among the sheets."""


def _write_kpi(draft: MasterDraft, kpi: Kpi, before: Kpi | None, after: Kpi | None) -> None:
    page = MasterPage(draft, draft.names.detail[kpi.kpi_id], *WIDTHS)
    sheet = KpiSheet(page, kpi)
    page.choice_heading(f"{kpi.kpi_id}  {kpi.name}", wide=len(WIDTHS), about=draft.calculation(kpi.kpi_id, "Priority"))
    _write_ways(page, kpi, before, after)
    blocks = {
        "This quarter": quarter_rows(sheet, kpi_looks(page, kpi, "figure")),
        "Where the figure comes from": source_rows(sheet),
        "This KPI": kpi_rows(sheet),
    }
    heights = _write_left(page, blocks)
    _dress(sheet)
    shown = draft.trends[kpi.kpi_id]
    page.text(_FIRST, 4, "Trend", page.formats("subheading", valign="bottom"))
    write_trend_chart(page, _FIRST + 1, kpi, shown, (_CHART_WIDTH, _pixels(heights[: HEADING_ROW - _FIRST - 1])))
    last = write_trend(page, kpi, shown)
    row = write_words(page, max(_FIRST + len(heights), last) + 2, kpi, WIDTHS)
    row = write_comparators(page, row + 1, kpi)
    row = write_thresholds(page, row + 1, kpi)
    page.finish(row - 1, len(WIDTHS), tall=1, follows_choice=True)


def _write_ways(page: MasterPage, kpi: Kpi, before: Kpi | None, after: Kpi | None) -> None:
    names = page.draft.names
    overview = names.overview.get(kpi.priority)
    page.link(3, 1, cell_of(overview or SUMMARY), "Back to overview")
    page.link(3, 2, cell_of(INSTRUCTIONS), "Instructions")
    for column, words, other in ((4, "Previous", before), (7, "Next", after)):
        if other is not None:
            page.link(3, column, cell_of(names.detail[other.kpi_id]), f"{words}: {other.kpi_id}")


def _write_left(page: MasterPage, blocks: dict[str, Rows]) -> list[float]:
    """Labels and values beside chart and trend. Gives the heights of the rows below the first, in points.

    All are set, for the chart lies over them and would be stretched by rows that Excel fits to their text.
    """
    heights: list[float] = []
    for heading, rows in blocks.items():
        page.text(_FIRST + len(heights), 1, heading, page.formats("subheading", valign="bottom"))
        heights.append(_HEADING_POINTS)
        for label, cell in rows.items():
            row = _FIRST + len(heights)
            page.text(row, 1, label, "label")
            heights.append(_write_cell(page, row, cell))
    for row, points in enumerate(heights, start=_FIRST):
        page.height(row, points)
    return heights[1:]


def _write_cell(page: MasterPage, row: int, cell: LabelledCell) -> float:
    """Gives the height the row needs."""
    if isinstance(cell.shown, FormulaCell):
        page.formula_cell(row, 2, cell.shown, cell.look)
        return _words_height(cell.longest, cell.lines)
    page.text(row, 2, cell.shown, cell.look)
    return _words_height((cell.shown,), cell.lines)


def _pixels(points: list[float]) -> int:
    return round(sum(points) / 0.75) - 4


def _words_height(texts: Iterable[str], lines: int = 1) -> float:
    return max([_ROW_POINTS, *(text_height(text, TEXT_WIDTH, lines) for text in (*texts, ""))])


def _dress(sheet: KpiSheet) -> None:
    """Colour the rating, and show the actual value at the decimals that tell (rating rule 2)."""
    page, kpi = sheet.page, sheet.kpi
    page.rag(_RATING_ROW, _RATING_ROW, 2)
    number = sheet.draft.choice.row_of[kpi.kpi_id].number
    for decimals in range(kpi.decimals + 1, kpi.decimals + _MOST_EXTRA + 1):
        number_format = page.formats.number_only(page.formats.theme.named_format(kpi.measure, decimals))
        criteria = f"=INDEX({CALCULATED_DECIMALS},{number})={decimals}"
        rule = {"type": "formula", "criteria": criteria, "format": number_format}
        if page.sheet.conditional_format(_ACTUAL_ROW - 1, 1, _ACTUAL_ROW - 1, 1, rule):
            raise SaveError(f"{page.name} could not take the decimals of its value.")


_RATING_ROW, _ACTUAL_ROW = _FIRST + 1, _FIRST + 3
