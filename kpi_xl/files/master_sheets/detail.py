"""A sheet per KPI: what it is, what it says this quarter and why, its trend, its words, its history, its source."""

from collections.abc import Callable

from kpi_xl.files.master_sheets.detail_words import write_comparators, write_thresholds, write_words
from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.line_cells import (
    write_actual,
    write_target,
    write_variance,
)
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import INSTRUCTIONS, SUMMARY, cell_of
from kpi_xl.files.master_sheets.text_height import text_height
from kpi_xl.files.master_sheets.trend import HEADING_ROW, quarters, write_trend
from kpi_xl.files.master_sheets.trend_chart import write_trend_chart
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.band_words import amber_words, green_words
from kpi_xl.rules.kpi_lines import KpiLine, compared_period
from kpi_xl.rules.line_words import change_words, travel_words
from kpi_xl.rules.value_covers import value_covers
from kpi_xl.rules.why import why

WIDTHS = (22, 58, 2, 13, 12, 12, 12, 12, 12, 12, 24)
_TEXT_WIDTH = 57
_FIRST = 6
_ROW_POINTS = 16.5
_CHART_WIDTH = 802

_BETTER = {
    Polarity.HIGHER: "Higher is better",
    Polarity.LOWER: "Lower is better",
    Polarity.IN_RANGE: "Best within a range",
    Polarity.NONE: "For information only",
}
_COUNTED = {
    Scope.CORPORATE: "Counted among the council's KPIs",
    Scope.SUPPORTING: "Supporting measure: rated, but not in the council's counts",
    Scope.PIPELINE: "Measure in preparation: rated, but not in the council's counts",
}

Write = Callable[[MasterPage, int, int, KpiLine, str], None]
Row = tuple[str, str | Write]
"""A label and either its words or what writes its cell."""


def write(edition: Edition) -> None:
    if edition.with_details:
        row: list[KpiLine | None] = [None, *edition.detailed, None]
        for line, before, after in zip(edition.detailed, row, row[2:], strict=False):
            _write_kpi(edition, line, before, after)


def _write_kpi(edition: Edition, line: KpiLine, before: KpiLine | None, after: KpiLine | None) -> None:
    kpi = line.kpi
    page = MasterPage(edition, edition.names.detail[kpi.kpi_id], *WIDTHS)
    page.heading(f"{kpi.kpi_id}  {kpi.name}", wide=len(WIDTHS), about=kpi.priority)
    _write_ways(page, line, before, after)
    blocks = {
        "This quarter": _quarter_rows(line),
        "This KPI": _kpi_rows(edition, kpi),
        "Where the figure comes from": _source_rows(line),
    }
    heights = _write_left(page, line, blocks)
    shown = quarters(edition, kpi)
    page.text(_FIRST, 4, "Trend", "subheading")
    write_trend_chart(page, _FIRST + 1, kpi, shown, (_CHART_WIDTH, _pixels(heights[: HEADING_ROW - _FIRST - 1])))
    last = write_trend(page, kpi, shown)
    row = write_words(page, max(_FIRST + len(heights), last) + 2, line, WIDTHS)
    row = write_comparators(page, row + 1, kpi)
    row = write_thresholds(page, row + 1, kpi)
    page.finish(row - 1, len(WIDTHS), tall=1)


def _write_ways(page: MasterPage, line: KpiLine, before: KpiLine | None, after: KpiLine | None) -> None:
    names = page.edition.names
    overview = names.overview.get(line.kpi.priority)
    page.link(3, 1, cell_of(overview or SUMMARY), "Back to overview")
    page.link(3, 2, cell_of(INSTRUCTIONS), "Instructions")
    for column, words, other in ((4, "Previous", before), (7, "Next", after)):
        if other is not None:
            page.link(3, column, cell_of(names.detail[other.kpi.kpi_id]), f"{words}: {other.kpi.kpi_id}")


def _write_left(page: MasterPage, line: KpiLine, blocks: dict[str, list[Row]]) -> list[float]:
    """Labels and values beside chart and trend. Gives the heights of the rows below the first, in points.

    All are set, for the chart lies over them and would be stretched by rows that Excel fits to their text.
    """
    heights: list[float] = []
    for heading, rows in blocks.items():
        page.text(_FIRST + len(heights), 1, heading, "subheading")
        heights.append(_ROW_POINTS)
        for label, shown in rows:
            row = _FIRST + len(heights)
            page.text(row, 1, label, "label")
            heights.append(_write_shown(page, row, line, shown))
    for row, points in enumerate(heights, start=_FIRST):
        page.height(row, points)
    return heights[1:]


def _write_shown(page: MasterPage, row: int, line: KpiLine, shown: str | Write) -> float:
    """Write the words or figure of a row; gives the height it needs."""
    if callable(shown):
        shown(page, row, 2, line, "figure")
        return _ROW_POINTS
    page.text(row, 2, shown, "text")
    return _words_height(shown)


def _pixels(points: list[float]) -> int:
    return round(sum(points) / 0.75) - 4


def _words_height(words: str) -> float:
    return max(_ROW_POINTS, text_height(words, _TEXT_WIDTH))


def _why(line: KpiLine) -> str:
    kpi, result = line.kpi, line.result
    sentence = why(result.value, result.bands, result.outcome, kpi.measure, kpi.decimals)
    return f"{sentence} {result.override}".strip()


def _quarter_rows(line: KpiLine) -> list[Row]:
    kpi, result = line.kpi, line.result
    return [
        ("Rating", _write_rating),
        ("Why", _why(line)),
        ("Actual", write_actual),
        ("Target", write_target),
        ("Green when", green_words(result.bands, kpi.measure)),
        ("Amber when", amber_words(result.bands, kpi.measure)),
        ("Variance from target", write_variance),
        ("Direction of travel", travel_words(line.travel)),
        ("Change", change_words(line) or f"Nothing to compare with in {compared_period(kpi, result.period)}"),
        ("Data as at", str(result.as_at or "No value yet")),
        ("Please note", ", ".join(line.flags) or "Nothing to note"),
    ]


def _write_rating(page: MasterPage, row: int, column: int, line: KpiLine, _: str) -> None:
    page.text(row, column, str(line.result.outcome), "rag")
    page.rag(row, row, column)


def _write_hash(page: MasterPage, row: int, column: int, line: KpiLine, _: str) -> None:
    page.text(row, column, line.result.sha256 or "None", page.formats("note", font_size=8))


def _kpi_rows(edition: Edition, kpi: Kpi) -> list[Row]:
    return [
        ("Better when", _BETTER[kpi.polarity]),
        ("Value covers", value_covers(kpi, edition.period)),
        ("Directorate", edition.unit_name(kpi.directorate)),
        ("Service and owner", ", ".join(filter(None, (kpi.service, kpi.owner)))),
        ("Counted", _COUNTED[kpi.scope]),
    ]


def _source_rows(line: KpiLine) -> list[Row]:
    result = line.result
    place = f"{result.sheet}, cell {result.cell}" if result.cell else "No value has been read"
    return [
        ("File", result.file or "No return holds this value"),
        ("Sheet and cell", place),
        ("Hash of the file", _write_hash),
        ("Thresholds used", result.version or "None set"),
        ("The measure", line.kpi.source.capitalize() or "Not stated"),
    ]
