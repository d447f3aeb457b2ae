"""Fixes and their audit: old, new, rule and cell; and a check that mends nothing."""

from pathlib import Path

import pytest
import real_return
from builders import Q2, last_quarter, rulebook
from cli import kpi_xl_here
from small_workspace import send, workspace
from test_problems import FOUND

from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.finding import Severity
from kpi_xl.model.place import column_letters
from kpi_xl.model.return_plan import Answer
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.workflows.validate import validate

RULES = rulebook()
VALUE = column_letters(1 + [column.field for column in RETURN_COLUMNS].index("value"))
TYPED = {"AS01": Answer("92.6 (p)"), "AS02": Answer("£4.1"), "AS03": Answer("1,040"), "AS05": Answer("4.9")}


def test_every_fix_says_what_was_there_and_as_what_it_was_read() -> None:
    fixes = [one for one in FOUND if one.severity is Severity.FIXED]
    assert [
        (one.code, one.places) for one in fixes if not (one.old and one.new and one.places) and one.code != "KPI199"
    ] == []


def test_a_fix_is_kept_with_its_cell_its_rule_and_what_it_was(tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", RULES, TYPED)
    found = validate([path], RULES, last_quarter(), Q2).checked
    notes = [note for note in consolidate(RULES, last_quarter(), found, Q2).master.notes if note.severity == "fixed"]
    assert {(note.code, note.cell, note.old, note.new) for note in notes} >= {
        ("KPI102", f"{VALUE}9", "1,040", "1040"),
        ("KPI101", f"{VALUE}11", "4.9", "4.9"),
    }


def test_told_to_mend_nothing_each_fix_is_an_error_that_asks_for_it_to_be_retyped(tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", RULES, TYPED)
    (mended,) = validate([path], RULES, last_quarter(), Q2).checked
    (strict,) = validate([path], RULES, last_quarter(), Q2, fixes=False).checked
    assert (mended.status, strict.status) == ("accepted", "rejected")
    fixed = {one.places for one in mended.findings if one.severity is Severity.FIXED}
    asked = [one for one in strict.findings if one.code == "KPI192"]
    assert {one.places for one in asked} == fixed and strict.count(Severity.FIXED) == 0
    message = next(one.message for one in asked if one.old == "1,040")
    assert message == (
        'Number typed with commas or a currency sign. We could read "1,040" as "1040" by ourselves, but this check '
        "mends nothing. Please retype it as 1040."
    )


@pytest.mark.parametrize("command", ["validate", "run"])
def test_the_commands_take_no_fix(command: str, tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "AS", {"AS01": "92.6", "AS02": 91.0})
    send(folder, "EC")
    assert kpi_xl_here(command, folder).returncode == 0
    refused = kpi_xl_here(command, folder, "--no-fix")
    assert refused.returncode == 1
    assert "KPI192" in refused.stdout
