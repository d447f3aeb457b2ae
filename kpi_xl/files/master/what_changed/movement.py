"""The movement matrix of What changed: from each rating to each, how many KPIs and which."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.calculation import Choice
from kpi_xl.files.master.calculations.changes import NO_QUARTER_BEFORE, move_header
from kpi_xl.files.master.calculations.references import CALCULATIONS
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.model.errors import SaveError
from kpi_xl.model.rating import Rating

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_CELL = 30
_HIGHEST = 400.0
"""Excel draws no row higher than 409 points."""


def write_movement(page: MasterPage, row: int) -> int:
    """A row of counts and a row of names for each rating before; gives the row below."""
    ratings = list(Rating)
    headers = ["Before", *(f"Now {rating}" for rating in ratings)]
    page.table_of("tblMovement", row, 2 * len(ratings), headers, numbers=(1, 2, 3))
    page.height(row, 18)
    for at, before in enumerate(ratings):
        counts, names = row + 1 + 2 * at, row + 2 + 2 * at
        for number, label in ((counts, f"{before}: how many"), (names, f"{before}: which")):
            page.text(number, 1, label, "text")
        for column, now in enumerate(ratings, start=2):
            shade = {"bg_color": page.formats.theme.palette["mist"]} if before is now else {}
            page.formula_cell(counts, column, _count(page.draft.choice, before, now), _look(page, "number", **shade))
            page.formula_cell(names, column, _names(page.draft.choice, before, now), _look(page, "note", **shade))
        page.height(counts, 18)
        page.height(names, _height(page, before))
    _colour(page, row + 1, row + 2 * len(ratings))
    return row + 2 * len(ratings) + 1


def _colour(page: MasterPage, first: int, last: int) -> None:
    """The rows' names by the word they start with: a colour never stands without it."""
    for rating in Rating:
        rule = {"type": "text", "criteria": "begins with", "value": str(rating)}
        code = page.sheet.conditional_format(
            f"A{first}:A{last}", {**rule, "format": page.formats.conditional(str(rating))}
        )
        if code:
            raise SaveError(f"{page.name} could not colour its ratings: XlsxWriter says {code}.")


def _look(page: MasterPage, role: str, **more: object) -> "Format":
    look = (
        {"bold": True, "num_format": "#,##0", "bottom": 0, "indent": 1}
        if role == "number"
        else {"align": "right", "font_size": 9}
    )
    return page.formats(role, **look, **more)


def _count(choice: Choice, before: Rating, now: Rating) -> FormulaCell:
    formula = f'IF({NO_QUARTER_BEFORE},"",COUNTIF({CALCULATIONS}[Movement],"{before} to {now}"))'
    return FormulaCell(formula, float(len(choice.shift.movement[before, now])) if choice.has_quarter_before else None)


def _names(choice: Choice, before: Rating, now: Rating) -> FormulaCell:
    """The last cell of a column that grows down Calculations, without its first comma."""
    formula = f"MID(INDEX({CALCULATIONS}[{move_header(before, now)}],ROWS({CALCULATIONS}[No])),3,32000)"
    return FormulaCell(formula, ", ".join(choice.shift.movement[before, now]))


def _height(page: MasterPage, before: Rating) -> float:
    """High enough for the quarter in which most KPIs are named."""
    texts = (", ".join(shift.movement[before, now]) for shift in page.draft.shifts for now in Rating)
    return min(_HIGHEST, max((text_height(text, _CELL) for text in texts), default=18.0))
