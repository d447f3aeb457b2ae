"""A formula and the value it must give, defined together; and how cells of other sheets stand in one."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from kpi_xl.files.house_style.bulk_rows import ROW
from kpi_xl.model.place import column_letters
from kpi_xl.rules.master.master_rows import Written

Record = TypeVar("Record")

_OWN = re.compile(r"(?<![\w\]])\[([^\[\]]+)\]")


class FormulaCell(NamedTuple):
    """`formula` has no leading "="; `value` is what it gives, None or "" for empty text."""

    formula: str
    value: Written


@dataclass(frozen=True)
class FormulaColumn(Generic[Record]):
    """A column of a table: `value` gives the cell of a record, and `formula` the same by itself; "" where it is typed.

    In `formula`, [Value] is the cell of the column Value in the same row; a column of another table is written
    with its table, tblResults[Value]. `in_row` makes of it what is stored.
    """

    header: str
    formula: str
    value: Callable[[Record], Written]
    role: str = "text"
    width: int = 12


def in_row(formula: str, headers: Sequence[str]) -> str:
    """`formula` with [Value] written as the cell it is, K{row} (ROW), in a table of these columns from column A on.

    Not as tblNow[[#This Row],[Value]]: that is seven times as much for a program to read in 60,000 formulas, and
    LibreOffice takes a quarter of its time for a master of forty quarters over it.
    """
    return _OWN.sub(lambda found: f"{column_letters(headers.index(found[1]) + 1)}{ROW}", formula)


def cells(columns: Iterable[FormulaColumn[Record]], records: Iterable[Record]) -> list[tuple[Written, ...]]:
    """The rows of a table; nothing is None in a typed column, and empty text in one of formulas."""
    columns = tuple(columns)
    return [tuple(column.value(record) for column in columns) for record in records]


def text_of(text: str) -> str:
    """`text` as it stands in a formula."""
    return '"' + text.replace('"', '""') + '"'


def cell_of(sheet: str, cell: str = "A1") -> str:
    """'AS09'!A1: always quoted, for an id such as AS09 reads as a cell where it stands bare."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
