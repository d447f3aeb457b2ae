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
from kpi_xl.model.worksheet_functions import FUNCTIONS
from kpi_xl.rules.worksheet.cell_words import GREEN_WIDER, NOT_A_BOUND, SHAPES_DIFFER, UPSIDE_DOWN

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
        pytest.param((datetime(2022, 9, 30), 90, 85), "Invalid", id="date"),
        pytest.param((Decimal("92.6"), 90, 85), "Green", id="currency comes as a decimal"),
        pytest.param((np.float64(92.6), 90, 85), "Green", id="numpy number"),
        pytest.param((92, 90, 95), GREEN_WIDER, id="thresholds the wrong way round"),
        pytest.param((None, None, 95), GREEN_WIDER, id="no green, even without a value"),
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


def test_a_range_keeps_its_rows_and_columns_and_single_ones_are_stretched() -> None:
    assert KPI_RAG([[92.6, 86.0], [None, 3.0]], 90.0, 85.0) == [("Green", "Amber"), ("Unpopulated", "Red")]
    assert KPI_RAG([[91.0], [86.0]], [[90.0, 80.0]], 70.0) == [("Green", "Green"), ("Amber", "Green")]
    assert KPI_RAG(((91.0,), (86.0,)), ((90.0,), (90.0,)), ((85.0,), (87.0,))) == [("Green",), ("Red",)]
    assert KPI_RAG((91.0, 86.0), 90.0, 85.0) == [("Green", "Amber")]
    assert KPI_RAG([[91.0]], [[90.0]], [[85.0]], [["higher"]]) == "Green"
    assert KPI_RAG(91.0, 90.0, 85.0, [["higher"], ["lower"], ["up"]]) == [
        ("Green",),
        (GREEN_WIDER,),
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
        pytest.param((85.0, None, 5), "Data only (no target)", id="no target"),
        pytest.param((None, 90, 5), "Unpopulated", id="no value"),
        pytest.param((85.0, "n/a", 5), NOT_A_BOUND, id="text target"),
        pytest.param((85.0, True, 5), NOT_A_BOUND, id="boolean target"),
        pytest.param((85.0, 90, 5, "bounds"), "Check basis: percent of target or points", id="no such basis"),
        pytest.param((85.0, 90, 5, None, "up"), "Check better: higher, lower or in range", id="no such way"),
    ],
)
def test_a_target_with_a_tolerance_rates(call: tuple[object, ...], word: str) -> None:
    assert KPI_RAG_TARGET(*call) == word


@pytest.mark.parametrize("call", [(85.0, 0, 5), (85.0, 90, -5), (85.0, 90, None), (85.0, 90, 5, None, None, 6)])
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
    assert "There is no master at" in str(KPI_LOOKUP("EC01", None, None, str(master.with_name("other.xlsx"))))
    monkeypatch.setenv("KPI_XL_MASTER", "nowhere.xlsx")
    assert KPI_LOOKUP("EC01", None, None, str(master)) == "Green"


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
        expected = [function(*row) for row in some]
        found = function(*columns(some))
        assert found == ([(word,) for word in expected] if len(some) > 1 else expected[0])


def test_the_words_are_those_of_rate_and_rate_many() -> None:
    sound = [call for call in calls("KPI.RAGRANGE") if not str(KPI_RAG_RANGE(*call)).startswith("Check")]
    for value, *ends in sound:
        bounds = [end if isinstance(end, float) else None for end in ends]
        bands = Bands(green=(bounds[0], bounds[1]), amber=(bounds[2], bounds[3]))
        assert KPI_RAG_RANGE(value, *ends) == str(rate(value, bands)) == rate_many([value], *bounds)[0]
    assert len(sound) > 100


def test_every_function_is_exposed_and_documented_for_excels_wizard() -> None:
    assert {entry.name for entry in FUNCTIONS} == set(functions.__all__)
    for entry in FUNCTIONS:
        assert getattr(functions, entry.name).__doc__ == entry.summary
        assert max(len(entry.summary), *(len(argument.doc) for argument in entry.arguments)) <= 255
