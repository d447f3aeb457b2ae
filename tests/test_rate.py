"""One value against its bands."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl import Bands, Rating, Reason, rate

VECTORS = Path(__file__).parent / "vectors" / "rag_vectors_bands.csv"
HIGHER = Bands(green=(90, None), amber=(85, None))
LOWER = Bands(green=(None, 120), amber=(None, 132))
IN_RANGE = Bands(green=(8, 12), amber=(6, 14))
NO_AMBER = Bands(green=(90, None), amber=(90, None))
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def number(text: str) -> float | None:
    return float(text) if text else None


def test_every_worked_case_is_rated_as_stated():
    wrong = []
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        green = number(row["green_low"]), number(row["green_high"])
        amber = number(row["amber_low"]), number(row["amber_high"])
        got = str(rate(number(row["value"]), Bands(green=green, amber=amber)))
        if got != row["expected"]:
            wrong.append((row, got))
    assert len(rows) > 200
    assert wrong == []


@pytest.mark.parametrize(
    ("value", "bands", "word"),
    [
        pytest.param(92.1, HIGHER, "Green", id="above green, higher is better"),
        pytest.param(90, HIGHER, "Green", id="exactly on green, higher is better"),
        pytest.param(89.96, HIGHER, "Amber", id="prints as 90.0 but is short of it"),
        pytest.param(85, HIGHER, "Amber", id="exactly on amber, higher is better"),
        pytest.param(84.999999999, HIGHER, "Red", id="a genuine shortfall of 1e-9"),
        pytest.param(120, LOWER, "Green", id="exactly on green, lower is better"),
        pytest.param(132, LOWER, "Amber", id="exactly on amber, lower is better"),
        pytest.param(132.1, LOWER, "Red", id="past amber, lower is better"),
        pytest.param(-5, LOWER, "Green", id="negative, lower is better"),
        pytest.param(8, IN_RANGE, "Green", id="on the low green end"),
        pytest.param(12, IN_RANGE, "Green", id="on the high green end"),
        pytest.param(6, IN_RANGE, "Amber", id="on the low amber end"),
        pytest.param(14, IN_RANGE, "Amber", id="on the high amber end"),
        pytest.param(5.9, IN_RANGE, "Red", id="below the range"),
        pytest.param(14.1, IN_RANGE, "Red", id="above the range"),
        pytest.param(89.9, NO_AMBER, "Red", id="no amber band between"),
        pytest.param(0, Bands(green=(None, 0), amber=(None, 0)), "Green", id="a target of none, met"),
        pytest.param(-0.0, Bands(green=(0, None), amber=(0, None)), "Green", id="minus zero is zero"),
        pytest.param(10, Bands(green=(80, None), amber=(None, None)), "Amber", id="no amber floor, never red"),
    ],
)
def test_value_takes_the_band_it_is_in(value, bands, word):
    assert str(rate(value, bands)) == word


@pytest.mark.parametrize(
    ("value", "bands"),
    [
        pytest.param(0.1 + 0.2, Bands(green=(None, 0.3), amber=(None, 0.4)), id="a hair over 0.3"),
        pytest.param(1.1 * 3, Bands(green=(None, 3.3), amber=(None, 4)), id="a hair over 3.3"),
        pytest.param(0.7 + 0.1, Bands(green=(0.8, None), amber=(0.5, None)), id="a hair under 0.8"),
        pytest.param(0.3, Bands(green=(0.1 + 0.2, None), amber=(0.2, None)), id="the bound is the sum"),
    ],
)
def test_sum_that_lands_beside_a_threshold_counts_as_on_it(value, bands):
    assert rate(value, bands) is Rating.GREEN


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(90, id="int"),
        pytest.param(Decimal("90"), id="decimal"),
        pytest.param(Fraction(180, 2), id="fraction"),
        pytest.param(np.float64(90), id="numpy float"),
        pytest.param(np.int64(90), id="numpy int"),
        pytest.param(np.float32(90), id="numpy single float"),
    ],
)
def test_any_kind_of_real_number_is_rated(value):
    assert rate(value, HIGHER) is Rating.GREEN


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0", pd.NA], ids=repr)
def test_no_value_is_unpopulated(value):
    assert rate(value, HIGHER) is Reason.UNPOPULATED
    assert rate(value, None) is Reason.UNPOPULATED


INVALID = [
    *(True, False, np.True_, float("nan"), float("inf"), float("-inf"), "92%", "92.1", "#DIV/0!", "n/a", "-", b"90"),
    *(90j, [90], (90,), {}, np.array([90.0]), np.array(90.0), object(), float, Decimal("NaN"), Decimal("sNaN")),
    *(Decimal("Infinity"), 10**400, Decimal("1e400"), np.float64("nan"), pd.NaT, pd.Timestamp("2022-09-30")),
]


@pytest.mark.parametrize("value", INVALID, ids=lambda value: f"{type(value).__name__} {str(value)[:12]}")
def test_what_is_no_number_is_invalid_and_never_a_colour(value):
    assert rate(value, HIGHER) is Reason.INVALID
    assert rate(value, None) is Reason.INVALID


def test_no_bands_means_data_only():
    assert str(rate(50, None)) == "Data only (no target)"
    assert rate(50, Bands(green=(None, None), amber=(None, None))) is Reason.DATA_ONLY


def test_zero_is_a_value():
    assert rate(0, HIGHER) is Rating.RED


class Awkward(Fraction):
    def __float__(self) -> float:
        raise RuntimeError("no")


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.fractions(), st.text(), st.binary(),
    st.complex_numbers(), st.dates(), st.lists(st.integers()), st.builds(object), st.just(Awkward(1, 2)),
    st.integers(min_value=10**308, max_value=10**320), st.sampled_from([np.float32(0.1), np.bool_(1), pd.NA, pd.NaT]),
)  # fmt: skip


@given(ANYTHING)
def test_rating_never_raises(value):
    assert rate(value, HIGHER) in (*Rating, *Reason)
    assert rate(value, None) in Reason


@given(st.lists(FINITE, min_size=2, max_size=2), st.lists(FINITE, min_size=2, max_size=2).map(sorted))
def test_better_value_never_rates_worse(values, ends):
    goodness = {Rating.RED: 0, Rating.AMBER: 1, Rating.GREEN: 2}
    low, high = ends
    smaller, larger = sorted(values)
    higher, lower = Bands(green=(high, None), amber=(low, None)), Bands(green=(None, low), amber=(None, high))
    assert goodness[rate(larger, higher)] >= goodness[rate(smaller, higher)]
    assert goodness[rate(smaller, lower)] >= goodness[rate(larger, lower)]


@given(FINITE)
def test_value_on_its_own_bound_is_always_in_the_band(value):
    assert rate(value, Bands(green=(value, value), amber=(value, value))) is Rating.GREEN
