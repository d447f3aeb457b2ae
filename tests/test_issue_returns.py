"""Issuing returns: a file for each directorate, whole or not at all, never over one that may be half filled in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.files.rulebook_sheets.starter_rulebook import starter_rows
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.book import Book
from kpi_xl.model.columns import RETURN_COLUMNS, RETURN_SHEET, STAMP_PERIOD, STAMP_RULEBOOK, STAMP_UNIT
from kpi_xl.model.errors import RulebookError, WorkspaceError
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.rulebook_layout import SETTINGS
from kpi_xl.rules.tables.table import find_table
from kpi_xl.workflows.issue_returns import IssuedReturns, issue_returns
from kpi_xl.workflows.open_rulebook import open_rulebook

Q1, Q2 = Period(2022, 1), Period(2022, 2)


def workspace(folder: Path, *, names_a_period: bool = True) -> Path:
    """A workspace with the starter rulebook."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = dict(starter_rows("Example council", Q1))
    if not names_a_period:
        rows[SETTINGS.sheet] = [row for row in rows[SETTINGS.sheet] if row["name"] != "Current period"]
    write_rulebook(folder / "rulebook.xlsx", rows)
    return folder


def units_that_report(folder: Path, period: Period) -> list[str]:
    rulebook = open_rulebook(folder / "rulebook.xlsx")
    return [unit.code for unit in rulebook.units if rulebook.kpis_of(unit.code, period)]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.exists() else {}


def test_each_directorate_gets_a_return_named_after_it_and_the_period(tmp_path: Path):
    folder = workspace(tmp_path / "Q2 folder with spaces & signs")
    issued = issue_returns(folder, Q2)
    assert [path.name.split()[0] for path in issued.written] == units_that_report(folder, Q2)
    assert [path.name for path in issued.written] == sorted(contents(folder / "returns"))
    assert {read_period(path.name) for path in issued.written} == {Q2}
    assert (issued.period, issued.kept) == (Q2, ())


def test_the_period_is_the_rulebooks_own_unless_given(tmp_path: Path):
    assert issue_returns(workspace(tmp_path)).period == open_rulebook(tmp_path / "rulebook.xlsx").settings.period


def test_without_any_period_nothing_is_issued(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="--period"):
        issue_returns(workspace(tmp_path, names_a_period=False))
    assert contents(tmp_path / "returns") == {}


def test_a_return_issued_earlier_is_kept_unless_told_to_replace_it(tmp_path: Path):
    folder = workspace(tmp_path)
    first = issue_returns(folder, Q2)
    filled_in = first.written[0]
    filled_in.write_bytes(b"half filled in")
    again = issue_returns(folder, Q2)
    assert again == IssuedReturns(Q2, (), first.written)
    assert filled_in.read_bytes() == b"half filled in"
    replaced = issue_returns(folder, Q2, replace=True)
    assert replaced == IssuedReturns(Q2, first.written, ())
    assert load_workbook(filled_in)[RETURN_SHEET].tables


def test_another_quarters_returns_stand_beside_the_earlier_ones(tmp_path: Path):
    folder = workspace(tmp_path)
    issued = [*issue_returns(folder, Q1).written, *issue_returns(folder, Q2).written]
    assert sorted(path.name for path in issued) == sorted(contents(folder / "returns"))


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path):
    folder = workspace(tmp_path)
    said = issue_returns(folder, Q2, dry_run=True)
    assert not (folder / "returns").exists()
    assert issue_returns(folder, Q2) == said


def test_a_wrong_rulebook_stops_it_before_anything_is_written(tmp_path: Path):
    (tmp_path / "rulebook.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(RulebookError):
        issue_returns(tmp_path, Q2)
    assert not (tmp_path / "returns").exists()


def test_our_own_reader_finds_in_a_return_what_the_writer_put_there(tmp_path: Path):
    folder = workspace(tmp_path)
    path = issue_returns(folder, Q2).written[0]
    book = read_book(path)
    assert isinstance(book, Book)
    rulebook = open_rulebook(folder / "rulebook.xlsx")
    stamps = (book.properties[STAMP_UNIT], book.properties[STAMP_PERIOD], book.properties[STAMP_RULEBOOK])
    assert stamps == (rulebook.units[0].code, str(Q2), rulebook.sha256)
    sheet = book.sheet(RETURN_SHEET)
    assert sheet is not None
    table = find_table(sheet, RETURN_COLUMNS)
    assert table is not None
    assert (table.missing, table.unknown, table.repeated, table.renamed) == ((), (), (), {})
    ids = [cells["kpi_id"].value for _, cells in table.rows()]
    assert ids == [kpi.kpi_id for kpi in rulebook.kpis_of(rulebook.units[0].code, Q2)]
