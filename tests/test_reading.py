"""A workbook read whole: every cell with its kind, value, format and formula."""

from pathlib import Path

import xlsxwriter

from kpi_xl.files.read_book import read_book
from kpi_xl.model.book import Book, Kind


def test_typed_values_keep_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Return")
        sheet.write_row(0, 0, ["text", 92.6, True])
        sheet.write_formula(0, 3, "=1/0", None, "#DIV/0!")
    book = read_book(path)
    assert isinstance(book, Book)
    assert [(cell.kind, cell.value) for cell in book.sheets[0].cells()] == [
        (Kind.TEXT, "text"),
        (Kind.NUMBER, 92.6),
        (Kind.BOOLEAN, True),
        (Kind.ERROR, "#DIV/0!"),
    ]
