"""Clear checks: the findings go from the Checks sheet, and with them the marks on cells. Answers stay."""

from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.show_checks import clear_checks_sheet
from kpi_xl.rules.findings.findings_rows import NOT_CHECKED

if TYPE_CHECKING:
    import xlwings as xw


def clear_checks(book: "xw.Book") -> str:
    clear_checks_sheet(book, NOT_CHECKED)
    return "The findings are gone from Checks and no cell is marked any more. What you answered there is kept."
