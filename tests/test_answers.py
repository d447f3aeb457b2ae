"""Warnings answered on the sheet Checks: read back at the next check, kept, and carried into the master."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import real_return
from builders import Q2, last_quarter, rulebook
from cli import kpi_xl_here
from live_engine import open_in_excel
from openpyxl.worksheet.worksheet import Worksheet
from small_workspace import send, workspace
from workbook_lint import lint

from kpi_xl.faces.buttons.pressing import answer_press
from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.reading.limits import MASTER
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book, Sheet
from kpi_xl.model.columns import CHECKS_COLUMNS, CHECKS_SHEET, RETURN_SHEET
from kpi_xl.model.reply import Reply
from kpi_xl.model.return_plan import Answer
from kpi_xl.model.submission import Checked
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.master.read_master import MASTER_SHEETS, read_master
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.run import run_quarter
from kpi_xl.workflows.validate import validate

RULES = rulebook()
COLUMN = {column.field: number for number, column in enumerate(CHECKS_COLUMNS, start=1)}
JUMPED = {"AS05": Answer(2.1)}
"""A value 56% below last quarter's 4.8, with nothing said: the one warning of the return."""


def checked(path: Path) -> Checked:
    return validate([path], RULES, last_quarter(), Q2).checked[0]


def sent_back(tmp_path: Path, answers: Mapping[str, Answer] | None = None) -> Path:
    """The findings copy of a return with one warning."""
    source, copy = real_return.write(tmp_path / "AS.xlsx", RULES, answers or JUMPED), tmp_path / "back AS.xlsx"
    write_findings_copy(source, checked(source), copy)
    return copy


def in_checks(path: Path, edit: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book[CHECKS_SHEET])
    book.save(path)
    return path


def answer(tick: str = "", reason: str = "", row: int = 7) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(row, COLUMN["tick"]).value = tick or None
        sheet.cell(row, COLUMN["reason"]).value = reason or None

    return edit


def type_value(path: Path, value: float) -> Path:
    book = openpyxl.load_workbook(path)
    header = {cell.value: cell.column for cell in book[RETURN_SHEET][6]}
    row = next(cell.row for cell in book[RETURN_SHEET]["A"] if cell.value == "AS05")
    book[RETURN_SHEET].cell(row, header["Value"]).value = value
    book.save(path)
    return path


def warning(found: Checked) -> tuple[bool, str]:
    (one,) = (finding for finding in found.findings if finding.code == "KPI126")
    return one.answered, one.answer


def test_a_warning_nobody_answered_is_not_answered(tmp_path: Path) -> None:
    assert warning(checked(sent_back(tmp_path))) == (False, "")


@pytest.mark.parametrize(
    ("tick", "reason", "answered", "words"),
    [
        pytest.param("Right as it is", "", True, "Right as it is.", id="the answer offered"),
        pytest.param("x", "", True, "Right as it is.", id="a mark"),
        pytest.param("", "The depot closed in July.", True, "The depot closed in July.", id="a reason alone"),
        pytest.param("yes", "The depot closed.", True, "The depot closed.", id="both"),
        pytest.param("", "ok", False, "", id="a reason that says nothing"),
        pytest.param("", "TBC", False, "", id="a placeholder"),
        pytest.param("", "to follow.", False, "", id="a promise"),
        pytest.param("No", "We will correct it.", False, "", id="no"),
    ],
)
def test_an_answer_is_a_tick_or_a_reason(tick: str, reason: str, answered: bool, words: str, tmp_path: Path) -> None:
    assert warning(checked(in_checks(sent_back(tmp_path), answer(tick, reason)))) == (answered, words)


def test_an_answer_to_a_value_that_has_changed_since_answers_nothing_and_comes_back_with_it(tmp_path: Path) -> None:
    copy = in_checks(sent_back(tmp_path), answer(reason="The depot closed in July."))
    other = checked(type_value(copy, 2.3))
    assert warning(other) == (False, "")
    (kept,) = other.kept_replies
    assert (kept.reply, kept.code) == (Reply("", "The depot closed in July."), "KPI126")
    second = tmp_path / "second.xlsx"
    write_findings_copy(copy, other, second)
    assert warning(checked(second)) == (False, "")
    assert warning(checked(type_value(second, 2.1))) == (True, "The depot closed in July.")


def test_what_an_officer_wrote_below_the_findings_is_kept(tmp_path: Path) -> None:
    def note(sheet: Worksheet) -> None:
        sheet.cell(12, COLUMN["message"]).value = "Ask the depot about July"
        sheet.cell(13, COLUMN["reason"]).value = "and about August"

    copy, second = in_checks(sent_back(tmp_path), note), tmp_path / "second.xlsx"
    for source, out in ((copy, second), (second, tmp_path / "third.xlsx")):
        write_findings_copy(source, checked(source), out)
    sheet = openpyxl.load_workbook(tmp_path / "third.xlsx")[CHECKS_SHEET]
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    assert [(row[0], row[3], row[5]) for row in told] == [
        ("Your note", "Ask the depot about July", None),
        ("Your note", None, "and about August"),
    ]


def test_an_answer_counts_wherever_the_rows_of_the_return_have_gone(tmp_path: Path) -> None:
    copy = in_checks(sent_back(tmp_path), answer("x"))
    book = openpyxl.load_workbook(copy)
    sheet = book[RETURN_SHEET]
    first, second = ([cell.value for cell in sheet[row]] for row in (7, 11))
    for column in range(1, sheet.max_column + 1):
        sheet.cell(7, column).value, sheet.cell(11, column).value = second[column - 1], first[column - 1]
    book.save(copy)
    (one,) = (finding for finding in checked(copy).findings if finding.code == "KPI126")
    assert (one.answered, one.place and one.place.cell[-1]) == (True, "7")


def test_a_copy_sent_back_offers_the_answer_and_is_sound(tmp_path: Path) -> None:
    copy = sent_back(tmp_path)
    sheet = openpyxl.load_workbook(copy)[CHECKS_SHEET]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"Right as it is"', "E7")
    assert lint(copy) == []


def test_the_button_keeps_answers_when_it_writes_checks_again_and_when_it_clears_them(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = send(folder, "AS", {"AS01": 92.6, "AS02": "92,1"})
    book = open_in_excel(path)
    answer_press("check_my_return", book)
    sheet = book.impl.typed[CHECKS_SHEET]
    row = next(cell.row for cell in sheet["I"] if cell.value == "KPI174")
    answer("Right as it is", "Typed abroad.", row)(sheet)
    answer_press("check_my_return", book)
    assert [sheet.cell(row, COLUMN[field]).value for field in ("tick", "reason")] == ["Right as it is", "Typed abroad."]
    answer_press("clear_checks", book)
    assert [sheet.cell(7, COLUMN[field]).value for field in ("severity", "reason")] == [
        "Earlier answer",
        "Typed abroad.",
    ]
    answer_press("check_my_return", book)
    assert sheet.cell(row, COLUMN["reason"]).value == "Typed abroad."


def test_answers_travel_with_the_figure_and_the_others_are_counted(tmp_path: Path) -> None:
    copy = in_checks(sent_back(tmp_path, {**JUMPED, "AS01": Answer("87,5")}), lambda sheet: None)
    sheet = openpyxl.load_workbook(copy)[CHECKS_SHEET]
    row = next(cell.row for cell in sheet["I"] if cell.value == "KPI126")
    in_checks(copy, answer(reason="The depot closed in July.", row=row))
    master = consolidate(RULES, last_quarter(), [checked(copy)], Q2).master
    notes = {note.code: (note.severity, note.answer) for note in master.notes if note.unit == "AS"}
    assert notes["KPI126"] == ("warning answered", "The depot closed in July.")
    assert notes["KPI174"] == ("warning not answered", "")
    (record,) = (one for one in master.submissions if one.unit == "AS")
    assert record.unanswered == record.warnings - 1


def test_a_run_says_whose_warnings_are_not_answered_and_the_master_keeps_it(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "AS", {"AS01": 92.6, "AS02": "92,1"})
    send(folder, "EC", {"EC01": 95.1, "EC02": 91.2})
    said = kpi_xl_here("run", folder).stdout
    assert "AS: 1 of 1 warning not answered." in said
    assert "EC: " not in said
    master = open_master(folder / "master.xlsx")
    assert {one.unit: one.unanswered for one in master.submissions} == {"AS": 1, "EC": 0}
    assert run_quarter(folder).consolidation.unchanged


def test_a_master_made_before_there_were_answers_is_read(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "AS", {"AS01": 92.6, "AS02": "92,1"})
    run_quarter(folder)
    book = read_book(folder / "master.xlsx", MASTER_SHEETS, MASTER)
    assert isinstance(book, Book)
    now, before = read_master(book), read_master(replace(book, sheets=tuple(map(without_answers, book.sheets))))
    assert before.notes == tuple(note._replace(answer="") for note in now.notes)
    assert before.submissions == tuple(replace(record, unanswered=0) for record in now.submissions)


def without_answers(sheet: Sheet) -> Sheet:
    """With the headings of columns that came with answers turned into others."""
    rows = {
        number: {
            column: cell._replace(value="Other") if cell.value in ("Answer", "Warnings not answered") else cell
            for column, cell in row.items()
        }
        for number, row in sheet.rows.items()
    }
    return replace(sheet, rows=rows)
