"""Damage a paste or a cut does to the form: seen at its cells, one finding a cause, put right in the copy sent back."""

from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest
import real_return
from builders import Q2, last_quarter, rulebook
from openpyxl import load_workbook
from openpyxl.styles import PatternFill, Protection
from openpyxl.workbook import Workbook

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.model.columns import RETURN_SHEET
from kpi_xl.model.submission import Checked
from kpi_xl.workflows.validate import validate


def checked(path: Path) -> Checked:
    (one,) = validate([path], rulebook(), last_quarter(), Q2).checked
    return one


def worked(folder: Path, change: Callable[[Workbook], None]) -> Path:
    path = real_return.write(folder / "AS.xlsx", rulebook())
    book = load_workbook(path)
    change(book)
    # openpyxl drops results; those of the previews are not read.
    book.save(path)
    return path


def said(one: Checked) -> list[tuple[str, list[str]]]:
    return [(finding.code, [place.cell for place in finding.places]) for finding in one.findings]


def lock(*cells: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for cell in cells:
            book[RETURN_SHEET][cell].protection = Protection(locked=True)

    return change


def drop_rules(book: Workbook) -> None:
    sheet = book[RETURN_SHEET]
    rules = [rule for rule in sheet.data_validations.dataValidation if str(rule.sqref) not in ("F8", "G7:G11")]
    sheet.data_validations.dataValidation = rules


def cut(book: Workbook) -> None:
    """F7 cut and moved to F20: the preview of row 7 follows it."""
    cell = book[RETURN_SHEET]["K7"]
    cell.value = cell.value.replace("$F7", "$F20")


def gone(book: Workbook) -> None:
    book[RETURN_SHEET]["K8"].value = None


def typed(book: Workbook) -> None:
    book[RETURN_SHEET]["K8"].value = "Green"


def coloured(book: Workbook) -> None:
    book[RETURN_SHEET]["F8"].fill = PatternFill("solid", fgColor="FFFF0000")


def passworded(book: Workbook) -> None:
    book[RETURN_SHEET].protection.password = "secret"


def narrow(book: Workbook) -> None:
    book[RETURN_SHEET].column_dimensions["F"].width = 3


CASES = [
    pytest.param(lambda book: None, [], id="nothing done"),
    pytest.param(lock("F7", "F8", "P9"), [("KPI183", ["F7", "F8", "P9"])], id="cells locked by a paste"),
    pytest.param(
        drop_rules, [("KPI183B", ["G7", "F8", "G8", "G9", "G10", "G11"])], id="rules lost, of one cell and of a column"
    ),
    pytest.param(cut, [("KPI183C", ["K7"])], id="a value cut and moved"),
    pytest.param(gone, [("KPI183D", ["K8"])], id="a preview cleared"),
    pytest.param(typed, [("KPI156", ["K8"])], id="the rating typed over the formula"),
    pytest.param(coloured, [("KPI131", ["F8"])], id="a rating shown by colour"),
    pytest.param(passworded, [("KPI160", [""])], id="a password"),
    pytest.param(narrow, [("KPI158C", ["F7", "F8", "F9"])], id="a column too narrow for its numbers"),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_damage_is_found_at_its_cells(
    change: Callable[[Workbook], None], expected: list[tuple[str, list[str]]], tmp_path: Path
) -> None:
    one = checked(worked(tmp_path, change))
    assert (one.status, sorted(said(one))) == ("accepted", sorted(expected))


@pytest.mark.parametrize(
    "change",
    [lock("F7", "F8", "P9"), cut, gone, typed],
    ids=["cells locked", "cut and moved", "preview cleared", "preview typed"],
)
def test_the_copy_sent_back_has_the_form_as_issued(change: Callable[[Workbook], None], tmp_path: Path) -> None:
    source, out = worked(tmp_path, change), tmp_path / "out.xlsx"
    before = checked(source)
    write_findings_copy(source, before, out)
    after = checked(out)
    assert said(after) == []
    assert [(one.kpi_id, one.value, one.words) for one in after.reported] == [
        (one.kpi_id, one.value, one.words) for one in before.reported
    ]
    sheet, issued = load_workbook(out)[RETURN_SHEET], load_workbook(real_return.write(tmp_path / "b.xlsx", rulebook()))
    for row in range(7, 12):
        formula = sheet[f"K{row}"].value
        assert f"$F{row}" in formula
        assert not sheet[f"F{row}"].protection.locked
        assert sheet[f"F{row}"].number_format == issued[RETURN_SHEET][f"F{row}"].number_format


def test_the_copy_keeps_a_pasted_percentage_as_it_is_read(tmp_path: Path) -> None:
    def paste(book: Workbook) -> None:
        cell = book[RETURN_SHEET]["F7"]
        cell.value, cell.number_format = 0.926, "0.0%"
        cell.protection = Protection(locked=True)

    source, out = worked(tmp_path, paste), tmp_path / "out.xlsx"
    write_findings_copy(source, checked(source), out)
    cell = load_workbook(out)[RETURN_SHEET]["F7"]
    assert (cell.value, cell.number_format, cell.protection.locked) == (0.926, "0.0%", False)
    assert said(checked(out)) == [("KPI103B", ["F7"])]


def test_a_copy_gives_rules_back_and_says_nothing_of_what_is_whole(tmp_path: Path) -> None:
    def paste(book: Workbook) -> None:
        rules = book[RETURN_SHEET].data_validations.dataValidation
        book[RETURN_SHEET].data_validations.dataValidation = [rule for rule in rules if str(rule.sqref) != "F8"]

    source, out = worked(tmp_path, paste), tmp_path / "out.xlsx"
    write_findings_copy(source, checked(source), out)
    assert said(checked(source)) == [("KPI183B", ["F8"])]
    rules = {str(rule.sqref): rule.type for rule in load_workbook(out)[RETURN_SHEET].data_validations.dataValidation}
    # A rule of the column is in force again, without the limits of the KPI.
    assert "F8" in rules or any("F8" in area.split() for area in rules)


def test_looks_are_copied_whole(tmp_path: Path) -> None:
    """Unlocking a cell gives it a look of its own and leaves the cells that shared the old one as they are."""
    source, out = worked(tmp_path, lock("F7")), tmp_path / "out.xlsx"
    write_findings_copy(source, checked(source), out)
    before, after = load_workbook(source)[RETURN_SHEET], load_workbook(out)[RETURN_SHEET]
    assert copy(after["F7"].fill) == copy(before["F7"].fill)
    assert [after[f"D{row}"].protection.locked for row in range(7, 12)] == [True] * 5
