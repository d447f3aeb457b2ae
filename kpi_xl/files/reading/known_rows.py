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

from kpi_xl.files.reading.read_cells import WrittenCell, held_by, make_cell
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_styles import Look, Looks, look_of
from kpi_xl.model.sheet_row import RowShape, SheetRow, Value

_OPEN, _CLOSE, _END = b"<sheetData>", b"</sheetData>", "</row>"
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?:UTF|utf)-8[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>)?\s*(<[A-Za-z][^<>]*>)"
)
# Characters that are not XML, and the carriage return, which XML reads as another.
_FORBIDDEN = bytes(byte for byte in range(32) if byte not in b"\t\n")
_NO_TEXT = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_ROW = re.compile(r'\s*<row r="([1-9][0-9]{0,6})"([^<>]*[^<>/])?>')
_VALUE = re.compile("<v>([^<&]*)</v>")
_NUMBER = re.compile(r'(?<=<c r=")([A-Z]+)([0-9]+)(?=")')
# Characters no part can hold, in the place of a value and of the row's number.
_HOLE, _OWN = "\x00", "\x01"
# Of rows kept together, in characters.
_MOST = 4_000_000


class RowRead(NamedTuple):
    """A row as it was read from its XML; `cells` are all of them, blank ones too."""

    number: int
    hidden: bool
    cells: list[WrittenCell]


class _Known(NamedTuple):
    """What a row is apart from its number and its values.

    `held` is of the cells in `shape`, with anything where a value belongs; `values` are, in the order they are
    written, the places in it, looks and t attributes. `cells` counts blank ones too.
    """

    shape: RowShape
    held: tuple[Value, ...]
    values: tuple[tuple[int, Look, str], ...]
    cells: int
    hidden: bool


class _KnownRows(dict[str, _Known]):
    """By the row's text with a hole for each value."""

    size = 0

    def keep(self, written: str, known: _Known) -> None:
        self.size += len(written)
        if self.size > _MOST:
            self.clear()
            self.size = len(written)
        self[written] = known


@lru_cache(maxsize=8)
def _known_rows(_root: bytes, _looks: Looks) -> _KnownRows:
    """Of all sheets with the same root element, whose prefixes rows use, and the same looks."""
    return _KnownRows()


class _Unknown(NamedTuple):
    written: str
    values: list[str]
    numbered_apart: bool


class Divided:
    """A part of which the known rows are in the grid already: `unknown` is the part without them."""

    def __init__(self, grid: Grid, known: _KnownRows) -> None:
        self.unknown = b""
        self._grid = grid
        self._known = known
        self._met: dict[int, _Unknown] = {}

    def rows(self, text: str) -> Iterator[str]:
        """The unknown ones of the rows, as they are written. Puts the others into the grid."""
        # Formulas name their own row; without them the rows of a table are alike but for the number.
        numbered_apart = "<f" not in text
        for row in text.split(_END)[:-1]:
            match = _ROW.match(row)
            if match is None or not self._read(int(match[1]), _keyed(row, match, numbered_apart)):
                yield row + _END

    def _read(self, number: int, row: _Unknown) -> bool:
        """Whether the row is known, and put into the grid; if not, it is to be remembered."""
        known = self._known.get(row.written)
        held = None if known is None else self._held(known, row.values)
        if known is None or held is None:
            self._met[number] = row
            return False
        self._grid.add(SheetRow(number, known.shape, held), known.cells)
        if known.hidden:
            self._grid.hidden_rows.add(number)
        return True

    def _held(self, known: _Known, stored: list[str]) -> list[Value] | None:
        """None where a value is of another kind than the one that was there before."""
        held: list[Value] = [*known.held]
        kinds, lookups = known.shape.kinds, self._grid.lookups
        for (place, look, kind), text in zip(known.values, stored, strict=True):
            found = held_by(lookups, look, kind, text)
            if found is None or found[0] is not kinds[place]:
                return None
            held[place] = found[1]
        held.append(None)
        return held

    def remember(self, read: RowRead) -> None:
        """A row that expat has read, for the next that is written like it."""
        row = self._met.pop(read.number, None)
        if row is None or not _stands_alone(read, row):
            return
        known = _known(self._grid, read)
        if known is not None:
            self._known.keep(row.written, known)


def divided(content: bytes, grid: Grid) -> Divided | None:
    """None where the part must be read as it stands."""
    root, start, end = _ROOT.match(content), content.find(_OPEN) + len(_OPEN), content.rfind(_CLOSE)
    if root is None or start < root.end() or end < start or not _is_plain(content, root.end(), start):
        return None
    try:
        text = content[start:end].decode()
    except UnicodeDecodeError:
        return None
    if not _is_in_order(text):
        return None
    apart = Divided(grid, _known_rows(root[1], grid.lookups.looks))
    rest = text.rpartition(_END)[2]
    # One way to write an empty element, so that an empty text is a value like any other.
    unknown = "".join(apart.rows(text.replace("<v/>", "<v></v>")))
    apart.unknown = b"".join([content[:start], unknown.encode(), rest.encode(), content[end:]])
    return apart


def _is_plain(content: bytes, root: int, start: int) -> bool:
    """No prefix declared between the root element and the rows; nothing in the part that is not a tag or a text."""
    special = b"<!" in content or content.find(b"<?", 4) >= 0 or b"xmlns" in content[root:start]
    return not special and len(content.translate(None, _FORBIDDEN)) == len(content) and not _holds_no_text(content)


def _holds_no_text(content: bytes) -> bool:
    # One byte is found faster than three, and few parts hold either.
    return (b"]" in content or b"\xef" in content) and any(map(content.__contains__, _NO_TEXT))


def _is_in_order(text: str) -> bool:
    """Every row says its number, and they ascend, so that leaving one out moves no other."""
    numbers = [*map(int, re.findall(r'<row r="([1-9][0-9]{0,6})"', text))]
    opened = text.count("<row") + text.count(":row")
    return opened == len(numbers) and all(map(int.__lt__, numbers, numbers[1:]))


def _keyed(row: str, match: re.Match[str], numbered_apart: bool) -> _Unknown:
    pieces = _VALUE.split(row[match.end() :])
    written, about = _HOLE.join(pieces[::2]), match[2] or ""
    apart = numbered_apart and {digits for _, digits in _NUMBER.findall(written)} == {match[1]}
    if apart:
        return _Unknown(_OWN + about + ">" + _NUMBER.sub(rf"\1{_OWN}", written), pieces[1::2], True)
    return _Unknown(match[1] + about + ">" + written, pieces[1::2], False)


def _stands_alone(read: RowRead, row: _Unknown) -> bool:
    """Whether all there is to the row is its own, and in the text it would be found by."""
    columns = [cell.column for cell in read.cells]
    return (
        [cell.stored for cell in read.cells if cell.by_value] == row.values
        and all(cell.own_formula and cell.row == read.number for cell in read.cells)
        and all(map(int.__lt__, columns, columns[1:]))
        and not (row.numbered_apart and any(cell.formula is not None for cell in read.cells))
    )


def _known(grid: Grid, read: RowRead) -> _Known | None:
    """None where a value is stored that comes to nothing: what it will be is another time's question."""
    places, values, cells = 0, [], []
    for written in read.cells:
        made = make_cell(grid.lookups, written)
        if written.by_value:
            if made is None or not made.has_cached:
                return None
            values.append((places, look_of(grid.lookups.looks, written.style), written.kind))
        if made is not None:
            cells.append(made)
            places += 1
    return _Known(
        RowShape(cells), tuple([cell.value for cell in cells]), tuple(values), len(read.cells), read.hidden
    )
