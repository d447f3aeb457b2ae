"""What only Excel can show: files open without repair, their VBA compiles, and a press reaches this Python."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpi_xl.model.buttons import MASTER_BUTTONS, RETURN_BUTTONS, Button
from kpi_xl.model.columns import CHECKS_SHEET
from live.message_boxes import closed_at_once

if TYPE_CHECKING:
    import xlwings as xw

RETURN = "returns/AS Adult Services 2022-23 Q2.xlsm"
MASTER, FUNCTIONS = "master.xlsm", "functions.xlsm"


def opened(excel: "xw.App", path: Path) -> "xw.Book":
    return next((book for book in excel.books if book.name == path.name), None) or excel.books.open(path)


@pytest.mark.parametrize("name", [RETURN, MASTER, FUNCTIONS])
def test_excel_opens_it_as_it_is(excel: "xw.App", built: Path, name: str) -> None:
    book = opened(excel, built / name)
    assert "Repaired" not in excel.api.ActiveWindow.Caption
    assert Path(book.fullname).name == Path(name).name
    assert book.api.HasVBProject


@pytest.mark.parametrize("name", [RETURN, MASTER, FUNCTIONS])
def test_the_vba_compiles_and_reaches_this_python(excel: "xw.App", built: Path, name: str, tmp_path: Path) -> None:
    reached = (tmp_path / "reached.txt").as_posix()
    told = "import sys, pathlib, kpi_xl, xlwings as xw; "
    told += f"pathlib.Path('{reached}').write_text(sys.prefix + '|' + xw.Book.caller().name)"
    opened(excel, built / name).macro("RunPython")(told)
    assert Path(reached).read_text(encoding="utf-8") == f"{sys.prefix}|{Path(name).name}"


@pytest.mark.parametrize(
    ("name", "button"),
    [(RETURN, button) for button in RETURN_BUTTONS] + [(MASTER, button) for button in MASTER_BUTTONS],
    ids=lambda one: getattr(one, "macro", "in"),
)
def test_a_press_ends_in_words_and_not_in_an_error(excel: "xw.App", built: Path, name: str, button: Button) -> None:
    book = opened(excel, built / name)
    with closed_at_once() as said:
        book.macro(button.macro)()
    assert len(said) == 1
    assert "does not know why" not in said[0]
    assert "could not reach Python" not in said[0]
    assert "Python was started, but not kpi_xl" not in said[0]


def test_checking_a_blank_return_lists_what_is_missing(excel: "xw.App", built: Path) -> None:
    book = opened(excel, built / RETURN)
    with closed_at_once():
        book.macro("CheckMyReturn")()
    listed = book.sheets[CHECKS_SHEET].used_range.value
    assert any("KPI1" in str(cell) for row in listed for cell in row)


def test_each_button_is_drawn_where_it_can_be_pressed(excel: "xw.App", built: Path) -> None:
    sheet = opened(excel, built / RETURN).sheets["Return"].api
    shapes = [sheet.Shapes(number) for number in range(1, sheet.Shapes.Count + 1)]
    drawn = {shape.OnAction.rpartition("!")[2]: shape for shape in shapes if shape.OnAction}
    assert set(drawn) >= {button.macro for button in RETURN_BUTTONS}
    assert all(shape.Width > 50 and shape.Height > 15 for shape in drawn.values())


def test_a_function_answers_for_a_cell_and_for_a_range(excel: "xw.App", built: Path) -> None:
    book = opened(excel, built / FUNCTIONS)
    sheet = book.sheets.add()
    sheet["A1"].value = [[92], [87], [80]]
    sheet["B1"].formula = "=KPI_RAG(92,90,85)"
    sheet["C1"].formula2 = "=KPI_RAG(A1:A3,90,85)"
    sheet["D1"].formula2 = '=KPI.RAG(A1:A3,90,85,"higher")'
    words = ["Green", "Amber", "Red"]
    assert (sheet["B1"].value, sheet["C1:C3"].value, sheet["D1:D3"].value) == (words[0], words, words)
