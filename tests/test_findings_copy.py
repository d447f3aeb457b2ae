"""The copy sent back: the officer's workbook, part for part, with its findings on the Checks sheet."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import real_return
from builders import Q2, last_quarter, rulebook
from workbook_lint import lint

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.findings.findings_name import findings_name
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book, Kind
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.return_plan import Answer
from kpi_xl.model.submission import Checked
from kpi_xl.workflows.validate import validate

RULES = rulebook()
BAD = {"AS01": Answer("92%"), "AS02": Answer('=1+1 <&> "x"'), "AS05": Answer("c.4")}


def returned(path: Path) -> Path:
    return real_return.write(path, RULES, BAD)


def copied(source: Path, out: Path, checked: Checked | None = None) -> Checked:
    checked = checked or validate([source], RULES, last_quarter(), Q2).checked[0]
    write_findings_copy(source, checked, out)
    return checked


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: Path, after: Path) -> set[str]:
    old, new = parts(before), parts(after)
    assert old.keys() <= new.keys()
    return {name for name in new if old.get(name) != new[name]}


def read(path: Path) -> Book:
    book = read_book(path)
    assert isinstance(book, Book)
    return book


def texts(path: Path) -> list[list[str]]:
    sheet = read(path).sheet(CHECKS_SHEET)
    assert sheet is not None
    return [[str(cell.value) for cell in cells.values()] for cells in sheet.rows.values()]


def test_only_the_checks_sheet_and_the_looks_change(tmp_path: Path) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    before = source.read_bytes()
    copied(source, out)
    assert changed(source, out) == {"xl/worksheets/sheet7.xml", "xl/styles.xml"}
    assert source.read_bytes() == before


def test_rows_say_severity_place_kpi_message_and_code_gravest_first(tmp_path: Path) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    copied(source, out)
    rows = texts(out)
    assert rows[0] == ["Checks"]
    assert rows[1] == ["This return is not accepted yet. Put the errors right and send it again."]
    assert [(row[0], row[1], row[2], row[-2]) for row in rows[5:]] == [
        ("Error", "Return!F8", "AS02", "KPI101B"),
        ("Error", "Return!F11", "AS05", "KPI115"),
        ("Fixed", "Return!F7", "AS01", "KPI103"),
    ]
    assert '"=1+1 <&> "x"" is not a number' in rows[5][3]
    assert rows[7][4:6] == ["92%", "92"]


def test_each_row_links_to_its_cell(tmp_path: Path) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    copied(source, out)
    sheet = openpyxl.load_workbook(out)[CHECKS_SHEET]
    assert {cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink} == {
        "B7": "'Return'!F8",
        "B8": "'Return'!F11",
        "B9": "'Return'!F7",
    }


def test_nothing_in_the_copy_is_a_formula_that_was_text(tmp_path: Path) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    copied(source, out)
    sheet = read(out).sheet(CHECKS_SHEET)
    assert sheet is not None
    assert all(cell.kind is Kind.TEXT and cell.formula is None for cell in sheet.cells())


@pytest.mark.slow
def test_the_copy_is_sound(tmp_path: Path, openxml_audit: Callable[[Path], list[str]]) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    copied(source, out)
    assert lint(out) == []
    assert openxml_audit(out) == []


@pytest.mark.sdk
def test_the_copy_passes_microsoft_s_own_validator(
    tmp_path: Path, sdk_validate: Callable[[Iterable[Path]], list[str]]
) -> None:
    source, out, added = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx", tmp_path / "added.xlsx"
    copied(source, out)
    copied(real_return.write(tmp_path / "sound.xlsx", RULES), added)
    assert sdk_validate([out, added]) == []


def test_the_copy_checks_as_its_source_does(tmp_path: Path) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    checked = copied(source, out)
    again = validate([out], RULES, last_quarter(), Q2).checked[0]
    assert again.findings == checked.findings


def home_made(path: Path, sheets: tuple[str, ...] = ("Return", "Notes")) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in sheets:
        book.create_sheet(name)["A1"] = "Hello"
    book.save(path)
    return path


def test_a_workbook_without_the_sheet_gets_one_at_the_end(tmp_path: Path) -> None:
    source, out = home_made(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    copied(source, out)
    assert changed(source, out) == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/kpi_xl_checks.xml",
    }
    assert [sheet.name for sheet in read(out).sheets] == ["Return", "Notes", "Checks"]
    assert texts(out)[5][-2] == "KPI147C"
    assert lint(out) == []


def test_somebody_s_own_checks_sheet_is_kept(tmp_path: Path) -> None:
    source, out = home_made(tmp_path / "AS.xlsx", ("Return", "Checks")), tmp_path / "out.xlsx"
    book = openpyxl.load_workbook(source)
    book["Checks"]["A1"] = "=1+1"
    book.save(source)
    copied(source, out)
    assert [sheet.name for sheet in read(out).sheets] == ["Return", "Checks", "Checks 2"]
    assert lint(out) == []


def pressed_and_saved_by_excel(path: Path, folder: Path) -> Path:
    """With the links the button wrote on Checks, and the list of formula cells that Excel keeps."""
    book = openpyxl.load_workbook(returned(folder / "issued.xlsx"))
    book["Checks"]["A7"], book["Checks"]["B7"] = "Error", '=HYPERLINK("#\'Return\'!F7","Return!F7")'
    book.save(folder / "pressed.xlsx")
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    added = {
        "[Content_Types].xml": f'<Override PartName="/xl/calcChain.xml" ContentType="{kinds}"/>',
        "xl/_rels/workbook.xml.rels": f'<Relationship Id="rId99" Type="{relation}" Target="calcChain.xml"/>',
    }
    held = parts(folder / "pressed.xlsx")
    held["xl/calcChain.xml"] = f'<calcChain xmlns="{main}"><c r="B7" i="6"/></calcChain>'.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            end = b"</Types>" if name.startswith("[") else b"</Relationships>"
            archive.writestr(name, content.replace(end, added[name].encode() + end) if name in added else content)
    return path


def test_the_links_a_button_wrote_are_replaced_and_excel_s_list_of_formulas_forgets_them(tmp_path: Path) -> None:
    source, out = pressed_and_saved_by_excel(tmp_path / "AS.xlsx", tmp_path), tmp_path / "out.xlsx"
    copied(source, out)
    assert [sheet.name for sheet in read(out).sheets].count("Checks") == 1
    assert "KPI103" in {row[-2] for row in texts(out) if len(row) > 1}
    assert "xl/calcChain.xml" not in parts(out)
    assert [name for name, content in parts(out).items() if b"calcChain" in content] == []
    assert lint(out) == []


def test_a_hidden_checks_sheet_is_shown(tmp_path: Path) -> None:
    source, out = home_made(tmp_path / "AS.xlsx", ("Return", "Checks")), tmp_path / "out.xlsx"
    book = openpyxl.load_workbook(source)
    book["Checks"].sheet_state = "hidden"
    book.save(source)
    copied(source, out)
    assert [sheet.state for sheet in read(out).sheets] == ["visible", "visible"]


def test_a_file_that_is_no_workbook_gets_its_findings_in_a_workbook_of_their_own(tmp_path: Path) -> None:
    source, out = tmp_path / "AS.csv", tmp_path / "out.xlsx"
    source.write_text("Ref,Value\n")
    checked = copied(source, out)
    assert findings_name(checked) == "AS.csv.findings.xlsx"
    assert texts(out)[1] == ["This file could not be read, so nothing in it was checked."]
    assert texts(out)[5][0:2] == ["Error", "Whole file"]
    assert lint(out) == []


def test_a_file_changed_since_the_check_is_not_copied(tmp_path: Path) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    checked = validate([source], RULES, last_quarter(), Q2).checked[0]
    copied(real_return.write(source, RULES), out, checked)
    assert [sheet.name for sheet in read(out).sheets] == [CHECKS_SHEET]


def test_styles_of_an_odd_shape_leave_the_sheet_plain(tmp_path: Path) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    held = parts(source) | {"xl/styles.xml": b'<?xml version="1.0" encoding="UTF-16"?><styleSheet/>'}
    with zipfile.ZipFile(source, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    checked = replace(
        validate([returned(tmp_path / "whole.xlsx")], RULES, last_quarter(), Q2).checked[0],
        sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
    )
    write_findings_copy(source, checked, out)
    assert changed(source, out) == {"xl/worksheets/sheet7.xml"}


@pytest.mark.parametrize("sheet", ["Officer's return", "R & D <1>"])
def test_links_reach_sheets_with_odd_names(tmp_path: Path, sheet: str) -> None:
    source, out = returned(tmp_path / "AS.xlsx"), tmp_path / "out.xlsx"
    book = openpyxl.load_workbook(source)
    book["Return"].title = sheet
    book.save(source)
    copied(source, out)
    locations = [
        cell.hyperlink.location for row in openpyxl.load_workbook(out)[CHECKS_SHEET] for cell in row if cell.hyperlink
    ]
    quoted = sheet.replace("'", "''")
    assert f"'{quoted}'!F8" in locations
