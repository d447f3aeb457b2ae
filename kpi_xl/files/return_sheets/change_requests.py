"""Change requests: where an officer who thinks a target, a threshold or a definition wrong asks for another."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.model.columns import REQUEST_CHOICES, REQUEST_COLUMNS, REQUESTS_SHEET, REQUESTS_TABLE
from kpi_xl.model.return_plan import Entries, ReturnPlan

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

HEADER_ROW = 6
ROWS = 12

_ADVICE = (
    "Is a target, a threshold or a definition wrong? Ask here, a row for each. Nothing changes until the rulebook "
    "does: this quarter is rated as it stands, and what was decided is told to you."
)


def write(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    page = Page(workbook, formats, REQUESTS_SHEET)
    page.widths(*(column.width for column in REQUEST_COLUMNS))
    heading(page, plan, REQUESTS_SHEET)
    page.text(4, 1, _ADVICE, "subtitle")
    columns = [{"header": column.header, "header_format": page.formats("header_input")} for column in REQUEST_COLUMNS]
    options = {"name": REQUESTS_TABLE, "columns": columns, "style": None, "banded_rows": False, "title": REQUESTS_SHEET}
    first, last = HEADER_ROW + 1, HEADER_ROW + ROWS
    page.height(HEADER_ROW, 20)
    page.table(HEADER_ROW, last, len(REQUEST_COLUMNS), options)
    for row in range(first, last + 1):
        for column in range(1, len(REQUEST_COLUMNS) + 1):
            page.text(row, column, "", "input")
    page.valid(first, last, 1, {**_LIST, "source": [row.kpi.kpi_id for row in plan.rows]} if _fits(plan) else _REF)
    page.valid(first, last, 2, {**_LIST, **_WHAT, "source": list(REQUEST_CHOICES)})
    page.sheet.freeze_panes(HEADER_ROW, 1)
    page.sheet.repeat_rows(HEADER_ROW - 1)
    page.protect()
    page.print_a4(f"Change requests {plan.unit.code} {plan.period}")
    page.select(first, 1)


_LONGEST_LIST = 250
"""Characters a list within a rule may have, just under Excel's 255."""

_LIST = {
    "validate": "list",
    "input_title": "Which KPI?",
    "input_message": "Choose the reference of the KPI, as it stands in the return.",
    "error_title": "Choose from the list",
    "error_message": "Click the arrow beside the cell and choose one of the list.",
}
_REF = {
    "validate": "length",
    "criteria": "<=",
    "value": 40,
    "input_title": "Which KPI?",
    "input_message": "Type the reference of the KPI, as it stands in the return.",
    "error_title": "Only the reference",
    "error_message": "Type the reference of one KPI, such as it stands in the first column of the return.",
}
_WHAT = {"input_title": "What should change?", "input_message": "Choose what is wrong. Other: say what under Why."}


def _fits(plan: ReturnPlan) -> bool:
    return bool(plan.rows) and len(",".join(row.kpi.kpi_id for row in plan.rows)) <= _LONGEST_LIST
