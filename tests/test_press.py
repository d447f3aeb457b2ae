"""Every button of the built workbooks, pressed: what reaches RunPython is the line of that button and no other."""

from pathlib import Path

import pytest
from macro_workbooks import SUB, macro_master, macro_return
from proof.buttons import drawn_buttons
from proof.press import press_in_libreoffice, run_in_interpreter, stub_writing_to

from kpi_xl.files.resources import macro
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
    given, said = run_in_interpreter(
        books[buttons], button.macro, fails="Could not load xlwings64.dll", interpreter=r"C:\R & D\Scripts\PythonW.exe"
    )
    assert given == [run_python(button)]
    (message,) = said
    assert "it did nothing" in message
    assert r'"C:\R & D\Scripts\python.exe" -m kpi_xl doctor "S:\Returns & more\AS.xlsm"' in message
    assert message.endswith("Could not load xlwings64.dll")


@every_button
def test_where_python_starts_but_kpi_xl_does_not_our_words_come_after_pythons(
    books: dict[tuple[Button, ...], Path], buttons: tuple[Button, ...], button: Button
) -> None:
    given, said = run_in_interpreter(books[buttons], button.macro, answers="-1")
    assert given == [run_python(button)]
    (message,) = said
    assert "Python was started, but not kpi_xl" in message
    assert '"python" -m kpi_xl doctor' in message


@pytest.mark.parametrize("answers", ["Empty", "0"])
def test_a_press_that_worked_says_nothing_more(books: dict[tuple[Button, ...], Path], answers: str) -> None:
    for buttons, book in books.items():
        assert run_in_interpreter(book, buttons[0].macro, answers=answers)[1] == []


@pytest.mark.parametrize("module", ["ReturnButtons", "MasterButtons"])
def test_on_a_mac_a_press_calls_nothing_of_xlwings_module_which_does_not_compile_there(module: str) -> None:
    """What stands between #If Mac and #Else is all that is compiled there."""
    code = macro(f"{module}.bas").read_text(encoding="ascii")
    subs = SUB.findall(code)
    assert subs
    for _, body in subs:
        on_a_mac, _, elsewhere = body.partition("#Else")
        assert on_a_mac.split("\n", 1)[0] == "#If Mac Then"
        assert on_a_mac.split()[3:] == ["SayNotOnAMac"]
        assert elsewhere.rstrip().endswith("#End If")
