"""Macro modules are told by name, in our own workbooks and in those Excel saved; nonsense is no module."""

import re
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from files_xml import sheet_xml, workbook_parts, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from macro_workbooks import macro_return
from proof.buttons import drawn_buttons
from proof.workbook import prove_workbook
from pyopenvba import ExcelFile
from small_council import Q2, rulebook

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.macros.vba_project import vba_project
from kpi_xl.files.reading.read_book import read_book, read_bytes_book
from kpi_xl.files.reading.read_compound import read_stream
from kpi_xl.model.book import Book
from kpi_xl.model.columns import STAMP_MACROS
from kpi_xl.model.master import Master
from kpi_xl.workflows.validate import validate

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SAVED_BY_EXCEL = {
    "quickstart.xlsm": ("Module1",),
    "quickstart_standalone.xlsm": ("Module1", "xlwings", "Dictionary"),
}


def read(path: Path) -> Book:
    book = read_book(path)
    assert isinstance(book, Book)
    return book


def with_project(project: bytes) -> Book:
    book = read_bytes_book(zipped({**workbook_parts(sheet_xml(ONE)), "xl/vbaProject.bin": project}), "r.xlsm")
    assert isinstance(book, Book)
    return book


def a_project() -> bytes:
    return vba_project(['Attribute VB_Name = "One"\nSub A()\nEnd Sub\n'], ["Sheet1"])


@pytest.mark.parametrize(("name", "modules"), SAVED_BY_EXCEL.items())
def test_the_modules_of_a_project_excel_saved(name: str, modules: tuple[str, ...]) -> None:
    spec = find_spec("xlwings")
    assert spec is not None and spec.origin is not None
    assert read(Path(spec.origin).with_name(name)).macro_modules == modules


def test_a_long_list_of_modules_is_read_whole() -> None:
    """Beyond 4,096 bytes a compound file keeps a stream in another way."""
    codes = [f'Attribute VB_Name = "Module{number}"\nSub A{number}()\nEnd Sub\n' for number in range(200)]
    project = vba_project(codes, ["Sheet1"])
    stream = read_stream(project, "PROJECT")
    assert stream is not None and len(stream) > 4096
    assert with_project(project).macro_modules == tuple(f"Module{number}" for number in range(200))


@pytest.mark.parametrize("project", [b"", b"\xcc\x61", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 900])
def test_what_is_no_project_has_no_modules(project: bytes) -> None:
    book = with_project(project)
    assert (book.active_parts, book.macro_modules) == (("xl/vbaProject.bin",), ())


@pytest.mark.slow
@settings(max_examples=200)
@given(data=st.data())
def test_a_project_with_bytes_changed_never_stops_the_reading(data: st.DataObject) -> None:
    content = bytearray(a_project())
    places = st.one_of(st.integers(0, 600), st.integers(0, len(content) - 1))
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)):
        content[place] = byte
    stream = read_stream(bytes(content), "PROJECT")
    assert stream is None or isinstance(stream, bytes)


def test_a_return_with_our_macros_is_stamped_with_their_names_and_accepted_without_a_word(tmp_path: Path) -> None:
    path = macro_return(tmp_path / "AS Adult Services 2022-23 Q2.xlsm")
    book = read(path)
    assert book.properties[STAMP_MACROS] == ", ".join(book.macro_modules) == "xlwings, NoPython, ReturnButtons"
    (checked,) = validate([path], rulebook(), Master(), Q2).checked
    assert (checked.status, [finding.code for finding in checked.findings]) == ("accepted", [])


def test_macros_added_by_hand_are_told(tmp_path: Path) -> None:
    path = macro_return(tmp_path / "AS Adult Services 2022-23 Q2.xlsm")
    with ExcelFile(path) as book:
        book.vba_project().add_module("Module1", "Sub Mine()\r\nEnd Sub\r\n")
        book.save()
    (checked,) = validate([path], rulebook(), Master(), Q2).checked
    (finding,) = checked.findings
    assert finding.code == "KPI167"
    assert "Module1" in finding.facts["found"]


@pytest.mark.sdk
def test_the_copy_sent_back_keeps_its_buttons(tmp_path: Path) -> None:
    """The module of the Checks sheet stays bound to it, or Excel would add another."""
    path = macro_return(tmp_path / "AS Adult Services 2022-23 Q2.xlsm", filled=False)
    (checked,) = validate([path], rulebook(), Master(), Q2).checked
    copy = tmp_path / "back" / path.name
    copy.parent.mkdir()
    write_findings_copy(path, checked, copy)
    assert prove_workbook(copy, sdk=True) == []
    with ZipFile(path) as before, ZipFile(copy) as after:
        named = [re.findall(rb'codeName="(\w+)"', one.read("xl/worksheets/sheet6.xml")) for one in (before, after)]
    assert named == [[b"Sheet6"], [b"Sheet6"]]
    assert drawn_buttons(copy) == drawn_buttons(path)
