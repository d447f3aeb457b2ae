"""The quick way through a sheet part, for cells written as Excel, XlsxWriter, openpyxl and LibreOffice write them.

Every character must be accounted for: a row by a form it is known to be written in, other rows by a regular expression
for each cell. One stray character raises UnaccountedError and the sheet goes through expat instead, as what stands
around the cells always does. Both ways must give the same result on every file: a test compares them.
"""

import re
from collections.abc import Callable

from kpi_xl.files.reading.read_around_cells import furniture_around
from kpi_xl.files.reading.read_cells import strict_float
from kpi_xl.files.reading.read_furniture import is_hidden
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_plain_xml import KnownAttributes, UnaccountedError, plain_text, prefixes_of
from kpi_xl.files.reading.read_row_cells import read_row_cells
from kpi_xl.files.reading.read_row_forms import HOLE, NUMBER, READERS, RowForm, forms_under
from kpi_xl.model.row import Row, Value

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_ROW = re.compile(r'<row r="([0-9]{1,7})"([^<>/]*)(/?)>')
_VALUE = re.compile("<v>([^<]*)</v>")


def read_sheet_fast(name: str, content: bytes, grid: Grid) -> None:
    """As read_sheet. Raises UnaccountedError when expat must do it, with the grid fit only to be dropped."""
    start, end = content.find(_OPEN) + len(_OPEN), content.rfind(_CLOSE)
    if start < len(_OPEN) or end < start:
        raise UnaccountedError
    text = plain_text(content[:start], content[start:end])
    grid.furniture = furniture_around(name, content[:start] + content[end:], start, grid.limits.depth)
    try:
        _Rows(grid, prefixes_of(content[:start]), text).read()
    except (ValueError, LookupError) as error:
        # A text, a column or a number that is not one, left to expat to judge.
        raise UnaccountedError from error
    grid.finish()


class _HidesOnce(dict[str, bool]):
    """Whether a row's attributes hide it: few ways there are to write them."""

    def __init__(self, attributes: KnownAttributes) -> None:
        self._attributes = attributes

    def __missing__(self, about: str) -> bool:
        hides = self[about] = is_hidden(self._attributes[about])
        return hides


class _Rows:
    def __init__(self, grid: Grid, prefixes: tuple[str, ...], text: str) -> None:
        self._grid = grid
        self._text = text
        self._attributes = KnownAttributes(prefixes)
        self._hides = _HidesOnce(self._attributes)
        self._forms = forms_under(grid.shelf.looks, prefixes)
        # Formulas name their own row; without them the rows of a long table are alike but for the number.
        self._numbered_apart = "<f>" not in text
        # The slower of the two only where it could make a difference.
        self._to_number: Callable[[str], float] = strict_float if "_" in text else float
        self._texts = grid.shelf.strings.get

    def read(self) -> None:
        *rows, rest = self._text.split("</row>")
        for row in rows:
            digits, start = self._open(row)
            if not digits:
                raise UnaccountedError
            written = row[start:]
            if not self._read_at_once(digits, written):
                read_row_cells(self._grid, self._attributes, digits, written)
        if self._open(rest) != ("", len(rest)):
            raise UnaccountedError

    def _open(self, text: str) -> tuple[str, int]:
        """Passes over rows without cells: the digits of the row opened, "" when none is, and where its cells start."""
        position, digits, closed = 0, "", "/"
        while closed and (match := _ROW.match(text, position)):
            digits, about, closed = match.groups()
            position = match.end()
            if about and self._hides[about]:
                self._grid.hidden_rows.add(int(digits))
            if closed:
                self._grid.row(int(digits))
        return "" if closed else digits, position

    def _read_at_once(self, digits: str, written: str) -> bool:
        """Whether the row is of a form and each value as that has it; if not, nothing has been done."""
        number = int(digits)
        if self._numbered_apart:
            written = written.replace(f'{digits}" s="', f'{NUMBER}" s="')
        pieces = _VALUE.split(written)
        form = self._forms[HOLE.join(pieces[::2])]
        if form is None or number in self._grid.rows or form.digits not in ("", digits):
            return False
        try:
            held = self._held(form, pieces[1::2])
        except (ValueError, UnaccountedError):
            return False
        self._grid.add(Row(number, form.shape, held), form.cells)
        return True

    def _held(self, form: RowForm, stored: list[str]) -> list[Value]:
        """Raises ValueError or UnaccountedError for a value that is not what the form has in its place."""
        to_number, total = self._to_number, 0.0
        # Most are texts; looking up the others too costs less than telling them apart.
        held: list[Value] = [*map(self._texts, stored)]
        for place in form.numbers:
            held[place] = number = to_number(stored[place])
            total += number
        for place, kind in form.others:
            held[place] = READERS[kind](stored[place])
        if total - total or None in held:
            # Some number is NaN or beyond all bounds, or there is no text of that number.
            raise UnaccountedError
        held.append(None)
        return held
