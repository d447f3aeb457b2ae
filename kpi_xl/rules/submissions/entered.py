"""What officers entered in a return, cell by cell, so that two of them can be compared and joined."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kpi_xl.model.book import Book, Cell, Sheet
from kpi_xl.model.columns import REQUEST_COLUMNS, REQUESTS_SHEET, RETURN_COLUMNS, SERVICE_COLUMNS, SERVICES_SHEET
from kpi_xl.model.place import Place, row_and_column
from kpi_xl.rules.rulebook.numerals import is_percentage
from kpi_xl.rules.submissions.cell_text import text_of
from kpi_xl.rules.submissions.cover import read_cover, summary_place
from kpi_xl.rules.tables.table import Table, find_table

SUMMARY, SIGN_OFF = "Director's summary", "Sign-off"
_FIELDS = {column.field: column.header for column in RETURN_COLUMNS if not column.locked}
_SERVICE = {column.field: column.header for column in SERVICE_COLUMNS if not column.locked}

Key = tuple[str, str]
"""What an entry is of (a KPI, a service area, the summary) and what is entered there."""


class Entered(NamedTuple):
    """`place` is where it stands; `text` is as people read it, with a % for a number shown as a percentage."""

    place: Place
    cell: Cell
    text: str


def entered(book: Book, table: Table) -> dict[Key, Entered]:
    """Cells that hold something. Who signed is among them, what is on Change requests and Checks is not."""
    found: dict[Key, Entered] = {}
    for key, sheet, place in (*_in_rows(table), *_in_services(book), *_beside(book)):
        cell = sheet.cell(*row_and_column(place.cell))
        text = "" if cell is None else text_of(cell) or str("" if cell.value is None else cell.value)
        if cell is not None and text:
            found.setdefault(key, Entered(place, cell, f"{text}%" if is_percentage(cell) else text))
    return found


def conflicts(one: Mapping[Key, Entered], other: Mapping[Key, Entered]) -> list[Key]:
    """Entries in both that are not the same. Of who signed, either will do."""
    return [key for key in one if key[0] != SIGN_OFF and key in other and one[key].text != other[key].text]


def joined(book: Book, table: Table, other: Book, more: Mapping[Key, Entered], theirs: Table) -> Book:
    """`book` with what only `other` (whose entries are `more`) has. Raises nothing and leaves out nothing: a row that
    `book` has no more comes at the end of its table.
    """
    mine = entered(book, table)
    places = {key: place for key, _, place in (*_in_rows(table), *_in_services(book), *_beside(book))}
    laid: dict[str, list[Cell]] = {}
    new_rows: dict[str, int] = {}
    below = max(table.sheet.rows, default=table.header_row) + 1
    for key, entry in more.items():
        if key in mine:
            continue
        if key in places:
            place = places[key]
            row, column = row_and_column(place.cell)
            laid.setdefault(place.sheet, []).append(entry.cell._replace(row=row, column=column))
        else:
            laid.setdefault(table.sheet.name, []).extend(_row_of(key, entry, table, theirs, new_rows, below))
    return replace(book, sheets=tuple(_with(book, other, laid)))


def _row_of(
    key: Key, entry: Entered, table: Table, theirs: Table, new_rows: dict[str, int], below: int
) -> Iterator[Cell]:
    """An entry of a row that is not there, with the row's reference and name the first time."""
    if key[0] not in new_rows:
        new_rows[key[0]] = below + len(new_rows)
        row, _ = row_and_column(entry.place.cell)
        for field in ("kpi_id", "name"):
            cell = theirs.sheet.cell(row, theirs.columns[field]) if field in theirs.columns else None
            if cell is not None and field in table.columns:
                yield cell._replace(row=new_rows[key[0]], column=table.columns[field])
    field = next((name for name, header in _FIELDS.items() if header == key[1]), "")
    if field in table.columns:
        yield entry.cell._replace(row=new_rows[key[0]], column=table.columns[field])


def _with(book: Book, other: Book, laid: Mapping[str, list[Cell]]) -> Iterator[Sheet]:
    asked = _requests(book, other)
    for sheet in book.sheets:
        cells = [*laid.get(sheet.name, ()), *(asked if sheet is book.sheet(REQUESTS_SHEET) else ())]
        if not cells:
            yield sheet
            continue
        rows = {number: dict(row) for number, row in sheet.rows.items()}
        for cell in cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        yield replace(sheet, rows=rows)
    theirs = other.sheet(REQUESTS_SHEET)
    if theirs is not None and book.sheet(REQUESTS_SHEET) is None:
        yield theirs


def _requests(book: Book, other: Book) -> list[Cell]:
    """The other's rows of Change requests, below those of `book`."""
    mine, theirs = (_request_table(one) for one in (book, other))
    if mine is None or theirs is None:
        return []
    held = [_texts(cells) for _, cells in mine.rows()]
    rows = [cells for _, cells in theirs.rows() if any(_texts(cells).values()) and _texts(cells) not in held]
    filled = [number for number, cells in mine.rows() if any(_texts(cells).values())]
    below = max(filled, default=mine.header_row) + 1
    return [
        cell._replace(row=row, column=mine.columns[field])
        for row, cells in enumerate(rows, start=below)
        for field, cell in cells.items()
        if field in mine.columns
    ]


def _texts(cells: Mapping[str, Cell]) -> dict[str, str]:
    return {field: text_of(cell) for field, cell in cells.items() if text_of(cell)}


def _request_table(book: Book) -> Table | None:
    sheet = book.sheet(REQUESTS_SHEET)
    return None if sheet is None else find_table(sheet, REQUEST_COLUMNS)


def _in_rows(table: Table) -> Iterator[tuple[Key, Sheet, Place]]:
    for row, cells in table.rows():
        kpi_id = text_of(cells.get("kpi_id"))
        for field, header in _FIELDS.items():
            if kpi_id and field in table.columns:
                yield (kpi_id, header), table.sheet, table.sheet.place(row, table.columns[field])


def _in_services(book: Book) -> Iterator[tuple[Key, Sheet, Place]]:
    sheet = book.sheet(SERVICES_SHEET)
    table = None if sheet is None else find_table(sheet, SERVICE_COLUMNS)
    if sheet is None or table is None or not table.readable:
        return
    for row, cells in table.rows():
        for field, header in _SERVICE.items():
            if field in table.columns:
                yield (text_of(cells.get("name")), header), sheet, sheet.place(row, table.columns[field])


def _beside(book: Book) -> Iterator[tuple[Key, Sheet, Place]]:
    cover = read_cover(book)
    places = {
        (SUMMARY, ""): summary_place(book),
        (SIGN_OFF, "name"): cover.name.place,
        (SIGN_OFF, "date"): cover.date.place,
    }
    for key, place in places.items():
        sheet = None if place is None else book.sheet(place.sheet)
        if place is not None and sheet is not None:
            yield key, sheet, place
