"""The words an officer wrote in a row."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kpi_xl.model.sheet_row import Value
from kpi_xl.model.table_row import Fields, TableRow
from kpi_xl.rules.submissions.cell_text import READERS


class Words(NamedTuple):
    """Each "" where the cell is empty; `due` as 31/03/2023 where it is a date."""

    cause: str
    action: str
    owner: str
    due: str
    commentary: str


NO_WORDS = Words("", "", "", "", "")


def words_of(cells: TableRow) -> Words:
    readers = _readers(cells.fields)
    held = cells.row.held
    return Words(*[read(held[place]) for read, place in readers]) if readers else NO_WORDS


@lru_cache(maxsize=4096)
def _readers(fields: Fields) -> tuple[tuple[Callable[[Value], str], int], ...]:
    """What reads each of the words, and its place in rows of the shape; none where no field of them is there."""
    if not any(field in fields.places for field in Words._fields):
        return ()
    return tuple([(_reader(fields, field), fields.place(field)) for field in Words._fields])


def _reader(fields: Fields, field: str) -> Callable[[Value], str]:
    kind = fields.kind(field)
    return _nothing if kind is None else READERS[kind]


def _nothing(_value: Value) -> str:
    return ""
