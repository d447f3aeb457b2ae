"""Check my return, pressed without Excel: the same findings as `kpi-xl validate`, on the Checks sheet, in few calls."""

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
import real_return
from builders import Q2, last_quarter, rulebook
from live_engine import open_in_excel

from kpi_xl.faces.buttons.open_return import open_return
from kpi_xl.model.return_plan import Answer
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.workflows.validate import validate


def edited(path: Path, edit: Callable[[openpyxl.Workbook], None]) -> None:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


ANSWERS = [
    pytest.param({}, id="nothing wrong"),
    pytest.param(
        {"AS01": Answer("92%"), "AS02": Answer("=1+1 <&>"), "AS03": Answer(None), "AS05": Answer("c.4")}, id="texts"
    ),
    pytest.param(
        {"AS01": Answer(0.926), "AS02": Answer("TBC"), "AS03": Answer("-"), "AS05": Answer(" 4.9 ")}, id="readings"
    ),
]


@pytest.mark.parametrize("answers", ANSWERS)
def test_an_open_return_has_the_findings_of_its_file(answers: Mapping[str, Answer], tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", rulebook(), answers)
    (checked,) = validate([path], rulebook(), last_quarter(), Q2).checked
    opened, _ = open_return(open_in_excel(path))
    assert Checker(rulebook(), last_quarter(), Q2).check(opened) == checked
