"""Finding a table in a sheet by its header text, never by position."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kpi_xl.model.book import Cell, Kind, Sheet
from kpi_xl.model.columns import Column
from kpi_xl.model.row import Row
from kpi_xl.model.table_row import TableRow, fields_under

HEADER_SEARCH_ROWS = 200
"""How far down a header row is looked for."""

_LONGEST_HEADER = 80
"""Longer texts are sentences; looking at them all would cost more than the rest of the reading."""

_TEXT = Kind.TEXT
_NOISE = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def fingerprint(text: str) -> str:
    """A header or name with case, spaces, punctuation and look-alike widths taken away, for comparing."""
    return _NOISE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet. `columns` maps a field to its column number.

    `missing` are the columns not found, `unknown` the header cells that match none, `repeated` those that match one
    already taken, `renamed` maps a field to a header that is not the one written but reads as it.
    `second_headers` are the rows of further header rows inside the data.
    """

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    missing: tuple[Column, ...]
    unknown: tuple[Cell, ...]
    repeated: tuple[Cell, ...]
    renamed: Mapping[str, Cell]
    second_headers: tuple[int, ...]

    @property
    def readable(self) -> bool:
        return not any(column.required for column in self.missing)

    def rows(self) -> Iterator[tuple[int, TableRow]]:
        """Row number and field to Cell for each row below the header with anything in a known column."""
        fields_of = fields_under(tuple(self.columns.items()))
        rows = self.sheet.rows
        for number in sorted(rows):
            if number > self.header_row and number not in self.second_headers:
                row = rows[number]
                whole = row if isinstance(row, Row) else Row.of(number, row.values())
                fields = fields_of[whole.shape]
                if fields.places:
                    yield number, TableRow(whole, fields)


def find_table(sheet: Sheet, columns: tuple[Column, ...]) -> Table | None:
    """The table whose header row matches the most columns (at least half, and two), the topmost on a tie; else None."""
    best_row, best = 0, max(2, (len(columns) + 1) // 2) - 1
    wide = [row for row in sorted(sheet.rows)[:HEADER_SEARCH_ROWS] if len(sheet.rows[row]) > best]
    known = _known_headers(columns) if wide else {}
    for row in wide:
        score = _score(sheet.rows[row], known)
        if score > best:
            best_row, best = row, score
        if score == len(columns):
            break
    return _table(sheet, best_row, columns, known) if best_row else None


def header_score(sheet: Sheet, columns: tuple[Column, ...]) -> float:
    """The share of `columns` found in the best header row of the sheet, 0 to 1: how much it looks like that table."""
    known = _known_headers(columns)
    rows = sorted(sheet.rows)[:HEADER_SEARCH_ROWS]
    return max((_score(sheet.rows[row], known) for row in rows), default=0) / len(columns)


def _known_headers(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {fingerprint(text): column for column in columns for text in (*column.aliases, column.header)}


def _score(cells: Mapping[int, Cell], known: Mapping[str, Column]) -> int:
    return len({column.field for cell in cells.values() if (column := _column(cell, known)) is not None})


def _column(cell: Cell, known: Mapping[str, Column]) -> Column | None:
    text = cell.value
    if cell.kind is not Kind.TEXT or not isinstance(text, str) or len(text) > _LONGEST_HEADER:
        return None
    return known.get(fingerprint(text))


def _table(sheet: Sheet, header_row: int, columns: tuple[Column, ...], known: Mapping[str, Column]) -> Table:
    found: dict[str, int] = {}
    renamed: dict[str, Cell] = {}
    unknown, repeated = [], []
    for number, cell in sorted(sheet.rows[header_row].items()):
        column = _column(cell, known)
        if column is None:
            unknown.append(cell)
        elif column.field in found:
            repeated.append(cell)
        else:
            found[column.field] = number
            if str(cell.value).strip() != column.header:
                renamed[column.field] = cell
    return Table(
        sheet=sheet,
        header_row=header_row,
        columns=found,
        missing=tuple(column for column in columns if column.field not in found),
        unknown=tuple(unknown),
        repeated=tuple(repeated),
        renamed=renamed,
        second_headers=_repeats_of(sheet, header_row, _required(columns, found), len(found), known),
    )


def _required(columns: tuple[Column, ...], found: Mapping[str, int]) -> list[int]:
    """Column numbers, the last first: a value is seldom text, so most rows are told from headers at one look."""
    return [found[column.field] for column in reversed(columns) if column.required and column.field in found]


def _repeats_of(
    sheet: Sheet, header_row: int, required: list[int], width: int, known: Mapping[str, Column]
) -> tuple[int, ...]:
    """Rows below the header that hold most of the same headers again."""
    repeats = []
    for row, cells in sheet.rows.items():
        if row <= header_row or len(cells) * 2 <= width:
            continue
        for number in required:
            cell = cells.get(number)
            if cell is None or cell.kind is not _TEXT:
                break
        else:
            if _score(cells, known) * 2 > width:
                repeats.append(row)
    return tuple(repeats)
