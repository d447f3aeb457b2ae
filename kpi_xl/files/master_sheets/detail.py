"""A sheet per KPI: what it is, what it says this quarter and why, its trend, its words, its history, its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from kpi_xl.files.living import detail_figures
from kpi_xl.files.living.figure import Figure
from kpi_xl.files.living.references import NOW_DECIMALS
from kpi_xl.files.master_sheets.detail_words import write_comparators, write_thresholds, write_words
from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.kpi_looks import KpiLooks, kpi_looks
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import INSTRUCTIONS, SUMMARY, cell_of
from kpi_xl.files.master_sheets.text_height import text_height
from kpi_xl.files.master_sheets.trend import HEADING_ROW, write_trend
from kpi_xl.files.master_sheets.trend_chart import write_trend_chart
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import Result
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.why import why

if TYPE_CHECKING:
    from xlsxwriter.format import Format

WIDTHS = (22, 58, 2, 13, 12, 12, 12, 12, 12, 12, 24)
_TEXT_WIDTH = 57
_FIRST = 6
_ROW_POINTS = 16.5
_HEADING_POINTS = 21
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

_MOST_EXTRA = 3
_WHY_WORDS, _WHY_FIGURES, _A_FIGURE = 150, 3, 8
"""Characters of the longest plain sentence about a rating, and the figures in it with the digits of each."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands beside a label. `longest` are texts the row must have room for, whichever quarter is chosen."""

    shown: Figure | str
    look: "str | Format" = "text"
    longest: tuple[str, ...] = ()
    lines: int = 1


Rows = dict[str, Cell]
"""By label."""


@dataclass(frozen=True)
class Sheet:
    """One KPI's sheet: what its cells are worked out from."""

    page: MasterPage
    kpi: Kpi

    @property
    def edition(self) -> Edition:
        return self.page.edition

    @property
    def result(self) -> Result | None:
        """As published in the quarter chosen."""
        return self.edition.choice.row_of[self.kpi.kpi_id].result

    @property
    def results(self) -> list[Result]:
        """Of every quarter that may be chosen."""
        master = self.edition.master
        found = (master.result(self.kpi.kpi_id, period) for period in self.edition.periods)
        return [result for result in found if result is not None]

    def now(self, header: str) -> Figure:
        return self.edition.now(self.kpi.kpi_id, header)


def write(edition: Edition) -> None:
    if edition.with_details:
        row: list[Kpi | None] = [None, *edition.shown, None]
        for kpi, before, after in zip(edition.shown, row, row[2:], strict=False):
            _write_kpi(edition, kpi, before, after)


def _write_kpi(edition: Edition, kpi: Kpi, before: Kpi | None, after: Kpi | None) -> None:
    page = MasterPage(edition, edition.names.detail[kpi.kpi_id], *WIDTHS)
    sheet = Sheet(page, kpi)
    page.living_heading(f"{kpi.kpi_id}  {kpi.name}", wide=len(WIDTHS), about=kpi.priority)
    _write_ways(page, kpi, before, after)
    blocks = {
        "This quarter": _quarter_rows(sheet, kpi_looks(page, kpi, "figure")),
        "Where the figure comes from": _source_rows(sheet),
        "This KPI": _kpi_rows(sheet),
    }
    heights = _write_left(page, blocks)
    _dress(sheet)
    shown = edition.trends[kpi.kpi_id]
    page.text(_FIRST, 4, "Trend", page.formats("subheading", valign="bottom"))
    write_trend_chart(page, _FIRST + 1, kpi, shown, (_CHART_WIDTH, _pixels(heights[: HEADING_ROW - _FIRST - 1])))
    last = write_trend(page, kpi, shown)
    row = write_words(page, max(_FIRST + len(heights), last) + 2, kpi, WIDTHS)
    row = write_comparators(page, row + 1, kpi)
    row = write_thresholds(page, row + 1, kpi)
    page.finish(row - 1, len(WIDTHS), tall=1, living=True)


def _write_ways(page: MasterPage, kpi: Kpi, before: Kpi | None, after: Kpi | None) -> None:
    names = page.edition.names
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


def _write_cell(page: MasterPage, row: int, cell: Cell) -> float:
    """Gives the height the row needs."""
    if isinstance(cell.shown, Figure):
        page.figure(row, 2, cell.shown, cell.look)
        return _words_height(cell.longest, cell.lines)
    page.text(row, 2, cell.shown, cell.look)
    return _words_height((cell.shown,), cell.lines)


def _pixels(points: list[float]) -> int:
    return round(sum(points) / 0.75) - 4


def _words_height(texts: Iterable[str], lines: int = 1) -> float:
    return max([_ROW_POINTS, *(text_height(text, _TEXT_WIDTH, lines) for text in (*texts, ""))])


def _dress(sheet: Sheet) -> None:
    """Colour the rating, and show the actual value at the decimals that tell (rating rule 2)."""
    page, kpi = sheet.page, sheet.kpi
    page.rag(_RATING_ROW, _RATING_ROW, 2)
    number = sheet.edition.choice.row_of[kpi.kpi_id].number
    for decimals in range(kpi.decimals + 1, kpi.decimals + _MOST_EXTRA + 1):
        number_format = page.formats.number_only(page.formats.theme.named_format(kpi.measure, decimals))
        criteria = f"=INDEX({NOW_DECIMALS},{number})={decimals}"
        rule = {"type": "formula", "criteria": criteria, "format": number_format}
        if page.sheet.conditional_format(_ACTUAL_ROW - 1, 1, _ACTUAL_ROW - 1, 1, rule):
            raise SaveError(f"{page.name} could not take the decimals of its value.")


_RATING_ROW, _ACTUAL_ROW = _FIRST + 1, _FIRST + 3


def _quarter_rows(sheet: Sheet, looks: KpiLooks) -> Rows:
    now, else_ = sheet.now, detail_figures.or_else
    reason = detail_figures.with_override(now("Why"), now("Row"), sheet.result)
    compared = now("Compared with")
    nothing = Figure(
        f'"Nothing to compare with in "&{compared.formula}', f"Nothing to compare with in {compared.value}"
    )
    change = now("Change shown")
    return {
        "Rating": Cell(now("Outcome"), "rag"),
        "Why": Cell(
            reason, longest=tuple(map(_why, [sheet.kpi] * len(sheet.results), sheet.results)), lines=_lines(sheet.kpi)
        ),
        "Actual": Cell(now("Actual shown"), looks.actual),
        "Target": Cell(now("Target shown"), looks.target),
        "Green when": Cell(now("Green when")),
        "Amber when": Cell(now("Amber when")),
        "Variance from target": Cell(now("Variance"), looks.variance),
        "Direction of travel": Cell(else_(now("Travel shown"), "Not reported")),
        "Change": Cell(
            Figure(f'IF({change.formula}="",{nothing.formula},{change.formula})', change.value or nothing.value)
        ),
        "Data as at": Cell(else_(now("As at"), "No value yet")),
        "Please note": Cell(else_(now("Flags"), "Nothing to note"), longest=(_ALL_FLAGS,)),
    }


_ALL_FLAGS = "Changed by hand, (p) provisional, Carried from 2022/23 Q1, Rounding-sensitive"


def _why(kpi: Kpi, result: Result) -> str:
    sentence = why(result.value, result.bands, result.outcome, kpi.measure, kpi.decimals)
    return f"{sentence} {result.override}".strip()


def _lines(kpi: Kpi) -> int:
    """Lines that the longest sentence about a rating can take, whichever thresholds are chosen."""
    longest = _WHY_WORDS + _WHY_FIGURES * (_A_FIGURE + len(kpi.measure))
    return ceil(longest / (_TEXT_WIDTH * 1.15))


def _kpi_rows(sheet: Sheet) -> Rows:
    kpi, period = sheet.kpi, sheet.edition.choice.period
    return {
        "Better when": Cell(_BETTER[kpi.polarity]),
        "Value covers": Cell(detail_figures.covers(kpi, period)),
        "Directorate": Cell(sheet.edition.unit_name(kpi.directorate)),
        "Service and owner": Cell(", ".join(filter(None, (kpi.service, kpi.owner)))),
        "Counted": Cell(_COUNTED[kpi.scope]),
    }


def _source_rows(sheet: Sheet) -> Rows:
    row, result, page = sheet.now("Row"), sheet.result, sheet.page
    of, else_ = detail_figures.of_result, detail_figures.or_else
    file = of(row, result, "Source file", lambda one: one.file, "No return holds this value")
    hashed = of(row, result, "File hash (SHA-256)", lambda one: one.sha256, "None")
    return {
        "File": Cell(file, longest=tuple(one.file for one in sheet.results)),
        "Sheet and cell": Cell(detail_figures.source_place(row, result)),
        "Hash of the file": Cell(hashed, page.formats("note", font_size=8)),
        "Thresholds used": Cell(else_(sheet.now("Version"), "None set")),
        "Approved": Cell(else_(sheet.now("Approval"), "Not recorded"), longest=_approvals(sheet)),
        "The measure": Cell(f"{sheet.kpi.source[:1].upper()}{sheet.kpi.source[1:]}" or "Not stated"),
    }


def _approvals(sheet: Sheet) -> tuple[str, ...]:
    """The words on every version, with room for its date."""
    versions = sheet.edition.rulebook.thresholds.get(sheet.kpi.kpi_id, ())
    return tuple(f"{version.approved_by} on 30 September 2022. {version.reason}" for version in versions)
