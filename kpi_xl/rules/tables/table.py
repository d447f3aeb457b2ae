"""Finding a table in a sheet by its header text, never by position."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kpi_xl.model.book import Cell, Kind, Sheet
from kpi_xl.model.columns import Column
from kpi_xl.model.sheet_row import RowShape, SheetRow
from kpi_xl.model.table_row import TableRow, fields_under
from kpi_xl.rules.tables.headings import headings_in

HEADER_SEARCH_ROWS = 200
"""How far down a header row is looked for."""

_TEXT = Kind.TEXT


class Table(NamedTuple):
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
                whole = row if isinstance(row, SheetRow) else SheetRow.of(number, row.values())
                fields = fields_of[whole.shape]
                if fields.places:
                    yield number, TableRow(whole, fields)


def find_table(sheet: Sheet, columns: tuple[Column, ...]) -> Table | None:
    """The table whose header row matches the most columns (at least half, and two), the topmost on a tie; else None."""
    best_row, best = 0, max(2, (len(columns) + 1) // 2) - 1
    for row in [row for row in sorted(sheet.rows)[:HEADER_SEARCH_ROWS] if len(sheet.rows[row]) > best]:
        score = len(headings_in(sheet.rows[row], columns).found)
        if score > best:
            best_row, best = row, score
        if score == len(columns):
            break
    return _table(sheet, best_row, columns) if best_row else None


def header_score(sheet: Sheet, columns: tuple[Column, ...]) -> float:
    """The share of `columns` found in the best header row of the sheet, 0 to 1: how much it looks like that table."""
    rows = sorted(sheet.rows)[:HEADER_SEARCH_ROWS]
    return max((len(headings_in(sheet.rows[row], columns).found) for row in rows), default=0) / len(columns)


def _table(sheet: Sheet, header_row: int, columns: tuple[Column, ...]) -> Table:
    cells = sheet.rows[header_row]
    headings = headings_in(cells, columns)
    found = headings.found
    field_at = {number: field for field, number in found.items()}
    return Table(
        sheet=sheet,
        header_row=header_row,
        columns=found,
        missing=tuple(column for column in columns if column.field not in found),
        unknown=tuple(cells[number] for number in headings.unknown),
        repeated=tuple(cells[number] for number in headings.repeated),
        renamed={field_at[number]: cells[number] for number in headings.renamed},
        second_headers=tuple(_repeats_of(sheet, header_row, found, columns)),
    )


def _repeats_of(sheet: Sheet, header_row: int, found: Mapping[str, int], columns: tuple[Column, ...]) -> Iterator[int]:
    """Rows below the header that hold most of the same headers again."""
    # The last first: a value is seldom text, so most rows are told from headers at one look.
    required = tuple([found[column.field] for column in reversed(columns) if column.required and column.field in found])
    for row, cells in sheet.rows.items():
        wide = row > header_row and len(cells) * 2 > len(found)
        if wide and _are_texts(cells, required) and len(headings_in(cells, columns).found) * 2 > len(found):
            yield row


def _are_texts(cells: Mapping[int, Cell], numbers: tuple[int, ...]) -> bool:
    if isinstance(cells, SheetRow):
        return _are_texts_in(cells.shape, numbers)
    return all(number in cells and cells[number].kind is _TEXT for number in numbers)


@lru_cache(maxsize=4096)
def _are_texts_in(shape: RowShape, numbers: tuple[int, ...]) -> bool:
    places = shape.places
    return all(number in places and shape.kinds[places[number]] is _TEXT for number in numbers)
