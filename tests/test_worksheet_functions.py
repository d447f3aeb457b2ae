"""The worksheet functions as Excel calls them: cells and ranges in, words or numbers out, never an exception."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from function_cases import AWKWARD, Call, band_cases, calls, resolved_cases, target_cases
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl import Bands, rate, rate_many
from kpi_xl.faces import functions
from kpi_xl.faces.functions import (
    KPI_CHANGE,
    KPI_DIRECTION,
    KPI_LOOKUP,
    KPI_PROFILE,
    KPI_RAG,
    KPI_RAG_COUNT,
    KPI_RAG_RANGE,
    KPI_RAG_SHARE,
    KPI_RAG_TARGET,
    KPI_VARIANCE,
)
from kpi_xl.model.master import Master, Result
from kpi_xl.model.master_layout import RESULTS
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Reason
from kpi_xl.model.worksheet_functions import FUNCTIONS, RAG, RAG_RANGE, RAG_TARGET, WorksheetFunction
from kpi_xl.rules.worksheet.cell_words import (
    BEYOND_TARGET,
    CHECK_SCALE,
    GREEN_WIDER,
    GREEN_WIDER_HIGHER,
    GREEN_WIDER_LOWER,
    NO_WAY_GIVEN,
    NOT_A_BOUND,
    SCALE_OF_CHANGE,
    SCALE_OF_FRACTION,
    SCALE_OF_PAIR,
    SCALE_OF_PERCENT,
    SCALE_OF_POINTS,
    SCALE_OF_SHARES,
    SHAPES_DIFFER,
    UPSIDE_DOWN,
    ZERO_TARGET,
)
from kpi_xl.rules.worksheet.lookup import look_up

HARD_SPACE = "\u00a0"
"""Blank to Python and no blank to Excel's TRIM, whose answer holds in a cell."""
SHIPPED = Path(__file__).parents[1] / "workbooks" / "master-2022-23-Q1.xlsx"
WORDS = [["Green"], ["amber "], ["RED"], ["Red"], ["Not due"], [None], ["#N/A"], ["greenish"], [3.0], [True]]


def columns(some: list[Call]) -> list[list[list[object]]]:
    """Calls as ranges: a column for each argument."""
    return [[[cell] for cell in column] for column in zip(*some, strict=True)]


@pytest.mark.parametrize(
    ("function", "cases"),
    [
        pytest.param(KPI_RAG_RANGE, band_cases(), id="bounds"),
        pytest.param(KPI_RAG_RANGE, resolved_cases(), id="thresholds as bounds"),
        pytest.param(KPI_RAG_TARGET, target_cases(), id="targets with tolerances"),
    ],
)
def test_every_worked_case_is_rated_as_stated_as_cells_and_as_ranges(
    function: Callable[..., object], cases: list[tuple[Call, str]]
) -> None:
    some, words = [call for call, _ in cases], [word for _, word in cases]
    assert [function(*call) for call in some] == words
    assert function(*columns(some)) == [(word,) for word in words]
    assert len(words) > 170


@pytest.mark.parametrize(
    ("call", "word"),
    [
        pytest.param((92.6, 90, 85), "Green", id="above green"),
        pytest.param((90.0, 90.0, 85.0), "Green", id="on the line is the better side"),
        pytest.param((89.96, 90, 85), "Amber", id="prints as 90.0"),
        pytest.param((0.1 + 0.2, 0.3, 0.4, "lower"), "Green", id="a hair over 0.3"),
        pytest.param((132.1, 120, 132, "LOWER "), "Red", id="lower is better, in any writing"),
        pytest.param((-5, 80, None), "Amber", id="no amber floor"),
        pytest.param((50, None, None), "Data only (no target)", id="no thresholds"),
        pytest.param((None, 90, 85), "Unpopulated", id="blank"),
        pytest.param(("", 90, 85), "Unpopulated", id="empty text"),
        pytest.param(("n/a", 90, 85), "Invalid", id="text"),
        pytest.param(("92", 90, 85), "Invalid", id="text that spells a number"),
        pytest.param(("#DIV/0!", 90, 85), "Invalid", id="error by name"),
        pytest.param((-2146826243, 90, 85), "Invalid", id="error xlwings has no name for"),
        pytest.param((True, 90, 85), "Invalid", id="boolean"),
        pytest.param((datetime(2022, 9, 30), 90, 85), CHECK_SCALE, id="a date is a number, and no per cent"),
        pytest.param((datetime(2022, 9, 30), 44834, 44000), "Green", id="a date is its number"),
        pytest.param((Decimal("92.6"), 90, 85), "Green", id="currency comes as a decimal"),
        pytest.param((np.float64(92.6), 90, 85), "Green", id="numpy number"),
        pytest.param((92, 90, 95), GREEN_WIDER_HIGHER, id="thresholds the wrong way round"),
        pytest.param((None, None, 95), GREEN_WIDER_HIGHER, id="no green, even without a value"),
        pytest.param((92, "90%", 85), NOT_A_BOUND, id="text threshold"),
        pytest.param((92, 90, "#REF!"), NOT_A_BOUND, id="error threshold"),
        pytest.param((92, float("inf"), 85), NOT_A_BOUND, id="endless threshold"),
        pytest.param((92, 90, 85, "up"), "Check better: higher or lower", id="no such way"),
        pytest.param((92, 90, 85, "in range"), "Check better: higher or lower", id="a way that takes two bounds"),
        pytest.param((92, 90, 85, 1), "Check better: higher or lower", id="a number for a way"),
    ],
)
def test_a_cell_gets_its_word(call: tuple[object, ...], word: str) -> None:
    assert KPI_RAG(*call) == word


@pytest.mark.parametrize("share", [0.001, 0.004, 0.012, 0.019, 0.021, 0.034, 0.049, 0.051, 0.158, 0.42, 0.99, -0.02])
def test_a_percent_cell_beside_whole_number_thresholds_is_asked_about(share: float) -> None:
    assert KPI_RAG(share, 2, 5, "lower") == CHECK_SCALE
    assert KPI_RAG(share, 90, 85) == CHECK_SCALE
    assert KPI_RAG(share, 0, 5, "lower") == CHECK_SCALE
    assert KPI_RAG_RANGE(share, 98, 102, 95, 105) == CHECK_SCALE
    assert not str(KPI_RAG(share, 2, 5, "lower", "same")).startswith("Check")


@pytest.mark.parametrize(
    ("call", "word"),
    [
        pytest.param((92.4, 0.9, 0.85), CHECK_SCALE, id="whole numbers beside percent thresholds"),
        pytest.param((3.4, 0.02, 0.05, "lower"), CHECK_SCALE, id="a variance of 3.4 beside 2% and 5%"),
        pytest.param((0.97, 1, 0.95), "Amber", id="percent cells all, one of them 100%"),
        pytest.param((0.97, 1, 1.05, "lower"), "Green", id="spend of budget in percent cells"),
        pytest.param((1.2, 0.02, 0.05, "lower"), "Red", id="an overspend of 120%"),
        pytest.param((3, 0.5, 1, "lower"), "Red", id="errors in a hundred"),
        pytest.param((0.034, 0.5, 2, "lower"), CHECK_SCALE, id="a percent cell beside half a per cent and 2"),
        pytest.param((0.158, 0.5, 2, "lower"), CHECK_SCALE, id="15.8% beside them"),
        pytest.param((0.034, 0.02, 2, "lower"), CHECK_SCALE, id="one threshold typed with %, one without"),
        pytest.param((3.4, 0.02, 5, "lower"), CHECK_SCALE, id="whole values beside thresholds of two scales"),
        pytest.param((84, 90, 0.85), CHECK_SCALE, id="90 beside 85%"),
        pytest.param((None, 90, 0.85), "Unpopulated", id="no value beside thresholds of two scales"),
        pytest.param((0, 0.02, 5, "lower"), CHECK_SCALE, id="nothing beside thresholds of two scales"),
        pytest.param((3, 0.5, 20, "lower"), "Amber", id="a wide amber band"),
        pytest.param((300, 532.6, 0.5), "Amber", id="beyond any per cent"),
        pytest.param((-5, 0.11, -99.6), "Amber", id="bounds on both sides of 0"),
        pytest.param((0.034, 1, 1.5, "lower"), CHECK_SCALE, id="a percent cell beside 1 and one and a half"),
        pytest.param((0.034, 0.5, 2, "lower", "same"), "Green", id="0.034 million beside half a million"),
        pytest.param((-0.034, 0.5, 2, "lower"), "Green", id="an underspend is Green on any scale"),
        pytest.param((0.3, 2, 0.5), "Red", id="a ratio below its floor"),
        pytest.param((0.6, 0.5, 2, "lower"), "Amber", id="a ratio between its ceilings"),
        pytest.param((0.4, 0.8, 1, "lower"), "Green", id="a ratio below ceilings of about 1"),
        pytest.param((0.4, 1, 1.2, "lower"), "Green", id="40% of a budget spent, so far"),
        pytest.param((0, 2, 5, "lower"), "Green", id="nothing is nothing on any scale"),
        pytest.param((120_000, 500, 1_000, "lower"), "Red", id="pounds, far over"),
        pytest.param((0.034, 2, 5, "lower", "maybe"), "Check scales: same, or leave it out", id="no such scale"),
    ],
)
def test_only_what_cannot_be_of_one_scale_is_asked_about(call: tuple[object, ...], word: str) -> None:
    assert KPI_RAG(*call) == word


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(KPI_RAG_RANGE(0.034, None, 0.5, None, 2), CHECK_SCALE, id="percent cell, upper ends"),
        pytest.param(KPI_RAG_RANGE(96, 98, 102, 0.95, 105), CHECK_SCALE, id="a range typed as 98 and 95%"),
        pytest.param(KPI_RAG_RANGE(0.6, 0.5, 2, 0.3, 3), "Green", id="a ratio in its range"),
        pytest.param(KPI_RAG_RANGE(0.2, 0.5, 2, 0.3, 3), "Red", id="a ratio below its range"),
        pytest.param(KPI_VARIANCE(92.4, 0.9), SCALE_OF_PAIR, id="variance from a target of 90%"),
        pytest.param(KPI_VARIANCE(0.924, 90, "lower"), SCALE_OF_PAIR, id="variance of a percent cell"),
        pytest.param(KPI_VARIANCE(92.4, 0.9, None, "same"), 91.5, id="variance, and meant"),
        pytest.param(KPI_VARIANCE(1, 90), -89.0, id="one of ninety"),
        pytest.param(KPI_VARIANCE(0.5, 2.4), -1.9, id="millions"),
        pytest.param(KPI_DIRECTION(0.31, 52.4), SCALE_OF_PAIR, id="direction from 52.4 to 31%"),
        pytest.param(KPI_DIRECTION(0.31, 52.4, None, None, None, None, "same"), "Worsened", id="direction, and meant"),
        pytest.param(KPI_CHANGE(0.31, 52.4), SCALE_OF_PAIR, id="change from 52.4 to 31%, no unit"),
        pytest.param(KPI_CHANGE(31, 52.4, "fraction"), SCALE_OF_SHARES, id="whole numbers called fractions"),
        pytest.param(KPI_CHANGE(2.1, 2.4, "fraction", "same"), -30.0, id="210%, and meant"),
        pytest.param(KPI_CHANGE(0.31, 52.4, None, "no"), "Check scales: same, or leave it out", id="no such scale"),
    ],
)
def test_numbers_of_two_scales_are_asked_about_in_every_function(found: object, expected: object) -> None:
    assert found == expected


@pytest.mark.parametrize("blank", [None, "", "  "], ids=["nothing", "empty text", "spaces"])
def test_a_blank_cell_for_the_better_way_is_asked_about_and_left_out_it_is_the_first(blank: object) -> None:
    forgotten, asked = [["lower"], [blank], ["higher"]], NO_WAY_GIVEN
    assert KPI_RAG_TARGET(106_000, 100_000, 5, None, forgotten) == [("Red",), (asked,), ("Green",)]
    assert KPI_RAG([[95], [95], [95]], [[90], [90], [90]], None, forgotten) == [("Amber",), (asked,), ("Green",)]
    assert KPI_VARIANCE(4, 5, forgotten) == [(1.0,), (asked,), (-1.0,)]
    assert KPI_DIRECTION(4, 5, forgotten) == [("Improved",), (asked,), ("Worsened",)]
    assert [KPI_RAG_TARGET(106_000, 100_000, 5), KPI_VARIANCE(4, 5), KPI_DIRECTION(4, 5)] == ["Green", -1.0, "Worsened"]


def test_a_row_without_a_number_says_so_and_not_that_the_way_is_blank() -> None:
    cells = [[None], ["Subtotal"], ["#N/A"]]
    words = [("Unpopulated",), ("Invalid",), ("Invalid",)]
    assert KPI_RAG(cells, 90, 85, [[None]]) == KPI_RAG_TARGET(cells, 90, 5, None, [[None]]) == words
    assert KPI_RAG_TARGET(5, None, 5, None, [[None]]) == KPI_RAG(5, None, None, [[None]]) == "Data only (no target)"


def test_a_range_keeps_its_rows_and_columns_and_single_ones_are_stretched() -> None:
    assert KPI_RAG([[92.6, 86.0], [None, 3.0]], 90.0, 85.0) == [("Green", "Amber"), ("Unpopulated", "Red")]
    assert KPI_RAG([[91.0], [86.0]], [[90.0, 80.0]], 70.0) == [("Green", "Green"), ("Amber", "Green")]
    assert KPI_RAG(((91.0,), (86.0,)), ((90.0,), (90.0,)), ((85.0,), (87.0,))) == [("Green",), ("Red",)]
    assert KPI_RAG((91.0, 86.0), 90.0, 85.0) == [("Green", "Amber")]
    assert KPI_RAG([[91.0]], [[90.0]], [[85.0]], [["higher"]]) == "Green"
    assert KPI_RAG(91.0, 90.0, 85.0, [["higher"], ["lower"], ["up"]]) == [
        ("Green",),
        (GREEN_WIDER_LOWER,),
        ("Check better: higher or lower",),
    ]


def test_one_wrong_threshold_spoils_only_its_own_row() -> None:
    found = KPI_RAG_RANGE([[10.0]] * 4, [[8.0], [12.0], ["x"], [5.0]], 11.0, [[6.0]] * 4, 14.0)
    assert found == [("Green",), (UPSIDE_DOWN,), (NOT_A_BOUND,), (GREEN_WIDER,)]


def test_bounds_a_hair_apart_are_the_same_bound() -> None:
    assert KPI_RAG_RANGE(0.3, 0.3, None, 0.1 + 0.2, None) == "Green"


@pytest.mark.parametrize(
    "ranges",
    [
        pytest.param(([[1.0], [2.0]], [[1.0], [2.0], [3.0]], 0.0), id="two rows beside three"),
        pytest.param(([[1.0, 2.0], [3.0]], 1.0, 0.0), id="rows of unequal length"),
    ],
)
def test_shapes_that_do_not_fit_say_so(ranges: tuple[object, ...]) -> None:
    assert KPI_RAG(*ranges) == SHAPES_DIFFER


@pytest.mark.parametrize(
    ("call", "word"),
    [
        pytest.param((85.5, 90, 5), "Amber", id="5 per cent of 90 is 4.5"),
        pytest.param((85.4, 90, 5, "%"), "Red", id="beyond it"),
        pytest.param((85.0, 90, 5, "points"), "Amber", id="5 points below 90"),
        pytest.param((2.6, 2.5, 4, None, "lower"), "Amber", id="lower is better"),
        pytest.param((89, 90, 5, "points", None, 1), "Green", id="a green tolerance"),
        pytest.param((13.0, 10, 4, "points", "in range", 2), "Amber", id="both ways"),
        pytest.param((103_000, 100_000, 0.05, "fraction", "lower", 0.02), "Amber", id="tolerance cells of 5% and 2%"),
        pytest.param((105_000, 100_000, 0.05, "fraction", "lower"), "Amber", id="on the line of 5%"),
        pytest.param((0.95, 1.0, 0.05, "fraction"), "Amber", id="fraction of a percent target"),
        pytest.param((103_000, 100_000, 0.05), SCALE_OF_PERCENT, id="a cell of 5% without its basis"),
        pytest.param((103_000, 100_000, 5, None, "lower", 0.02), SCALE_OF_PERCENT, id="one cell of 2%"),
        pytest.param((103_000, 100_000, 5, "fraction", "lower"), SCALE_OF_FRACTION, id="5 as a fraction"),
        pytest.param((103_000, 100_000, 0.5, None, "lower", None, "same"), "Red", id="half a per cent, and meant"),
        pytest.param((92.0, 0.9, 5, "points"), SCALE_OF_POINTS, id="5 points of a percent cell"),
        pytest.param((88.0, 90, 0.05, "points"), SCALE_OF_POINTS, id="a cell of 5% as points"),
        pytest.param((0.924, 90, 5), CHECK_SCALE, id="a percent cell and a whole target"),
        pytest.param((92.4, 0.9, 5), CHECK_SCALE, id="a whole number and a percent target"),
        pytest.param((103, 100_000, 5, None, "lower"), CHECK_SCALE, id="thousands beside pounds"),
        pytest.param((12.5, 12_000_000, 5, None, "lower"), CHECK_SCALE, id="millions beside pounds"),
        pytest.param((-103, -100_000, 5, None, "lower"), CHECK_SCALE, id="a credit in thousands"),
        pytest.param((900, 100_000, 5, None, "lower"), "Green", id="hardly anything spent"),
        pytest.param((0, 100_000, 5, None, "lower"), "Green", id="nothing spent"),
        pytest.param((103, 100_000, 5, None, "lower", None, "same"), "Green", id="a hundred pounds spent, and meant"),
        pytest.param((103_000, 100_000, 105, None, "lower"), BEYOND_TARGET, id="105 for 105% of budget"),
        pytest.param((150, 100, 100, None, "lower"), "Amber", id="up to double"),
        pytest.param((0.85, 2.1, 5), "Red", id="millions with decimals are no percent cells"),
        pytest.param((-470, -500, 5, None, "lower"), "Red", id="income as a credit that falls short"),
        pytest.param((470, 500, 5, None, "higher"), "Red", id="income that falls short"),
        pytest.param((-2_500, 40_000, 5, None, "lower"), "Green", id="a credit on a line of spend"),
        pytest.param((18_000, 0, 5, None, "lower"), ZERO_TARGET, id="no budget"),
        pytest.param((0, 0, 0.05, "fraction", "lower"), ZERO_TARGET, id="no budget and no spend"),
        pytest.param((400, 0, 500, "points", "lower"), "Amber", id="pounds rate a budget of 0"),
        pytest.param((None, 0, 5), "Unpopulated", id="blank, whatever the budget"),
        pytest.param(("(500)", 0, 5), "Invalid", id="text in brackets"),
        pytest.param((95, 100, 2, None, None, 5), GREEN_WIDER, id="tolerances the wrong way round"),
        pytest.param((1e308, 1.7e308, 50, None, "lower"), NOT_A_BOUND, id="beyond any number"),
        pytest.param((85.0, None, 5), "Data only (no target)", id="no target"),
        pytest.param((None, 90, 5), "Unpopulated", id="no value"),
        pytest.param((85.0, "n/a", 5), NOT_A_BOUND, id="text target"),
        pytest.param((85.0, True, 5), NOT_A_BOUND, id="boolean target"),
        pytest.param((85.0, 90, 5, "bounds"), "Check basis: percent of target, fraction or points", id="no such basis"),
        pytest.param((85.0, 90, 5, None, "up"), "Check better: higher, lower or in range", id="no such way"),
    ],
)
def test_a_target_with_a_tolerance_rates(call: tuple[object, ...], word: str) -> None:
    assert KPI_RAG_TARGET(*call) == word


@pytest.mark.parametrize("call", [(85.0, 90, -5), (85.0, 90, None), (85.0, 90, 5, None, None, 6)])
def test_a_tolerance_that_makes_no_bands_says_why(call: tuple[object, ...]) -> None:
    assert str(KPI_RAG_TARGET(*call)).startswith("Check thresholds: ")


def test_true_beside_one_is_not_taken_for_it() -> None:
    assert KPI_RAG_TARGET([[1.0], [1.0]], [[1.0], [True]], 5.0) == [("Green",), (NOT_A_BOUND,)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(KPI_VARIANCE(92.6, 90), 2.6, id="variance"),
        pytest.param(KPI_VARIANCE(92.6, 90, "lower"), -2.6, id="variance, lower is better"),
        pytest.param(KPI_VARIANCE(92.6, 90, "in range"), -2.6, id="variance, in range"),
        pytest.param(KPI_VARIANCE(92.6, None), "Data only (no target)", id="no target"),
        pytest.param(KPI_VARIANCE(None, 90), "Unpopulated", id="nothing reported"),
        pytest.param(KPI_VARIANCE(None, "n/a"), "Invalid", id="text target"),
        pytest.param(KPI_VARIANCE(1, 2, "up"), "Check better: higher, lower or in range", id="no such way"),
        pytest.param(KPI_CHANGE(31, 52.4, "%"), -21.4, id="change of a percentage is in points"),
        pytest.param(KPI_CHANGE(0.31, 0.524, "fraction"), -21.4, id="cells that show 31% and 52.4%"),
        pytest.param(KPI_CHANGE(0.31, 0.524, "%"), SCALE_OF_CHANGE, id="the same, called %"),
        pytest.param(KPI_CHANGE(0.31, 52.4, "%"), SCALE_OF_CHANGE, id="one of them"),
        pytest.param(KPI_CHANGE(0.31, 0.52, "points"), -0.21, id="a third of a per cent, and meant"),
        pytest.param(KPI_CHANGE(2.3, 2, "days per FTE"), 15.0, id="change of anything else is per cent"),
        pytest.param(KPI_CHANGE(1, 0), "Not calculable", id="change from nothing"),
        pytest.param(KPI_CHANGE(1, 0, "%"), 1.0, id="points from nothing"),
        pytest.param(KPI_CHANGE(1, None), "Not comparable", id="nothing before"),
        pytest.param(KPI_DIRECTION(3.05, 3.35, "lower"), "Improved", id="lower is better"),
        pytest.param(KPI_DIRECTION(92.64, 92.61, "higher", 1), "No change", id="prints the same"),
        pytest.param(KPI_DIRECTION(92.64, 92.61), "Improved", id="as they are"),
        pytest.param(KPI_DIRECTION(12.5, 14, "in range", 1, 8, 12), "Improved", id="nearer the range"),
        pytest.param(KPI_DIRECTION(12.5, 14, "in range"), "Not comparable", id="no range"),
        pytest.param(KPI_DIRECTION(1, 2, "in range", 1, 9, 8), UPSIDE_DOWN, id="range upside down"),
        pytest.param(KPI_DIRECTION(1, 2, None, 1.5), "Check decimals: a whole number from 0 to 15", id="decimals"),
        pytest.param(KPI_PROFILE(1000, [[1.0, "Q2", "2022/23 Q3", 4.0]]), [(250, 500, 750, 1000)], id="linear"),
        pytest.param(KPI_PROFILE(1000, 3, "seasonal", [[300], [200], [200], [300]]), 700, id="seasonal"),
        pytest.param(KPI_PROFILE(1000, 2, "stepped", [[0, 50, 50, 100]]), 500, id="stepped"),
        pytest.param(KPI_PROFILE(1000, 2, "seasonal"), "Check weights: the range needs four numbers", id="weights"),
        pytest.param(KPI_PROFILE(1000, 5), "Check quarter: 1 to 4, Q2, or a period such as 2022/23 Q2", id="quarter"),
        pytest.param(KPI_PROFILE(None, 1), "Data only (no target)", id="no annual target"),
        pytest.param(KPI_PROFILE("n/a", 1), "Invalid", id="text for an annual target"),
        pytest.param(KPI_PROFILE(1000, 1, "round"), "Check shape: linear, seasonal or stepped", id="shape"),
        pytest.param(KPI_RAG_COUNT(WORDS), 4, id="rated"),
        pytest.param(KPI_RAG_COUNT(WORDS, [["Red", "not due", "all", "Not rated"]]), [(2, 1, 5, 1)], id="words"),
        pytest.param(KPI_RAG_SHARE(WORDS, [["Green"], ["Red"]]), [(25,), (50,)], id="shares"),
        pytest.param(KPI_RAG_SHARE([[None]]), "Nothing rated", id="share of nothing"),
        pytest.param(KPI_RAG_SHARE(WORDS, "Not due"), "Check what: Green, Amber or Red", id="share of the unrated"),
    ],
)
def test_the_other_functions_answer_in_numbers_or_words(found: object, expected: object) -> None:
    assert found == expected


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return Path(shutil.copy(SHIPPED, tmp_path / "master.xlsx"))


def test_the_master_is_looked_up_by_kpi_period_and_column(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_XL_MASTER", str(master))
    assert KPI_LOOKUP("EC01", "2022/23 Q1", [["Value", "target", "Green from", "Rating"]]) == [
        (96.9, 95.0, 95.0, "Green")
    ]
    assert KPI_LOOKUP([["EC01"], ["ec01"], [7.0]]) == [("Green",), ("Green",), ("Not in the master",)]
    assert str(KPI_LOOKUP("EC01", "soon")).startswith("Check period: ")
    assert str(KPI_LOOKUP("EC01", None, "Colour")).startswith("Check what: ")


def test_the_master_named_in_the_call_wins_and_one_that_cannot_be_read_says_why(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KPI_XL_MASTER", raising=False)
    assert KPI_LOOKUP("EC01", None, None, [[str(master)]]) == "Green"
    assert KPI_LOOKUP("EC01") == "Check master: give its full path, or set the environment variable KPI_XL_MASTER"
    assert "there is no file" in str(KPI_LOOKUP("EC01", None, None, str(master.with_name("other.xlsx"))))
    monkeypatch.setenv("KPI_XL_MASTER", "nowhere.xlsx")
    assert KPI_LOOKUP("EC01", None, None, str(master)) == "Green"


@pytest.mark.parametrize(
    ("asked", "column"),
    [("RAG", "Rating"), ("actual", "Value"), ("Owner", "Action owner"), (" due date", "Action due"), ("KPI", "Ref")],
)
def test_what_people_call_a_column_is_known(master: Path, asked: str, column: str) -> None:
    assert KPI_LOOKUP("EC01", None, asked, str(master)) == KPI_LOOKUP("EC01", None, column, str(master))


def test_every_column_of_results_can_be_asked_for_and_a_wrong_one_lists_them(master: Path) -> None:
    said = str(KPI_LOOKUP("EC01", None, "Colour", str(master)))
    for column in RESULTS.columns:
        assert column.header in said
        assert not str(KPI_LOOKUP("EC01", None, column.header, str(master))).startswith("Check")
    assert KPI_LOOKUP("EC01", None, "Variance", str(master)) == 1.9  # 96.9 against 95
    assert KPI_LOOKUP(None, None, None, str(master)) == "Check kpi: the cell is blank"


@pytest.mark.parametrize("column", ["Value", "actual", "Variance", "Numerator", "Denominator"])
@pytest.mark.parametrize("reason", [Reason.PROVISIONAL, Reason.SUPPRESSED])
def test_what_is_withheld_stays_so(column: str, reason: Reason) -> None:
    period = Period(2022, 2)
    result = Result("AS01", period, "AS", "Care", 4.0, reason, reason, target=5.0, numerator=4.0, denominator=100.0)
    assert look_up(Master((result,)), "AS01", None, column) == str(reason)
    assert look_up(Master((result,)), "AS01", None, "Target") == 5.0


def test_a_path_in_quotes_is_read_and_a_web_address_or_a_moved_master_says_so(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert KPI_LOOKUP("EC01", None, None, f' "{master}" ') == "Green"
    monkeypatch.setenv("KPI_XL_MASTER", f'"{master}"')
    assert KPI_LOOKUP("EC01", None, None, "") == KPI_LOOKUP("EC01") == "Green"
    web = str(KPI_LOOKUP("EC01", None, None, "https://council.sharepoint.com/sites/P/master.xlsx"))
    assert web.startswith("Check master: this is a web address")
    gone = str(KPI_LOOKUP("EC01", None, None, str(master.with_name("moved.xlsx"))))
    assert gone.startswith("Check master: there is no file ")
    assert "moved.xlsx" in gone
    assert "kpi-xl run" not in gone


def test_the_master_is_read_again_only_when_the_file_has_changed(master: Path) -> None:
    def looked_up() -> object:
        return KPI_LOOKUP("EC01", None, "Value", str(master))

    assert looked_up() == 96.9
    size, stamp = master.stat().st_size, master.stat().st_mtime_ns
    master.write_bytes(b"x" * size)
    os.utime(master, ns=(stamp, stamp))
    assert looked_up() == 96.9  # nothing shows that it is another file, so it was not opened
    os.utime(master, ns=(stamp + 1_000_000_000, stamp + 1_000_000_000))
    assert str(looked_up()).startswith("Check master: ")


CELL = st.one_of(
    st.sampled_from([*AWKWARD, "higher", "lower", "in range", "points", "%", "Green", 1.0, 4.0, 90.0, -2146826246]),
    st.floats(allow_nan=False),
    st.integers(),
    st.text(max_size=5),
    st.datetimes(),
)
RANGE = st.one_of(CELL, st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=1, max_size=3))


@given(st.data())
@pytest.mark.parametrize("entry", FUNCTIONS, ids=lambda entry: entry.name)
def test_nothing_a_cell_may_hold_raises(entry, data) -> None:
    given_cells = [data.draw(RANGE) for _ in entry.arguments]
    if entry.name == "KPI_LOOKUP":
        given_cells[3] = str(SHIPPED)
    found = getattr(functions, entry.name)(*given_cells)
    cells = [cell for row in found for cell in row] if isinstance(found, list) else [found]
    assert {type(cell) for cell in cells} <= {str, float, int}


@pytest.mark.slow
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=5))
def test_a_range_answers_as_its_cells_do(rows: list[Call]) -> None:
    for function, arity in ((KPI_RAG, 4), (KPI_RAG_RANGE, 5), (KPI_RAG_TARGET, 5), (KPI_VARIANCE, 3)):
        some = [row[:arity] for row in rows]
        expected = [function(*([[cell]] for cell in row)) for row in some]
        found = function(*columns(some))
        assert found == ([(word,) for word in expected] if len(some) > 1 else expected[0])


def test_the_words_are_those_of_rate_and_rate_many() -> None:
    sound = [call for call in calls("KPI.RAGRANGE") if not str(KPI_RAG_RANGE(*call)).startswith("Check")]
    for value, *ends in (call for call in sound if call[0] != HARD_SPACE):
        bounds = [end if isinstance(end, float) else None for end in ends[:4]]
        bands = Bands(green=(bounds[0], bounds[1]), amber=(bounds[2], bounds[3]))
        assert KPI_RAG_RANGE(value, *ends) == str(rate(value, bands)) == rate_many([value], *bounds)[0]
    assert len(sound) > 100


DEFAULTS = [
    (entry, place, argument.doc.rpartition("Left out: ")[2])
    for entry in FUNCTIONS
    for place, argument in enumerate(entry.arguments)
    if argument.optional and "Left out: " in argument.doc
]


@pytest.mark.parametrize(
    ("entry", "place", "default"),
    DEFAULTS,
    ids=[f"{entry.name} {entry.arguments[place].name}" for entry, place, _ in DEFAULTS],
)
def test_what_the_help_says_of_an_argument_left_out_is_true(
    entry: WorksheetFunction, place: int, default: str, master: Path
) -> None:
    """Where the help names a value, giving it is the same as leaving it out, over the worked examples."""
    function = getattr(functions, entry.name)
    value: object = float(default) if default.isdigit() else default
    examples = entry.examples or (("EC01", "2022/23 Q1", None, str(master)),)
    if default not in ("0", "higher", "percent of target", "linear", "Green", "rated", "Rating"):
        assert default.partition(":")[0] in SAID_OTHERWISE  # in words, and tested by name above
        return
    for example in examples:
        given = [*example, *[None] * (len(entry.arguments) - len(example))]
        given[place] = None
        named = [*given[:place], value, *given[place + 1 :]]
        assert function(*named) == function(*given)


SAID_OTHERWISE = {
    "where value and thresholds cannot be of one scale, it asks",
    "where the two cannot be of one scale (92.4 and 90%), it asks",
    "as it is",
    "per cent",
    "as they are",
    "the latest in the master",
    "the variable KPI_XL_MASTER",
}


def test_the_help_of_every_rating_says_what_per_cent_is() -> None:
    for entry in (RAG, RAG_RANGE, RAG_TARGET):
        helps = " ".join(argument.doc for argument in entry.arguments)
        assert "A cell showing 3.4% holds 0.034" in helps
        assert "cannot be of one scale, it asks" in helps
    basis = next(argument.doc for argument in RAG_TARGET.arguments if argument.name == "basis")
    assert basis.startswith("percent of target: 5 is 5%. fraction: a cell showing 5%. points:")


def test_every_function_is_exposed_and_documented_for_excels_wizard() -> None:
    assert {entry.name for entry in FUNCTIONS} == set(functions.__all__)
    for entry in FUNCTIONS:
        assert getattr(functions, entry.name).__doc__ == entry.summary
        assert max(len(entry.summary), *(len(argument.doc) for argument in entry.arguments)) <= 255
