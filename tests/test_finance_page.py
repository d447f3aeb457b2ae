"""Every command, formula and line of Python on the pages for finance colleagues and analysts is run."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import xlsxwriter
from cli import kpi_xl_here
from excel_udfs import FUNCTIONS, MISSING, excel_udfs
from function_sheets import write_cell
from proof.lambdas import worked_out
from proof.recalculated import all_cells

from kpi_xl.files.frame_columns import FRAMES, columns_page
from kpi_xl.files.functions_book.definitions import NATIVE

pytestmark = pytest.mark.unmeasured

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "finance.md").read_text(encoding="utf-8")
DATA = (DOCS / "data.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^kpi-xl .+$", PAGE, re.MULTILINE)
FORMULAS = list(dict.fromkeys(re.findall(r"(?:^|`)(=(?:KPI|IF).*?)(?=`|  |$)", PAGE, re.MULTILINE)))

CELLS = {
    "B4": 0.02,
    "B5": 0.05,
    "A2": 0.31,
    "B2": 0.524,
    **{f"B{row}": "lower" for row in range(8, 58)},
    **{f"C{row}": 100_000.0 for row in range(8, 58)},
    **{f"D{row}": 103_400.0 for row in range(8, 58)},
    **{f"F{row}": 0.034 for row in range(8, 58)},
}
"""The cells of the page's monitor: every line is 3.4% over."""
WORDS = {
    '=KPI.RAGTARGET(D8, C8, $B$5, "fraction", B8)': "Amber",
    "=KPI.RAGTARGET(D8, C8, 5, , B8)": "Amber",
    '=KPI.RAGTARGET(D8, C8, 5000, "points", B8)': "Amber",
    '=KPI.RAG(F8, 2%, 5%, "lower")': "Amber",
    '=KPI.RAG(F8, 2, 5, "lower")': "Check scale: value and thresholds differ (a cell showing 5% holds 0.05)",
    '=KPI.RAG(F8, 2, 5, "lower", "same")': "Green",
    "=KPI.RAGTARGET(D8:D57, C8:C57, 5, , B8:B57)": "Amber",
    "=KPI.RAGTARGET([@Forecast], [@Budget], 5, , [@Better])": "Amber",
    '=IF(C8="", "", KPI.RAGTARGET(D8, C8, 5, , B8))': "Amber",
}
"""What each formula with a name answers there."""
WITH_PYTHON = {
    "=KPI_RAG_TARGET(D8, C8, 5, , B8)": "Amber",
    '=KPI_CHANGE(31, 52.4, "%")': -21.4,
    '=KPI_CHANGE(A2, B2, "fraction")': -21.4,
    '=KPI_LOOKUP("AS10", "2022/23 Q2", "RAG", A1)': "Red",
}


@pytest.fixture(scope="module")
def udfs() -> Iterator[ModuleType]:
    with excel_udfs() as module:
        yield module


def test_the_formulas_of_the_page_are_those_run_here() -> None:
    assert set(FORMULAS) == {*WORDS, *WITH_PYTHON}


def test_every_formula_with_a_name_answers_as_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "monitor.xlsx"
    columns = {"[@Forecast]": "D8", "[@Budget]": "C8", "[@Better]": "B8"}  # an engine without tables
    with xlsxwriter.Workbook(path) as workbook:
        for function in NATIVE:
            workbook.define_name(function.name, f"={function.definition}")
        sheet = workbook.add_worksheet("Calls")
        for cell, value in CELLS.items():
            write_cell(sheet, cell, value)
        for column, formula in enumerate(WORDS, start=10):
            for name, cell in columns.items():
                formula = formula.replace(name, cell)
            last = 56 if "D8:D57" in formula else 7
            sheet.write_dynamic_array_formula(7, column, last, column, formula)
    found = all_cells(worked_out(path, tmp_path / "worked out.xlsx"))
    shown = [
        found["Calls", f"{xlsxwriter.utility.xl_col_to_name(column)}8"].text for column in range(10, 10 + len(WORDS))
    ]
    assert shown == list(WORDS.values())


def test_every_formula_with_python_answers_as_the_page_says(udfs: ModuleType, demo_folder: Path) -> None:
    cells = CELLS | {"A1": f'"{demo_folder / "master.xlsx"}"'}
    for formula, answer in WITH_PYTHON.items():
        name, _, inside = formula.removeprefix("=").removesuffix(")").partition("(")
        given = [read(argument.strip(), cells) for argument in inside.split(",")]
        wanted = {"KPI_RAG_TARGET": 7, "KPI_LOOKUP": 4}.get(name, 3)
        assert udfs.call_udf(FUNCTIONS, name, (*given, *[MISSING] * (wanted - len(given)))) == [[answer]], formula


def read(argument: str, cells: dict[str, object]) -> object:
    if not argument:
        return MISSING
    if argument.startswith('"'):
        return argument.strip('"')
    return cells[argument] if argument in cells else float(argument)


def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) == 5
    for command in COMMANDS:
        said = kpi_xl_here(*command.split()[1:])
        assert said.returncode == 0, said.stderr
        assert said.stdout.startswith(("=IF(", "Made ", "Select G8:G57"))
    assert (tmp_path / "functions.xlsx").exists()


PRINTED = [
    command.split() for command in COMMANDS if command.startswith(("kpi-xl formula target", "kpi-xl formula rag"))
]


def test_every_formula_a_command_of_the_page_prints_rates_the_line(tmp_path: Path) -> None:
    path = tmp_path / "monitor.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Calls")
        for cell, value in CELLS.items():
            write_cell(sheet, cell, value)
        for row, command in enumerate(PRINTED):
            sheet.write_formula(row, 10, kpi_xl_here(*command[1:]).stdout.strip())
    found = all_cells(worked_out(path, tmp_path / "worked out.xlsx"))
    assert [found["Calls", f"K{row}"].text for row in range(1, len(PRINTED) + 1)] == ["Amber"] * 3


# docs/data.md

COLUMNS = re.compile(r"<!-- columns -->\n(.*?)<!-- /columns -->", re.DOTALL)


def test_the_page_of_columns_has_every_column() -> None:
    wanted = "\n".join(map(columns_page, FRAMES))
    if os.environ.get("KPI_XL_REWRITE_GOLDEN"):
        text = COLUMNS.sub(lambda _: f"<!-- columns -->\n{wanted}<!-- /columns -->", DATA)
        (DOCS / "data.md").write_text(text, encoding="utf-8", newline="\n")
        return
    found = COLUMNS.search(DATA)
    assert found is not None
    assert found[1] == wanted, "KPI_XL_REWRITE_GOLDEN=1 writes it anew"


def test_every_recipe_gives_what_the_page_says(
    demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(demo_folder, tmp_path / "demo")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    said = 0
    for block in re.findall(r"```python\n(.*?)```", DATA, re.DOTALL):
        for line in block.splitlines():
            code, marked, expected = line.partition("    # ")
            if marked:
                assert repr(eval(code, names)) == expected, line
                said += 1
            else:
                exec(code, names)
    assert said == 6
    assert len(names["overdue"]) > 0
    assert names["worst_first"]["rating"].iloc[-1] == "Green"
