"""Cells: order, kinds, shared string numbers, text limits."""

import math
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from workbook_lint import grid
from workbook_lint.book import Book, Cell, Sheet

MAX_TEXT = 32_767
ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}


def problems(book: Book) -> Iterator[str]:
    for number, text in enumerate(book.strings):
        if _length(text) > MAX_TEXT:
            yield f"shared string {number}: {_length(text)} characters, and a cell holds {MAX_TEXT}"
    for sheet in book.sheets:
        yield from _order(sheet)
        yield from (
            f"{sheet.name}!{cell.address}: {why}" for _, cells in sheet.rows for cell in cells for why in _cell(cell)
        )
        yield from _string_numbers(book, sheet)


def _length(text: str) -> int:
    """In UTF-16 units, as Excel counts: an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _order(sheet: Sheet) -> Iterator[str]:
    numbers = [number for number, _ in sheet.rows]
    for before, after in pairwise(numbers):
        if before >= after:
            yield f"{sheet.name}: row {after} comes after row {before}"
    for number, cells in sheet.rows:
        places = [grid.cell(cell.address) or (0, 0) for cell in cells]
        if not 1 <= number <= grid.LAST_ROW or any(row != number for row, _ in places):
            yield f"{sheet.name}: row {number} holds cells of another row, or is no row"
        if any(before[1] >= after[1] for before, after in pairwise(places)):
            yield f"{sheet.name}: the cells of row {number} are out of order"


def _cell(cell: Cell) -> Iterator[str]:
    if cell.kind == "n" and cell.text and not _finite(cell.text):
        yield f"{cell.text} is no number a cell can hold"
    if cell.kind == "b" and cell.text not in {"0", "1"}:
        yield f"{cell.text!r} is neither true nor false"
    if cell.kind == "e" and cell.text not in ERRORS:
        yield f"{cell.text!r} is no error Excel knows"
    if cell.kind in {"inlineStr", "str"} and _length(cell.text) > MAX_TEXT:
        yield f"{_length(cell.text)} characters, and a cell holds {MAX_TEXT}"


def _finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _string_numbers(book: Book, sheet: Sheet) -> Iterator[str]:
    for item in _shared(sheet.root):
        value = item.findtext("v") or ""
        if not value.isdigit() or int(value) >= len(book.strings):
            yield f"{sheet.name}!{item.get('r')}: shared string {value!r} of {len(book.strings)}"


def _shared(root: Element) -> Iterator[Element]:
    return (item for item in root.iterfind("sheetData/row/c") if item.get("t") == "s")
