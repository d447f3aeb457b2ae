"""The quick way through a sheet part, for cells written as Excel, XlsxWriter, openpyxl and LibreOffice write them.

Two regular expressions that account for every character between <sheetData> and </sheetData>; anything else, one
stray character included, raises UnaccountedError and the sheet goes through expat instead. What stands around the
cells always goes through expat. Both ways must give the same result on every file: a test compares them.
"""

import re
from collections.abc import Callable

from kpi_xl.files.read_around_cells import furniture_around
from kpi_xl.files.read_cells import held, strict_float
from kpi_xl.files.read_furniture import is_hidden
from kpi_xl.files.read_grid import Grid
from kpi_xl.files.read_plain_xml import KnownAttributes, UnaccountedError, plain_text, prefixes_of, resolved
from kpi_xl.files.read_styles import PLAIN, Look
from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.place import column_letters

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_ROW = re.compile(r'<row r="([0-9]{1,7})"([^<>/]*)(/?)>')
# Letters and digits of the address, other attributes, attributes and text of <f>, text of <v>: a value, a formula with
# its result, or a blank with a style. The last group is any other cell, or a stray character.
_CELL = re.compile(
    r'<c r="([A-Z]{1,2})([0-9]{1,7})"([^<>/]*)(?:/>|>(?:<f([^<>/]*)(?:/>|>([^<]+)</f>)|)<v>([^<]+)</v></c>)'
    r"|(<c .*?</c>|.)",
    re.DOTALL,
)
# Address, other attributes; attributes and text of <f>; text of <v> or of <is>.
_OTHER_CELL = re.compile(
    r'<c r="([A-Z]{1,2})([0-9]{1,7})"([^<>/]*)>(?:<f([^<>/]*)(?:/>|>([^<]*)</f>))?'
    r'(?:<v>([^<]*)</v>|<v ?/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>'
)
# As far as the quick way goes; a sheet with cells beyond goes through expat.
_COLUMNS = {column_letters(column): column for column in range(1, 703)}
# What a cell's attributes say: its type (t, "" for a number); kind and format of a number in it; style; look. A plain
# tuple, for taking a named one apart costs more than all the rest of a cell.
Said = tuple[str, Kind, str, str, Look]
_TEXT = Kind.TEXT
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
    """Each way the attributes of a cell are written is worked out once, and few ways there are."""

    def __init__(self, attributes: KnownAttributes, grid: Grid) -> None:
        self._attributes = attributes
        self._looks = grid.shelf.looks

    def __missing__(self, about: str) -> Said:
        attributes = self._attributes[about]
        kind, style = attributes.get("t", ""), attributes.get("s", "")
        number_format, content = look = self._looks.get(style, PLAIN)
        said = self[about] = ("" if kind == "n" else kind, content, number_format, style, look)
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
        self._grid.count(text.count("<c "))
        *rows, rest = text.split("</row>")
        for row in rows:
            digits, position = self._open(row)
            if not digits:
                raise UnaccountedError
            self._cells(digits, _CELL.findall(row, position))
        digits, position = self._open(rest)
        if digits or position < len(rest):
            raise UnaccountedError

    def _open(self, text: str) -> tuple[str, int]:
        """Passes over rows without cells: digits of the row with cells ("" when none comes), and where they start."""
        position = 0
        while match := _ROW.match(text, position):
            digits, about, closed = match.groups()
            position = match.end()
            if about and self._hides[about]:
                self._grid.hidden_rows.add(int(digits))
            if not closed:
                return digits, position
            self._grid.row(int(digits))
        return "", position

    def _cells(self, row_digits: str, found: list[tuple[str, ...]]) -> None:
        row = int(row_digits)
        line, said, shelf = self._grid.row(row), self._said, self._grid.shelf
        strings, to_number = shelf.strings, self._to_number
        doubt = 0.0
        for letters, digits, about, formula_about, formula, stored, other in found:
            if other or digits != row_digits:
                self._other_cell(row, row_digits, other)
                continue
            kind, content, number_format, _, look = said[about]
            if not stored:
                continue
            value: str | float | bool
            if kind == "s":
                content, value = _TEXT, strings[int(stored)]
            elif not kind:
                value = to_number(stored)
                doubt += value - value
            else:
                content, value = held(shelf, look, kind, resolved(stored))
            column = _COLUMNS[letters]
            text = None
            if formula or formula_about:
                text = self._formula(row, column, formula, formula_about) if formula_about else resolved(formula)
            line[column] = _new(Cell, (row, column, content, value, number_format, text, True))
        if doubt:
            # Some number less itself was not 0: NaN, or beyond all bounds.
            raise UnaccountedError

    def _other_cell(self, row: int, row_digits: str, text: str) -> None:
        """A text kept in the cell, a formula without its result; "" is a cell of another row."""
        match = _OTHER_CELL.fullmatch(text)
        if match is None or match[2] != row_digits:
            raise UnaccountedError
        column, (kind, _, _, style, _) = _COLUMNS[match[1]], self._said[match[3]]
        formula = None if match[4] is None else self._formula(row, column, match[5] or "", match[4])
        stored = match[6] if match[7] is None else match[7]
        self._grid.put(row, column, style, kind, stored and resolved(stored), formula)

    def _formula(self, row: int, column: int, text: str, about: str) -> str | None:
        return self._grid.formula(row, column, resolved(text), self._attributes[about])
