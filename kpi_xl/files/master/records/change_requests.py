"""Change requests: what directorates ask to have changed in the rulebook, with what it says now and their reasons."""

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.calculations.figure_words import plural, whole
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet, always
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.records.quarter_panel import (
    KEY,
    QUARTER_CHOSEN,
    in_quarter,
    look_up,
    most_in_a_quarter,
    numbered,
    panel_heights,
)
from kpi_xl.files.master.records.record_page import FIRST, MOST_SHOWN, keep, record_page, widened, with_cells
from kpi_xl.model.columns import Column
from kpi_xl.model.master import RequestRecord
from kpi_xl.model.master_layout import CHANGE_REQUESTS
from kpi_xl.rules.master.master_rows import request_rows
from kpi_xl.rules.words.wording import counted

_TABLE = CHANGE_REQUESTS.name
_LAYOUT = widened(CHANGE_REQUESTS, (Column("look_up_key", KEY, "id", 18),))
_HEADERS = ["Quarter", "Who", "KPI", "What", "Now", "Asked for", "Because", "By", "From file", "From cell"]
_FIELDS = ("unit", "kpi_id", "what", "old", "new", "reason", "asked_by", "file", "cell")


def write(draft: MasterDraft) -> None:
    requests = list(draft.master.requests)
    page = record_page(
        draft, _LAYOUT, "Asked for in returns; nothing changes until the rulebook does", len(_HEADERS), 1, 4
    )
    page.show(5, 1, _headline(draft, requests), page.formats("headline", text_wrap=False))
    page.height(5, 22)
    row = _write_quarter(page, requests) + 1 if requests else FIRST
    keep(page, row, _LAYOUT, with_cells(request_rows(requests), numbered(requests)), len(_HEADERS))


SHEET = MasterSheet(CHANGE_REQUESTS.sheet, "Changes of the rulebook that directorates ask for", write, always)


def _headline(draft: MasterDraft, requests: list[RequestRecord]) -> FormulaCell:
    every = f"COUNTIFS({_TABLE}[Period],{QUARTER_CHOSEN})"
    found = len(in_quarter(requests, draft.selection.period))
    none = "No change was asked for in "
    words = f'{whole(every)}&" change"&{plural(every)}&" asked for in "&{QUARTER_CHOSEN}'
    value = f"{counted(found, 'change')} asked for in {draft.selection.period}"
    return FormulaCell(
        f"IF({every}=0,{text_of(none)}&{QUARTER_CHOSEN},{words})", value if found else f"{none}{draft.selection.period}"
    )


def _write_quarter(page: MasterPage, requests: list[RequestRecord]) -> int:
    """A row a request, as many as any quarter has up to the most shown; gives the row below."""
    shown = min(most_in_a_quarter(requests), MOST_SHOWN)
    now = in_quarter(requests, page.draft.selection.period)
    page.table_of("tblChangeRequestsNow", FIRST + 1, shown, _HEADERS)
    for number, height in enumerate(panel_heights(requests, _LAYOUT.columns, shown), start=1):
        row = FIRST + 1 + number
        _write_request(page, row, number, now[number - 1] if number <= len(now) else None)
        page.height(row, height)
    return FIRST + 2 + shown


def _write_request(page: MasterPage, row: int, number: int, request: RequestRecord | None) -> None:
    period = page.draft.selection.period
    page.show(row, 1, look_up(_TABLE, CHANGE_REQUESTS.header("period"), number, request and str(period)), "id")
    for column, field in enumerate(_FIELDS, start=2):
        text = None if request is None else getattr(request, field)
        page.show(row, column, look_up(_TABLE, CHANGE_REQUESTS.header(field), number, text), "text")
