"""Return: one row a KPI, what is known locked, what is asked for open, the rating shown as it is typed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats
from kpi_xl.files.macros.place_buttons import ButtonSize, place_row
from kpi_xl.files.return_sheets import return_row
from kpi_xl.files.return_sheets.checks import mark_cells
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.files.return_sheets.return_row import COLUMN_OF
from kpi_xl.files.return_sheets.return_rules import add_rules
from kpi_xl.model.buttons import Button
from kpi_xl.model.columns import RETURN_COLUMNS, RETURN_SHEET, RETURN_TABLE
from kpi_xl.model.place import column_letters
from kpi_xl.model.return_plan import Answer, Entries, ReturnPlan

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

BUTTON_ROW = 5
"""Kept free above the table for the buttons of a macro-enabled return."""

HEADER_ROW = 6

_BUTTON = ButtonSize(height=32, narrowest=100)

_KEY = "Fill in the yellow cells. Grey cells are filled in for you. The RAG preview follows what you type."


def write(
    workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries, buttons: Sequence[Button] = ()
) -> None:
    page = Page(workbook, formats, RETURN_SHEET)
    heading(page, plan, "Your return")
    page.text(4, 1, _KEY, "subtitle")
    page.height(BUTTON_ROW, 30)
    # In the frozen columns, so that they stay in reach however far right an officer is typing.
    place_row(page, BUTTON_ROW, 1, buttons, _BUTTON)
    page.widths(*(column.width for column in RETURN_COLUMNS))
    last_row = HEADER_ROW + max(1, len(plan.rows))
    page.height(HEADER_ROW, 44)
    page.table(HEADER_ROW, last_row, len(RETURN_COLUMNS), _table_options(formats))
    for number, row in enumerate(plan.rows, start=HEADER_ROW + 1):
        return_row.write(page, number, row, entries.answers.get(row.kpi.kpi_id, Answer()))
    add_rules(page, plan, HEADER_ROW + 1)
    letters = column_letters(COLUMN_OF["rag"])
    previews = f"{letters}{HEADER_ROW + 1}:{letters}{last_row}"
    rag_conditional_formats(page.sheet, formats, previews)
    mark_cells(page, f"A{HEADER_ROW + 1}:{column_letters(len(RETURN_COLUMNS))}{last_row}")
    # Rows differ on purpose: each names the words its own KPI gets without a value.
    page.sheet.ignore_errors({"formula_differs": previews})
    _finish(page, plan, last_row)


def _table_options(formats: Formats) -> dict[str, object]:
    looks = {True: formats("header"), False: formats("header_input")}
    columns = [{"header": column.header, "header_format": looks[column.locked]} for column in RETURN_COLUMNS]
    return {
        "name": RETURN_TABLE,
        "columns": columns,
        "style": None,
        "banded_rows": False,
        "title": "Your return",
        "description": "One row for each KPI: what is known about it, the value you report, and its rating.",
    }


def _finish(page: Page, plan: ReturnPlan, last_row: int) -> None:
    page.protect()
    page.sheet.freeze_panes(HEADER_ROW, COLUMN_OF["name"])
    page.sheet.repeat_rows(HEADER_ROW - 1)
    page.sheet.repeat_columns(0, COLUMN_OF["name"] - 1)
    page.sheet.print_area(0, 0, last_row - 1, len(RETURN_COLUMNS) - 1)
    page.print_a4(f"Return {plan.unit.code} {plan.period}", wide=2)
    page.sheet.set_v_pagebreaks([COLUMN_OF["value"] - 1])
    first_due = next((number for number, row in enumerate(plan.rows) if row.due), 0)
    page.select(HEADER_ROW + 1 + first_due, COLUMN_OF["value"])
