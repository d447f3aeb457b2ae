"""Budget monitor: spend, income, credits, a budget of 0 and a blank, rated by two percent cells, to paste over.

The plain formula works in any Excel, KPI.RAGTARGET beside it in Excel 365 and 2024.
"""

from typing import TYPE_CHECKING

from kpi_xl.files.functions_book.calls import answers
from kpi_xl.files.functions_book.expressions import word_in
from kpi_xl.files.functions_book.formula_cells import spill
from kpi_xl.files.functions_book.instructions import BUDGET_MONITOR, FOOTER
from kpi_xl.files.functions_book.target_formulas import rag_target
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.model.errors import SaveError
from kpi_xl.rules.worksheet.target_ratings import Measured

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

GREEN_WITHIN, AMBER_WITHIN = "GreenWithin", "AmberWithin"
_WITHIN = ((GREEN_WITHIN, "Green within", 0.02), (AMBER_WITHIN, "Amber within", 0.05))

Line = tuple[str, str, float | None, float | None, str]
LINES: tuple[Line, ...] = (
    ("Home care", "lower", 1_250_000, 1_262_500, "1.0% over"),
    ("Residential placements", "lower", 2_400_000, 2_496_000, "4.0% over"),
    ("School transport", "lower", 860_000, 921_000, "7.1% over"),
    ("Highways maintenance", "lower", 500_000, 525_000, "Exactly 5% over: on the line is the better side"),
    ("Subtotal, spend", "lower", 5_010_000, 5_204_500, "A subtotal rates like any other line"),
    ("Parking income", "higher", 500_000, 470_000, "Income above 0: higher. 6.0% short"),
    ("Planning fees", "higher", 300_000, 297_000, "1.0% short"),
    ("Grant, shown as a credit", "lower", -750_000, -735_000, "Income below 0: lower. Exactly 2% short"),
    ("Rebates, shown as a credit", "lower", -120_000, -110_000, "8.3% short"),
    ("New duty without a budget", "lower", 0, 18_000, "There is no per cent of 0"),
    ("Library repairs", "lower", 90_000, None, "No forecast yet: never a colour"),
    ("Insurance, refunded", "lower", 40_000, -2_500, "A credit on a line of spend"),
)
"""What it is called, which way is better, budget, forecast, and what the line shows. The fifth is a sum of the four."""

_SUBTOTAL = 4
_HEADERS = ("Cost centre", "Better", "Budget (£)", "Forecast (£)")
_RESULTS = ("Variance (£)", "Variance %", "Rating, any Excel", "Rating, KPI.RAGTARGET", "What it shows")
_HEADER = 7
_FIRST = _HEADER + 1
_LAST = _FIRST + len(LINES) - 1
_MONEY = "#,##0;-#,##0;0"


def write(workbook: "Workbook", formats: Formats) -> None:
    page = Page(workbook, formats, BUDGET_MONITOR)
    page.widths(30, 11, 15, 15, 15, 12, 20, 24, 48)
    page.text(1, 1, "Budget monitor", "title")
    page.height(1, 28)
    page.text(
        2, 1, "Illustrative figures: type or paste over the yellow cells. Fill the white ones down.", "subheading"
    )
    for row, (name, label, share) in enumerate(_WITHIN, start=4):
        page.text(row, 1, label, "label")
        page.number(row, 2, share, formats("input_number", num_format="0.0%"))
        page.text(row, 3, f"of the budget. The cell is named {name}", formats("body", text_wrap=False))
        if workbook.define_name(name, f"='{BUDGET_MONITOR}'!$B${row}"):
            raise SaveError(f"The name {name} could not be defined.")
    for column, header in enumerate(_HEADERS, start=1):
        page.text(_HEADER, column, header, "header" if column == 1 else "header_input")
    for column, header in enumerate(_RESULTS, start=len(_HEADERS) + 1):
        page.text(_HEADER, column, header, "header")
    for row, line in enumerate(LINES, start=_FIRST):
        _line(page, row, line)
    shares = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 0.99, "error_title": "Per cent"}
    page.valid(4, 3 + len(_WITHIN), 2, {**shares, "error_message": "A share of the budget, with its sign: 5%."})
    ways = {"validate": "list", "source": ["higher", "lower", "in range"], "error_title": "Better"}
    page.valid(_FIRST, _LAST, 2, {**ways, "error_message": "higher for income, lower for spend and for credits."})
    rag_conditional_formats(page.sheet, formats, f"G{_FIRST}:H{_LAST}")
    page.sheet.freeze_panes(_HEADER, 1)
    page.print_a4(FOOTER)
    page.select(_FIRST, 3)


def _line(page: Page, row: int, line: Line) -> None:
    name, better, budget, forecast, shows = line
    money = page.formats("input_number", num_format=_MONEY)
    page.text(row, 1, name, "text")
    page.text(row, 2, better, "input")
    for column, amount in ((3, budget), (4, forecast)):
        if row == _FIRST + _SUBTOTAL:
            letter = "CD"[column - 3]
            formula = f"SUM({letter}{_FIRST}:{letter}{row - 1})"
            page.formula(row, column, formula, amount or 0, page.formats("number", num_format=_MONEY))
        else:
            page.number(row, column, amount, money)
    _results(page, row, budget, forecast)
    (rating,) = answers(catalogue.RAG_TARGET.name, (forecast, budget, 0.05, str(Measured.FRACTION), better, 0.02))
    plain = rag_target(f"D{row}", f"C{row}", AMBER_WITHIN, Measured.FRACTION, word_in(f"B{row}"), GREEN_WITHIN)
    page.formula(row, 7, plain, rating[0], "text")
    native = f'{catalogue.RAG_TARGET.native}(D{row},C{row},{AMBER_WITHIN},"{Measured.FRACTION}",B{row},{GREEN_WITHIN})'
    spill(page, row, 8, native, [rating], "rag")
    page.text(row, 9, shows, "text")


def _results(page: Page, row: int, budget: float | None, forecast: float | None) -> None:
    """The variance, and what it is of the budget; blank where there is none."""
    known = budget is not None and forecast is not None
    variance = (forecast or 0) - (budget or 0) if known else ""
    share = variance / abs(budget) if isinstance(variance, float | int) and budget else ""
    page.formula(
        row,
        5,
        f'IF(ISNUMBER(C{row})*ISNUMBER(D{row}),D{row}-C{row},"")',
        variance,
        page.formats("number", num_format="+#,##0;-#,##0;0"),
    )
    page.formula(
        row,
        6,
        f'IF(ISNUMBER(E{row}),IF(C{row}=0,"",E{row}/ABS(C{row})),"")',
        share,
        page.formats("number", num_format="+0.0%;-0.0%;0.0%"),
    )
