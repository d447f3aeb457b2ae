"""What the formulas of a workbook last gave, as its file holds it: read ten times as fast as by loading it again."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import TYPE_FORMULA
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import from_excel
from proof.recalculated import book_of
from workbook_lint.book import Cell

if TYPE_CHECKING:
    import openpyxl

Result = float | str | bool | date | datetime | time | timedelta | None


class Results:
    """By sheet, row and column. A cell that was typed into is its own result; one not worked out yet has none."""

    def __init__(self, path: Path, typed: "openpyxl.Workbook") -> None:
        self._epoch = typed.epoch
        self._stored = {
            (sheet.name, *coordinate_to_tuple(cell.address)): cell
            for sheet in book_of(path).sheets
            for _, row in sheet.rows
            for cell in row
            if cell.formula is not None
        }

    def of(self, cell: Any) -> Any:
        """`cell` is openpyxl's."""
        if cell.data_type != TYPE_FORMULA:
            return cell.value
        stored = self._stored.get((cell.parent.title, cell.row, cell.column))
        return None if stored is None else self._read(stored, cell.is_date)

    def forget(self, cell: Any) -> None:
        """Something was typed into it."""
        self._stored.pop((cell.parent.title, cell.row, cell.column), None)

    def _read(self, stored: Cell, is_date: bool) -> Result:
        if stored.kind == "b":
            return stored.text == "1"
        if stored.kind != "n" or not stored.text:
            return stored.text or None
        return from_excel(float(stored.text), self._epoch) if is_date else float(stored.text)
