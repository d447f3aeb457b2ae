"""Worksheet functions become VBA anywhere: the module that calls Python, and what the function wizard says of each."""

import subprocess
import sys
from pathlib import Path

import pytest
from macro_workbooks import python_link
from proof.function_wizard import registered_help
from proof.scanned import scanned_modules, vba_errors
from proof.workbook import prove_workbook

from kpi_xl.faces.vba_functions import functions_code
from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.macros.function_help import ON_OPEN, help_module
from kpi_xl.files.macros.macro_book import add_macros
from kpi_xl.model.macros import FunctionHelp, FunctionsCode

NAMES = ["SAMPLE_COUNT", "SAMPLE_NONE", "SAMPLE_PLUS"]


@pytest.fixture(scope="module")
def code() -> FunctionsCode:
    return functions_code("sample_functions")


@pytest.fixture(scope="module")
def book(code: FunctionsCode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of functions with nothing else in it."""
    path = tmp_path_factory.mktemp("functions") / "functions & more.xlsm"
    with new_workbook(path, "Functions", "For the tests") as workbook:
        workbook.add_worksheet("Functions")
        modules = [code.module, help_module(code.functions)]
        settings = {"UDF MODULES": code.python_module}
        add_macros(workbook, Formats(workbook), python_link(), modules, on_open=ON_OPEN, settings=settings)
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


def test_a_functions_workbook_is_sound(book: Path) -> None:
    assert [*prove_workbook(book), *vba_errors(book)] == []
    assert {"xlwings", "xlwings_udfs", "FunctionHelp"} < set(scanned_modules(book))


def test_opening_the_workbook_tells_the_wizard_everything(book: Path, code: FunctionsCode) -> None:
    told = registered_help(book)
    assert [one["macro"] for one in told] == [f"'Bob''s functions.xlsm'!{name}" for name in NAMES]
    assert [one["category"] for one in told] == ["xlwings", "Samples", "Samples"]
    assert told[2]["about"] == "The value and some more, over two lines."
    value, by = told[2]["arguments"]
    assert value == 'The value, as typed: "92.6"'
    assert by.startswith("How much to add, in £ – 1 where")
    assert (len(by), by[-3:]) == (255, "...")
    assert "RegisterFunctions" in scanned_modules(book)["ThisWorkbook"]


def test_a_workbook_excel_will_not_take_help_for_opens_all_the_same(book: Path) -> None:
    assert registered_help(book, refuses=True) == []


def test_letters_vba_does_not_know_do_not_break_it() -> None:
    text = help_module([FunctionHelp("A_B", "≥ is at least", "KPI")])
    text.encode("cp1252")
    assert 'Description:="? is at least"' in text


def test_the_generator_runs_as_a_program_of_its_own() -> None:
    command = [sys.executable, "-m", "kpi_xl.faces.generate_vba", "sample_functions"]
    said = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith('["Attribute VB_Name = \\"xlwings_udfs\\"')
