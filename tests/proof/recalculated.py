"""Stored results against those of an engine that works them out again."""

import math
from pathlib import Path

from workbook_lint.book import Book, Cell, read_book
from workbook_lint.parts import Parts

Place = tuple[str, str]


FOR_CHARTS = "Trends"
"""The one sheet that holds #N/A, on purpose: charts leave a gap there."""


def differences(stored: Path, recalculated: Path) -> list[str]:
    """Formula cells of `stored` whose result is an error or not the one in `recalculated`, a copy worked out anew."""
    before, after = all_cells(stored), all_cells(recalculated)
    formulas = {place: cell for place, cell in before.items() if cell.formula is not None}
    found = ((place, cell, after.get(place)) for place, cell in formulas.items())
    return [
        f"{sheet}!{address}: stored {cell.text!r}, worked out {again.text if again else ''!r}, ={cell.formula}"
        for (sheet, address), cell, again in found
        if (cell.kind == "e" and sheet != FOR_CHARTS) or not same_text(cell.text, again.text if again else "")
    ]


def formula_count(path: Path) -> int:
    return sum(cell.formula is not None for cell in all_cells(path).values())


def all_cells(path: Path) -> dict[Place, Cell]:
    """Every cell of a workbook by sheet and address."""
    return cells_of(book_of(path))


def book_of(path: Path) -> Book:
    book = read_book(Parts(path))
    assert book is not None, f"{path.name} holds no workbook"
    return book


def cells_of(book: Book) -> dict[Place, Cell]:
    """As `all_cells`, of a workbook already read."""
    return {(sheet.name, cell.address): cell for sheet in book.sheets for _, row in sheet.rows for cell in row}


def same_text(one: str, other: str) -> bool:
    """Equal as text, or as numbers to the 12 digits two engines may be expected to agree on."""
    try:
        return one == other or math.isclose(float(one), float(other), rel_tol=1e-12, abs_tol=1e-12)
    except ValueError:
        return False
