"""Clear checks: the Checks sheet as it was issued, and with it the marks on the cells it listed."""

from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.show_checks import clear_checks_sheet
from kpi_xl.rules.findings.findings_rows import NOT_CHECKED

if TYPE_CHECKING:
    import xlwings as xw


def clear_checks(book: "xw.Book") -> str:
    clear_checks_sheet(book, NOT_CHECKED)
    return "The Checks sheet is empty and no cell is marked any more."
