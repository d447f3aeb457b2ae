"""Two returns of one directorate: saved again, halves of two people, or in conflict; compared by what was entered."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from builders import Q2, last_quarter, only, rulebook
from cli import kpi_xl_here
from small_workspace import VALUES, send, workspace

from kpi_xl.files.write_return import write_return
from kpi_xl.model.columns import RETURN_SHEET, SUMMARY_SHEET
from kpi_xl.model.return_plan import Answer, SignOffAnswer
from kpi_xl.model.submission import Checked
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.validate import validate

RULES = rulebook()
FIRST = {"AS01": Answer(92.6), "AS02": Answer(4.1)}
SECOND = {"AS03": Answer(1040.0), "AS05": Answer(4.9)}


def write(path: Path, answers: Mapping[str, Answer], summary: str = "", signed: bool = True) -> Path:
    sign_off = SignOffAnswer("Director", date(2022, 10, 14)) if signed else None
    write_return(path, plan_return(RULES, "AS", Q2, last_quarter()), answers, summary=summary, sign_off=sign_off)
    return path


def checked(*paths: Path, join: bool = False) -> dict[str, Checked]:
    return {Path(one.path).name: one for one in validate(paths, RULES, last_quarter(), Q2, join=join).checked}


def saved_again(path: Path, out: Path) -> Path:
    """The same entries; another program's bytes."""
    openpyxl.load_workbook(path).save(out)
    assert out.read_bytes() != path.read_bytes()
    return out


def test_the_same_entries_saved_again_are_one_return(tmp_path: Path) -> None:
    one = write(tmp_path / "AS.xlsx", {**FIRST, **SECOND}, "A good quarter.")
    found = checked(one, saved_again(one, tmp_path / "AS final v2.xlsx"))
    assert {name: each.status for name, each in found.items()} == {"AS.xlsx": "accepted", "AS final v2.xlsx": "skipped"}
    assert str(only(found["AS final v2.xlsx"], "KPI163C").severity) == "info"


def test_of_the_same_entries_the_one_that_is_accepted_counts(tmp_path: Path) -> None:
    entries = {**FIRST, **SECOND}
    found = checked(
        write(tmp_path / "AS.xlsx", entries, signed=False), write(tmp_path / "AS signed by all.xlsx", entries)
    )
    assert {name: each.status for name, each in found.items()} == {
        "AS.xlsx": "skipped",
        "AS signed by all.xlsx": "accepted",
    }


def test_halves_are_offered_to_be_joined_and_not_joined_unasked(tmp_path: Path) -> None:
    found = checked(write(tmp_path / "a.xlsx", FIRST), write(tmp_path / "b.xlsx", SECOND))
    assert {each.status for each in found.values()} == {"rejected"}
    message = only(found["a.xlsx"], "KPI163E").message
    assert "b.xlsx is for the same directorate and quarter" in message
    assert "this file has 2 entries, and there are 2 more entries elsewhere" in message
    assert not [one for each in found.values() for one in each.findings if one.code == "KPI163B"]


def test_halves_joined_lose_nothing_and_are_checked_as_a_whole(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.xlsx", FIRST, "Our summary."), write(tmp_path / "b.xlsx", SECOND, signed=False)
    found = checked(first, second, join=True)
    whole = found["a.xlsx"]
    assert (whole.status, found["b.xlsx"].status) == ("accepted", "skipped")
    assert {one.kpi_id: one.value for one in whole.reported if one.value is not None} == {
        "AS01": 92.6,
        "AS02": 4.1,
        "AS03": 1040.0,
        "AS05": 4.9,
    }
    assert whole.summary == "Our summary."
    told = only(whole, "KPI163D")
    assert "a.xlsx and b.xlsx" in told.message and "Ask the Director of Adult Services" in told.message
    assert only(found["b.xlsx"], "KPI163F").severity.value == "info"
    assert checked(second, first, join=True)["a.xlsx"].sha256 == whole.sha256


def test_a_row_taken_out_of_one_half_comes_from_the_other(tmp_path: Path) -> None:
    first = write(tmp_path / "a.xlsx", {**FIRST, "AS05": Answer(4.9)})
    book = openpyxl.load_workbook(first)
    row = next(cell.row for cell in book[RETURN_SHEET]["A"] if cell.value == "AS03")
    for cell in book[RETURN_SHEET][row]:
        cell.value = None
    book.save(first)
    found = checked(first, write(tmp_path / "b.xlsx", {"AS03": Answer(1040.0)}), join=True)
    assert {one.kpi_id: one.value for one in found["a.xlsx"].reported}["AS03"] == 1040.0


@pytest.mark.parametrize("join", [False, True], ids=["not joined", "asked to join"])
def test_what_conflicts_is_listed_by_cell_and_neither_counts(join: bool, tmp_path: Path) -> None:
    first = write(tmp_path / "a.xlsx", {**FIRST, "AS05": Answer(4.9, words={"commentary": "Steady."})}, "One.")
    second = write(tmp_path / "b.xlsx", {**SECOND, "AS05": Answer(5.9, words={"commentary": "Worse."})}, "Two.")
    found = checked(first, second, join=join)
    assert {each.status for each in found.values()} == {"rejected"}
    message = only(found["a.xlsx"], "KPI163B").message
    assert 'AS05 Value: "4.9" here, "5.9" there' in message
    assert 'AS05 Commentary: "Steady." here, "Worse." there' in message
    assert 'Director\'s summary: "One." here, "Two." there' in message
    assert SUMMARY_SHEET.replace("'", "''") in message


def test_a_percentage_and_the_same_digits_as_a_number_are_not_the_same_entry(tmp_path: Path) -> None:
    one = write(tmp_path / "a.xlsx", {**FIRST, **SECOND, "AS01": Answer(0.926)})
    other = saved_again(one, tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(other)
    cell = next(cell for row in book[RETURN_SHEET] for cell in row if cell.value == 0.926)
    cell.number_format = "0.0%"
    book.save(other)
    assert {each.status for each in checked(one, other).values()} == {"rejected"}


def test_three_parts_are_joined(tmp_path: Path) -> None:
    parts = [{"AS01": Answer(92.6)}, {"AS02": Answer(4.1), "AS05": Answer(4.9)}, {"AS03": Answer(1040.0)}]
    paths = [write(tmp_path / f"{name}.xlsx", part) for name, part in zip("abc", parts, strict=True)]
    found = checked(*paths, join=True)
    assert [found[f"{name}.xlsx"].status for name in "abc"] == ["skipped", "accepted", "skipped"]


def test_a_run_joins_when_it_is_told_to_and_stays_as_it_is_when_run_again(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    whole = send(folder, "AS", VALUES)
    book = openpyxl.load_workbook(whole)
    sheet = book[RETURN_SHEET]
    header = {cell.value: cell.column for cell in sheet[6]}
    row = next(cell.row for cell in sheet["A"] if cell.value == "AS02")
    for name in ("Value", "Cause", "Action", "Action owner", "Action due", "Commentary"):
        sheet.cell(row, header[name]).value = None
    book.save(whole.with_name("AS half.xlsx"))
    send(folder, "EC")
    assert kpi_xl_here("run", folder).returncode == 1
    assert open_master(folder / "master.xlsx").result("AS02", Q2).gap  # type: ignore[union-attr] # a row is always there
    joined = kpi_xl_here("run", folder, "--join")
    assert "KPI163E" not in joined.stdout
    result = open_master(folder / "master.xlsx").result("AS02", Q2)
    assert result is not None and result.value == VALUES["AS02"]
    assert "says all this already" in kpi_xl_here("run", folder, "--join").stdout
