"""Cell values as Excel hands them to a function, scalars and ranges alike, and answers in the shape that fits them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi_xl.model.excel_errors import SOME_ERROR, error_text
from kpi_xl.model.number import number_of
from kpi_xl.rules.rating.arrays import Floats
from kpi_xl.rules.worksheet.cell_words import SHAPES_DIFFER

Grid = NDArray[np.object_]
"""Rows and columns of cell values: float, str, bool, datetime, Decimal, None for a blank; an error is its text."""

_DAY_0 = datetime(1899, 12, 30)
"""What COM calls 0: a cell's number arrives as a date where it is shown as one."""


def cells_of(given: object) -> list[object]:
    """Every cell, row by row, of a scalar, a flat list, or a list of rows.

    A date is the number its cell holds, as it is to a formula. Text that only seems blank, such as a hard space, is an
    error, as it is to Excel's TRIM.
    """
    return _read(given)[0]


def _read(given: object) -> tuple[list[object], bool]:
    """The cells, and whether there are only floats and blanks."""
    flat = _flat(_rows(given))
    kinds = set(map(type, flat))
    if kinds <= _AS_THEY_ARE:
        return flat, True
    if kinds <= _WITH_TEXT and not any(map(_seems_blank, set(flat))):
        return flat, False
    flat = [_cell(cell) for cell in flat]
    return flat, set(map(type, flat)) <= _AS_THEY_ARE


def _flat(rows: Sequence[Sequence[object]]) -> list[object]:
    if len(rows) > 1 and len(rows[0]) == 1:
        with suppress(ValueError):  # a column, as most ranges are: three times as fast
            return [cell for (cell,) in rows]
    return list(chain.from_iterable(rows))


_AS_THEY_ARE = {float, type(None)}
_WITH_TEXT = {*_AS_THEY_ARE, str}


def _seems_blank(cell: object) -> bool:
    return isinstance(cell, str) and not cell.strip() and bool(cell.strip(" "))


def _cell(cell: object) -> object:
    """A cell shown as money arrives as a Decimal, one shown as a date as a datetime."""
    if isinstance(cell, Decimal):
        return cell if number_of(cell) is None else float(cell)
    if isinstance(cell, datetime):
        return (cell.replace(tzinfo=None) - _DAY_0) / timedelta(days=1)
    if _seems_blank(cell):
        return SOME_ERROR
    return error_text(cell) or cell


def answer(work: Callable[..., Grid], *numbers: object, words: tuple[object, ...] = ()) -> object:
    """`work` over the grids of what was given: a cell for cells, a list of rows for ranges, words where shapes differ.

    Grids of `numbers` are floats, NaN for a blank, where they hold nothing else; those of `words` hold the cells.
    A single row or column fits beside any range that has as many columns or rows, a single cell beside all.
    """
    try:
        grids = [*map(_numbers, numbers), *map(_grid, words)]
        np.broadcast_shapes(*(grid.shape for grid in grids))
    except ValueError:
        return SHAPES_DIFFER
    with np.errstate(over="ignore", invalid="ignore"):
        found = work(*grids)
    return found[0, 0] if found.shape == (1, 1) else _answers(found)


def cell_by_cell(work: Callable[..., object], *given: object) -> object:
    """As `answer`, where `work` takes one cell of each and gives one."""

    def over(*grids: Grid) -> Grid:
        shape = np.broadcast_shapes(*(grid.shape for grid in grids))
        columns = [np.broadcast_to(grid, shape).reshape(-1).tolist() for grid in grids]
        found = np.empty(len(columns[0]), dtype=object)
        found[:] = [work(*cells) for cells in zip(*columns, strict=True)]
        return found.reshape(shape)

    return answer(over, words=given)


def _numbers(given: object) -> Grid | Floats:
    flat, plain = _read(given)
    if plain:
        with suppress(TypeError):  # without a blank, as most ranges are: a quarter faster
            return _shaped(np.fromiter(flat, np.float64, len(flat)), given)
        return _shaped(np.array(flat, dtype=np.float64), given)
    return _grid(given)


def _grid(given: object) -> Grid:
    flat = cells_of(given)
    return _shaped(np.fromiter(flat, np.object_, len(flat)), given)


def _shaped(cells: NDArray[Any], given: object) -> NDArray[Any]:
    """A scalar is one cell, a flat list a row, a list of rows a range. Raises ValueError for rows of unequal length."""
    rows = _rows(given)
    if len(cells) != len(rows) * len(rows[0]):
        raise ValueError("The rows have different lengths.")
    return cells.reshape(len(rows), -1)


def _answers(found: Grid) -> list[tuple[object, ...]]:
    if found.shape[1] != 1:
        return [tuple(row) for row in found.tolist()]
    column = found[:, 0].tolist()
    different = set(column)
    if set(map(type, different)) != {str}:
        return [(cell,) for cell in column]
    # A column has few words and many rows: making a row for each would take longer than rating them.
    row_of = {word: (word,) for word in different}
    return list(map(row_of.__getitem__, column))


def _rows(given: Any) -> Sequence[Sequence[object]]:
    if isinstance(given, np.ndarray):
        given = given.tolist()
    if not isinstance(given, list | tuple):
        return [[given]]
    return given if given and isinstance(given[0], list | tuple) else [given]
