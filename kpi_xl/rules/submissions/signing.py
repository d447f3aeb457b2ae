"""A return signed off: who, when, and the stamp that says what was signed."""

from dataclasses import replace
from datetime import date

from kpi_xl.model.book import Book, Cell, Kind, Sheet
from kpi_xl.model.columns import READY_STAMP, SIGN_OFF_DATE, SIGN_OFF_NAME, SIGN_OFF_SHEET
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.excel_date import serial_of
from kpi_xl.model.place import Place, row_and_column
from kpi_xl.rules.submissions.content_hash import content_hash
from kpi_xl.rules.submissions.cover import Labelled, read_cover
from kpi_xl.rules.submissions.find_return import find_return
from kpi_xl.rules.submissions.read_submission import read_submission
from kpi_xl.rules.tables.storable_book import storable_book


def signed(book: Book, who: str, on: date) -> Book:
    """`book` with its sign-off filled in: the name that is there already or else `who`, the date, and the stamp.

    Raises WorkspaceError where it has no return, or no place to sign.
    """
    name, day, stamp = sign_off_places(book)
    written = _with_cell(book, day, Kind.DATE, float(serial_of(on)))
    if not read_cover(book).name.text:
        written = _with_cell(written, name, Kind.TEXT, who)
    return _with_cell(written, stamp, Kind.TEXT, stamp_of(written))


def sign_off_places(book: Book) -> tuple[Place, Place, Place]:
    """The cells for name, date and stamp."""
    cover = read_cover(book)
    wanted = {SIGN_OFF_NAME: cover.name, SIGN_OFF_DATE: cover.date, READY_STAMP: cover.ready}
    places = [_place(label, labelled) for label, labelled in wanted.items()]
    return places[0], places[1], places[2]


def stamp_of(book: Book) -> str:
    """The submission-ready stamp of what `book` says. Raises WorkspaceError where it has no return."""
    book, _ = storable_book(book)
    table, _ = find_return(book)
    if table is None:
        raise WorkspaceError("This workbook has no return to sign off. Use the one that was sent to your directorate.")
    return content_hash(read_submission(book, table, read_cover(book)))


def _place(label: str, labelled: Labelled) -> Place:
    if labelled.place is None:
        raise WorkspaceError(
            f'The sheet {SIGN_OFF_SHEET} has no cell "{label}", so there is no place to sign. '
            "Copy your entries into the return that was sent to your directorate."
        )
    return labelled.place


def _with_cell(book: Book, place: Place, kind: Kind, value: float | str) -> Book:
    return replace(book, sheets=tuple(_laid_in(one, place, kind, value) for one in book.sheets))


def _laid_in(sheet: Sheet, place: Place, kind: Kind, value: float | str) -> Sheet:
    if sheet.name != place.sheet:
        return sheet
    row, column = row_and_column(place.cell)
    cell = Cell(row, column, kind, value, "General" if kind is Kind.TEXT else "d mmm yyyy")
    return replace(sheet, rows={**sheet.rows, row: {**sheet.rows.get(row, {}), column: cell}})
