"""The quick way through a sheet part, for cells written as Excel, XlsxWriter, openpyxl and LibreOffice write them.

Each row is cut where its cells start, and every character of a piece must be accounted for: a value or a blank by its
few exact words, other cells by a regular expression. One stray character raises UnaccountedError and the sheet goes
through expat instead, as what stands around the cells always does. Both ways must give the same result on every file:
a test compares them.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from kpi_xl.files.reading.read_around_cells import furniture_around
from kpi_xl.files.reading.read_cells import strict_float
from kpi_xl.files.reading.read_furniture import is_hidden
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_plain_xml import KnownAttributes, UnaccountedError, plain_text, prefixes_of, resolved
from kpi_xl.files.reading.read_styles import PLAIN
from kpi_xl.files.reading.read_text import unescape
from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.place import column_letters

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_ROW = re.compile(r'<row r="([0-9]{1,7})"([^<>/]*)(/?)>')
_CELL = '<c r="'
_VALUE, _END = "><v>", "</v></c>"
_ENDS = -len(_END)
# After the address: other attributes; attributes and text of <f>; text of <v> or of <is>.
_OTHER_CELL = re.compile(
    r"([^<>/]*)>(?:<f([^<>/]*)(?:/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|<v ?/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>'
)
# As far as the quick way goes; a sheet with cells beyond goes through expat.
_COLUMNS = {column_letters(column): column for column in range(1, 703)}
# What a cell's attributes say: its type (t, "" for a number); kind and format of a value in it. A plain tuple, for
# taking a named one apart costs more than all the rest of a cell.
Said = tuple[str, Kind, str]
_BLANK: Said = ("blank", Kind.BLANK, "")
_OTHER: Said = ("other", Kind.BLANK, "")
_new = tuple.__new__


def read_sheet_fast(name: str, content: bytes, grid: Grid) -> None:
    """As read_sheet. Raises UnaccountedError when expat must do it, with the grid fit only to be dropped."""
    start, end = content.find(_OPEN) + len(_OPEN), content.rfind(_CLOSE)
    if start < len(_OPEN) or end < start:
        raise UnaccountedError
    text = plain_text(content[:start], content[start:end])
    grid.furniture = furniture_around(name, content[:start] + content[end:], start, grid.limits.depth)
    try:
        _Rows(grid, KnownAttributes(prefixes_of(content[:start]))).read(text)
    except (ValueError, LookupError) as error:
        # A text, a column or a number that is not one, left to expat to judge.
        raise UnaccountedError from error
    grid.finish()


class _SaidOnce(dict[str, Said]):
    """Each way a cell is written between its address and its value is worked out once, and few ways there are."""

    def __init__(self, attributes: KnownAttributes, grid: Grid) -> None:
        self._attributes = attributes
        self._looks = grid.shelf.looks

    def __missing__(self, about: str) -> Said:
        if "<" in about:
            return _OTHER  # not kept, for a formula may be in it
        blank = about.endswith("/>")
        attributes = self._attributes[about[:-2] if blank else about]
        kind, (number_format, content) = attributes.get("t", ""), self._looks.get(attributes.get("s", ""), PLAIN)
        said = _OTHER
        if blank:
            said = _BLANK
        elif kind in ("", "n"):
            said = ("", content, number_format)
        elif kind == "s":
            said = (kind, Kind.TEXT, number_format)
        self[about] = said
        return said


class _HidesOnce(dict[str, bool]):
    """The same for rows: whether their attributes hide them."""

    def __init__(self, attributes: KnownAttributes) -> None:
        self._attributes = attributes

    def __missing__(self, about: str) -> bool:
        hides = self[about] = is_hidden(self._attributes[about])
        return hides


class _Rows:
    def __init__(self, grid: Grid, attributes: KnownAttributes) -> None:
        self._grid = grid
        self._attributes = attributes
        self._said = _SaidOnce(attributes, grid)
        self._hides = _HidesOnce(attributes)
        self._to_number: Callable[[str], float] = float

    def read(self, text: str) -> None:
        # The slower of the two only where it could make a difference.
        self._to_number = strict_float if "_" in text else float
        *rows, rest = text.split("</row>")
        for row in rows:
            opening, *cells = row.split(_CELL)
            digits = self._open(opening)
            if not digits:
                raise UnaccountedError
            self._grid.count(len(cells))
            self._cells(digits, cells)
        if self._open(rest):
            raise UnaccountedError

    def _open(self, text: str) -> str:
        """Passes over rows without cells: digits of the row with cells at the end, "" when none comes."""
        position, digits, closed = 0, "", "/"
        while closed and (match := _ROW.match(text, position)):
            digits, about, closed = match.groups()
            position = match.end()
            if about and self._hides[about]:
                self._grid.hidden_rows.add(int(digits))
            if closed:
                self._grid.row(int(digits))
        if position < len(text):
            raise UnaccountedError
        return "" if closed else digits

    def _cells(self, row_digits: str, cells: list[str]) -> None:
        row, mark = int(row_digits), row_digits + '"'
        line, said, strings, to_number = self._grid.row(row), self._said, self._grid.shelf.strings, self._to_number
        doubt = 0.0
        value: str | float
        for cell in cells:
            start, _, stored = cell.partition(_VALUE)
            letters, _, about = start.partition(mark)
            kind, content, number_format = said[about]
            column = _COLUMNS[letters]
            if kind == "s":
                value = strings[int(stored[:_ENDS])]
            elif not kind:
                value = to_number(stored[:_ENDS])
                doubt += value - value
            else:
                if kind == "other" or len(start) < len(cell):
                    self._other(row, column, about, cell[len(letters) + len(mark) :])
                continue
            if stored[_ENDS:] != _END:
                raise UnaccountedError
            line[column] = _new(Cell, (row, column, content, value, number_format, None, True))
        if doubt:
            # Some number less itself was not 0: NaN, or beyond all bounds.
            raise UnaccountedError

    def _other(self, row: int, column: int, start: str, cell: str) -> None:
        """A formula of its own with a text as its result, as a return has in each row; else whatever it may be."""
        parted, text = _parted(start), cell[len(start) + len(_VALUE) : _ENDS]
        attributes = {} if parted is None else self._attributes[parted[0]]
        if parted is None or attributes.get("t") != "str" or "<" in text or cell[_ENDS:] != _END:
            self._other_cell(row, column, cell)
        else:
            look = self._grid.shelf.looks.get(attributes.get("s", ""), PLAIN)
            value = unescape(resolved(text))
            self._grid.row(row)[column] = Cell(row, column, Kind.TEXT, value, look.number_format, parted[1])

    def _other_cell(self, row: int, column: int, cell: str) -> None:
        """A text kept in the cell, a truth or an error, a formula with a number or without its result."""
        match = _OTHER_CELL.fullmatch(cell)
        if match is None:
            raise UnaccountedError
        about, formula_about, formula, stored, text = match.groups()
        attributes = self._attributes[about]
        if formula_about is not None:
            formula = self._grid.formula(row, column, resolved(formula or ""), self._attributes[formula_about])
        stored = stored if text is None else text
        self._grid.put(
            row, column, attributes.get("s", ""), attributes.get("t", ""), stored and resolved(stored), formula
        )


@lru_cache(maxsize=1024)
def _parted(about: str) -> tuple[str, str] | None:
    """A cell's attributes and its own formula, from what is between its address and its result; None where there is
    more to them. Remembered, for the returns of a quarter have the same formulas in the same rows.
    """
    attributes, _, formula = about.partition("><f>")
    plain = formula.endswith("</f") and "<" not in attributes and "<" not in formula[:-3] and len(about) < 10_000
    return (attributes, resolved(formula[:-3])) if plain and formula != "</f" else None
