"""What a return says about itself beside its table: stamp, cover, sign-off, director's summary, services."""

from typing import NamedTuple

from kpi_xl.model.book import Book, Cell, Sheet
from kpi_xl.model.columns import (
    COVER_APPROVER,
    COVER_PERIOD,
    COVER_UNIT,
    ON_THEIR_BEHALF,
    READY_STAMP,
    SERVICE_COLUMNS,
    SERVICES_SHEET,
    SIGN_OFF_BEHALF,
    SIGN_OFF_DATE,
    SIGN_OFF_NAME,
    SIGN_OFF_SHEET,
    SIGNED_AGAIN,
    SIGNED_PARTS,
    STAMP_PERIOD,
    STAMP_RULEBOOK,
    STAMP_TEMPLATE,
    STAMP_UNIT,
    SUMMARY_LABEL,
    SUMMARY_SHEET,
)
from kpi_xl.model.place import Place
from kpi_xl.model.submission import ServiceRating, SignOff, Stamp
from kpi_xl.rules.submissions.cell_text import text_of, word_of
from kpi_xl.rules.submissions.read_words import read_day
from kpi_xl.rules.tables.headings import fingerprint
from kpi_xl.rules.tables.table import find_table


class Labelled(NamedTuple):
    """The cell a label asks for; `cell` is None where it is empty, `place` where the label is not there at all."""

    cell: Cell | None = None
    place: Place | None = None

    @property
    def text(self) -> str:
        return word_of(self.cell)


class Cover(NamedTuple):
    """The labelled cells of the Sign-off sheet."""

    unit: Labelled
    period: Labelled
    name: Labelled
    date: Labelled
    ready: Labelled
    parts: Labelled
    again: Labelled
    behalf: Labelled = Labelled()
    approver: Labelled = Labelled()


def read_cover(book: Book) -> Cover:
    """Labels are found by their words wherever they stand; what they ask for is in the cell to the right."""
    sheet = book.sheet(SIGN_OFF_SHEET)
    labels = {} if sheet is None else _labels(sheet)
    signing = (SIGN_OFF_NAME, SIGN_OFF_DATE, READY_STAMP, SIGNED_PARTS, SIGNED_AGAIN)
    whose = (SIGN_OFF_BEHALF, COVER_APPROVER)
    return Cover(*(_right_of(sheet, labels, label) for label in (COVER_UNIT, COVER_PERIOD, *signing, *whose)))


def read_sign_off(book: Book, cover: Cover) -> SignOff:
    on = None if cover.date.cell is None else read_day(cover.date.cell, book.epoch_1904)
    return SignOff(_who(cover), on, cover.name.place, cover.date.place)


def _who(cover: Cover) -> str:
    """Who signed, and for whom where it was on somebody's behalf; ON_THEIR_BEHALF alone where nobody says who."""
    name, behalf = cover.name.text, cover.behalf.text
    if not behalf or name.casefold() != ON_THEIR_BEHALF.casefold():
        return name
    return f"{behalf}, on behalf of {cover.approver.text or 'the director'}"


def read_stamp(book: Book) -> Stamp:
    names = (STAMP_UNIT, STAMP_PERIOD, STAMP_TEMPLATE, STAMP_RULEBOOK)
    return Stamp(*(book.properties.get(name, "").strip() for name in names))


def read_summary(book: Book) -> str:
    """The director's words: the cell below their label, "" where there is none."""
    sheet = book.sheet(SUMMARY_SHEET)
    label = None if sheet is None else _labels(sheet).get(fingerprint(SUMMARY_LABEL))
    if sheet is None or label is None:
        return ""
    return text_of(sheet.cell(label.row + 1, label.column))


def summary_cell(sheet: Sheet) -> Place | None:
    """Where the director's words go, None where there is no label."""
    label = _labels(sheet).get(fingerprint(SUMMARY_LABEL))
    return None if label is None else sheet.place(label.row + 1, label.column)


def summary_place(book: Book) -> Place | None:
    """The cell of the director's words, None where it cannot be found."""
    sheet = book.sheet(SUMMARY_SHEET)
    return None if sheet is None else summary_cell(sheet)


def read_services(book: Book) -> tuple[ServiceRating, ...]:
    """Service areas with a word; those left blank are left out."""
    sheet = book.sheet(SERVICES_SHEET)
    table = None if sheet is None else find_table(sheet, SERVICE_COLUMNS)
    if sheet is None or table is None or not table.readable:
        return ()
    rows = ((row, {field: word_of(cell) for field, cell in cells.items()}) for row, cells in table.rows())
    return tuple(
        ServiceRating(
            texts["name"],
            texts["lower"],
            texts.get("upper", ""),
            texts.get("note", ""),
            sheet.place(row, table.columns["lower"]),
        )
        for row, texts in rows
        if texts.get("name") and texts.get("lower")
    )


def _labels(sheet: Sheet) -> dict[str, Cell]:
    labels: dict[str, Cell] = {}
    for cell in sheet.cells():
        if isinstance(cell.value, str) and len(cell.value) < 80:
            labels.setdefault(fingerprint(cell.value), cell)
    return labels


def _right_of(sheet: Sheet | None, labels: dict[str, Cell], label: str) -> Labelled:
    cell = labels.get(fingerprint(label))
    if sheet is None or cell is None:
        return Labelled()
    return Labelled(sheet.cell(cell.row, cell.column + 1), sheet.place(cell.row, cell.column + 1))
