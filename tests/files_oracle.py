"""What openpyxl and calamine make of a file, in the shape of ours, so that the three can be compared."""

import datetime
import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import python_calamine
from openpyxl.cell.cell import Cell as TheirCell
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from kpi_xl.model.book import Book, Kind

Address = tuple[str, int, int]
Value = float | str | bool | None


def openpyxl_cells(path: Path) -> tuple[dict[Address, Value], dict[Address, str]]:
    """Values (dates as serial numbers) and formulas (no "="), of cells that have any."""
    values: dict[Address, Value] = {}
    formulas: dict[Address, str] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        typed, cached = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    for name, cell in _cells(cached):
        if cell.value is not None:
            values[name, cell.row, cell.column] = _plain(cell.value, cached.epoch)
    for name, cell in _cells(typed):
        formula = _formula(cell.value) if cell.data_type == "f" else None
        if formula is not None:
            formulas[name, cell.row, cell.column] = formula
    return values, formulas


def openpyxl_formats(path: Path) -> dict[Address, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    return {(name, cell.row, cell.column): cell.number_format for name, cell in _cells(book)}


def calamine_cells(path: Path, epoch: datetime.datetime) -> dict[Address, Value]:
    """Values that are not blank; errors come as "" there, and so are left out."""
    values: dict[Address, Value] = {}
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
            values.update(
                {(name, row, column): _plain(value, epoch) for column, value in enumerate(line, 1) if value != ""}
            )
    return values


def our_values(book: Book) -> dict[Address, Value]:
    return {
        (sheet.name, cell.row, cell.column): cell.value
        for sheet in book.sheets
        for cell in sheet.cells()
        if cell.kind is not Kind.BLANK
    }


def our_formulas(book: Book) -> dict[Address, str]:
    return {
        (sheet.name, cell.row, cell.column): cell.formula
        for sheet in book.sheets
        for cell in sheet.cells()
        if cell.formula is not None
    }


def _cells(book: openpyxl.Workbook) -> Iterator[tuple[str, TheirCell]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell) for cell in row)


def _formula(value: object) -> str | None:
    if isinstance(value, ArrayFormula):
        value = value.text
    if isinstance(value, DataTableFormula) or not isinstance(value, str):
        return None
    return value.removeprefix("=")


def _plain(value: object, epoch: datetime.datetime) -> Value:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value)
    return float(to_excel(value, epoch))
