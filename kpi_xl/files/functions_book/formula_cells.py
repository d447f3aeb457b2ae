"""Formulas that may answer with a range, and the values stored for those who open the file without working it out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl.files.functions_book.calls import Answer
from kpi_xl.files.house_style.page import Page

if TYPE_CHECKING:
    from xlsxwriter.format import Format


def spill(
    page: Page, row: int, column: int, formula: str, rows: Sequence[Sequence[Answer]], look: "str | Format"
) -> None:
    """`formula` (no leading "=") from that cell on, as a dynamic array; `rows` is its whole answer.

    A call of a LAMBDA name is always written so: Excel would put @ before it in an ordinary formula.
    """
    area = (row - 1, column - 1, row + len(rows) - 2, column + len(rows[0]) - 2)
    style = page.formats(look) if isinstance(look, str) else look
    page.sheet.write_dynamic_array_formula(*area, f"={formula}", style, rows[0][0])
    values(page, row, column, rows, look, but_first=True)


def values(
    page: Page,
    row: int,
    column: int,
    rows: Sequence[Sequence[Answer]],
    look: "str | Format",
    *,
    but_first: bool = False,
) -> None:
    """The same as plain values."""
    for down, cells in enumerate(rows):
        for right, cell in enumerate(cells):
            if but_first and (down, right) == (0, 0):
                continue
            if isinstance(cell, str):
                page.text(row + down, column + right, cell, look)
            else:
                page.number(row + down, column + right, cell, look)
