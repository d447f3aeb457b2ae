"""Cell values as Excel hands them to a function, scalars and ranges alike, and answers in the shape that fits them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi_xl.rules.worksheet.cell_words import SHAPES_DIFFER

Grid = NDArray[np.object_]
"""Rows and columns of cell values: float, str, bool, datetime, Decimal, None for a blank; an error is its text."""

_ERROR_CODES = range(-2146826288, -2146825988)
"""What COM makes of a cell's error (#NULL! is the first); xlwings names seven of them and lets the others through."""
_ERROR = "#ERROR!"


def cells_of(given: object) -> list[object]:
    """Every cell, row by row, of a scalar, a flat list, or a list of rows."""
    return [_ERROR if type(cell) is int and cell in _ERROR_CODES else cell for row in _rows(given) for cell in row]


def grid_of(given: object) -> Grid:
    """A scalar is one cell, a flat list a row, a list of rows a range. Raises ValueError for rows of unequal length."""
    flat, height = cells_of(given), len(_rows(given))
    cells = np.empty(len(flat), dtype=object)
    cells[:] = flat
    return cells.reshape(height, -1)


def answer(work: Callable[..., Grid], *given: object) -> object:
    """`work` over the grids of what was given; a cell for cells, a list of rows for ranges, words where shapes differ.

    A single row or column fits beside any range that has as many columns or rows, a single cell beside all.
    """
    try:
        grids = [grid_of(one) for one in given]
        np.broadcast_shapes(*(grid.shape for grid in grids))
    except ValueError:
        return SHAPES_DIFFER
    found = work(*grids).tolist()
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else found


def cell_by_cell(work: Callable[..., object], *given: object) -> object:
    """As `answer`, where `work` takes one cell of each and gives one."""

    def over(*grids: Grid) -> Grid:
        shape = np.broadcast_shapes(*(grid.shape for grid in grids))
        columns = [np.broadcast_to(grid, shape).reshape(-1).tolist() for grid in grids]
        found = np.empty(len(columns[0]), dtype=object)
        found[:] = [work(*cells) for cells in zip(*columns, strict=True)]
        return found.reshape(shape)

    return answer(over, *given)


def _rows(given: Any) -> Sequence[Sequence[object]]:
    if isinstance(given, np.ndarray):
        given = given.tolist()
    if not isinstance(given, list | tuple):
        return [[given]]
    return given if given and isinstance(given[0], list | tuple) else [given]
