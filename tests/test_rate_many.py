"""Whole arrays, held against the rating of one value at a time."""

import csv
from decimal import Decimal
from math import inf, nextafter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpi_xl import Bands, rate, rate_many
from kpi_xl.model.errors import BandsError
from kpi_xl.rules.rating.rate_many import WORDS, rate_codes

VECTORS = Path(__file__).parent / "vectors" / "rag_vectors_bands.csv"
NAN = float("nan")


def numbers(rows: list[dict[str, str]], column: str) -> list[float]:
    return [float(row[column]) if row[column] else NAN for row in rows]


def test_every_worked_case_is_rated_as_stated():
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ends = [np.array(numbers(rows, end)) for end in ("green_low", "green_high", "amber_low", "amber_high")]
    got = rate_many(np.array(numbers(rows, "value")), *ends)
    assert [(row, word) for row, word in zip(rows, got, strict=True) if row["expected"] != word] == []


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([92, None, 85, 10], id="list"),
        pytest.param((92, None, 85, 10), id="tuple"),
        pytest.param(np.array([92, NAN, 85, 10]), id="floats"),
        pytest.param(np.array([92, None, 85, 10], dtype=object), id="objects"),
        pytest.param(np.array([92, "", Decimal("85"), 10], dtype=object), id="objects with blank text and a decimal"),
        pytest.param(np.ma.masked_array([92, 99, 85, 10], mask=[0, 1, 0, 0]), id="masked"),
        pytest.param(pd.Series([92, NAN, 85, 10]), id="series"),
        pytest.param(pd.Series([92, pd.NA, 85, 10], dtype="Float64"), id="nullable series"),
        pytest.param(pd.Series([92, pd.NA, 85, 10], dtype="Int64"), id="nullable whole numbers"),
        pytest.param(pd.Series([92, None, 85, 10], dtype=object), id="object series"),
        pytest.param(pd.Series([92, NAN, 85, 10]).array, id="pandas array"),
        pytest.param(np.array([92, NAN, 85, 10], dtype=np.float32), id="single floats"),
    ],
)
def test_column_of_any_kind_is_rated(values):
    assert rate_many(values, 90, None, 85, None).tolist() == ["Green", "Unpopulated", "Amber", "Red"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param([np.inf, -np.inf], ["Invalid", "Invalid"], id="infinities"),
        pytest.param(np.array([True, False]), ["Invalid", "Invalid"], id="booleans"),
        pytest.param([True, 95.0], ["Invalid", "Green"], id="a boolean among numbers"),
        pytest.param(pd.Series([True, None], dtype="boolean"), ["Invalid", "Unpopulated"], id="nullable booleans"),
        pytest.param(["92", 92], ["Invalid", "Green"], id="text that spells a number"),
        pytest.param(np.array(["92", ""]), ["Invalid", "Unpopulated"], id="array of text"),
        pytest.param(pd.Series(["92", None]), ["Invalid", "Unpopulated"], id="series of text"),
        pytest.param(np.array(["2022-09-30"], dtype="datetime64[D]"), ["Invalid"], id="dates"),
        pytest.param(np.array([92j]), ["Invalid"], id="complex numbers"),
        pytest.param([10**400, 92], ["Invalid", "Green"], id="an int no cell can hold"),
        pytest.param([], [], id="nothing at all"),
    ],
)
def test_what_is_no_number_says_so_in_its_own_row(values, words):
    assert rate_many(values, 90, None, 85, None).tolist() == words


def test_ends_may_differ_row_by_row_and_be_open_as_none_or_nan():
    got = rate_many([91, 121, 7, 50], [90, None, 8, NAN], [None, 120, 12, NAN], [85, NAN, 6, NAN], [NAN, 132, 14, NAN])
    assert got.tolist() == ["Green", "Amber", "Amber", "Data only (no target)"]


def test_no_ends_means_data_only_and_missing_values_still_say_so():
    assert rate_many([1.0, NAN, np.inf]).tolist() == ["Data only (no target)", "Unpopulated", "Invalid"]


def test_shape_is_kept_and_ends_broadcast():
    values = np.array([[95.0, 87.0, 80.0], [NAN, 90.0, 85.0]])
    assert rate_many(values, 90, None, 85, None).tolist() == [
        ["Green", "Amber", "Red"],
        ["Unpopulated", "Green", "Amber"],
    ]
    by_row = rate_many(values, np.array([[96], [90]]), None, np.array([[85], [90]]), None)
    assert by_row.tolist() == [["Amber", "Amber", "Red"], ["Unpopulated", "Green", "Red"]]
    assert rate_many(87, np.array([90, 80]), None, 80, None).tolist() == ["Amber", "Green"]
    assert rate_many(95, 90, None, 85, None).item() == "Green"


def test_words_are_python_strings_and_codes_stand_for_them():
    words = rate_many(np.array([95.0, NAN]), 90, None, 85, None)
    assert all(type(word) is str for word in words)
    assert [WORDS[code] for code in rate_codes(np.array([95.0, NAN]), 90, None, 85, None)] == list(words)


def test_inputs_are_left_as_they_were():
    values, ends = np.array([0.1 + 0.2, 95.0]), np.array([0.1 + 0.2, 90.0])
    rate_many(values, ends, None, ends, None)
    assert values.tolist() == [0.1 + 0.2, 95.0]
    assert ends.tolist() == [0.1 + 0.2, 90.0]


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        pytest.param((85, None, 90, None), "Green is wider than amber at the low end", id="one set of ends"),
        pytest.param(([90, None], None, [85, 80], None), "Row 2: Green is wider", id="green open, amber not"),
        pytest.param((None, [10, 10], None, [10, 9]), "Row 2: Green is wider", id="past amber at the high end"),
        pytest.param(([9, 14], 12, None, None), "Row 2: The green band is upside down", id="upside down"),
        pytest.param(([90, np.inf], None, None, None), "Row 2: An end of the green band", id="no finite end"),
        pytest.param((["90%", 90], None, None, None), "not a number", id="text"),
        pytest.param((True, None, None, None), "not a number", id="boolean"),
    ],
)
def test_ends_that_are_no_bands_are_refused_with_their_row(ends, text):
    with pytest.raises(BandsError, match=text):
        rate_many([1.0, 2.0], *ends)


def test_ends_a_few_units_in_the_last_place_apart_are_equal_ends():
    assert rate_many([0.3, 0.3], [0.3, 0.3], None, [0.1 + 0.2, 0.1 + 0.2], None).tolist() == ["Green", "Green"]


MAGNITUDE = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-10_000, 10_000).map(lambda whole: whole / 100),
    st.sampled_from([0.0, -0.0, 5e-324, 2.3e-308, 1e-309, 1.7976931348623157e308, 0.3, 0.1 + 0.2]),
)


@st.composite
def beside(draw, number: float) -> float:
    """A number at, or a few units in the last place from, another."""
    towards = draw(st.sampled_from([-inf, inf]))
    for _ in range(draw(st.integers(0, 25))):
        number = nextafter(number, towards)
    return number


@st.composite
def rows(draw) -> tuple[float | None, ...]:
    ends = [draw(st.one_of(st.none(), MAGNITUDE)) for _ in range(4)]
    ends = [
        end if end is None or draw(st.booleans()) else draw(beside(ends[draw(st.integers(0, 3))] or end))
        for end in ends
    ]
    near = draw(st.sampled_from([end for end in ends if end is not None] or [1.0]))
    return (draw(st.one_of(beside(near), MAGNITUDE, st.sampled_from([None, np.inf, -np.inf]))), *ends)


def bands_of(row: tuple[float | None, ...]) -> Bands | None:
    try:
        return Bands(green=row[1:3], amber=row[3:5])
    except BandsError:
        return None


@given(st.lists(rows(), min_size=1, max_size=6))
def test_array_agrees_with_one_at_a_time(table):
    table = [row for row in table if bands_of(row)]
    assume(table)
    columns = [np.array([NAN if cell is None else cell for cell in column]) for column in zip(*table, strict=True)]
    assert rate_many(*columns).tolist() == [str(rate(row[0], bands_of(row))) for row in table]
    assert [rate_many(*row).item() for row in table] == [str(rate(row[0], bands_of(row))) for row in table]


@given(rows())
def test_ends_are_refused_exactly_when_the_bands_are(row):
    if bands_of(row) is None:
        with pytest.raises(BandsError):
            rate_many(np.array([1.0]), *(None if end is None else np.array([end]) for end in row[1:]))
    else:
        rate_many(np.array([1.0]), *(None if end is None else np.array([end]) for end in row[1:]))


def test_rows_beyond_one_block_are_rated_alike():
    values = np.arange(100_000) / 1000
    words = rate_many(values, np.full(values.size, 90.0), None, 85, None)
    assert (words == np.where(values >= 90, "Green", np.where(values >= 85, "Amber", "Red"))).all()
