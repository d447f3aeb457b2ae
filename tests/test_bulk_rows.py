"""Rows written in bulk are the cells XlsxWriter itself writes, only faster."""

import errno
import io
import re
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from kpi_xl.files.house_style.bulk_rows import LONGEST_TEXT
from kpi_xl.files.house_style.house_workbook import HouseWorkbook, HouseWorksheet
from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.model.errors import SaveError

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LOOKS = ({"num_format": "@"}, {"num_format": "0.0"}, {"bold": True}, {"num_format": "0.00", "italic": True})
AWKWARD = [
    ("=1+1", 0.3, "+2", 1.0),
    ("-", -0.5, "a & b <c> \"d\" 'e'", None),
    (" spaced ", 1e-9, "two\nlines\r\ttab", 12345678.9),
    ("_x0041_ spelled", None, "£ é – 😀", 1),
    ("<r>not rich</r>", 1e20, "True", 0),
    (None, None, None, None),
    ("the same", 92.6, "the same", 92.6),
    ("http://example.org", 3, "{=A1}", -3.05),
]


def plain(rows: list[tuple], looks: tuple[dict, ...] = LOOKS) -> bytes:
    """The workbook as XlsxWriter writes it, a call a cell."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        formats = [workbook.add_format(look) for look in looks]
        sheet = workbook.add_worksheet("Rows")
        sheet.write_string(0, 0, "header")
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    assert sheet.write_string(number, column, value, formats[column]) == 0
                elif value is not None:
                    assert sheet.write_number(number, column, value, formats[column]) == 0
    return target.getvalue()


def bulk(rows: list[tuple], looks: tuple[dict, ...] = LOOKS) -> bytes:
    target = io.BytesIO()
    with HouseWorkbook(target, {"in_memory": True}) as workbook:
        formats = [workbook.add_format(look) for look in looks]
        sheet = workbook.add_worksheet("Rows")
        sheet.write_string(0, 0, "header")
        sheet.write_rows(3, rows, formats)
    return target.getvalue()


def cells(workbook: bytes) -> dict[str, tuple]:
    """Address to (style, type, the number's text or the string itself) as they stand in the XML."""
    package = zipfile.ZipFile(io.BytesIO(workbook))
    strings = [
        "".join(text.text or "" for text in item.iter(f"{MAIN}t"))
        for item in ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
    ]
    found = {}
    for cell in ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml")).iter(f"{MAIN}c"):
        value = cell.findtext(f"{MAIN}v")
        kind = cell.get("t")
        # XlsxWriter writes 16 digits, which is not always the same number; at 15 both must agree.
        found[cell.get("r")] = (cell.get("s"), kind, strings[int(value)] if kind == "s" else f"{float(value):.15g}")
    return found


def part(workbook: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(workbook)).read(name).decode()


WITHOUT_RICH = [row for row in AWKWARD if row[0] != "<r>not rich</r>"]


def test_bulk_cells_are_those_of_xlsxwriter() -> None:
    assert cells(bulk(WITHOUT_RICH)) == cells(plain(WITHOUT_RICH))


def test_the_rest_of_the_sheet_is_byte_for_byte_that_of_xlsxwriter() -> None:
    def around_the_rows(workbook: bytes) -> str:
        return re.sub(r"<sheetData>.*</sheetData>", "", part(workbook, "xl/worksheets/sheet1.xml"), flags=re.DOTALL)

    assert around_the_rows(bulk(WITHOUT_RICH)) == around_the_rows(plain(WITHOUT_RICH))
    for name in ("xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert part(bulk(WITHOUT_RICH), name) == part(plain(WITHOUT_RICH), name)


def test_an_independent_reader_gets_back_what_was_written() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(bulk(AWKWARD)))["Rows"]
    read = {cell.coordinate: cell.value for row in sheet.iter_rows(min_row=3) for cell in row}
    written = {
        f"{'ABCD'[column]}{number}": value
        for number, row in enumerate(AWKWARD, start=3)
        for column, value in enumerate(row)
    }
    # Excel writes control characters as _x0001_, which openpyxl leaves as they stand.
    escaped = {"C5", "A6"}
    assert {place: read.get(place) for place in written if place not in escaped} == {
        place: value for place, value in written.items() if place not in escaped
    }
    assert sheet["A5"].value == " spaced "
    assert sheet["A3"].data_type == "s"


@pytest.mark.parametrize("number", [92.6, 0.1, 1e-9, 123456789.123456, 5e-324, 1e20, 3.0, -0.07])
def test_a_number_is_written_so_that_it_reads_back_the_same(number: float) -> None:
    assert openpyxl.load_workbook(io.BytesIO(bulk([(number,)], ({},))))["Rows"]["A3"].value == number
    target = io.BytesIO()
    with HouseWorkbook(target) as workbook:
        workbook.add_worksheet().write_number(0, 0, number)
    assert openpyxl.load_workbook(io.BytesIO(target.getvalue())).active["A1"].value == number


def test_text_that_looks_like_markup_stays_text() -> None:
    assert openpyxl.load_workbook(io.BytesIO(bulk(AWKWARD)))["Rows"]["A7"].value == "<r>not rich</r>"


def test_blocks_longer_than_one_rendering_keep_every_row() -> None:
    rows = [(f"row {number}", number, None, None) for number in range(4_500)]
    sheet = openpyxl.load_workbook(io.BytesIO(bulk(rows)), read_only=True)["Rows"]
    assert [row[:2] for row in sheet.iter_rows(min_row=3, values_only=True)] == [row[:2] for row in rows]


def test_a_long_table_is_the_table_xlsxwriter_makes() -> None:
    options = {"name": "tblLong", "columns": [{"header": "Ref"}, {"header": "Value"}]}
    rows = [(f"row {number}", number) for number in range(20)]
    ours, theirs = io.BytesIO(), io.BytesIO()
    with HouseWorkbook(ours) as workbook:
        sheet = workbook.add_worksheet()
        assert sheet.add_long_table(1, 21, 2, options) == 0
        sheet.write_rows(2, rows, [workbook.add_format()] * 2)
    with xlsxwriter.Workbook(theirs) as workbook:
        assert workbook.add_worksheet().add_table(0, 0, 20, 1, {**options, "data": rows}) == 0
    name = "xl/tables/table1.xml"
    assert part(ours.getvalue(), name) == part(theirs.getvalue(), name)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param((True,), "more than numbers and text", id="boolean"),
        pytest.param((datetime(2022, 9, 30),), "more than numbers and text", id="date"),
        pytest.param(("x" * (LONGEST_TEXT + 1),), "more text than fits", id="text too long"),
        pytest.param(("😀" * (LONGEST_TEXT // 2 + 1),), "more text than fits", id="too long in UTF-16"),
        pytest.param((float("nan"),), "not a number", id="not a number"),
        pytest.param((float("inf"),), "not a number", id="infinity"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(row: tuple, message: str) -> None:
    with pytest.raises(SaveError, match=message):
        bulk([row], ({},))


class SmallDisk(io.BytesIO):
    def write(self, content: bytes) -> int:  # type: ignore[override] # a BytesIO takes more kinds
        if self.tell() > 5_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(content)


@pytest.mark.parametrize("rows", [pytest.param(2_000, id="a short sheet"), pytest.param(60_000, id="a long sheet")])
def test_a_disk_that_fills_up_while_a_sheet_is_written_is_what_is_said(rows: int) -> None:
    with pytest.raises((OSError, FileCreateError), match="No space left"), HouseWorkbook(SmallDisk()) as workbook:
        formats = [workbook.add_format()] * 2
        workbook.add_worksheet().write_rows(1, [(number * 1.37, f"text {number}") for number in range(rows)], formats)


def test_the_language_is_among_the_properties() -> None:
    target = io.BytesIO()
    with new_workbook(target, "A title", "A subject") as workbook:
        workbook.add_worksheet("One")
    properties = openpyxl.load_workbook(io.BytesIO(target.getvalue())).properties
    assert (properties.title, properties.subject, properties.language) == ("A title", "A subject", "en-GB")


def test_the_same_rows_give_the_same_bytes() -> None:
    assert new_bytes() == new_bytes()


def new_bytes() -> bytes:
    target = io.BytesIO()
    with new_workbook(target, "A title", "A subject") as workbook:
        sheet = workbook.add_worksheet("One")
        assert isinstance(sheet, HouseWorksheet)
        sheet.write_rows(1, [row[:2] for row in AWKWARD], [workbook.add_format()] * 2)
    return target.getvalue()
