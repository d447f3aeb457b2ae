"""A budget monitor gets the words worked out by hand in every form, and so does every kind of cell."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from budget_lines import LINES
from excel_udfs import FUNCTIONS, MISSING, excel_udfs
from function_cases import Call, Cell
from function_sheets import CALLED, PLAIN, SPILLED, unlike, write_calls
from openpyxl import load_workbook
from proof.lambdas import worked_out
from proof.recalculated import all_cells

from kpi_xl.faces.functions import KPI_RAG_TARGET
from kpi_xl.files.functions_book.budget_monitor import LINES as SHOWN
from kpi_xl.files.functions_book.expressions import word_in
from kpi_xl.files.functions_book.functions_page import KINDS_OF_CELL
from kpi_xl.files.functions_book.rating_formulas import rag
from kpi_xl.files.functions_book.target_formulas import rag_target
from kpi_xl.files.write_functions import write_functions_workbook
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.worksheet.target_ratings import Measured

pytestmark = [pytest.mark.unmeasured, pytest.mark.slow]

WORDS = [line.word for line in LINES]
CALLS: list[Call] = [(line.forecast, line.budget, 0.05, "fraction", line.better, 0.02, None) for line in LINES]
SofficeConvert = Callable[[Path, str, Path], Path]


@pytest.fixture(scope="module")
def udfs() -> Iterator[ModuleType]:
    with excel_udfs() as module:
        yield module


def as_excel(cell: Cell) -> object:
    """A blank is nothing, #N/A the number COM has for it."""
    return -2146826246 if cell == "#N/A" else cell


def plain(_: Call, cells: list[str]) -> str:
    actual, budget, amber, _basis, better, green, _scale = cells
    return rag_target(actual, budget, amber, Measured.FRACTION, word_in(better), green)


def test_there_are_fifty_cost_centres_of_every_kind() -> None:
    assert len(LINES) == 50
    assert len(set(WORDS)) == 11


def test_python_as_excel_calls_it_gives_the_words(udfs: ModuleType) -> None:
    columns = [tuple((as_excel(cell),) for cell in column) for column in zip(*CALLS, strict=True)]
    whole = udfs.call_udf(FUNCTIONS, "KPI_RAG_TARGET", (*columns[:6], MISSING))
    assert [word for (word,) in whole] == WORDS
    single = [udfs.call_udf(FUNCTIONS, "KPI_RAG_TARGET", (*map(as_excel, call[:6]), MISSING)) for call in CALLS]
    assert single == [[[word]] for word in WORDS]


def test_the_name_and_the_plain_formula_give_the_words(tmp_path: Path) -> None:
    made = write_calls(tmp_path / "monitor.xlsx", "KPI.RAGTARGET", CALLS, plain)
    found = worked_out(made, tmp_path / "worked out.xlsx")
    assert [unlike(found, column, CALLS, WORDS) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


@pytest.mark.libreoffice
def test_libreoffice_gives_the_plain_formula_the_words(soffice_convert: SofficeConvert, tmp_path: Path) -> None:
    made = write_calls(tmp_path / "monitor.xlsx", "KPI.RAGTARGET", CALLS, plain)
    assert unlike(soffice_convert(made, "xlsx", tmp_path / "again"), PLAIN, CALLS, WORDS) == []


# The sheet of the functions workbook

EXPECTED = [
    *("Green", "Amber", "Red", "Amber", "Amber", "Red", "Green", "Green", "Red"),
    *("Zero target", "Unpopulated", "Green"),
]
"""By hand, from the budgets and forecasts of the sheet, 2% and 5%."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("functions") / "functions.xlsx"
    write_functions_workbook(path)
    return path


def shown(path: Path, column: str) -> list[str]:
    cells = all_cells(path)
    return [cells["Budget monitor", f"{column}{row}"].text for row in range(8, 20)]


def test_the_sheet_rates_its_twelve_lines_in_both_forms(book: Path, tmp_path: Path) -> None:
    found = worked_out(book, tmp_path / "worked out.xlsx")
    assert shown(found, "G") == shown(found, "H") == shown(book, "G") == shown(book, "H") == EXPECTED
    assert len(SHOWN) == 12


@pytest.mark.libreoffice
def test_libreoffice_rates_the_sheet_the_same(book: Path, soffice_convert: SofficeConvert, tmp_path: Path) -> None:
    assert shown(soffice_convert(book, "xlsx", tmp_path / "again"), "G") == EXPECTED


def test_the_thresholds_of_the_sheet_are_named_percent_cells_and_its_ratings_are_coloured(book: Path) -> None:
    workbook = load_workbook(book)
    sheet = workbook["Budget monitor"]
    places = {name: workbook.defined_names[name].attr_text for name in ("GreenWithin", "AmberWithin")}
    assert places == {"GreenWithin": "'Budget monitor'!$B$4", "AmberWithin": "'Budget monitor'!$B$5"}
    assert [(sheet[cell].value, sheet[cell].number_format) for cell in ("B4", "B5")] == [(0.02, "0.0%"), (0.05, "0.0%")]
    coloured = {str(area.sqref): [rule.formula for rule in rules] for area, rules in _rules(sheet)}
    assert coloured["G8:H19"][:3] == [['"Green"'], ['"Amber"'], ['"Red"']]
    assert [cell.value for cell in sheet["I"][7:19]] == [line[4] for line in SHOWN]


def _rules(sheet: Any) -> Iterator[tuple[Any, Any]]:
    for area in sheet.conditional_formatting:
        yield area, area.rules


# Every kind of cell

AS_COM = {"money": Decimal("88.2"), "a date": datetime(2022, 9, 30), "an error": -2146826246}
"""How Excel hands over the cells of those kinds; the others as they are."""


def page_words() -> list[tuple[str, str]]:
    """The two words of each kind of cell in docs/functions.md."""
    page = (Path(__file__).parents[1] / "docs" / "functions.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    found = {row[0]: (row[2], row[3]) for row in rows if len(row) == 4}
    return [found[kind] for kind, _, _ in KINDS_OF_CELL]


def test_every_kind_of_cell_gives_the_word_of_the_page_when_excel_hands_it_over(udfs: ModuleType) -> None:
    for (kind, _, cell), words in zip(KINDS_OF_CELL, page_words(), strict=True):
        given = AS_COM.get(kind, cell)
        by_bounds = udfs.call_udf(FUNCTIONS, "KPI_RAG", (given, 90.0, 85.0, MISSING, MISSING))
        by_target = udfs.call_udf(FUNCTIONS, "KPI_RAG_TARGET", (given, 90.0, 5.0, *[MISSING] * 4))
        assert (by_bounds[0][0], by_target[0][0]) == words, kind


def test_every_kind_of_cell_gives_the_word_of_the_page_in_formulas(tmp_path: Path) -> None:
    bounds: list[Call] = [(cell, 90.0, 85.0, "higher", None) for *_, cell in KINDS_OF_CELL]
    targets: list[Call] = [(cell, 90.0, 5.0, None, "higher", None, None) for *_, cell in KINDS_OF_CELL]
    for name, calls, words, formula in (
        ("KPI.RAG", bounds, [one for one, _ in page_words()], lambda _, at: rag(*at[:3], Polarity.HIGHER)),
        ("KPI.RAGTARGET", targets, [one for _, one in page_words()], lambda _, at: rag_target(*at[:3])),
    ):
        made = write_calls(tmp_path / f"{name}.xlsx", name, calls, formula)
        found = worked_out(made, tmp_path / f"{name} worked out.xlsx")
        assert [unlike(found, column, calls, words) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


# On the line


def on_the_line(rows: int) -> list[tuple[Call, str]]:
    """Forecasts exactly on the Amber line of any budget, and the nearest number of 14 digits on either side."""
    draw, found = random.Random(2024), []
    for _ in range(rows):
        budget = Decimal(draw.choice([-1, 1]) * draw.randrange(1, 10**8)).scaleb(draw.choice([-4, -2, 0]))
        percent, better = Decimal(draw.choice(["5", "2.5", "7", "0.7", "12.5"])), draw.choice(["higher", "lower"])
        step = Decimal(1).scaleb(budget.adjusted() - 13)
        line = budget + (abs(budget) * percent / 100) * (1 if better == "lower" else -1)
        for off, word in ((0, "Amber"), (1, "Red"), (-1, "Amber")):
            forecast = float(line + off * (step if better == "lower" else -step))
            basis, tolerance = ("fraction", percent / 100) if draw.random() < 0.5 else (None, percent)
            scale = "same" if percent < 1 else None
            found.append(((forecast, float(budget), float(tolerance), basis, better, None, scale), word))
    return found


def plain_for(call: Call, cells: list[str]) -> str:
    basis = Measured.FRACTION if call[3] == "fraction" else Measured.PERCENT
    return rag_target(*cells[:3], basis, Polarity(str(call[4])), scale=call[6] is None)


def test_a_forecast_on_the_line_is_amber_and_a_hair_beyond_it_red_in_every_form(tmp_path: Path) -> None:
    calls, words = [call for call, _ in on_the_line(200)], [word for _, word in on_the_line(200)]
    columns = [[[cell] for cell in column] for column in zip(*calls, strict=True)]
    assert KPI_RAG_TARGET(*columns) == [(word,) for word in words]
    assert [KPI_RAG_TARGET(*call) for call in calls] == words
    found = worked_out(write_calls(tmp_path / "a.xlsx", "KPI.RAGTARGET", calls, plain_for), tmp_path / "b.xlsx")
    assert [unlike(found, column, calls, words) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


@pytest.mark.libreoffice
def test_libreoffice_agrees_on_the_line(soffice_convert: SofficeConvert, tmp_path: Path) -> None:
    calls, words = [call for call, _ in on_the_line(200)], [word for _, word in on_the_line(200)]
    made = write_calls(tmp_path / "line.xlsx", "KPI.RAGTARGET", calls, plain_for)
    assert unlike(soffice_convert(made, "xlsx", tmp_path / "again"), PLAIN, calls, words) == []
