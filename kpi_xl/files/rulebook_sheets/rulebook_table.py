"""One table of the rulebook on its own sheet: a line on what it is for, headings with notes, rows, dropdowns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.rulebook_sheets.rulebook_choices import HEADER_ROW, add_choices
from kpi_xl.model.columns import Column
from kpi_xl.model.number import exact
from kpi_xl.model.rulebook_layout import README_SHEET, RulebookTable

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

Value = str | float | int | date | None
TableRow = Mapping[str, Value]
"""Field to what its cell holds; fields left out are blank."""

EXAMPLE_LINE = "Example council: figures are illustrative unless marked published."
_PAGE_WIDTH = 250
"""Characters across a page that can still be read in print."""

_NOTE = {"author": "kpi_xl", "x_scale": 1.6, "y_scale": 0.6, "font_name": "Arial", "font_size": 9}


def write_table(
    workbook: "Workbook", formats: Formats, table: RulebookTable, rows: Sequence[TableRow], example: bool
) -> None:
    page = Page(workbook, formats, table.sheet)
    page.text(1, 1, table.sheet, "title")
    page.height(1, 28)
    page.text(2, 1, table.purpose, "subtitle")
    if example:
        page.text(3, 1, EXAMPLE_LINE, "subheading")
    page.link(4, 1, f"'{README_SHEET}'!A1", "Back to Read me")
    page.widths(*(column.width for column in table.columns))
    last_row = HEADER_ROW + max(1, len(rows))
    page.table(HEADER_ROW, last_row, len(table.columns), _options(formats, table))
    for number, row in enumerate(rows or [{}], start=HEADER_ROW + 1):
        for at, column in enumerate(table.columns, start=1):
            _write_cell(page, number, at, column, row.get(column.field))
    _notes(page, table.columns)
    add_choices(page, table)
    _finish(page, table)


def _options(formats: Formats, table: RulebookTable) -> dict[str, object]:
    looks = {True: formats("header_number"), False: formats("header")}
    columns = [{"header": column.header, "header_format": looks[column.role == "number"]} for column in table.columns]
    return {
        "name": table.layout.name,
        "columns": columns,
        "style": None,
        "banded_rows": False,
        "title": table.sheet,
        "description": table.purpose,
    }


def _write_cell(page: Page, row: int, at: int, column: Column, value: Value) -> None:
    if isinstance(value, date):
        page.date(row, at, value)
    elif isinstance(value, int | float):
        page.number(row, at, value, page.formats("number", num_format=_number_format(value)))
    else:
        page.text(row, at, value or "", column.role)


def _number_format(value: float) -> str:
    """As many decimals as the number has: a threshold is shown as it was decided."""
    decimals = max(0, -int(exact(value).normalize().as_tuple().exponent))
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _notes(page: Page, columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns):
        if column.hint:
            page.sheet.write_comment(HEADER_ROW - 1, at, column.hint, _NOTE)


def _finish(page: Page, table: RulebookTable) -> None:
    page.height(HEADER_ROW, 32)
    page.sheet.freeze_panes(HEADER_ROW, 1)
    page.sheet.repeat_rows(HEADER_ROW - 1)
    page.sheet.repeat_columns(0, 0)
    page.print_a4(f"Rulebook: {table.sheet}", wide=-(-sum(column.width for column in table.columns) // _PAGE_WIDTH))
    page.select(HEADER_ROW + 1, 1)
