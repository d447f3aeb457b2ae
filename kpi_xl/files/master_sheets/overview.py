"""An overview per priority: a line a KPI with its rating, its movement, and the way to everything about it."""

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.line_cells import (
    change_words,
    travel_words,
    write_actual,
    write_link,
    write_target,
    write_variance,
)
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.text_height import text_height
from kpi_xl.files.master_sheets.trend import sparklines
from kpi_xl.model.kpi import Scope
from kpi_xl.rules.kpi_lines import KpiLine, corporate
from kpi_xl.rules.summarise import headline

_COLUMNS = (
    ("Ref", 8),
    ("KPI", 44),
    ("Directorate", 13),
    ("Actual", 17),
    ("Target", 12),
    ("Rating", 15),
    ("Variance", 12),
    ("Direction of travel", 18),
    ("Change", 26),
    ("As at", 12),
    ("Please note", 19),
    ("Trend", 17),
)
_HEADERS = [header for header, _ in _COLUMNS]
_NUMBERS = (3, 4, 6)
_NAME_WIDTH = 44
_RATING = 6
_FIRST = 7


def write(edition: Edition) -> None:
    priorities = edition.rulebook.priorities if edition.with_details else ()
    for number, priority in enumerate(priorities, start=1):
        lines = [line for line in edition.detailed if line.kpi.priority == priority.name]
        _write_priority(edition, priority.name, number, lines)


def _write_priority(edition: Edition, priority: str, number: int, lines: list[KpiLine]) -> None:
    page = MasterPage(edition, edition.names.overview[priority], *(width for _, width in _COLUMNS))
    page.heading(priority, wide=len(_COLUMNS), about="overview")
    page.ways(2, 4)
    page.text(5, 1, headline(edition.summary.by_priority[priority]), page.formats("headline", text_wrap=False))
    page.height(5, 22)
    counted = corporate(lines)
    row = _write_table(page, _FIRST, f"tblOverview{number}", counted)
    others = [line for line in lines if line.kpi.scope is not Scope.CORPORATE]
    if others:
        page.text(row + 1, 1, "Supporting and pipeline measures (rated, but not in the counts above)", "subheading")
        row = _write_table(page, row + 2, f"tblSupporting{number}", others)
    page.text(row + 1, 1, _FOOTNOTE, page.formats("small_note", text_wrap=False))
    page.sheet.freeze_panes(_FIRST, 2)
    page.finish(row + 1, len(_COLUMNS), repeat=_FIRST)


_FOOTNOTE = (
    "Variance is the actual less the target, in the KPI's own unit (percentage points for a percentage). "
    "▲ means better and ▼ worse, whichever way the figure went."
)


def _write_table(page: MasterPage, header_row: int, name: str, lines: list[KpiLine]) -> int:
    """The table and its cells; gives the row below it."""
    page.table_of(name, header_row, max(1, len(lines)), _HEADERS, numbers=_NUMBERS)
    page.height(header_row, 20)
    if not lines:
        page.text(header_row + 1, 2, "No KPIs this quarter.")
    for row, line in enumerate(lines, start=header_row + 1):
        _write_line(page, row, line)
    sparklines(page, len(_COLUMNS), dict(enumerate(lines, start=header_row + 1)))
    last = header_row + max(1, len(lines))
    page.rag(header_row + 1, last, _RATING)
    return last + 1


def _write_line(page: MasterPage, row: int, line: KpiLine) -> None:
    kpi, result = line.kpi, line.result
    page.height(row, text_height(kpi.name, _NAME_WIDTH, least=2))
    write_link(page, row, 1, kpi.kpi_id, page.edition)
    page.text(row, 2, kpi.name, "text")
    page.text(row, 3, kpi.directorate, "id")
    write_actual(page, row, 4, line)
    write_target(page, row, 5, line)
    page.text(row, _RATING, str(result.outcome), page.formats("rag", valign="top"))
    write_variance(page, row, 7, line)
    page.text(row, 8, travel_words(line.travel), "text")
    page.text(row, 9, change_words(line), "note")
    page.text(row, 10, str(result.as_at or ""), "id")
    page.text(row, 11, ", ".join(line.flags), "note")
    page.text(row, 12, "", "text")
