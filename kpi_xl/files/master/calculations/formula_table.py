"""A table worked out by formulas, a sheet of its own, and where its cells are, for other sheets to point at."""

from dataclasses import dataclass
from typing import Generic

from kpi_xl.files.house_style.formula_cell import FormulaCell, FormulaColumn, Record, cell_of
from kpi_xl.model.place import column_letters

HEADER_ROW = 7
"""Of every such table."""


@dataclass(frozen=True)
class FormulaTable(Generic[Record]):
    """`name` is the Excel table's, by which formulas speak of it (calculations/references.py)."""

    sheet: str
    name: str
    columns: tuple[FormulaColumn[Record], ...]

    def column(self, header: str) -> FormulaColumn[Record]:
        return self.columns[self._index(header)]

    def area(self, header: str, rows: int) -> str:
        """The range under `header`, of at least one row."""
        letters = column_letters(self._index(header) + 1)
        return cell_of(self.sheet, f"${letters}${HEADER_ROW + 1}:${letters}${HEADER_ROW + max(1, rows)}")

    def _index(self, header: str) -> int:
        return next(at for at, column in enumerate(self.columns) if column.header == header)


class TableCells(Generic[Record]):
    """The cells of one such table by header and record, each worked out once: every sheet asks for them again."""

    def __init__(self, table: FormulaTable[Record]) -> None:
        self._columns = {column.header: column for column in table.columns}
        self._under = {
            column.header: cell_of(table.sheet, f"${column_letters(at)}$")
            for at, column in enumerate(table.columns, start=1)
        }
        self._known: dict[tuple[str, int], FormulaCell] = {}

    def cell(self, header: str, record: Record, number: int) -> FormulaCell:
        """The cell under `header` of `record`, which is row `number` (from 1), and what it holds."""
        found = self._known.get((header, number))
        if found is None:
            place = f"{self._under[header]}{HEADER_ROW + number}"
            found = self._known[header, number] = FormulaCell(place, self._columns[header].value(record))
        return found
