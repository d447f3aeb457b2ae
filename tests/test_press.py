"""Every button of the built workbooks, pressed: what reaches RunPython is the line of that button and no other."""

from pathlib import Path

import pytest
from macro_workbooks import macro_master, macro_return
from proof.buttons import drawn_buttons
from proof.press import press_in_libreoffice, run_in_interpreter, stub_writing_to

from kpi_xl.model.buttons import MASTER_BUTTONS, RETURN_BUTTONS, Button, run_python
from kpi_xl.model.macros import PythonLink

MADE = {RETURN_BUTTONS: macro_return, MASTER_BUTTONS: macro_master}
every_button = pytest.mark.parametrize(
    ("buttons", "button"),
    [pytest.param(buttons, button, id=button.macro) for buttons in MADE for button in buttons],
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Button, ...], Path]:
    folder = tmp_path_factory.mktemp("pressed")
    return {buttons: make(folder / f"{make.__name__}.xlsm") for buttons, make in MADE.items()}


@pytest.mark.libreoffice
@pytest.mark.parametrize("buttons", MADE, ids=["return", "master"])
def test_libreoffice_binds_each_button_to_its_macro_and_runs_it(buttons: tuple[Button, ...], tmp_path: Path) -> None:
    given = tmp_path / "given & taken.txt"
    book = MADE[buttons](tmp_path / "a book & more.xlsm", link=PythonLink(stub_writing_to(given)))
    pressed = press_in_libreoffice(book, tmp_path / "office")
    assert pressed == [(one.sheet, one.caption, one.macro) for one in drawn_buttons(book)]
    assert given.read_text(encoding="utf-8").split("\n")[:-1] == [run_python(button) for button in buttons]


@every_button
def test_an_interpreter_of_vba_runs_each_macro(
    books: dict[tuple[Button, ...], Path], buttons: tuple[Button, ...], button: Button
) -> None:
    assert run_in_interpreter(books[buttons], button.macro) == ([run_python(button)], [])


@every_button
def test_where_there_is_no_python_the_button_says_what_to_do(
    books: dict[tuple[Button, ...], Path], buttons: tuple[Button, ...], button: Button
) -> None:
    given, said = run_in_interpreter(books[buttons], button.macro, fails="Could not load xlwings64.dll")
    assert given == [run_python(button)]
    (message,) = said
    assert "it did nothing" in message
    assert "kpi-xl doctor" in message
    assert message.endswith("Could not load xlwings64.dll")
