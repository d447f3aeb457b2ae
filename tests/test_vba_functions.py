"""Worksheet functions become VBA anywhere: the module that calls Python, and what the function wizard says of each."""

import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from macro_workbooks import python_link
from openpyxl import load_workbook
from proof.function_wizard import registered_help
from proof.scanned import scanned_modules, vba_errors
from proof.workbook import prove_workbook
from small_workspace import workspace

from kpi_xl.faces.vba_functions import FUNCTIONS, functions_code
from kpi_xl.files.macros.function_help import help_module
from kpi_xl.files.write_macro_functions import write_macro_functions
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET
from kpi_xl.model.macros import FunctionHelp, FunctionsCode
from kpi_xl.model.worksheet_functions import FUNCTIONS as CATALOGUE
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.build_workbooks import KINDS, Job, build_workbooks, functions_kind

pytestmark = pytest.mark.slow

NAMES = ["SAMPLE_COUNT", "SAMPLE_NONE", "SAMPLE_PLUS"]


@pytest.fixture(scope="module")
def code() -> FunctionsCode:
    return functions_code("sample_functions")


@pytest.fixture(scope="module")
def ours() -> FunctionsCode:
    return functions_code()


@pytest.fixture(scope="module")
def book(ours: FunctionsCode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("functions") / "functions.xlsm"
    write_macro_functions(path, ours, python_link())
    return path


def test_each_function_calls_its_namesake_in_the_python_module(code: FunctionsCode) -> None:
    assert [function.name for function in code.functions] == NAMES
    for name in NAMES:
        assert f'{name} = XLPy.CallUDF("sample_functions", "{name}", ' in code.module
    assert "Function SAMPLE_PLUS(value, Optional by)" in code.module


def test_the_wizards_words_are_the_functions_own(code: FunctionsCode) -> None:
    plus = code.functions[-1]
    assert (plus.category, plus.about.split()[:3]) == ("Samples", ["The", "value", "and"])
    assert plus.arguments[0] == ("value", 'The value, as typed: "92.6"')


def test_the_process_that_asks_is_left_as_it_was(code: FunctionsCode) -> None:
    assert code.functions
    assert not {"pythoncom", "win32com", "sample_functions"} & set(sys.modules)


def test_the_same_functions_give_the_same_text(code: FunctionsCode) -> None:
    assert functions_code("sample_functions") == code


def test_functions_that_cannot_be_loaded_say_why() -> None:
    with pytest.raises(RuntimeError, match="No module named 'no_such_functions'"):
        functions_code("no_such_functions")


@pytest.mark.sdk
def test_the_functions_workbook_is_sound(book: Path) -> None:
    names = frozenset(entry.name for entry in CATALOGUE)
    assert [*prove_workbook(book, names, sdk=True), *vba_errors(book)] == []
    assert {"xlwings", "xlwings_udfs", "FunctionHelp"} < set(scanned_modules(book))


def test_every_function_of_the_catalogue_is_in_its_vba(book: Path) -> None:
    code = scanned_modules(book)["xlwings_udfs"]
    assert all(f'XLPy.CallUDF("{FUNCTIONS}", "{entry.name}", ' in code for entry in CATALOGUE)


def test_the_functions_workbook_is_built_with_the_others(book: Path, ours: FunctionsCode, tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    built = build_workbooks(Job(Workspace(folder), python_link()), (*KINDS, functions_kind(ours)))
    assert built.written[-1] == folder / "functions.xlsm"
    assert built.written[-1].read_bytes() == book.read_bytes()


def test_xlwings_is_told_where_the_functions_are(book: Path) -> None:
    settings = dict(load_workbook(book)[MACRO_SETTINGS_SHEET].iter_rows(values_only=True))
    assert settings["UDF MODULES"] == FUNCTIONS


def test_opening_the_workbook_tells_the_wizard_what_the_catalogue_says(book: Path) -> None:
    modules = scanned_modules(book)
    told = {str(one["macro"]).rpartition("!")[2]: one for one in registered_help(modules["FunctionHelp"])}
    for entry in CATALOGUE:
        assert told[entry.name]["about"] == entry.summary
        assert told[entry.name]["arguments"] == [argument.doc for argument in entry.arguments]
    assert "RegisterFunctions" in modules["ThisWorkbook"]


def test_words_of_any_shape_reach_the_wizard(code: FunctionsCode) -> None:
    told = registered_help(help_module(code.functions))
    assert [one["macro"] for one in told] == [f"'Bob''s functions.xlsm'!{name}" for name in NAMES]
    assert [one["category"] for one in told] == ["xlwings", "Samples", "Samples"]
    assert told[2]["about"] == "The value and some more, over two lines."
    value, by = told[2]["arguments"]
    assert value == 'The value, as typed: "92.6"'
    assert by.startswith("How much to add, in £ – 1 where")
    assert (len(by), by[-3:]) == (255, "...")


def test_a_workbook_excel_will_not_take_help_for_opens_all_the_same(code: FunctionsCode) -> None:
    assert registered_help(help_module(code.functions), refuses=True) == []


def test_letters_vba_does_not_know_do_not_break_it() -> None:
    text = help_module([FunctionHelp("A_B", "≥ is at least", "KPI")])
    text.encode("cp1252")
    assert 'Description:="? is at least"' in text


def test_the_generator_runs_as_a_program_of_its_own() -> None:
    command = [sys.executable, "-m", "kpi_xl.faces.generate_vba", "sample_functions"]
    said = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith('["Attribute VB_Name = \\"xlwings_udfs\\"')


def test_nothing_that_lies_in_the_present_folder_is_imported_to_make_it(tmp_path: Path) -> None:
    for name in ("pandas", "numpy", "xlwings"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the folder')", encoding="utf-8")
    with chdir(tmp_path):
        assert functions_code().functions
