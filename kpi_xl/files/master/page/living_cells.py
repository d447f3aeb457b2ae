"""Where the cells of a table of living columns are, for other sheets to point at."""

from collections.abc import Sequence
from typing import Generic

from kpi_xl.files.house_style.figure import Figure, LivingColumn, Record
from kpi_xl.files.master.page.sheet_names import cell_of
from kpi_xl.model.place import column_letters

HEADER_ROW = 7
"""Of Calculations and of Counts."""


class LivingCells(Generic[Record]):
    """The cells of one such table by header and record, each worked out once: every sheet asks for them again."""

    def __init__(self, sheet: str, columns: Sequence[LivingColumn[Record]]) -> None:
        self._columns = {column.header: column for column in columns}
        self._under = {
            column.header: cell_of(sheet, f"${column_letters(at)}$") for at, column in enumerate(columns, start=1)
        }
        self._known: dict[tuple[str, int], Figure] = {}

    def figure(self, header: str, record: Record, number: int) -> Figure:
        """The cell under `header` of `record`, which is row `number` (from 1), and what it holds."""
        found = self._known.get((header, number))
        if found is None:
            place = f"{self._under[header]}{HEADER_ROW + number}"
            found = self._known[header, number] = Figure(place, self._columns[header].value(record))
        return found


def column_in(sheet: str, columns: Sequence[LivingColumn[Record]], header: str, rows: int) -> str:
    """The range under `header`, of at least one row."""
    at = next(at for at, column in enumerate(columns, start=1) if column.header == header)
    letters = column_letters(at)
    return cell_of(sheet, f"${letters}${HEADER_ROW + 1}:${letters}${HEADER_ROW + max(1, rows)}")
