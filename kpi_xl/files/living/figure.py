"""A formula and the value it must give, defined together."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kpi_xl.rules.master.master_rows import Written

Record = TypeVar("Record")

_OWN = re.compile(r"(?<![\w\]])\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Figure:
    """`formula` has no leading "="; `value` is what it gives, None or "" for empty text."""

    formula: str
    value: Written


@dataclass(frozen=True)
class LivingColumn(Generic[Record]):
    """A column of a table: `value` gives the cell of a record, and `formula` the same by itself; "" where it is typed.

    In `formula`, [Value] is the cell of the column Value in the same row; a column of another table is written
    with its table, tblResults[Value].
    """

    header: str
    formula: str
    value: Callable[[Record], Written]
    role: str = "text"
    width: int = 12


def in_table(formula: str, table: str) -> str:
    """`formula` with [Value] written out as Excel stores it: tblNow[[#This Row],[Value]]."""
    return _OWN.sub(rf"{table}[[#This Row],[\1]]", formula)


def cells(columns: Iterable[LivingColumn[Record]], records: Iterable[Record]) -> list[tuple[Written, ...]]:
    """The rows of a table; nothing is None in a typed column, and empty text in one of formulas."""
    columns = tuple(columns)
    return [tuple(column.value(record) for column in columns) for record in records]


def text_of(text: str) -> str:
    """`text` as it stands in a formula."""
    return '"' + text.replace('"', '""') + '"'
