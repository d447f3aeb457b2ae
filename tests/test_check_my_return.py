"""The return's buttons, pressed without Excel: the findings of `kpi-xl validate`, on Checks, in few calls."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import real_return
import xlwings as xw
from builders import Q2, last_quarter, rulebook
from cli import kpi_xl_here
from headless import press, said
from live_engine import open_in_excel
from macro_workbooks import python_link
from small_workspace import send, workspace

from kpi_xl.faces.buttons.open_return import open_return
from kpi_xl.faces.buttons.pressing import answer_press
from kpi_xl.faces.buttons.sign_off import sign_off_on
from kpi_xl.model.columns import CHECKS_SHEET, RETURN_SHEET, SIGN_OFF_SHEET, SIGNED_AGAIN, SIGNED_PARTS
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.return_plan import Answer
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.workflows.build_workbooks import Job, build_workbooks
from kpi_xl.workflows.validate import validate

SIGNED = date(2022, 10, 14)
Edit = Callable[[openpyxl.Workbook], None]


def hide_a_row(book: openpyxl.Workbook) -> None:
    book[RETURN_SHEET].row_dimensions[8].hidden = True


def merge_cells(book: openpyxl.Workbook) -> None:
    book[RETURN_SHEET].merge_cells("F7:F8")


def type_a_date(book: openpyxl.Workbook) -> None:
    book[RETURN_SHEET]["F7"].value, book[RETURN_SHEET]["F7"].number_format = date(2022, 4, 3), "d mmm"


def type_true(book: openpyxl.Workbook) -> None:
    book[RETURN_SHEET]["F7"].value = True


def type_a_percentage(book: openpyxl.Workbook) -> None:
    book[RETURN_SHEET]["F7"].value, book[RETURN_SHEET]["F7"].number_format = 0.926, "0.0%"


def rename_the_sheet(book: openpyxl.Workbook) -> None:
    book[RETURN_SHEET].title = "Our return"


def unsign(book: openpyxl.Workbook) -> None:
    book[SIGN_OFF_SHEET]["B10"].value = None


EDITS = [hide_a_row, merge_cells, type_a_date, type_true, type_a_percentage, rename_the_sheet, unsign]
ANSWERS: list[Mapping[str, Answer]] = [
    {},
    {"AS01": Answer("92%"), "AS02": Answer("=1+1 <&>"), "AS03": Answer(None), "AS05": Answer("c.4")},
    {"AS01": Answer(0.926), "AS02": Answer("TBC"), "AS03": Answer("-"), "AS05": Answer(" 4.9 ")},
    {"AS01": Answer("12.3*"), "AS02": Answer("<5"), "AS03": Answer("1,040"), "AS05": Answer("n/a")},
]


def alike(path: Path) -> None:
    """Whole outcomes are compared: findings with their places and facts, and what each row reports."""
    (of_the_file,) = validate([path], rulebook(), last_quarter(), Q2).checked
    opened, _ = open_return(open_in_excel(path))
    assert Checker(rulebook(), last_quarter(), Q2).check(opened) == of_the_file


@pytest.mark.parametrize("answers", ANSWERS, ids=["good", "texts", "readings", "more readings"])
def test_an_open_return_has_the_findings_of_its_file(answers: Mapping[str, Answer], tmp_path: Path) -> None:
    alike(real_return.write(tmp_path / "AS.xlsx", rulebook(), answers))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_what_only_the_saved_file_tells_counts_too(edit: Edit, tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", rulebook())
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    alike(path)


@pytest.mark.parametrize(
    ("saved", "now", "value"),
    [
        pytest.param(("0.0", 92.6), ("0.0%", 0.926), 92.6, id="a percentage pasted over a number"),
        pytest.param(("0.0%", 0.926), ("0.0", 92.6), 92.6, id="a number pasted over a percentage"),
        pytest.param(("0.0%", 0.926), ("0.0_%", 92.6), 92.6, id="a gap for the sign"),
    ],
)
def test_an_unsaved_format_counts_as_it_will_be_saved(
    saved: tuple[str, float], now: tuple[str, float], value: float, tmp_path: Path
) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", rulebook())
    book = openpyxl.load_workbook(path)
    cell = book[RETURN_SHEET]["F7"]
    cell.number_format, cell.value = saved
    book.save(path)
    opened = open_in_excel(path)
    cell = opened.impl.typed[RETURN_SHEET]["F7"]
    cell.number_format, cell.value = now
    checked = Checker(rulebook(), last_quarter(), Q2).check(open_return(opened)[0])
    assert checked.reported[0].value == value


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return workspace(tmp_path, kpis=40)


def bad_return(council: Path) -> Path:
    """Forty KPIs: a text for a number, a value that is impossible, a blank, and no name under the sign-off."""
    return send(council, "AS", {"AS01": "92%", "AS02": 192.0, "AS03": "=2+2"}, signed=False)


def pressed(name: str, path: Path) -> xw.Book:
    book = open_in_excel(path)
    answer_press(name, book)
    return book


def found_by_validate(path: Path) -> list[dict[str, str]]:
    (checked,) = json.loads(kpi_xl_here("validate", path, "--format", "json").stdout)["files"]
    return checked["findings"]


def rows_of(book: xw.Book) -> list[list[object]]:
    """The rows of Checks as typed, a link as the words it shows."""
    sheet = book.impl.typed[CHECKS_SHEET]
    rows = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_col=10))
    return [row for row in rows if any(value is not None for value in row)]


def test_checks_lists_what_validate_prints(council: Path) -> None:
    path = bad_return(council)
    book = pressed("check_my_return", path)
    printed = sorted((one["severity"], one["code"], one["cell"], one["message"]) for one in found_by_validate(path))
    assert {code for _, code, *_ in printed} == {"KPI103", "KPI101B", "KPI170", "KPI170B"}
    listed = [
        (str(severity).lower(), code, str(link).rpartition("!")[2].rstrip('")'), message)
        for severity, link, _, message, _, _, _, _, code, _ in rows_of(book)
    ]
    assert sorted(listed) == printed


def test_each_row_of_checks_leads_to_its_cell(council: Path) -> None:
    links = [link for _, link, *_ in rows_of(pressed("check_my_return", bad_return(council)))]
    assert '=HYPERLINK("#\'Return\'!F7","Return!F7")' in links
    assert "=HYPERLINK(\"#'Sign-off'!B10\",\"'Sign-off'!B10\")" in links


def test_what_an_officer_typed_stays_text_on_checks(council: Path) -> None:
    sheet = pressed("check_my_return", bad_return(council)).impl.typed[CHECKS_SHEET]
    formulas = {cell.column_letter for row in sheet.iter_rows(min_row=7) for cell in row if cell.data_type == "f"}
    assert formulas == {"B"}


def test_the_message_says_how_it_came_out_and_how_it_rates(council: Path) -> None:
    ((mode, text),) = pressed("check_my_return", bad_return(council)).app.impl.alerts
    assert mode == "info"
    assert "not accepted yet" in text
    assert "38 rated: 37 Green" in text or "rated:" in text


def test_forty_kpis_are_checked_in_two_reads_a_sheet_and_a_dozen_writes(council: Path) -> None:
    calls = pressed("check_my_return", bad_return(council)).app.impl.calls
    assert 4 <= calls["read"] <= 14
    assert 3 <= calls["write"] <= 12


def test_a_press_changes_the_checks_sheet_alone_and_leaves_excel_as_it_was(council: Path) -> None:
    path = bad_return(council)
    before, stored = openpyxl.load_workbook(path), path.read_bytes()
    book = pressed("check_my_return", path)
    for sheet in before:
        if sheet.title != CHECKS_SHEET:
            after = book.impl.typed[sheet.title]
            assert [[cell.value for cell in row] for row in sheet] == [[cell.value for cell in row] for row in after]
    assert (book.app.impl.screen_updating, book.app.impl.calculation) == (True, "automatic")
    assert path.read_bytes() == stored


def test_clear_checks_empties_the_sheet(council: Path) -> None:
    book = pressed("check_my_return", bad_return(council))
    answer_press("clear_checks", book)
    assert rows_of(book) == []
    assert book.impl.typed[CHECKS_SHEET]["A2"].value == "Nothing has been checked yet."


def test_a_clean_return_says_that_nothing_was_found(council: Path) -> None:
    (row,) = rows_of(pressed("check_my_return", send(council, "AS")))
    assert row[:4] == ["Nothing", None, None, "Nothing was found."]


def test_sign_off_is_refused_while_there_is_an_error(council: Path) -> None:
    book = open_in_excel(bad_return(council))
    with pytest.raises(WorkspaceError, match=r"cannot be signed off yet: it has 1 error"):
        sign_off_on(book, SIGNED)
    sheet = book.impl.typed[SIGN_OFF_SHEET]
    assert [sheet[cell].value for cell in ("B10", "B12", "B13")] == [None, None, None]
    assert rows_of(book)


def signed_file(council: Path, folder: Path) -> Path:
    """Signed in an open workbook and saved, as an officer would before sending it."""
    path = send(council, "AS", signed=False)
    book = open_in_excel(path)
    sign_off_on(book, SIGNED)
    shutil.move(path, folder / path.name)
    book.impl.save(str(path))
    return path


def codes(path: Path) -> list[str]:
    return [one["code"] for one in found_by_validate(path)]


def test_a_signed_return_carries_a_stamp_that_its_file_bears_out(council: Path, tmp_path: Path) -> None:
    path = signed_file(council, tmp_path)
    sheet = openpyxl.load_workbook(path)[SIGN_OFF_SHEET]
    assert sheet["B10"].value
    assert sheet["B12"].value.date() == SIGNED
    assert len(sheet["B13"].value) == 20
    assert "KPI170D" not in codes(path)


@pytest.mark.slow
def test_an_edit_after_the_sign_off_shows(council: Path, tmp_path: Path) -> None:
    path = signed_file(council, tmp_path)
    book = openpyxl.load_workbook(path)
    book[RETURN_SHEET]["F9"].value = 88.8
    book.save(path)
    assert "KPI170D" in codes(path)


@pytest.mark.slow
def test_signing_again_after_an_edit_gives_a_new_stamp(council: Path, tmp_path: Path) -> None:
    path = signed_file(council, tmp_path)
    book = open_in_excel(path)
    old = book.impl.typed[SIGN_OFF_SHEET]["B13"].value
    book.sheets[RETURN_SHEET].range("F9").value = 95.5
    said = sign_off_on(book, SIGNED)
    assert "Signed off by" in said and "It had been signed before" in said
    assert book.impl.typed[SIGN_OFF_SHEET]["B13"].value not in (None, old)
    book.impl.save()
    assert "KPI170D" not in codes(path)


@pytest.mark.slow
def test_signing_again_after_an_edit_is_remembered_with_who_signed_first(council: Path, tmp_path: Path) -> None:
    path = send(council, "AS", {"AS01": 92.0})
    with_places = openpyxl.load_workbook(path)
    for cell, label in (("A14", SIGNED_PARTS), ("A15", SIGNED_AGAIN)):
        with_places[SIGN_OFF_SHEET][cell].value = label
    with_places.save(path)
    book = open_in_excel(path)
    first = "Director" in sign_off_on(book, SIGNED)
    sheet = book.impl.typed[SIGN_OFF_SHEET]
    assert first and not sheet["B15"].value
    assert "It had been signed before" not in sign_off_on(book, SIGNED)
    book.sheets[RETURN_SHEET].range("F9").value = 95.5
    sign_off_on(book, date(2022, 11, 2))
    kept = sheet["B15"].value
    changed = openpyxl.load_workbook(path)[RETURN_SHEET]["A9"].value
    assert f"Director signed on 14 October 2022; then {changed} changed; signed again on 2 November 2022 by " in kept
    assert kept.endswith(", on their behalf.")
    book.sheets[RETURN_SHEET].range("F9").value = 95.0
    sign_off_on(book, date(2022, 11, 3))
    assert sheet["B15"].value.startswith(kept)
    book.impl.save()
    (finding,) = [one for one in found_by_validate(path) if one["code"] == "KPI170E"]
    assert (finding["sheet"], finding["cell"]) == (SIGN_OFF_SHEET, "B15")


def test_without_a_rulebook_in_reach_the_officer_is_told_what_to_do(council: Path, tmp_path: Path) -> None:
    lonely = tmp_path / "far" / "away" / "from" / "it" / "all"
    lonely.mkdir(parents=True)
    path = lonely / "AS.xlsx"
    shutil.move(bad_return(council), path)
    ((mode, text),) = pressed("check_my_return", path).app.impl.alerts
    assert mode == "critical"
    assert "rulebook was not found" in text


@pytest.mark.slow
def test_the_button_of_a_built_return_gives_the_findings_of_validate(council: Path) -> None:
    """The return as built, filled in while open, its button pressed, then saved and checked by the command."""
    (path,) = (path for path in build_workbooks(Job(Workspace(council), python_link())).written if "AS" in path.name)
    book = open_in_excel(path)
    book.sheets[RETURN_SHEET].range("F12:F46").value = [[91.0]] * 35
    for cell, value in {"F7": "'92%", "F8": 88.0, "F9": "'about 5", "F10": True}.items():
        book.sheets[RETURN_SHEET].range(cell).value = value
    press(path, "Check my return", book)
    book.impl.save(str(path))
    printed = sorted((one["severity"], one["code"], one["message"]) for one in found_by_validate(path))
    assert {"KPI103", "KPI115", "KPI119", "KPI111", "KPI170"} <= {code for _, code, _ in printed}
    assert sorted((str(row[0]).lower(), row[8], row[3]) for row in rows_of(book)) == printed
    assert "not accepted yet" in said(book)[1]
