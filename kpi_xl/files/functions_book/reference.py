"""Reference: every function with its arguments, and examples in both forms with what they answer."""

from typing import TYPE_CHECKING

from kpi_xl.files.functions_book.calls import answers, call_text
from kpi_xl.files.functions_book.definitions import NATIVE
from kpi_xl.files.functions_book.formula_cells import spill, values
from kpi_xl.files.functions_book.instructions import DEFINITIONS, FOOTER, REFERENCE
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model.worksheet_functions import FUNCTIONS, Given, WorksheetFunction

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_LOOKUP_EXAMPLE = (
    'KPI_LOOKUP("AS10","2022/23 Q2","Value") gives the value that the master named in KPI_XL_MASTER holds.'
)


def write(workbook: "Workbook", formats: Formats, python: bool) -> None:
    """With `python` the examples of the Python form are formulas too; else they are the answers as values."""
    page = Page(workbook, formats, REFERENCE)
    page.widths(58, 66, 18, 18)
    page.text(1, 1, "Reference", "title")
    page.height(1, 28)
    page.text(2, 1, "Figures in the examples are illustrative. [ ] marks what may be left out.", "subheading")
    row = 4
    for entry in FUNCTIONS:
        row = _function(page, row, entry, python) + 1
    page.sheet.freeze_panes(2, 0)
    page.print_a4(FOOTER)
    page.select(1, 1)


def write_definitions(workbook: "Workbook", formats: Formats) -> None:
    """What each native name refers to, as one types it."""
    page = Page(workbook, formats, DEFINITIONS)
    page.widths(18, 150)
    page.text(1, 1, "Definitions", "title")
    page.height(1, 28)
    page.text(2, 1, "For Formulas > Name Manager > New: the name, and what it refers to", "subheading")
    for column, header in enumerate(("Name", "Refers to"), start=1):
        page.text(4, column, header, "header")
    for row, function in enumerate(NATIVE, start=5):
        page.text(row, 1, function.name, "text")
        page.text(row, 2, f"={function.typed}", "text")
    page.print_a4(FOOTER)
    page.select(1, 1)


def _function(page: Page, row: int, entry: WorksheetFunction, python: bool) -> int:
    for column in range(1, 5):
        page.text(row, column, entry.name if column == 1 else "", "heading")
    page.text(row + 1, 1, entry.signature(entry.name), "label")
    page.text(row + 1, 2, entry.summary, "body")
    row += 2
    if entry.native:
        page.text(row, 1, entry.signature(entry.native), "label")
        page.text(row, 2, "The same without Python: Excel 365 or 2024", "body")
        row += 1
    for argument in entry.arguments:
        page.text(row, 1, f"[{argument.name}]" if argument.optional else argument.name, "text")
        page.text(row, 2, argument.doc, "text")
        row += 1
    for given in entry.examples:
        row = _example(page, row, entry, given, python)
    if not entry.examples:
        page.text(row, 2, _LOOKUP_EXAMPLE, "note")
        row += 1
    return row


def _example(page: Page, row: int, entry: WorksheetFunction, given: tuple[Given, ...], python: bool) -> int:
    found = answers(entry.name, given)
    for name, live in ((entry.name, python), (entry.native, True)):
        if name:
            formula = call_text(name, given)
            page.text(row, 1, f"={formula}", "note")
            (spill(page, row, 2, formula, found, "figure") if live else values(page, row, 2, found, "figure"))
            row += len(found)
    return row
