"""A sheet and its tables."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import openpyxl.worksheet.table
from openpyxl.utils import range_boundaries
from xlwings import base_classes

from live_engine.cells import Cells

if TYPE_CHECKING:
    import xlwings as xw

    from live_engine.book import Book


class Sheet(base_classes.Sheet):
    def __init__(self, book: "Book", name: str) -> None:
        self._book, self._name = book, name
        self.typed = book.typed[name]

    @property
    def api(self) -> SimpleNamespace:
        """What handlers ask of a sheet by COM."""
        return SimpleNamespace(ProtectContents=self.typed.protection.sheet)

    @property
    def book(self) -> "Book":
        return self._book

    @property
    def name(self) -> str:
        return self._name

    def activate(self) -> None:
        self._book.typed.active = self._book.typed.sheetnames.index(self._name)

    def range(self, arg1: Any, arg2: Any = None) -> Cells:
        if isinstance(arg1, str):
            left, top, right, bottom = range_boundaries(arg1)
            return Cells(self, top, left, bottom, right)
        first, last = arg1, arg2 or arg1
        if isinstance(first, Cells):
            return Cells(self, first.row_1, first.column_1, last.row_2, last.column_2)
        return Cells(self, *first, *last)

    @property
    def used_range(self) -> Cells:
        return self.range(self.typed.dimensions)

    @property
    def tables(self) -> "Tables":
        return Tables(self)


class Tables(base_classes.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __iter__(self) -> Iterator["Table"]:
        return (Table(self.sheet, name) for name in self.sheet.typed.tables)

    def __len__(self) -> int:
        return len(self.sheet.typed.tables)

    def __call__(self, name: str) -> "Table":
        return Table(self.sheet, name)

    def add(
        self,
        source_type: None,
        source: "xw.Range",
        link_source: None,
        has_headers: bool,
        destination: None,
        table_style_name: str,
        name: str,
    ) -> "Table":
        table = openpyxl.worksheet.table.Table(name=name, displayName=name, ref=source.impl.address.replace("$", ""))
        assert has_headers
        self.sheet.typed.add_table(table)
        return Table(self.sheet, name)


class Table(base_classes.Table):
    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet, self._name = sheet, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def range(self) -> Cells:
        return self.sheet.range(self.sheet.typed.tables[self._name].ref)

    def resize(self, range: "xw.Range") -> None:
        table = self.sheet.typed.tables[self._name]
        table.ref = range.impl.address.replace("$", "")
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
