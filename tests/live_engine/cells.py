"""A rectangle of cells: values and formulas in blocks, each read and write counted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from xlwings import base_classes

from live_engine.com_error import ComError

if TYPE_CHECKING:
    from live_engine.sheet import Sheet

Rows = tuple[tuple[Any, ...], ...]


class Cells(base_classes.Range):
    options: dict[str, Any]

    def __init__(self, sheet: "Sheet", row_1: int, column_1: int, row_2: int, column_2: int) -> None:
        self._sheet = sheet
        self.row_1, self.column_1, self.row_2, self.column_2 = row_1, column_1, row_2, column_2

    @property
    def sheet(self) -> "Sheet":
        return self._sheet

    @property
    def api(self) -> str:
        return "a range"

    @property
    def row(self) -> int:
        return self.row_1

    @property
    def column(self) -> int:
        return self.column_1

    @property
    def shape(self) -> tuple[int, int]:
        return self.row_2 - self.row_1 + 1, self.column_2 - self.column_1 + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self.sheet.name, self.row_1, self.column_1, *self.shape

    @property
    def address(self) -> str:
        return f"${get_column_letter(self.column_1)}${self.row_1}:${get_column_letter(self.column_2)}${self.row_2}"

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> "Cells":
        row, column = (arg1, arg2) if arg2 is not None else divmod(arg1 - 1, self.shape[1])
        row, column = self.row_1 + row - (arg2 is not None), self.column_1 + column - (arg2 is not None)
        return Cells(self.sheet, row, column, row, column)

    @property
    def raw_value(self) -> Any:
        self._count("read")
        return _single(self._rows(self.sheet.book.results.of, results=True))

    @raw_value.setter
    def raw_value(self, rows: Any) -> None:
        self._refuse_locked()
        self._count("write")
        for row, column, value in self._targets(rows):
            typed = self.sheet.typed.cell(row, column)
            if isinstance(typed, MergedCell):
                continue  # so does Excel: only the first cell of a merged area holds anything
            _type_in(typed, value)
            self.sheet.book.results.forget(typed)

    @property
    def formula(self) -> Any:
        self._count("read")
        return _single(self._rows(attrgetter("value"), results=False))

    def clear_contents(self) -> None:
        self._refuse_locked()
        self._count("write")
        for row in range(self.row_1, self.row_2 + 1):
            for column in range(self.column_1, self.column_2 + 1):
                cell = self.sheet.typed.cell(row, column)
                if not isinstance(cell, MergedCell):
                    cell.value = None

    def merge(self, across: bool) -> None:
        assert not across
        self.sheet.typed.merge_cells(self.address.replace("$", ""))

    def unmerge(self) -> None:
        self.sheet.typed.unmerge_cells(self.address.replace("$", ""))

    @property
    def number_format(self) -> str | None:
        self._count("read")
        rows = self.sheet.typed.iter_rows(self.row_1, self.row_2, self.column_1, self.column_2)
        formats = {cell.number_format for row in rows for cell in row}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._count("write")
        for row in range(self.row_1, self.row_2 + 1):
            for column in range(self.column_1, self.column_2 + 1):
                self.sheet.typed.cell(row, column).number_format = value

    def _rows(self, value_of: Callable[[Any], Any], *, results: bool) -> Rows:
        rows = self.sheet.typed.iter_rows(self.row_1, self.row_2, self.column_1, self.column_2)
        return tuple(tuple(_as_com(value_of(cell), results) for cell in row) for row in rows)

    def _targets(self, rows: Any) -> Any:
        """One value is written into every cell, as Excel does."""
        for row in range(self.row_1, self.row_2 + 1):
            for column in range(self.column_1, self.column_2 + 1):
                yield row, column, rows[row - self.row_1][column - self.column_1] if isinstance(rows, list) else rows

    def _refuse_locked(self) -> None:
        """As Excel does: on a protected sheet only what is unlocked can be changed, and it does not say why."""
        if not self.sheet.typed.protection.sheet:
            return
        rows = self.sheet.typed.iter_rows(self.row_1, self.row_2, self.column_1, self.column_2)
        if any(cell.protection.locked for row in rows for cell in row):
            raise ComError(-2147352567, "Exception occurred.")

    def _count(self, what: str) -> None:
        self.sheet.book.app.calls[what] += 1
        self.sheet.book.saved_by_itself += what == "write" and getattr(self.sheet.book.api, "AutoSaveOn", False)


def _single(rows: Rows) -> Any:
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def _as_com(value: Any, results: bool) -> Any:
    if not results:
        text = getattr(value, "text", value)  # an array formula
        return "" if text is None else text if isinstance(text, str) else str(text)
    if isinstance(value, str) and value in NEWER_ERRORS:
        return NEWER_ERRORS[value]
    if isinstance(value, timedelta):
        return datetime(1899, 12, 30) + value
    return float(value) if type(value) is int else value


NEWER_ERRORS = {
    "#GETTING_DATA": -2146826245,
    "#SPILL!": -2146826243,
    "#CONNECT!": -2146826242,
    "#BLOCKED!": -2146826241,
    "#UNKNOWN!": -2146826240,
    "#FIELD!": -2146826239,
    "#CALC!": -2146826238,
}
"""Errors a running Excel hands over as numbers, for which xlwings has no words."""


def _type_in(cell: Any, value: Any) -> None:
    """As if typed: an apostrophe makes a text, "=" a formula, and digits a number."""
    if isinstance(value, str) and value.startswith("'"):
        cell.value = value[1:]
        cell.data_type = "s"
    elif isinstance(value, str) and not value.startswith("="):
        try:
            cell.value = float(value)
        except ValueError:
            cell.value = value or None
    else:
        cell.value = value
