"""What kpi_xl asks of XlsxWriter beyond its public face, and that every text of a workbook goes through one escape."""

import hashlib
import inspect
import io
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
import xlsxwriter
from unstorable import LITERAL
from xlsxwriter import workbook
from xlsxwriter.core import Core
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet
from xlsxwriter.xmlwriter import XMLwriter

from kpi_xl.files.house_style.house_workbook import HouseWorkbook
from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.files.reading.read_text import unescape
from kpi_xl.model.book import Book

HOSTILE = f'north\x00\x0b\x1f\ufffe\uffff\ud800south {LITERAL} <r>&amp;"</r>'
READ = f'north      south {LITERAL} <r>&amp;"</r>'

PRIVATE: dict[Callable[..., object], str] = {
    XMLwriter._escape_data: "457dc0538da5",
    XMLwriter._escape_attributes: "00933f49e6be",
    XMLwriter._escape_control_characters: "6f1a1c6cc633",
    XMLwriter._xml_number_element: "19208bbec2d0",
    XMLwriter._xml_formula_element: "af6f3ff0741a",
    SharedStrings._write_si: "0a8eaa174615",
    SharedStringTable._get_shared_string_index: "3f7cbd86e1e5",
    Core._write_dc_description: "e61d13ac5f27",
    Workbook._store_workbook: "3168682e9239",
    Workbook._write_defined_name: "227259ef1559",
    Worksheet._prepare_formula: "28917ac4d0b7",
    Worksheet._write_rows: "ff324f891cab",
    Worksheet._write_cell: "31d1fc8c46bd",
    Worksheet._check_dimensions: "abed6735b78b",
    Format._get_xf_index: "02c40c6cc5eb",
}
"""The private functions that ours replace, call, or count on being called by, and what their source comes to."""


def test_a_version_of_xlsxwriter_that_changes_what_we_build_on_is_noticed() -> None:
    """Read the function that changed, and house_workbook.py beside it, before giving the new figure here."""
    found = {one: hashlib.sha256(inspect.getsource(one).encode()).hexdigest()[:12] for one in PRIVATE}
    assert {one.__qualname__: figure for one, figure in found.items()} == {
        one.__qualname__: figure for one, figure in PRIVATE.items()
    }
    assert workbook.ZipFile is zipfile.ZipFile


def everywhere(book: HouseWorkbook, text: str) -> None:
    """`text` in each thing of a workbook that takes any."""
    sheet = book.add_worksheet("One")
    look = book.add_format({"num_format": f'0"{text}"'})
    sheet.write_string(0, 0, text)
    sheet.write_formula(1, 0, f'="{text}"', look, text)
    sheet.write_array_formula(2, 0, 2, 0, f'="{text}"', look, text)
    sheet.write_url(3, 0, "internal:'One'!A1", None, text, text)
    sheet.write_comment(4, 0, text, {"author": text})
    sheet.insert_button(5, 0, {"macro": "Go", "caption": text, "description": text})
    sheet.insert_textbox(6, 0, text, {"description": text})
    sheet.data_validation(
        7, 0, 7, 0, {"validate": "list", "source": [text[:40]], "input_message": text, "error_title": "a"}
    )
    sheet.conditional_format(8, 0, 8, 0, {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": look})
    sheet.add_table(
        9, 3, 10, 4, {"name": "tblOne", "columns": [{"header": text}, {"header": "b"}], "description": text}
    )
    sheet.set_header(f"&L{text}")
    sheet.set_footer(f"&R{text}")
    sheet.write_rows(20, [(text, 1.5, text)], [look] * 3, {2: f'"{text}"'})
    chart = book.add_chart({"type": "line"})
    chart.add_series(
        {
            "values": "=One!$A$1:$A$2",
            "values_data": [text, 92.6],
            "name": text,
            "data_labels": {"value": True, "num_format": text},
        }
    )
    chart.set_title({"name": text})
    chart.set_x_axis({"name": text, "num_format": text})
    sheet.insert_chart(30, 0, chart, {"description": text})
    book.define_name("a_name", f'="{text}"')
    book.set_properties(
        dict.fromkeys(("title", "subject", "author", "comments", "keywords", "category", "language"), text)
    )
    book.set_custom_property("Mark", text, "text")


def package_of(fill: Callable[[HouseWorkbook, str], None], text: str, **options: object) -> zipfile.ZipFile:
    target = io.BytesIO()
    with HouseWorkbook(target, options) as book:
        fill(book, text)
    return zipfile.ZipFile(target)


@pytest.mark.parametrize("in_memory", [True, False])
def test_whatever_text_stands_anywhere_every_part_is_xml(in_memory: bool) -> None:
    package = package_of(everywhere, HOSTILE, in_memory=in_memory)
    parts = {name: package.read(name) for name in package.namelist()}
    assert {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/charts/chart1.xml", "docProps/custom.xml"} <= set(
        parts
    )
    for name, part in parts.items():
        texts = [
            text for one in ElementTree.fromstring(part).iter() for text in (one.text, *one.attrib.values()) if text
        ]
        assert not any(f"north{sign}" in text for text in texts for sign in ("_x000B_", "_x0000_", "_xFFFE_")), name
    assert sum(b"north      south _x005F_x000B_ " in part for part in parts.values()) >= 10


def test_cells_read_back_as_what_can_be_kept_of_them() -> None:
    package = package_of(everywhere, HOSTILE, in_memory=True)
    assert package.fp is not None
    package.fp.seek(0)
    book = read_bytes_book(package.fp.read(), "book.xlsx")
    assert isinstance(book, Book)
    cells = {cell.address: cell.value for cell in book.sheets[0].cells()}
    assert [cells[place] for place in ("A1", "A2", "A3", "A4", "D10", "A20", "C20")] == [READ] * 7
    assert unescape(book.properties["Mark"]) == READ


def test_xlsxwriter_is_as_it_was_once_our_workbook_is_closed() -> None:
    before = {one: vars(XMLwriter)[one] for one in ("_escape_data", "_escape_attributes", "_xml_number_element")}
    package_of(everywhere, "text")
    with pytest.raises(RuntimeError), HouseWorkbook(io.BytesIO()) as book:
        book.add_worksheet()
        raise RuntimeError
    assert {one: vars(XMLwriter)[one] for one in before} == before
    assert workbook.ZipFile is zipfile.ZipFile
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as theirs:
        theirs.add_worksheet().write_number(0, 0, 92.6)
    assert b"92.59999999999999" in zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("number", [92.6, 0.1, 1e-9, 123456789.123456, 3.0, -0.07])
def test_the_result_of_a_formula_keeps_all_its_digits(number: float) -> None:
    def fill(book: HouseWorkbook, _: str) -> None:
        book.add_worksheet().write_formula(0, 0, "1", None, number)

    sheet = ElementTree.fromstring(package_of(fill, "").read("xl/worksheets/sheet1.xml"))
    (value,) = [one.text for one in sheet.iter() if one.tag.endswith("}v")]
    assert float(value or "") == number


def test_the_names_of_shapes_stay_as_they_are_or_no_button_is_bound_to_its_macro() -> None:
    """VML's own names look like spelled characters (_x0000_t201), and what it draws refers to them."""
    target = io.BytesIO()
    with HouseWorkbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("One")
        sheet.insert_button("A1", {"macro": "Press", "caption": "Press me"})
        sheet.write_comment("B2", "A note")
    parts = zipfile.ZipFile(target)
    drawn = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".vml")]
    assert drawn
    assert not any("_x005F_" in part for part in drawn)
    assert any('id="_x0000_t201"' in part and 'type="#_x0000_t201"' in part for part in drawn)
