"""Reads the cells of a table kpi_xl wrote: each column to what it stands for, each misfit remembered with its place."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice

from kpi_xl.model.bands import Bands
from kpi_xl.model.book import Book, Cell, Kind, Sheet
from kpi_xl.model.errors import BandsError, WorkspaceError
from kpi_xl.model.excel_date import DAY_ZERO
from kpi_xl.model.master_layout import YES, TableLayout
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.rating import OUTCOMES, Outcome, Reason
from kpi_xl.model.storable_text import storable
from kpi_xl.rules.tables.table import find_table

_TOP_ROWS = 200
"""The header of a table kpi_xl wrote is below its panel of one quarter, and people may put a few rows above it."""
_SHOWN = 5
_NUMBERS = (Kind.NUMBER, Kind.DATE)


@dataclass(slots=True)
class TableCells:
    """The rows of one table, read through the methods below while `rows()` walks down. `misfits` fills up meanwhile."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    misfits: list[str] = field(default_factory=list)
    _row: int = 0
    _cells: Mapping[int, Cell] = field(default_factory=dict)

    def rows(self) -> Iterator[int]:
        """Row numbers below the header that hold anything in the table's columns."""
        numbers = set(self.columns.values())
        for row, cells in sorted(self.sheet.rows.items()):
            if row > self.header_row and not numbers.isdisjoint(cells):
                self._row, self._cells = row, cells
                yield row

    def text(self, column: str) -> str:
        """The cell's text, "" when blank; a number as people write it."""
        cell = self._cell(column)
        if cell is None:
            return ""
        if cell.kind is Kind.TEXT:
            return storable(cell.value)  # type: ignore[arg-type] # a TEXT cell holds a str
        if cell.kind in _NUMBERS:
            return f"{cell.value:.15g}"
        self._misfit(column, "is not text")
        return ""

    def number(self, column: str) -> float | None:
        """The cell's number, None when blank."""
        cell = self._cell(column)
        if cell is None or cell.value == "":
            return None
        if cell.kind in _NUMBERS:
            return cell.value  # type: ignore[return-value] # a NUMBER cell holds a float
        self._misfit(column, "is not a number")
        return None

    def whole(self, column: str) -> int:
        return int(self.number(column) or 0)

    def day(self, column: str) -> date | None:
        """The day, None when blank. Excel's own date, or text as kpi_xl writes days (20/09/2022)."""
        cell = self._cell(column)
        if cell is None or cell.value == "":
            return None
        with suppress(ValueError, OverflowError):
            if cell.kind in _NUMBERS:
                return DAY_ZERO + timedelta(days=float(cell.value or 0))
            return datetime.strptime(str(cell.value).strip(), "%d/%m/%Y").date()
        self._misfit(column, "is not a date")
        return None

    def flag(self, column: str) -> bool:
        text = self.text(column).strip().casefold()
        if text not in (YES.casefold(), "no", ""):
            self._misfit(column, f"is neither {YES} nor blank")
        return text == YES.casefold()

    def period(self, column: str) -> Period | None:
        """The quarter, None when blank."""
        text = self.text(column)
        found = read_period(text) if text else None
        if text and found is None:
            self._misfit(column, "does not name one quarter")
        return found

    def outcome(self, column: str) -> Outcome:
        found = OUTCOMES.get(self.text(column).strip())
        if found is None:
            self._misfit(column, "is not a rating or one of the reasons for none")
        return found or Reason.INVALID

    def bands(self) -> Bands | None:
        """The bands of the four columns; None when all four ends are blank."""
        ends = [self.number(column) for column in ("green_low", "green_high", "amber_low", "amber_high")]
        if ends == [None] * 4:
            return None
        try:
            return Bands((ends[0], ends[1]), (ends[2], ends[3]))
        except BandsError as error:
            self._misfit("green_low", f"starts bands that are wrong: {error}")
            return None

    def misfit(self, column: str, why: str) -> None:
        """Remember that the cell under `column` in the present row is wrong; `why` follows what it holds."""
        self._misfit(column, why)

    def _cell(self, column: str) -> Cell | None:
        number = self.columns.get(column)
        cell = None if number is None else self._cells.get(number)
        if cell is None or (cell.kind is Kind.BLANK and cell.has_cached):
            return None
        if not cell.has_cached:
            self._misfit(column, "is a formula saved without its result; open the file in Excel and save it")
            return None
        return cell

    def _misfit(self, column: str, why: str) -> None:
        number = self.columns[column]
        cell = self._cells.get(number)
        held = "nothing" if cell is None or cell.value is None else f'"{cell.value}"'
        self.misfits.append(f"{self.sheet.place(self._row, number)} holds {held}: it {why}")


def table_cells(book: Book, layout: TableLayout) -> TableCells:
    """The table of that layout. Raises WorkspaceError where the sheet, or a column it cannot do without, is gone."""
    sheet = book.sheet(layout.sheet)
    if sheet is None:
        raise WorkspaceError(
            f'{book.path} has no sheet "{layout.sheet}", so what it published cannot be read. '
            f"Put the sheet back under that name, or use the latest copy in the backups folder."
        )
    top = replace(sheet, rows=dict(islice(sorted(sheet.rows.items()), _TOP_ROWS)))
    table = find_table(top, layout.columns)
    lost = ", ".join(f'"{column.header}"' for column in (layout.columns if table is None else table.missing))
    if table is None or not table.readable:
        raise WorkspaceError(
            f'The sheet "{sheet.name}" of {book.path} has lost the columns {lost}, so it cannot be read. '
            f"Put their headings back, or use the latest copy in the backups folder."
        )
    return TableCells(sheet, table.header_row, table.columns)


def refuse(path: str, misfits: list[str]) -> None:
    """Raise WorkspaceError naming the first few cells that cannot be read; do nothing when there are none."""
    if misfits:
        more = f" And {len(misfits) - _SHOWN} more." if len(misfits) > _SHOWN else ""
        raise WorkspaceError(
            f"{path} cannot be read, so nothing was changed. {'. '.join(misfits[:_SHOWN])}.{more} "
            f"Put these cells right in Excel, or use the latest copy in the backups folder."
        )
