"""A return signed off: who, when, and the stamp that says what was signed."""

from dataclasses import replace
from datetime import date

from kpi_xl.model.book import Book, Cell, Kind, Sheet
from kpi_xl.model.columns import READY_STAMP, SIGN_OFF_DATE, SIGN_OFF_NAME, SIGN_OFF_SHEET
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.excel_date import serial_of
from kpi_xl.model.place import Place, row_and_column
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.model.submission import Submission
from kpi_xl.rules.findings.make_finding import listed
from kpi_xl.rules.submissions.content_hash import changed_parts, content_hash, part_hashes
from kpi_xl.rules.submissions.cover import Labelled, read_cover, read_sign_off
from kpi_xl.rules.submissions.find_return import find_return
from kpi_xl.rules.submissions.read_submission import read_submission
from kpi_xl.rules.tables.storable_book import storable_book

_MOST_NAMED = 12
"""KPIs named as changed; of more, the rest are counted."""


def signed(book: Book, who: str, on: date) -> Book:
    """`book` with its sign-off filled in: the name that is there already or else `who`, the date, and the stamp.

    Where it was signed before and changed since, the sheet says so: who signed first and when, what changed, and that
    `who` signed again. A return of an earlier template has no place for that and is signed without. Raises
    WorkspaceError where it has no return, or no place to sign.
    """
    name, day, stamp = sign_off_places(book)
    again = signed_again(book, who, on)
    written = _with_cell(book, day, Kind.DATE, float(serial_of(on)))
    if not read_cover(book).name.text:
        written = _with_cell(written, name, Kind.TEXT, who)
    cover = read_cover(book)
    if cover.parts.place is not None:
        written = _with_cell(written, cover.parts.place, Kind.TEXT, part_hashes(_submission(written)))
    if cover.again.place is not None and again:
        written = _with_cell(written, cover.again.place, Kind.TEXT, " ".join(filter(None, (cover.again.text, again))))
    return _with_cell(written, stamp, Kind.TEXT, stamp_of(written))


def signed_again(book: Book, who: str, on: date) -> str:
    """What to remember where `book` was signed and then changed, and `who` signs it `on` that day; "" elsewhere."""
    cover = read_cover(book)
    if not cover.ready.text or cover.ready.text == stamp_of(book):
        return ""
    before = read_sign_off(book, cover)
    first = f"{before.name or 'Somebody'} signed{f' on {spoken_date(before.on)}' if before.on else ''}"
    changed = changed_parts(cover.parts.text, part_hashes(_submission(book))) if cover.parts.text else []
    some = [*changed[:_MOST_NAMED], *([f"{len(changed) - _MOST_NAMED} more"] if len(changed) > _MOST_NAMED else [])]
    what = f"{listed(some)} changed" if some else "the return changed"
    own = who.casefold() in before.name.casefold() if who else False
    behalf = "" if own else ", on their behalf"
    return f"{first}; then {what}; signed again on {spoken_date(on)} by {who or 'somebody'}{behalf}."


def sign_off_places(book: Book) -> tuple[Place, Place, Place]:
    """The cells for name, date and stamp."""
    cover = read_cover(book)
    wanted = {SIGN_OFF_NAME: cover.name, SIGN_OFF_DATE: cover.date, READY_STAMP: cover.ready}
    places = [_place(label, labelled) for label, labelled in wanted.items()]
    return places[0], places[1], places[2]


def stamp_of(book: Book) -> str:
    """The submission-ready stamp of what `book` says. Raises WorkspaceError where it has no return."""
    return content_hash(_submission(book))


def _submission(book: Book) -> Submission:
    book, _ = storable_book(book)
    table, _ = find_return(book)
    if table is None:
        raise WorkspaceError("This workbook has no return to sign off. Use the one that was sent to your directorate.")
    return read_submission(book, table, read_cover(book))


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
