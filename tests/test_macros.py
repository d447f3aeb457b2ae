"""The VBA of our workbooks: the shipped modules, the project built of them, and what its judges say of it."""

import re
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from macro_workbooks import macro_return, public_subs, python_link, run_lines
from openpyxl import load_workbook
from proof.buttons import drawn_buttons
from proof.scanned import scanned_modules, vba_errors
from proof.workbook import prove_workbook
from pyopenvba import ExcelFile

from kpi_xl.files.macros.vba_project import module_name, vba_project
from kpi_xl.files.macros.xlwings_module import vba_version
from kpi_xl.model.buttons import MASTER_BUTTONS, RETURN_BUTTONS, Button, run_python
from kpi_xl.model.columns import CHECKS_SHEET, MACRO_SETTINGS_SHEET, SIGN_OFF_DATE, SIGN_OFF_NAME, SIGN_OFF_SHEET

MACROS = sorted((Path(__file__).parents[1] / "macros").glob("*.bas"))
SHIPPED = {"ReturnButtons": RETURN_BUTTONS, "MasterButtons": MASTER_BUTTONS}
every_button = pytest.mark.parametrize("button", [*RETURN_BUTTONS, *MASTER_BUTTONS], ids=lambda button: button.macro)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return macro_return(tmp_path_factory.mktemp("macros") / "AS Adult Services & more 2022-23 Q2.xlsm", filled=False)


@pytest.mark.parametrize(("module", "buttons"), SHIPPED.items())
def test_each_sub_gives_python_its_buttons_line_and_no_other(module: str, buttons: tuple[Button, ...]) -> None:
    assert run_lines(module) == {button.macro: [run_python(button)] for button in buttons}


@every_button
def test_what_a_press_runs_is_python_that_presses_that_button(button: Button) -> None:
    names: dict[str, object] = {}
    pressed: list[str] = []
    line = run_python(button)
    compile(line, button.macro, "exec")
    alone, imported, press = line.removeprefix("import sys; ").split("; ")
    module = imported.removeprefix("from ").removesuffix(" import press")
    assert imported == f"from {module} import press"
    exec(press, names | {"press": pressed.append})
    here = SimpleNamespace(path=["", "lib", "", "site-packages"])
    exec(alone, {"sys": here})
    assert here.path == ["lib", "site-packages"]
    assert pressed == [button.handler]
    if find_spec(module) is not None:
        exec(imported, names)
        assert callable(names["press"])


@every_button
def test_what_a_press_runs_survives_the_way_to_python(button: Button) -> None:
    """RunPython puts it between double quotes on a command line, where these would end or change it."""
    assert not set(run_python(button)) & set('"%^&|<>\r\n')


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.stem)
def test_a_shipped_module_is_named_after_its_file_and_declares_its_variables(path: Path) -> None:
    code = path.read_bytes().decode("ascii")
    assert module_name(code) == path.stem
    assert code.splitlines()[1] == "Option Explicit"
    assert re.search(r"(?<!\r)\n", code) is None, "the VBA editor wants CRLF"


def test_a_button_stands_for_each_macro_with_its_caption_and_words_for_those_who_cannot_see_it(issued: Path) -> None:
    drawn = drawn_buttons(issued)
    assert [(one.sheet, one.caption, one.macro) for one in drawn] == [
        ("Return", button.caption, button.macro) for button in RETURN_BUTTONS
    ]
    assert all(one.alt.startswith(one.caption) and len(one.alt) > len(one.caption) for one in drawn)


def test_every_button_names_a_macro_that_is_in_the_project(issued: Path) -> None:
    assert {one.macro for one in drawn_buttons(issued)} <= set(public_subs(issued))


def test_a_scanner_lists_every_module(issued: Path) -> None:
    sheets = {f"Sheet{number}" for number in range(1, 10)}
    assert set(scanned_modules(issued)) == {"ThisWorkbook", *sheets, "xlwings", "NoPython", "ReturnButtons"}


def test_the_sheets_modules_are_those_the_sheets_name(issued: Path) -> None:
    with ZipFile(issued) as package, ExcelFile(issued) as book:
        parts = [package.read(name) for name in package.namelist() if name.startswith(("xl/workbook", "xl/worksheets"))]
        named = set(re.findall(rb'codeName="(\w+)"', b"".join(parts)))
        documents = [name for name, code in book.vba_modules().items() if "VB_Base" in code]
    assert sorted(name.decode() for name in named) == sorted(documents)


@pytest.mark.slow
def test_an_analyser_finds_no_error_in_the_code(issued: Path) -> None:
    assert vba_errors(issued) == []


def test_the_vba_is_of_the_xlwings_installed(issued: Path) -> None:
    with ExcelFile(issued) as book:
        code = book.vba_modules()["xlwings"]
    assert vba_version(code) == version("xlwings")
    assert f'"xlwings64-{version("xlwings")}.dll"' in code


def test_the_same_input_gives_the_same_bytes(issued: Path, tmp_path: Path) -> None:
    assert macro_return(tmp_path / "again.xlsm", filled=False).read_bytes() == issued.read_bytes()


def test_code_that_does_not_name_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="name itself"):
        vba_project(["Sub A()\nEnd Sub\n"], ["Sheet1"])


def test_what_the_workbook_does_on_opening_is_in_its_own_module(tmp_path: Path) -> None:
    path = tmp_path / "opens.bin"
    path.write_bytes(vba_project([python_link().module], ["Sheet1"], "Private Sub Workbook_Open()\nEnd Sub\n"))
    assert "Private Sub Workbook_Open()" in scanned_modules(path)["ThisWorkbook"]


@pytest.mark.sdk
def test_a_return_with_buttons_is_sound(issued: Path, sdk_validate: Callable[[list[Path]], list[str]]) -> None:
    assert [*prove_workbook(issued), *sdk_validate([issued])] == []


def test_xlwings_settings_are_words_on_a_hidden_sheet(issued: Path) -> None:
    sheet = load_workbook(issued)[MACRO_SETTINGS_SHEET]
    assert sheet.sheet_state == "hidden"
    assert dict(sheet.iter_rows(values_only=True)) == {
        "INTERPRETER_WIN": r"%LOCALAPPDATA%\kpi_xl\Scripts\pythonw.exe",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "True",
        "SHOW_ERROR_POPUPS": "True",
    }


def test_an_interpreter_nobody_knows_is_left_to_the_pcs_own_settings(tmp_path: Path) -> None:
    path = macro_return(tmp_path / "r.xlsm", link=python_link(""))
    assert "INTERPRETER_WIN" not in dict(load_workbook(path)[MACRO_SETTINGS_SHEET].iter_rows(values_only=True))


def test_what_a_button_writes_to_can_be_written_to(issued: Path) -> None:
    """A press cannot take protection off: Checks has none, and who signs off and when are open cells."""
    book = load_workbook(issued)
    assert not book[CHECKS_SHEET].protection.sheet
    sign_off = book[SIGN_OFF_SHEET]
    asked = {row[0].value: row[1] for row in sign_off.iter_rows(min_row=5)}
    assert [asked[label].protection.locked for label in (SIGN_OFF_NAME, SIGN_OFF_DATE)] == [False, False]
