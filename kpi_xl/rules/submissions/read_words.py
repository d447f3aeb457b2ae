"""The words of a row, from its cells."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.row_words import NO_WORDS, RowWords
from kpi_xl.model.sheet_row import Value
from kpi_xl.model.table_row import Fields, TableRow
from kpi_xl.rules.rulebook.numerals import day_of, read_date
from kpi_xl.rules.submissions.cell_text import READERS


def read_words(cells: TableRow) -> RowWords:
    readers = _readers(cells.fields)
    held = cells.row.held
    return RowWords(*[read(held[place]) for read, place in readers]) if readers else NO_WORDS


@lru_cache(maxsize=4096)
def _readers(fields: Fields) -> tuple[tuple[Callable[[Value], str], int], ...]:
    """What reads each of the words, and its place in rows of the shape; none where no field of them is there."""
    if not any(field in fields.places for field in RowWords._fields):
        return ()
    return tuple([(_reader(fields, field), fields.place(field)) for field in RowWords._fields])


def _reader(fields: Fields, field: str) -> Callable[[Value], str]:
    kind = fields.kind(field)
    if field == "due" and kind is Kind.NUMBER:
        return _day_number
    return _nothing if kind is None else READERS[kind]


def _day_number(value: Value) -> str:
    """A date that lost its format, where it is one of our time; else the number as it stands."""
    return READERS[Kind.DATE if is_day_number(value) else Kind.NUMBER](value)


def is_day_number(value: object) -> bool:
    """Whether a number is how Excel counts a whole day from 2000 to 2099."""
    return isinstance(value, float) and value.is_integer() and _FIRST_DAY <= value <= _LAST_DAY


def read_day(cell: Cell, epoch_1904: bool) -> date | None:
    """As read_date, and the day of our time that a plain number counts: a date that lost its format."""
    if cell.kind is not Kind.NUMBER:
        return read_date(cell, epoch_1904)
    value = cell.value
    return day_of(value, epoch_1904) if isinstance(value, float) and is_day_number(value) else None


_FIRST_DAY, _LAST_DAY = 36_526, 73_050


def _nothing(_value: Value) -> str:
    return ""
