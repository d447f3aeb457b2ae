"""An overview per priority: a line a KPI with its rating, its movement, and the way to everything about it."""

from typing import TYPE_CHECKING

from kpi_xl.files.master.kpi_sheet.trend import sparklines
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet
from kpi_xl.files.master.page.kpi_looks import KpiLooks, kpi_looks, more_decimals
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.model.kpi import Kpi, Scope

if TYPE_CHECKING:
    from xlsxwriter.format import Format

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
_ACTUAL, _RATING = 4, 6
_SHOWN = (
    *("Actual shown", "Target shown", "Outcome", "Variance"),
    *("Travel shown", "Change shown", "As at", "Flags"),
)
"""Headers of Calculations, in the order of the columns from Actual to Please note."""

_FIRST = 7


def write(draft: MasterDraft) -> None:
    for number, priority in enumerate(draft.rulebook.priorities, start=1):
        _write_priority(draft, priority.name, number, [kpi for kpi in draft.shown if kpi.priority == priority.name])


def _each(draft: MasterDraft) -> dict[str, str]:
    return {name: f"A line a KPI: {priority}" for priority, name in draft.names.overview.items()}


SHEETS = MasterSheet("", "", write, each=_each)


def _write_priority(draft: MasterDraft, priority: str, number: int, kpis: list[Kpi]) -> None:
    page = MasterPage(draft, draft.names.overview[priority], *(width for _, width in _COLUMNS))
    page.choice_heading(priority, wide=len(_COLUMNS), about="overview")
    page.ways(2, 4)
    sentence = draft.count(draft.part("Priority", priority), "Headline")
    page.show(5, 1, sentence, page.formats("headline", text_wrap=False))
    page.height(5, 22)
    row = _write_table(page, _FIRST, f"tblOverview{number}", [kpi for kpi in kpis if kpi.scope is Scope.CORPORATE])
    others = [kpi for kpi in kpis if kpi.scope is not Scope.CORPORATE]
    if others:
        page.text(row + 1, 1, "Supporting and pipeline measures (rated, but not in the counts above)", "subheading")
        row = _write_table(page, row + 2, f"tblSupporting{number}", others)
    page.text(row + 1, 1, _FOOTNOTE, page.formats("small_note", text_wrap=False))
    page.sheet.freeze_panes(_FIRST, 2)
    page.finish(row + 1, len(_COLUMNS), repeat=_FIRST, follows_choice=True)


_FOOTNOTE = (
    "Variance is the actual less the target, in the KPI's own unit (percentage points for a percentage). "
    "▲ means better and ▼ worse, whichever way the figure went."
)


def _write_table(page: MasterPage, header_row: int, name: str, kpis: list[Kpi]) -> int:
    """The table and its cells; gives the row below it."""
    page.table_of(name, header_row, max(1, len(kpis)), _HEADERS, numbers=_NUMBERS)
    page.height(header_row, 20)
    if not kpis:
        page.text(header_row + 1, 2, "No KPIs in any quarter.")
    rows = dict(enumerate(kpis, start=header_row + 1))
    for row, kpi in rows.items():
        _write_kpi(page, row, kpi)
    details = page.draft.names.detail
    sparklines(page, len(_COLUMNS), {row: kpi.kpi_id for row, kpi in rows.items() if kpi.kpi_id in details})
    more_decimals(page, _ACTUAL, rows)
    last = header_row + max(1, len(kpis))
    page.rag(header_row + 1, last, _RATING)
    return last + 1


def _write_kpi(page: MasterPage, row: int, kpi: Kpi) -> None:
    page.height(row, text_height(kpi.name, _NAME_WIDTH, least=2))
    page.reference(row, 1, kpi)
    page.text(row, 2, kpi.name, "text")
    page.text(row, 3, kpi.directorate, "id")
    looks = kpi_looks(page, kpi)
    for column, (header, look) in enumerate(zip(_SHOWN, _looks(page, looks), strict=True), start=_ACTUAL):
        page.formula_cell(row, column, page.draft.calculation(kpi.kpi_id, header), look)
    page.text(row, len(_COLUMNS), "", "text")


def _looks(page: MasterPage, looks: KpiLooks) -> "tuple[str | Format, ...]":
    return (looks.actual, looks.target, page.formats("rag", valign="top"), looks.variance, "text", "note", "id", "note")
