"""The accessible companion: plain tables with nothing blank, nothing merged and nothing told by colour."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from cli import kpi_xl
from headless import press, said
from macro_workbooks import python_link
from openpyxl.worksheet.worksheet import Worksheet
from proof.workbook import prove_workbook
from small_workspace import send_all, workspace

from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.master.accessible_tables import SHORTHAND
from kpi_xl.workflows.build_workbooks import Job, WorkbookKind, build_workbooks, master
from kpi_xl.workflows.publish_accessible import publish_accessible
from kpi_xl.workflows.run import run_quarter

pytestmark = pytest.mark.slow

TABLES = ["Counts", "Ratings", "Explanations", "Quarters"]


@pytest.fixture(scope="module")
def published(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("accessible") / "Performance & more"
    folder.mkdir()
    for name in ("rulebook.xlsx", "master.xlsx"):
        shutil.copy(demo_folder / name, folder)
    return publish_accessible(folder)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def sheets(published: tuple[Path, ...]) -> Iterator[Worksheet]:
    book = openpyxl.load_workbook(published[0])
    return (book[name] for name in TABLES)


def test_the_counts_are_those_published(published: tuple[Path, ...]) -> None:
    """77 KPIs, 70 rated, 41 Green (59%), 15 Amber (21%), 14 Red (20%); Adult Services 15 = 5 / 3 / 5 / 2."""
    counts = {row[1]: row[2:] for row in rows(published[1])[1:]}
    assert counts["Example County Council"] == ["77", "70", "41", "59", "15", "21", "14", "20", "7"]
    adults = counts["Adult Services and Health & Wellbeing"]
    assert [adults[at] for at in (0, 1, 2, 4, 6, 8)] == ["15", "13", "5", "3", "5", "2"]


def test_each_sheet_is_one_named_table_without_blanks_merges_or_colour(published: tuple[Path, ...]) -> None:
    for sheet in sheets(published):
        (table,) = sheet.tables.values()
        cells = [cell for row in sheet[table.ref] for cell in row]
        assert [cell.coordinate for cell in cells if cell.value in (None, "")] == [], sheet.title
        assert {cell.fill.fill_type for cell in cells} == {None}, sheet.title
        assert sheet.merged_cells.ranges == [] or not sheet.merged_cells.ranges, sheet.title
        assert sheet["A1"].value.startswith(("Ratings counted", "Every", "What is said")), sheet.title


def test_csv_and_workbook_say_the_same(published: tuple[Path, ...]) -> None:
    for sheet, path in zip(sheets(published), published[1:], strict=True):
        (table,) = sheet.tables.values()
        told = [[_as_csv(cell.value) for cell in row] for row in sheet[table.ref]]
        assert told == [[cell.removeprefix("'") for cell in row] for row in rows(path)], sheet.title


def _as_csv(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def test_every_shorthand_used_is_explained_on_the_sheet(published: tuple[Path, ...]) -> None:
    for sheet in sheets(published):
        text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        assert [sign for sign, meaning in SHORTHAND.items() if sign in text and meaning not in text] == []


@pytest.mark.slow
def test_the_workbook_is_sound(published: tuple[Path, ...]) -> None:
    assert prove_workbook(published[0]) == []


def test_the_example_says_that_its_figures_are_illustrative(published: tuple[Path, ...]) -> None:
    cover = openpyxl.load_workbook(published[0])["Cover"]
    assert any("illustrative" in str(cell.value) for (cell,) in cover.iter_rows(max_col=1))


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    path = next((folder / "submissions").glob("AS *"))
    book = openpyxl.load_workbook(path)
    cell = book["Return"]["L8"]  # the cause of AS02, which is Amber
    cell.value, cell.data_type = '=HYPERLINK("http://x")', "s"
    book.save(path)
    run_quarter(folder, with_findings=False)
    published = publish_accessible(folder)
    sheet = openpyxl.load_workbook(published[0])["Explanations"]
    assert [one.data_type for row in sheet.iter_rows() for one in row if "HYPERLINK" in str(one.value)] == ["s"]
    assert [row[3] for row in rows(published[3])[1:]] == ['\'=HYPERLINK("http://x")']


@pytest.mark.slow
def test_command_and_button_write_the_same_tables(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder, with_findings=False)
    told = kpi_xl("accessible-copy", folder)
    assert told.returncode == 0, told.stderr
    by_command = {path.name: path.read_bytes() for path in (folder / "accessible").glob("*.csv")}
    assert len(by_command) == 4
    shutil.rmtree(folder / "accessible")
    build_workbooks(Job(Workspace(folder), python_link()), [WorkbookKind(master)])
    mode, text = said(press(folder / "master.xlsm", "Export accessible copy"))
    assert (mode, "5 files are in" in text) == ("info", True)
    assert {path.name: path.read_bytes() for path in (folder / "accessible").glob("*.csv")} == by_command


def test_a_quarter_the_master_does_not_hold_is_told(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder, with_findings=False)
    told = kpi_xl("accessible-copy", folder, "--period", "2019/20 Q1")
    assert told.returncode == 2
    assert "The master holds 2022/23 Q2" in told.stderr
