"""From Excel to our functions and back through xlwings' own code: COM-shaped values, missing arguments, errors."""

from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from types import ModuleType

import pytest
from excel_udfs import FUNCTIONS, MISSING, excel_udfs
from function_cases import band_cases

from kpi_xl.model.worksheet_functions import FUNCTIONS as CATALOGUE

DIV_0, NOT_AVAILABLE, SPILL = -2146826281, -2146826246, -2146826243


@pytest.fixture(scope="module")
def udfs() -> Iterator[ModuleType]:
    with excel_udfs() as module:
        yield module


@pytest.fixture
def call(udfs: ModuleType) -> Callable[..., object]:
    """`call(name, *arguments)`: what Excel's VBA gets back, always rows."""
    return lambda name, *arguments: udfs.call_udf(FUNCTIONS, name, arguments)


def test_a_cell_gives_a_cell(call: Callable[..., object]) -> None:
    assert call("KPI_RAG", 92.6, 90.0, 85.0, MISSING) == [["Green"]]
    assert call("KPI_CHANGE", 31.0, 52.4, "%") == [[-21.4]]


def test_a_range_comes_back_in_its_shape(call: Callable[..., object]) -> None:
    assert call("KPI_RAG", ((92.6,), (86.0,)), 90.0, 85.0, MISSING) == [["Green"], ["Amber"]]
    assert call("KPI_RAG", ((92.6, 86.0),), 90.0, 85.0, MISSING) == [["Green", "Amber"]]
    assert call("KPI_RAG", ((92.6, 86.0), (None, 2.0)), 90.0, 85.0, "higher") == [
        ["Green", "Amber"],
        ["Unpopulated", "Red"],
    ]
    assert call("KPI_RAG", (92.6, 86.0), 90.0, 85.0, MISSING) == [["Green", "Amber"]]  # an array such as {92.6,86}


def test_blanks_errors_texts_and_dates_give_their_reason(call: Callable[..., object]) -> None:
    cells = (None, "", "  ", DIV_0, NOT_AVAILABLE, SPILL, "n/a", True, datetime(2022, 9, 30))
    words = (
        ["Unpopulated"] * 3
        + ["Invalid"] * 5
        + ["Check scale: value and thresholds differ (a cell showing 5% holds 0.05)"]
    )
    assert call("KPI_RAG", tuple((cell,) for cell in cells), 90.0, 85.0, MISSING) == [[word] for word in words]
    assert call("KPI_VARIANCE", DIV_0, 90.0, MISSING) == [["Invalid"]]
    assert call("KPI_RAG", 92.6, NOT_AVAILABLE, 85.0, MISSING) == [["Check thresholds: one is not a number"]]


def test_missing_arguments_are_their_defaults_wherever_they_stand(call: Callable[..., object]) -> None:
    assert call("KPI_RAG_RANGE", 95.0, 90.0, MISSING, 85.0, MISSING) == [["Green"]]
    assert call("KPI_RAG_TARGET", 85.0, 90.0, 5.0, MISSING, MISSING, MISSING) == [["Red"]]
    assert call("KPI_RAG", MISSING, 90.0, 85.0, MISSING) == [["Unpopulated"]]
    assert call("KPI_DIRECTION", 3.05, 3.35, "lower", MISSING, MISSING, MISSING) == [["Improved"]]


def test_every_worked_case_comes_back_as_stated_in_one_call(call: Callable[..., object]) -> None:
    cases = band_cases()
    arguments = [tuple((cell,) for cell in column) for column in zip(*(call for call, _ in cases), strict=True)]
    assert call("KPI_RAG_RANGE", *arguments) == [[word] for _, word in cases]


def test_excel_is_told_the_category_and_what_each_argument_is(udfs: ModuleType) -> None:
    module = udfs.get_udf_module(FUNCTIONS, None)
    for entry in CATALOGUE:
        known = getattr(module, entry.name).__xlfunc__
        assert (known["category"], known["ret"]["doc"]) == ("KPI", entry.summary)
        assert [(one["name"], one["doc"], "optional" in one) for one in known["args"]] == [
            (one.name, one.doc, one.optional) for one in entry.arguments
        ]


def test_the_vba_of_every_function_is_generated(udfs: ModuleType) -> None:
    class Workbook:
        Name = "functions.xlsm"

    text = StringIO()
    udfs.generate_vba_wrapper(FUNCTIONS, udfs.get_udf_module(FUNCTIONS, None), text, Workbook())
    for entry in CATALOGUE:
        arguments = ", ".join(f"Optional {one.name}" if one.optional else one.name for one in entry.arguments)
        assert f"Function {entry.name}({arguments})" in text.getvalue()
