"""Rows written as one that was read before, letter for letter but for their values: only the values are looked at.

The returns of a quarter come from one template, so nearly every row of one is written as in another; the rows of a long
table differ in their number alone. What such a row is has been decided by read_sheet; here it is only found again. A
sheet is taken apart where it holds no comment, instruction or CDATA, for then a "<" always begins a tag: rows can be
left out of the part, and what is read from the rest stays the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kpi_xl.files.reading.plain_part import NotPlainError, is_plain, root_of
from kpi_xl.files.reading.read_cells import Lookups, Reader, WrittenCell, make_cell, reader_of
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_styles import Look, Looks, look_of
from kpi_xl.model.book import Cell
from kpi_xl.model.sheet_row import RowShape, SheetRow, Value

_OPEN, _CLOSE, _END = b"<sheetData>", b"</sheetData>", "</row>"
_EMPTY_ROW = re.compile('(<row(?: [A-Za-z0-9:]+="[^"<>]*")+) ?/>')
_ROW = re.compile(r'\s*<row r="([1-9][0-9]{0,6})"')
_NUMBERED = re.compile('(<(?:row|c) r="[A-Z]*)[0-9]+')
_CELL = re.compile('<c r="[A-Z]+([0-9]+)"')
_VALUE = re.compile("<v>([^<&]*)</v>")
# Characters no part can hold, in the place of a value and of the row's number.
_HOLE, _OWN = "\x00", "\x01"
# A dropdown, of which nothing is wanted: in a return they are most of what stands around the rows.
_DROPDOWN = re.compile(
    rb'<dataValidation(?: [A-Za-z0-9:]+="[^"<>]*")+>(?:<formula[12]>[^<>]*</formula[12]>)*</dataValidation>'
)
_DROPDOWN_START, _DROPDOWN_END = b"<dataValidation ", b"</dataValidation>"
# Of rows kept together, in characters.
_MOST = 4_000_000
_MOST_DROPDOWNS = 4_000


class RowRead(NamedTuple):
    """A row as it was read from its XML; `cells` are all of them, blank ones too."""

    number: int
    hidden: bool
    cells: list[WrittenCell]


class _Known(NamedTuple):
    """What a row is apart from its number and its values.

    `held` is of the cells in `shape`, with anything where a value belongs; `values` are, in the order they are
    written, the places in it, looks and what reads them. `cells` counts blank ones too.
    """

    shape: RowShape
    held: tuple[Value, ...]
    values: tuple[tuple[int, Look, Reader], ...]
    cells: int
    hidden: bool


class _KnownRows(dict[str, _Known]):
    """By the row's text with a hole for each value; and `dropdowns`, each as it is written."""

    def __init__(self) -> None:
        self.dropdowns: set[bytes] = set()
        self.size = 0

    def keep(self, written: str, known: _Known) -> None:
        self.size += len(written)
        if self.size > _MOST:
            self.clear()
            self.size = len(written)
        self[written] = known

    def keep_dropdowns(self, written: set[bytes]) -> None:
        if len(self.dropdowns) + len(written) > _MOST_DROPDOWNS:
            self.dropdowns.clear()
        self.dropdowns.update(written)


@lru_cache(maxsize=8)
def _known_rows(_root: bytes, _looks: Looks) -> _KnownRows:
    """Of all sheets with the same root element, whose prefixes rows use, and the same looks."""
    return _KnownRows()


class _Unknown(NamedTuple):
    """A row to be remembered once it is read, by its text with holes, and the values that were in them."""

    written: str
    values: list[str]


class Divided:
    """A part of which the known rows are taken out: `rest` is the part without them.

    The rows of `content` go from `start` to `end`. Raises NotPlainError or UnicodeDecodeError.
    """

    def __init__(self, content: bytes, start: int, end: int, lookups: Lookups) -> None:
        self._lookups = lookups
        self._known = _known_rows(root_of(content, start), lookups.looks)
        self._unknown: dict[int, _Unknown] = {}
        self._found: list[tuple[SheetRow, _Known]] = []
        self._values: list[str] = []
        # One way to write what is empty, so that an empty text is a value like any other.
        text = _EMPTY_ROW.sub(r"\1></row>", content[start:end].decode().replace("<v/>", "<v></v>"))
        *rows, last = text.split(_END)
        if "row" in last:
            raise NotPlainError
        unknown = "".join([*self._unknown_of(rows, numbered_apart="<f" not in text), last])
        self.all_known = "<" not in unknown
        self._dropdowns: set[bytes] = set()
        after = b"".join(self._without_known_dropdowns(content[end:]))
        self.rest = b"".join([content[:start], unknown.encode(), after])
        # What was left out was looked at when it was remembered, but for the values.
        if not is_plain(self.rest + "".join(self._values).encode()):
            raise NotPlainError

    def put_into(self, grid: Grid) -> None:
        """The known rows."""
        for row, known in self._found:
            grid.add(row, known.cells)
            if known.hidden:
                grid.hidden_rows.add(row.number)

    def remember(self, read: RowRead) -> None:
        """A row that was not known and has been read, for the next that is written like it."""
        row = self._unknown.pop(read.number, None)
        # Every value came out of its hole, and all there is to the row is its own.
        if row is None or [cell.stored for cell in read.cells if cell.by_value] != row.values:
            return
        if any(cell.rich for cell in read.cells) or (
            _OWN in row.written and any(cell.formula is not None for cell in read.cells)
        ):
            return
        known = _known(self._lookups, read) if all(cell.own_formula for cell in read.cells) else None
        if known is not None:
            self._known.keep(row.written, known)

    def remember_dropdowns(self) -> None:
        """Once the whole of the rest was found to be XML."""
        self._known.keep_dropdowns(self._dropdowns)

    def _without_known_dropdowns(self, after: bytes) -> Iterator[bytes]:
        *pieces, last = after.split(_DROPDOWN_END)
        for piece in pieces:
            start = max(0, piece.rfind(_DROPDOWN_START))
            yield piece[:start]
            dropdown = piece[start:] + _DROPDOWN_END
            if dropdown not in self._known.dropdowns:
                yield dropdown
                if _DROPDOWN.fullmatch(dropdown):
                    self._dropdowns.add(dropdown)
        yield last

    def _unknown_of(self, rows: list[str], numbered_apart: bool) -> Iterator[str]:
        """As they are written. Formulas name their own row; without them the rows of a table are alike but for the
        number.
        """
        last = 0
        for row in rows:
            match = _ROW.match(row)
            if match is None or int(match[1]) <= last:
                raise NotPlainError
            last = int(match[1])
            pieces = _VALUE.split(row)
            written, values = _HOLE.join(pieces[::2]), pieces[1::2]
            if numbered_apart:
                written = _numbered_apart(written, match[1])
            known = self._known.get(written)
            held = None if known is None else _held(known, values, self._lookups)
            if known is None or held is None:
                _check_addresses(row, match[1])
                self._unknown[last] = _Unknown(written, values)
                yield row + _END
            else:
                self._found.append((SheetRow(last, known.shape, held), known))
                self._values += values


_MOST_ROWS = 2_000
"""More are no form that was sent out: none is known, and looking each up takes as long as reading it."""


def divided(content: bytes, lookups: Lookups) -> Divided | None:
    """None where the part must be read as it stands."""
    start, end = content.find(_OPEN) + len(_OPEN), content.rfind(_CLOSE)
    if start < len(_OPEN) or end < start or content.count(b"<row") > _MOST_ROWS:
        return None
    try:
        return Divided(content, start, end, lookups)
    except (NotPlainError, UnicodeDecodeError):
        return None


def _numbered_apart(written: str, digits: str) -> str:
    """Around _OWN, without the row's number where all its cells have it; else as it was."""
    if {*_CELL.findall(written)} - {digits}:
        return written
    return _OWN.join(_NUMBERED.split(written))


def _check_addresses(row: str, digits: str) -> None:
    """Raises NotPlainError for a second row in the text, and where some cell may say no address, or one in another
    row, which others then hang on.
    """
    if row.count("<row") + row.count(":row") > 1:
        raise NotPlainError
    numbers = _CELL.findall(row)
    if {*numbers} - {digits} or len(numbers) != row.count("<c") + row.count(":c"):
        raise NotPlainError


def _held(known: _Known, stored: list[str], lookups: Lookups) -> list[Value] | None:
    """None where a value is of another kind than the one that was there before."""
    held: list[Value] = [*known.held]
    kinds = known.shape.kinds
    for (place, look, read), text in zip(known.values, stored, strict=True):
        found = read(lookups, look, text)
        if found is None or found[0] is not kinds[place]:
            return None
        held[place] = found[1]
    held.append(None)
    return held


def _known(lookups: Lookups, read: RowRead) -> _Known | None:
    """None where a value is stored that comes to nothing, and columns are not in order."""
    values: list[tuple[int, Look, Reader]] = []
    cells: list[Cell] = []
    for written in read.cells:
        made = make_cell(lookups, written)
        if written.by_value:
            if made is None or not made.has_cached:
                return None
            values.append((len(cells), look_of(lookups.looks, written.style), reader_of(written.kind)))
        if made is not None:
            cells.append(made)
    columns = [cell.column for cell in cells]
    if columns != sorted({*columns}):
        return None
    return _Known(RowShape(cells), tuple([cell.value for cell in cells]), tuple(values), len(read.cells), read.hidden)
