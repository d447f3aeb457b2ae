"""What must be typed into a sheet to make it another: rectangles of cells, as few as its changed rows allow."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kpi_xl.model.book import Cell, Sheet

_WHOLE_ROW = re.compile(r"\[\[#This Row\],(\[[^\]]*\])\]")
_NEWER = re.compile(r"_xl(?:fn|pm|ws)\.")


class Rectangle(NamedTuple):
    """`rows` of cells from `row` and `column` on, 1-based; None for a cell to be emptied."""

    row: int
    column: int
    rows: Sequence[Sequence[Cell | None]]


def sheet_changes(now: Sheet, wanted: Sheet) -> list[Rectangle]:
    """A rectangle for each run of rows that differ, wide enough for all that differs in them."""
    rectangles: list[Rectangle] = []
    for run in _runs(now, wanted):
        columns = [column for _, changed in run for column in changed]
        first, last = min(columns), max(columns)
        rows = [[wanted.cell(row, column) for column in range(first, last + 1)] for row, _ in run]
        rectangles.append(Rectangle(run[0][0], first, rows))
    return rectangles


def _runs(now: Sheet, wanted: Sheet) -> Iterator[list[tuple[int, list[int]]]]:
    """Rows that differ, with the columns in which they do; those one below the other together."""
    run: list[tuple[int, list[int]]] = []
    for row in sorted({*now.rows, *wanted.rows}):
        columns = {*now.rows.get(row, ()), *wanted.rows.get(row, ())}
        changed = [column for column in columns if _differ(now.cell(row, column), wanted.cell(row, column))]
        if not changed:
            continue
        if run and row != run[-1][0] + 1:
            yield run
            run = []
        run.append((row, changed))
    if run:
        yield run


def _differ(now: Cell | None, wanted: Cell | None) -> bool:
    return _content(now) != _content(wanted)


def _content(cell: Cell | None) -> object:
    """What a cell was given: its formula, however Excel shows that, or its typed value."""
    if cell is None:
        return None
    if cell.formula is not None:
        return f"={_shown(cell.formula)}"
    return None if cell.value == "" else (type(cell.value), cell.value)


def _shown(formula: str) -> str:
    """As Excel's formula bar has it: [@Value] for this row's cell, and no marks of newer functions."""
    text = _NEWER.sub("", _WHOLE_ROW.sub(lambda match: f"[@{match[1]}]", formula))
    return re.sub(r"\[@\[(\w+)\]\]", r"[@\1]", text).replace(" ", "")
