"""The number formats of an open workbook as they are now: the saved file tells only what they were."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kpi_xl.model.book import Cell, Kind, Sheet

if TYPE_CHECKING:
    import xlwings as xw


def formats_now(sheet: "xw.Sheet", read: Sheet, columns: Iterable[int]) -> dict[tuple[int, int], str]:
    """By row and column, for the numbers and dates in those columns of `read`.

    Excel tells the format of a range where all its cells have the same, so a stretch of cells that had one format is
    asked about at once, and halved where they differ.
    """
    formats: dict[tuple[int, int], str] = {}
    for column in columns:
        for rows in _stretches(read, column):
            formats |= {(row, column): code for row, code in _asked(sheet, column, rows)}
    return formats


def _asked(sheet: "xw.Sheet", column: int, rows: list[int]) -> Iterator[tuple[int, str]]:
    code = sheet.range((rows[0], column), (rows[-1], column)).number_format
    if isinstance(code, str):
        yield from ((row, code) for row in rows)
    elif len(rows) > 1:
        middle = len(rows) // 2
        yield from _asked(sheet, column, rows[:middle])
        yield from _asked(sheet, column, rows[middle:])


def _stretches(read: Sheet, column: int) -> Iterator[list[int]]:
    """Rows one below the other whose cells hold numbers and had the same format."""
    found = [(row, cell) for row in sorted(read.rows) if (cell := read.cell(row, column)) and _is_number(cell)]
    together = groupby(enumerate(found), key=lambda one: (one[1][0] - one[0], one[1][1].number_format))
    for _, stretch in together:
        yield [row for _, (row, _) in stretch]


def _is_number(cell: Cell) -> bool:
    return cell.kind in (Kind.NUMBER, Kind.DATE)
