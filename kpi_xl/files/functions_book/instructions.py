"""Instructions: which form of the functions works where, how to take them along, and what they answer."""

from typing import TYPE_CHECKING

from kpi_xl.files.functions_book.definitions import NATIVE
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

SHEET, BUDGET_MONITOR, TRY_IT = "Instructions", "Budget monitor", "Try it"
REFERENCE, DEFINITIONS = "Reference", "Definitions"
FOOTER = "KPI functions"

_FORMS = (
    (
        "KPI.RAG",
        "With a dot: needs nothing but Excel 365 or Excel 2024. It works in any workbook that holds the names.",
    ),
    (
        "KPI_RAG",
        "With an underline: needs kpi_xl on the PC, and a macro-enabled workbook of ours that is open. There are more "
        "of these: profiles, counts, and looking up a master.",
    ),
    (
        "Older Excel",
        f"Excel 2016 to 2021 has neither. {BUDGET_MONITOR} rates by plain formulas: paste your lines over its yellow "
        f"cells. {TRY_IT} has more of them. Or type kpi-xl formula --help, and it prints one for your own cells.",
    ),
)
_TAKE_ALONG = (
    (
        "1",
        f"Open this workbook and yours. Right-click the tab {TRY_IT} and choose Move or Copy. Choose your workbook "
        "under To book, tick Create a copy, and press OK.",
    ),
    ("2", "In your workbook, Formulas > Name Manager now lists " + ", ".join(one.name for one in NATIVE) + "."),
    ("3", "Type =KPI.RAG( in any cell. The copied sheet may go once the names are there."),
    (
        "Or",
        f"In your workbook choose Formulas > Name Manager > New. The name and what it refers to are on {DEFINITIONS}.",
    ),
)
_PERCENT = (
    (
        "5% in a cell",
        "The cell holds 0.05. Where values show per cent, thresholds must too: 2% and 5%, never 2 and 5.",
    ),
    (
        "A tolerance of 5%",
        "KPI.RAGTARGET takes 5 for 5 per cent. For a cell that shows 5% its basis is fraction.",
    ),
    (
        "Check scale: ...",
        "Value and thresholds, or a tolerance and its basis, cannot be of one scale. Nothing is guessed: change one, "
        "or give scales as same where the numbers are right as they stand.",
    ),
)
_WORDS = (
    ("Green", "In the green band. A value exactly on a threshold takes the better rating."),
    ("Amber", "Outside green, in the amber band. The number is rated, not the rounded one you see."),
    ("Red", "Outside both."),
    ("Unpopulated", "The cell is blank. Nothing is ever guessed."),
    ("Invalid", "Text, TRUE or FALSE, or an error: never a colour. Text that looks like a number is text."),
    ("Data only (no target)", "There is no threshold or no target."),
    ("Zero target", "There is no per cent of a budget of 0. Points, in pounds, would rate it."),
    ("Not comparable", "There is nothing to compare with."),
    ("Check thresholds: ...", "An argument is wrong, and the sentence says which and why."),
)
_TROUBLE = (
    ("#NAME?", "This Excel has no LAMBDA, or the names are not in the workbook. Take them along as above."),
    ("#SPILL!", "The answer is a range and the cells it needs are not empty. Clear them."),
    (
        "Dates",
        "A cell shown as a date is a number to Excel, and is rated as one: 44834. Beside thresholds up to 100 it says "
        "Check scale.",
    ),
    ("Ranges", "Give ranges of the same height, or single cells. One formula then answers for all rows."),
)


def write(workbook: "Workbook", formats: Formats) -> None:
    page = Page(workbook, formats, SHEET)
    page.widths(26, 104)
    page.text(1, 1, "KPI functions", "title")
    page.height(1, 28)
    page.text(2, 1, "Rate, compare and count KPIs in your own workbooks, by the rules of the master", "subtitle")
    row = _pairs(page, 4, "Which to use", _FORMS)
    row = _pairs(page, row + 1, "Per cent: read this first", _PERCENT)
    row = _pairs(page, row + 1, "Take them into your own workbook", _TAKE_ALONG)
    first = row + 2
    row = _pairs(page, row + 1, "What they answer", _WORDS, "rag")
    rag_conditional_formats(page.sheet, formats, f"A{first}:A{first + 2}")
    row = _pairs(page, row + 1, "If something looks wrong", _TROUBLE)
    row = _heading(page, row + 1, "In this workbook")
    for sheet, what in (
        (BUDGET_MONITOR, "Twelve lines of spend, income and credits, in colour: paste your own over them."),
        (TRY_IT, "Type over the yellow cells and watch the answers. The figures there are illustrative."),
        (REFERENCE, "Every function, its arguments, and examples in both forms."),
        (DEFINITIONS, "What each name refers to, to read or to paste."),
    ):
        page.link(row, 1, f"'{sheet}'!A1", sheet, "link_cell")
        page.text(row, 2, what, "text")
        row += 1
    page.print_a4(FOOTER, tall=1)
    page.select(1, 1)
    page.sheet.activate()


def _heading(page: Page, row: int, text: str) -> int:
    page.text(row, 1, text, "heading")
    page.text(row, 2, "", "heading")
    return row + 1


def _pairs(page: Page, row: int, title: str, pairs: tuple[tuple[str, str], ...], look: str = "text") -> int:
    """A heading and rows of a word and what it means; gives the row below."""
    row = _heading(page, row, title)
    for word, meaning in pairs:
        page.text(row, 1, word, look)
        page.text(row, 2, meaning, "text")
        row += 1
    return row
