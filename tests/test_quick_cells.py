"""Rows, spans and rules written the short way are byte for byte those of XlsxWriter."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kpi_xl.files.house_style.house_workbook import HouseWorkbook
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats
from kpi_xl.model.rating import Rating


def scattered(sheet: Worksheet, look: Any) -> None:
    """Out of order, across blocks of 16 rows, with rows of a height alone, and cells without a look."""
    for row, column in ((40, 3), (2, 30), (2, 1), (15, 0), (16, 27), (31, 2), (33, 700), (2, 5), (90, 2)):
        sheet.write_string(row, column, "a & b", look)
    sheet.write_blank(5, 2, None, look)
    sheet.write_formula(6, 0, '=A1&"<"', look, "<")
    sheet.write_string(7, 4, "no look")
    sheet.write_boolean(8, 4, boolean=True)
    for row in (0, 15, 50, 120):
        sheet.set_row(row, 30, look)
    sheet.set_row(60, None, None, {"hidden": True, "level": 1})


def one_row(sheet: Worksheet, look: Any) -> None:
    sheet.write_string(1_000, 1, "alone", look)


def heights_alone(sheet: Worksheet, look: Any) -> None:
    sheet.set_row(3, 40)
    sheet.set_column(2, 4, 30, look)


def with_a_note(sheet: Worksheet, look: Any) -> None:
    sheet.write_string(3, 3, "noted", look)
    sheet.write_comment(9, 6, "a note", {"author": "us"})


def written(book_class: type[xlsxwriter.Workbook], fill: Callable[[Worksheet, Any], None]) -> dict[str, bytes]:
    target = io.BytesIO()
    with book_class(target, {"in_memory": True}) as book:
        fill(book.add_worksheet(), book.add_format({"bold": True}))
    package = zipfile.ZipFile(target)
    return {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("fill", [scattered, one_row, heights_alone, with_a_note])
def test_rows_are_those_of_xlsxwriter(fill: Callable[[Worksheet, Any], None]) -> None:
    assert written(HouseWorkbook, fill) == written(xlsxwriter.Workbook, fill)


@pytest.mark.parametrize("cells", ["B5:B40", "AA7:AA7", "A1:C3"])
def test_rating_colours_are_the_rules_xlsxwriter_makes(cells: str) -> None:
    def sheet_with(rules: Callable[[Any, Formats], object]) -> bytes:
        target = io.BytesIO()
        with HouseWorkbook(target) as book:
            sheet, formats = book.add_worksheet(), Formats(book)
            sheet.conditional_format(
                0, 0, 3, 0, {"type": "formula", "criteria": '=A1<"&"', "format": formats.rag[1]["format"]}
            )
            rules(sheet, formats)
            rules(sheet, formats)
            sheet.conditional_format(8, 1, 9, 1, {"type": "cell", "criteria": ">", "value": 5})
        return zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml")

    def by_hand(sheet: Worksheet, formats: Formats) -> None:
        for rating in Rating:
            rule = {"type": "cell", "criteria": "==", "value": f'"{rating}"', "stop_if_true": True}
            sheet.conditional_format(cells, {**rule, "format": formats.conditional(str(rating))})
        sheet.conditional_format(cells, {"type": "no_blanks", "format": formats.conditional("unrated")})

    assert sheet_with(lambda sheet, formats: rag_conditional_formats(sheet, formats, cells)) == sheet_with(by_hand)
