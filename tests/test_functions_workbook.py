"""The functions workbook and docs/functions.md: sound, alive, and in step with the catalogue."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cli import kpi_xl_here
from openpyxl import load_workbook
from proof.lambdas import worked_out
from proof.recalculated import all_cells, differences
from proof.workbook import prove_workbook

from kpi_xl.files.functions_book.calls import ANSWERS
from kpi_xl.files.functions_book.definitions import NATIVE
from kpi_xl.files.functions_book.functions_page import functions_page
from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.write_functions import build_functions_book, write_functions_workbook
from kpi_xl.model.worksheet_functions import FUNCTIONS, LOOKUP

ROOT = Path(__file__).parents[1]
NAMES = [function.name for function in NATIVE]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("functions") / "functions & more.xlsx"
    write_functions_workbook(path)
    return path


def calls(path: Path) -> dict[tuple[str, str], str]:
    return {place: cell.formula for place, cell in all_cells(path).items() if cell.formula}


@pytest.mark.sdk
def test_it_stands_up_to_the_lint_and_both_validators(book: Path) -> None:
    assert prove_workbook(book, sdk=True) == []


def test_what_is_stored_is_what_an_engine_works_out(book: Path, tmp_path: Path) -> None:
    assert differences(book, worked_out(book, tmp_path / "worked out.xlsx")) == []
    assert len([formula for formula in calls(book).values() if formula.startswith("KPI.")]) > 40


def test_a_copy_of_try_it_takes_every_name_along(book: Path) -> None:
    """Excel copies with a sheet the names that its formulas use, so none may use another."""
    used = " ".join(formula for (sheet, _), formula in calls(book).items() if sheet == "Try it")
    assert [name for name in NAMES if f"{name}(" not in used] == []
    assert [one.name for one in NATIVE if any(f"{name}(" in one.definition for name in NAMES)] == []


def test_every_call_of_a_name_is_a_dynamic_array(book: Path) -> None:
    """In an ordinary formula Excel puts @ before the name, and a range in gives one cell out."""
    sheets = load_workbook(book).worksheets
    plain = [cell.value for sheet in sheets for row in sheet for cell in row if str(cell.value).startswith("=KPI.")]
    shown_as_text = [text for text in plain if isinstance(text, str)]
    assert len(shown_as_text) == sum(len(entry.examples) for entry in FUNCTIONS if entry.native)


def test_the_reference_has_every_function_argument_and_example(book: Path) -> None:
    sheet = load_workbook(book, data_only=True)["Reference"]
    texts = {cell.value for row in sheet for cell in row}
    for entry in FUNCTIONS:
        assert {entry.name, entry.signature(entry.name), entry.summary} <= texts
        assert {argument.doc for argument in entry.arguments} <= texts
    assert set(ANSWERS) == {entry.name for entry in FUNCTIONS} - {LOOKUP.name}


@pytest.mark.slow
def test_with_python_the_other_form_is_alive_too(tmp_path: Path) -> None:
    path = tmp_path / "functions.xlsx"
    with new_workbook(path, "KPI functions", "With Python") as workbook:
        build_functions_book(workbook, python=True)
    assert prove_workbook(path, frozenset(entry.name for entry in FUNCTIONS)) == []
    assert sum(formula.startswith("KPI_") for formula in calls(path).values()) == sum(
        len(entry.examples) for entry in FUNCTIONS
    )


def test_excel_is_told_what_each_name_is_for(book: Path) -> None:
    told = load_workbook(book).defined_names
    assert {name: told[name].comment for name in NAMES} == {one.name: one.entry.summary for one in NATIVE}


def test_the_same_bytes_come_out_each_time() -> None:
    one, other = BytesIO(), BytesIO()
    write_functions_workbook(one)
    write_functions_workbook(other)
    assert one.getvalue() == other.getvalue()


def test_the_page_of_functions_is_the_catalogue() -> None:
    page = ROOT / "docs" / "functions.md"
    if os.environ.get("KPI_XL_REWRITE_GOLDEN"):
        page.write_text(functions_page(), encoding="utf-8", newline="\n")
    assert page.read_text("utf-8") == functions_page(), "KPI_XL_REWRITE_GOLDEN=1 writes it anew"


def test_the_command_writes_it(tmp_path: Path, book: Path) -> None:
    said = kpi_xl_here("formula", "workbook", tmp_path / "functions.xlsx")
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "functions.xlsx").read_bytes() == book.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "formula"),
    [
        pytest.param(
            ("share", "--ratings", "D2:D80", "--what", "Red"), "=IF(SUMPRODUCT(ISNUMBER(1/((TRIM(D2:D80)", id="share"
        ),
        pytest.param(
            ("rag", "--actual", "A2", "--green", "90"),
            '=IF(ISERROR(A2),"Invalid",IF(ISNUMBER(A2),IF(((ABS(A2)<1)*(A2<>0)+(ABS(A2)>36525)),"Check scale: ',
            id="no amber",
        ),
        pytest.param(
            ("rag", "--actual", "A2", "--green", "90", "--scale", "same"),
            '=IF(ISERROR(A2),"Invalid",IF(ISNUMBER(A2),IF((A2<90),"Amber","Green"),',
            id="never asks",
        ),
        pytest.param(
            ("range", "--actual", "=A2+B2", "--green-low", "8", "--scale", "same"),
            '=IF(ISERROR((A2+B2)),"Invalid",IF(ISNUMBER((A2+B2)),IF(((A2+B2)<8),"Amber","Green"),',
            id="an expression stays together",
        ),
        pytest.param(("variance", "--actual", "A2", "--target", "-4", "--better", "lower"), "=IF(", id="variance"),
        pytest.param(("change", "--actual", "'My sheet'!A2", "--before", "B2", "--unit", "%"), "=IF(", id="change"),
        pytest.param(("direction", "--actual", "A2", "--before", "B2", "--better", "in range"), "=IF(", id="direction"),
    ],
)
def test_the_command_prints_plain_formulas(arguments: tuple[str, ...], formula: str) -> None:
    said = kpi_xl_here("formula", *arguments)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(formula)
    assert "_xl" not in said.stdout and '""<' not in said.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(("rag", "--actual", "A2", "--green", "2", "--amber", "5"), "Then say lower", id="lower forgotten"),
        pytest.param(("rag", "--actual", "A2", "--green", "90", "--amber", "95"), "green is wider", id="higher"),
        pytest.param(
            ("range", "--actual", "A2", "--green-low", "12", "--green-high", "8"), "upside down", id="upside down"
        ),
        pytest.param(
            ("target", "--actual", "C2", "--target", "B2", "--tolerance", "0.05"), "basis is fraction", id="5% as 0.05"
        ),
        pytest.param(("target", "--actual", "C2", "--target", "B2", "--tolerance", "5%"), "basis is fraction", id="5%"),
        pytest.param(
            ("target", "--actual", "C2", "--target", "B2", "--tolerance", "5", "--basis", "fraction"),
            "the basis is percent",
            id="5 as a fraction",
        ),
        pytest.param(
            ("target", "--actual", "C2", "--target", "B2", "--tolerance", "2", "--green-tolerance", "5"),
            "green is wider",
            id="tolerances the wrong way round",
        ),
        pytest.param(
            ("target", "--actual", "C2", "--target", "B2", "--tolerance", "-5"), "a tolerance is below 0", id="minus"
        ),
        pytest.param(("rag", "--actual", "B:B", "--green", "90"), "whole column", id="whole column"),
        pytest.param(("rag", "--actual", "B2", "--green", "90", "--better", "up"), "none of higher, lower", id="up"),
        pytest.param(
            ("rag", "--actual", "B2", "--green", "2%", "--amber", "5", "--better", "lower"),
            "Check scale",
            id="2% and 5",
        ),
        pytest.param(("rag", "--actual", "B2", "--green", "90", "--amber", "85%"), "Check scale", id="90 and 85%"),
        pytest.param(("rag", "--actual", "B2", "--green", "1,234"), "Type the plain number", id="a comma"),
        pytest.param(("rag", "--actual", "B2", "--green", "£1.2m"), "Type the plain number", id="pounds"),
        pytest.param(("rag", "--actual", "B2", "--green", "(500)"), "Type the plain number", id="a credit in brackets"),
        pytest.param(("rag", "--actual", "B2", "--green", "1.000.000"), "Type the plain number", id="points"),
        pytest.param(("colours", "--range", "the ratings"), "no range of cells", id="no range"),
    ],
)
def test_a_formula_that_could_only_complain_is_refused(arguments: tuple[str, ...], why: str) -> None:
    said = kpi_xl_here("formula", *arguments)
    assert said.returncode == 2
    assert why in " ".join(said.stderr.split())
    assert said.stdout == ""


def test_bounds_and_a_better_that_are_sound_are_not_refused() -> None:
    for more in (("0.5", "2"), ("0.02", "0.05"), ("1", "1.5"), ("0", "2%"), ("-500", "-100"), ("90", "36600")):
        said = kpi_xl_here(
            "formula", "rag", "--actual", "B2", "--green", more[0], "--amber", more[1], "--better", "lower"
        )
        assert (said.returncode, said.stderr) == (0, ""), more


def test_a_budget_without_a_better_is_told_which_way_it_is_rated() -> None:
    asked = ("formula", "target", "--actual", "C2", "--target", "B2", "--tolerance", "5")
    left_out, given = kpi_xl_here(*asked), kpi_xl_here(*asked, "--better", "higher")
    assert "For spend add --better lower" in left_out.stderr
    assert (left_out.stdout, given.stderr) == (given.stdout, "")


def test_per_cent_is_the_basis_under_either_name_and_better_may_be_a_cell() -> None:
    asked = ("formula", "target", "--actual", "C2", "--target", "B2", "--tolerance", "5", "--better", "$A$2")
    said = [
        kpi_xl_here(*asked, *more).stdout for more in ((), ("--basis", "percent"), ("--basis", "percent of target"))
    ]
    assert len(set(said)) == 1
    assert said[0].startswith('=IF((IFERROR(TRIM($A$2),"?")<>"")*')


def test_the_rules_for_colours_name_the_first_cell_and_the_colours_of_the_house(book: Path) -> None:
    said = kpi_xl_here("formula", "colours", "--range", "$G$8:$G$57")
    assert said.returncode == 0
    rules = [line for line in said.stdout.splitlines() if line.startswith("=")]
    assert [rule.split("   ")[0] for rule in rules] == [f'=TRIM(G8)="{word}"' for word in ("Green", "Amber", "Red")]
    fills = {str(rule.dxf.fill.bgColor.rgb)[-6:] for rules in _coloured(book) for rule in rules if rule.dxf.fill}
    assert {rule.split("Fill #")[1][:6] for rule in rules} <= fills


def _coloured(book: Path) -> list[list[Any]]:
    return [area.rules for area in load_workbook(book)["Budget monitor"].conditional_formatting]


def test_an_argument_left_out_is_asked_for() -> None:
    said = kpi_xl_here("formula", "rag", "--actual", "A2", "--green", " ")
    assert said.returncode == 2
    assert "Give a cell such as B2" in said.stderr


@pytest.mark.parametrize(
    ("which", "asked"),
    [
        *((which, "--actual") for which in ("rag", "range", "target", "variance", "change", "direction")),
        pytest.param("share", "--ratings", id="share"),
    ],
)
def test_a_formula_without_the_cells_it_needs_asks_for_them(which: str, asked: str) -> None:
    said = kpi_xl_here("formula", which)
    assert (said.returncode, said.stdout) == (2, "")
    assert f"Missing option '{asked}'" in said.stderr
