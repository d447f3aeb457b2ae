"""Text no workbook can hold, replaced before anything is made of it: what is read can then always be written again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kpi_xl.model.book import Book, Cell, Sheet
from kpi_xl.model.place import Place
from kpi_xl.model.sheet_row import SheetRow
from kpi_xl.model.storable_text import is_storable, storable


class Replaced(NamedTuple):
    """A text that was replaced, as it was."""

    place: Place
    text: str


def storable_book(book: Book) -> tuple[Book, list[Replaced]]:
    """`book` with a blank for each such character in its cells, and what stood there. Mostly it is `book` itself."""
    odd = {sheet.name: rows for sheet in book.sheets if (rows := dict(_odd_rows(sheet)))}
    if not odd:
        return book, []
    replaced = [
        Replaced(Place(name, cell.address), cell.value)
        for name, rows in odd.items()
        for row in rows.values()
        for cell in row.values()
        if isinstance(cell.value, str) and not is_storable(cell.value)
    ]
    return replace(book, sheets=tuple(_laid_in(sheet, odd.get(sheet.name, {})) for sheet in book.sheets)), replaced


def _odd_rows(sheet: Sheet) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    for number, row in sheet.rows.items():
        held = row.held if isinstance(row, SheetRow) else [cell.value for cell in row.values()]
        # One look at the whole row: nearly always there is nothing to find.
        if not is_storable("".join([value for value in held if isinstance(value, str)])):
            yield number, row


def _laid_in(sheet: Sheet, odd: Mapping[int, Mapping[int, Cell]]) -> Sheet:
    if not odd:
        return sheet
    return replace(sheet, rows={**sheet.rows, **{number: _storable_row(number, row) for number, row in odd.items()}})


def _storable_row(number: int, row: Mapping[int, Cell]) -> SheetRow:
    return SheetRow.of(
        number,
        (cell._replace(value=storable(cell.value)) if isinstance(cell.value, str) else cell for cell in row.values()),
    )
