"""The example council's quarter as people live it: a return sent again, and returns saved under any name."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from cellrune import Workbook as Spreadsheet
from cli import kpi_xl
from workbook_lint.book import read_book
from workbook_lint.parts import Parts

from kpi_xl.model.master import Master, QualityNote
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.workflows.open_master import open_master

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]

SHIPPED = Path(__file__).parents[1] / "workbooks"
Q2 = Period(2022, 2)


@pytest.fixture
def workspace(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo's workspace, Q2 consolidated, without the backup of Q1."""
    folder = tmp_path / "Performance & more"
    shutil.copytree(demo_folder, folder, ignore=shutil.ignore_patterns("backups"))
    return folder


def type_value(path: Path, kpi_id: str, value: float) -> str:
    """Type a KPI's value over, work the sheet out anew and save, as Excel would; gives the address of the cell."""
    sheet = openpyxl.load_workbook(path)["Return"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Ref")
    column = next(cell.column_letter for cell in header if cell.value == "Value")
    cell = next(f"{column}{row[0].row}" for row in sheet.iter_rows() if row[0].value == kpi_id)
    book = Spreadsheet.open_path(str(path))
    book.set_number("Return", cell, value)
    book.recalculate()
    book.save_edits(str(path), replace_existing=True)
    return cell


def earlier_rows(master: Path) -> Iterator[tuple[object, ...]]:
    """The cells of Results, as stored, in the rows of every quarter before Q2."""
    book = read_book(Parts(master))
    assert book is not None
    results = book.sheet_named("Results")
    assert results is not None
    for number, cells in results.rows:
        key = cells[0].text if cells else ""
        if "|" in key and not key.endswith(str(Q2)):
            yield number, [(cell.address, cell.kind, cell.text, cell.formula) for cell in cells]


def test_a_return_sent_again_is_a_revision_that_everybody_can_see(workspace: Path) -> None:
    """EC09 was 93.8 and Amber; 95 is exactly on its green threshold."""
    master = workspace / "master.xlsx"
    before, old, rows = master.read_bytes(), open_master(master), list(earlier_rows(master))
    (path,) = (workspace / "submissions").glob("EC *.xlsx")
    cell = type_value(path, "EC09", 95.0)

    said = kpi_xl("run", workspace)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "EC09 Value: 93.8 is now 95\n" in said.stdout
    assert "EC09 Rating: Amber is now Green\n" in said.stdout
    assert "42 Green (60%), 14 Amber (20%), 14 Red (20%)" in said.stdout

    new = open_master(master)
    (changed,) = (result for result in new.results if result not in old.results and result.kpi_id == "EC09")
    assert (changed.period, changed.value, changed.outcome) == (Q2, 95.0, Rating.GREEN)
    assert (changed.revision, changed.cell, changed.file) == (1, cell, path.name)
    assert {result.revision for result in new.results if result is not changed} == {0}
    assert [(note.kpi_id, note.unit, note.old, note.new) for note in revisions(new)] == [
        ("EC09", "EC", "93.8", "95"),
        ("EC09", "EC", "Amber", "Green"),
    ]
    assert [record.unit for record in new.submissions if record.resubmission] == ["EC"]

    assert len(rows) > 77 and list(earlier_rows(master)) == rows
    (backup,) = (workspace / "backups").iterdir()
    assert backup.read_bytes() == before


def revisions(master: Master) -> list[QualityNote]:
    return [note for note in master.notes if note.code == "REVISED"]


def test_a_return_sent_again_counts_once(workspace: Path) -> None:
    (path,) = (workspace / "submissions").glob("EC *.xlsx")
    type_value(path, "EC09", 95.0)
    kpi_xl("run", workspace)
    once = (workspace / "master.xlsx").read_bytes()
    again = kpi_xl("run", workspace)
    assert again.returncode == 0
    assert "is now" not in again.stdout
    assert (workspace / "master.xlsx").read_bytes() == once


def without_file_names(master: Master) -> Master:
    return replace(
        master,
        results=tuple(replace(result, file="") for result in master.results),
        submissions=tuple(replace(record, file="") for record in master.submissions),
    )


def test_the_names_and_order_of_the_files_do_not_matter(demo_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "any order"
    (folder / "submissions").mkdir(parents=True)
    shutil.copy(SHIPPED / "rulebook.xlsx", folder)
    shutil.copy(SHIPPED / "master-2022-23-Q1.xlsx", folder / "master.xlsx")
    for number, path in enumerate(sorted((SHIPPED / "submissions").glob("*.xlsx"))):
        shutil.copy(path, folder / "submissions" / f"return {9 - number}.xlsx")

    said = kpi_xl("run", folder)
    assert said.returncode == 0, said.stdout + said.stderr
    renamed, named = open_master(folder / "master.xlsx"), open_master(demo_folder / "master.xlsx")
    read = {result.file for result in renamed.of(Q2) if result.file and not result.carried}
    assert read == {f"return {number}.xlsx" for number in range(5, 10)}
    assert without_file_names(renamed) == without_file_names(named)
    summaries = [kpi_xl("summary", one / "master.xlsx", "--format", "json").stdout for one in (folder, demo_folder)]
    assert json.loads(summaries[0]) == json.loads(summaries[1])
