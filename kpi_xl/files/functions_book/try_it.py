"""Try it: inputs to type over, the native functions at work on them, and the plain formulas for older Excel.

Every native name is used here, for Excel takes along with a copied sheet the names its formulas use.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kpi_xl.files.functions_book import movement_formulas, rating_formulas, target_formulas
from kpi_xl.files.functions_book.calls import Answer, answers
from kpi_xl.files.functions_book.expressions import word_in
from kpi_xl.files.functions_book.formula_cells import spill
from kpi_xl.files.functions_book.instructions import FOOTER, TRY_IT
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.model.place import address
from kpi_xl.model.rating import Rating
from kpi_xl.model.worksheet_functions import WorksheetFunction

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

Cells = Sequence[str | float | None]

_RAG_ROWS: Sequence[Cells] = (
    ("Calls answered in time (%)", 92.6, 90, 85, "higher"),
    ("Reviews done on time (%)", 89.96, 90, 85, "higher"),
    ("Days to decide a claim", 132.1, 120, 132, "lower"),
    ("Homes let this year", None, 40, 36, "higher"),
    ("Satisfaction (%)", "awaited", 80, 64, "higher"),
    ("Waste recycled (%)", 48, 50, 55, "higher"),
)
_RANGE_ROWS: Sequence[Cells] = (
    ("Staff turnover (%)", 12, 8, 12, 6, 14),
    ("Budget spent (% of profile)", 104.2, 98, 102, 95, 105),
    ("Stock cover (days)", 5.9, 8, None, 6, None),
)
_TARGET_ROWS: Sequence[Cells] = (
    ("Placements (£)", 103_000, 100_000, 5, "percent of target", "lower", 2),
    ("Fees (£)", 470_000, 500_000, 0.05, "fraction", "higher", 0.02),
    ("Debts collected (%)", 94.1, 97, 2, "points", "higher", None),
)
_MOVED_ROWS: Sequence[Cells] = (
    ("Repairs done on time (%)", 31, 52.4, 50, "%", "higher", 1),
    ("Days lost to sickness per post", 3.05, 3.35, 2.75, "days per FTE", "lower", 2),
    ("New claims", 5, 0, None, "number", "lower", 0),
    ("Visits to libraries", None, 4120, 4000, "number", "higher", 0),
)
_INPUTS = 7


def write(workbook: "Workbook", formats: Formats) -> None:
    page = Page(workbook, formats, TRY_IT)
    page.widths(34, *[12] * _INPUTS, 24, 24, 24, 24)
    page.text(1, 1, "Try it", "title")
    page.height(1, 28)
    page.text(2, 1, "Illustrative figures: type over the yellow cells. Answers need Excel 365 or 2024.", "subheading")
    row = _ratings(page, 4)
    row = _ranges(page, row + 2)
    row = _targets(page, row + 2)
    _movements(page, row + 2)
    page.sheet.freeze_panes(2, 1)
    page.print_a4(FOOTER)
    page.select(6, 2)


def _ratings(page: Page, row: int) -> int:
    """One formula a row, one for all rows, and the plain one; then the shares of what was rated."""
    inputs = ("Value", "Green from (to, if lower)", "Amber from (to)", "Better")
    results = ("KPI.RAG, a formula a row", "KPI.RAG, one for all rows", "Formula for older Excel")
    first = _section(page, row, "One threshold a colour", inputs, results, _RAG_ROWS)
    last = first + len(_RAG_ROWS) - 1
    _down(page, catalogue.RAG, first, _RAG_ROWS, (2, 3, 4, 5), 9)
    columns = [[[cells[number]] for cells in _RAG_ROWS] for number in range(1, 5)]
    words = answers(catalogue.RAG.name, columns)
    area = ",".join(f"{letter}{first}:{letter}{last}" for letter in "BCDE")
    spill(page, first, 10, f"KPI.RAG({area})", words, "rag")
    _plain(page, first, words, 11, lambda at: rating_formulas.rag(at("B"), at("C"), at("D"), word_in(at("E"))))
    rag_conditional_formats(page.sheet, page.formats, f"I{first}:K{last}")
    _shares(page, last + 1, f"J{first}:J{last}", words)
    return last + 1


def _shares(page: Page, row: int, ratings: str, words: list[list[Answer]]) -> None:
    page.text(row, 9, "KPI.SHARE: % Green, Amber, Red of the rated", "label")
    wanted: list[object] = [[str(rating) for rating in Rating]]
    formula = "KPI.SHARE(" + ratings + ',{"Green","Amber","Red"})'
    spill(page, row, 10, formula, answers(catalogue.RAG_SHARE.name, [words, wanted]), "number")


def _ranges(page: Page, row: int) -> int:
    inputs = ("Value", "Green from", "Green to", "Amber from", "Amber to")
    results = ("KPI.RAGRANGE", "", "Formula for older Excel")
    first = _section(page, row, "A green range inside an amber range", inputs, results, _RANGE_ROWS)
    words = _down(page, catalogue.RAG_RANGE, first, _RANGE_ROWS, (2, 3, 4, 5, 6), 9)
    _plain(page, first, words, 11, lambda at: rating_formulas.rag_range(*map(at, "BCDEF")))
    last = first + len(_RANGE_ROWS) - 1
    rag_conditional_formats(page.sheet, page.formats, f"I{first}:I{last}")
    rag_conditional_formats(page.sheet, page.formats, f"K{first}:K{last}")
    return last


def _targets(page: Page, row: int) -> int:
    inputs = ("Value", "Target", "Amber within", "Basis", "Better", "Green within")
    results = ("KPI.RAGTARGET", "", "Formula for older Excel")
    first = _section(page, row, "A target and how far off it", inputs, results, _TARGET_ROWS)
    words = _down(page, catalogue.RAG_TARGET, first, _TARGET_ROWS, (2, 3, 4, 5, 6, 7), 9)
    _plain(
        page,
        first,
        words,
        11,
        lambda at: target_formulas.rag_target(*map(at, "BCD"), word_in(at("E")), word_in(at("F")), at("G")),
    )
    last = first + len(_TARGET_ROWS) - 1
    rag_conditional_formats(page.sheet, page.formats, f"I{first}:I{last}")
    rag_conditional_formats(page.sheet, page.formats, f"K{first}:K{last}")
    return last


def _movements(page: Page, row: int) -> None:
    inputs = ("Value", "Before", "Target", "Unit", "Better", "Decimals")
    results = ("KPI.VARIANCE (above 0 is better)", "KPI.CHANGE", "KPI.DIRECTION", "Direction for older Excel")
    first = _section(page, row, "Against the target and the quarter before", inputs, results, _MOVED_ROWS)
    _down(page, catalogue.VARIANCE, first, _MOVED_ROWS, (2, 4, 6), 9)
    _down(page, catalogue.CHANGE, first, _MOVED_ROWS, (2, 3, 5), 10)
    words = _down(page, catalogue.DIRECTION, first, _MOVED_ROWS, (2, 3, 6, 7), 11)
    blank = '""'
    _plain(
        page,
        first,
        words,
        12,
        lambda at: movement_formulas.direction(at("B"), at("C"), word_in(at("F")), at("G"), blank, blank),
    )


def _section(
    page: Page, row: int, title: str, inputs: Sequence[str], results: Sequence[str], rows: Sequence[Cells]
) -> int:
    """Heading, headers, and the inputs; gives the first row of them."""
    page.text(row, 1, title, "heading")
    page.text(row + 1, 1, "Measure (illustrative)", "header")
    page.height(row + 1, 30)
    for column, header in enumerate(inputs, start=2):
        page.text(row + 1, column, header, "header_input")
    for column, header in enumerate(results, start=9):
        if header:
            page.text(row + 1, column, header, "header")
    for down, cells in enumerate(rows, start=row + 2):
        for column, cell in enumerate(cells, start=1):
            look = "text" if column == 1 else "input"
            if isinstance(cell, str):
                page.text(down, column, cell, look)
            else:
                page.number(down, column, cell, "input_number")
    return row + 2


def _down(
    page: Page, entry: WorksheetFunction, row: int, rows: Sequence[Cells], columns: Sequence[int], result: int
) -> list[list[Answer]]:
    """The native function in a formula a row; `columns` hold its arguments. Gives the answers."""
    rates = entry in (catalogue.RAG, catalogue.RAG_RANGE, catalogue.RAG_TARGET)
    look = page.formats("rag") if rates else page.formats("text", num_format="#,##0.0#")
    found = []
    for down, cells in enumerate(rows):
        references = ",".join(address(row + down, column) for column in columns)
        (answer,) = answers(entry.name, [cells[column - 1] for column in columns])
        spill(page, row + down, result, f"{entry.native}({references})", [answer], look)
        found.append(answer)
    return found


def _plain(page: Page, row: int, words: Sequence[Sequence[Answer]], column: int, formula: Callable[..., str]) -> None:
    for down, (word,) in enumerate(words, start=row):
        page.formula(down, column, formula(lambda letter, at=down: f"{letter}{at}"), word, "text")
