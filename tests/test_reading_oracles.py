"""Every cell of files from three writers, as openpyxl and calamine see them too."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from files_oracle import calamine_cells, openpyxl_cells, openpyxl_formats, our_formulas, our_values
from files_written import WRITERS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book, Kind

writers = pytest.mark.parametrize("write", [pytest.param(write, id=name) for name, write in WRITERS.items()])


def book_at(path: Path) -> Book:
    book = read_book(path)
    assert isinstance(book, Book), book
    return book


def assert_agrees_with_openpyxl(path: Path) -> None:
    book = book_at(path)
    values, formulas = openpyxl_cells(path)
    ours = our_formulas(book)
    assert_same(our_values(book), values)
    assert {place: ours.get(place) for place in formulas} == formulas
    # The rest of an array's cells: openpyxl tells the formula of the first alone.
    assert all(place in formulas or value in formulas.values() for place, value in ours.items())


def assert_agrees_with_calamine(path: Path) -> None:
    book = book_at(path)
    errors = {
        (sheet.name, cell.row, cell.column)
        for sheet in book.sheets
        for cell in sheet.cells()
        if cell.kind is Kind.ERROR
    }
    ours = {place: value for place, value in our_values(book).items() if place not in errors and value != ""}
    assert_same(ours, calamine_cells(path, CALENDAR_MAC_1904 if book.epoch_1904 else CALENDAR_WINDOWS_1900))


def assert_same(ours: dict, theirs: dict) -> None:
    assert ours.keys() == theirs.keys()
    different = {place: (ours[place], theirs[place]) for place in ours if not alike(ours[place], theirs[place])}
    assert different == {}


def alike(ours: object, theirs: object) -> bool:
    """Both libraries turn a date into microseconds and we turn it back; numbers must otherwise be the very same."""
    if isinstance(ours, float) and isinstance(theirs, float) and not isinstance(theirs, bool):
        return ours == theirs or math.isclose(ours, theirs, rel_tol=1e-11)
    return type(ours) is type(theirs) and ours == theirs


@writers
def test_every_cell_agrees_with_openpyxl(write: Callable[[Path], Path], tmp_path: Path) -> None:
    assert_agrees_with_openpyxl(write(tmp_path / "made.xlsx"))


@writers
def test_every_cell_agrees_with_calamine(write: Callable[[Path], Path], tmp_path: Path) -> None:
    assert_agrees_with_calamine(write(tmp_path / "made.xlsx"))


@writers
def test_every_number_format_agrees_with_openpyxl(write: Callable[[Path], Path], tmp_path: Path) -> None:
    path = write(tmp_path / "made.xlsx")
    theirs = openpyxl_formats(path)
    ours = {
        (sheet.name, cell.row, cell.column): cell.number_format
        for sheet in book_at(path).sheets
        for cell in sheet.cells()
    }
    assert ours == {place: theirs[place] for place in ours}


@pytest.mark.libreoffice
@writers
def test_every_cell_agrees_after_libreoffice_saved_the_file(
    write: Callable[[Path], Path], tmp_path: Path, soffice_convert: Callable[[Path, str, Path], Path]
) -> None:
    path = soffice_convert(write(tmp_path / "made.xlsx"), "xlsx", tmp_path / "saved")
    assert_agrees_with_openpyxl(path)
    assert_agrees_with_calamine(path)
