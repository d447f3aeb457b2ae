"""Numbers as a cell holds them, and as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl import Bands
from kpi_xl.model.measure import measure_of
from kpi_xl.model.number import is_number, number_of, round_half_away, typed
from kpi_xl.rules.words.wording import decimals_to_show, rounding_sensitive, show

FINITE = st.floats(allow_nan=False, allow_infinity=False)
HIGHER = Bands(green=(90, None), amber=(85, None))
LARGEST = 1.7976931348623157e308


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(0.1 + 0.2, 0.3, id="a sum of tenths"),
        pytest.param(1.1 * 3, 3.3, id="a product"),
        pytest.param(123456789012345678, 123456789012346000, id="more digits than a cell holds"),
        pytest.param(89.999999999, 89.999999999, id="a genuine shortfall stays"),
        pytest.param(LARGEST, LARGEST, id="the largest float does not become infinite"),
        pytest.param(0, 0, id="nothing"),
    ],
)
def test_number_is_held_as_if_typed(value, expected):
    assert typed(value) == expected


@given(FINITE)
def test_typing_a_number_twice_changes_nothing_more(value):
    assert typed(typed(value)) == typed(value)


@given(FINITE, FINITE)
def test_typing_keeps_order(first, second):
    smaller, larger = sorted((first, second))
    assert typed(smaller) <= typed(larger)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        pytest.param(12.5, 0, 13, id="12.5"),
        pytest.param(2.675, 2, 2.68, id="2.675"),
        pytest.param(-12.5, 0, -13, id="-12.5"),
        pytest.param(0.5, 0, 1, id="a half"),
        pytest.param(1.005, 2, 1.01, id="1.005, below it in binary"),
        pytest.param(89.96, 1, 90.0, id="89.96"),
        pytest.param(1234, -2, 1200, id="to hundreds"),
        pytest.param(1.1 * 3, 1, 3.3, id="already there"),
        pytest.param(1e300, 4, 1e300, id="huge"),
        pytest.param(1e-300, 4, 0, id="tiny"),
        pytest.param(LARGEST, 2, LARGEST, id="the largest float"),
    ],
)
def test_display_rounds_half_away_from_zero(value, decimals, expected):
    assert round_half_away(value, decimals) == expected


@pytest.mark.parametrize(
    "value", [True, "1", None, float("nan"), float("inf"), 10**400, [1]], ids=lambda v: f"{v!s:.12}"
)
def test_what_is_no_number(value):
    assert not is_number(value)
    assert number_of(value) is None


def test_decimal_is_read_as_a_number():
    assert number_of(Decimal("92.6")) == 92.6


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        pytest.param(92.6, "%", 1, "92.6%", id="percentage"),
        pytest.param(7.989, "£m", 3, "£7.989m", id="millions of pounds"),
        pytest.param(-7.989, "£m", 3, "-£7.989m", id="less than no pounds"),
        pytest.param(1250, "£", 0, "£1,250", id="pounds"),
        pytest.param(1250, "£000", 0, "£1,250k", id="thousands of pounds"),
        pytest.param(3.05, "days per FTE", 2, "3.05 days per FTE", id="days"),
        pytest.param(1481, "number", 0, "1,481", id="count"),
        pytest.param(47.5, "score", 1, "47.5", id="score"),
        pytest.param(45.6, "% of annual target", 1, "45.6% of annual target", id="share of annual target"),
        pytest.param(0.04, "percentage points", 2, "0.04 percentage points", id="points"),
        pytest.param(1, "percentage points", 0, "1 percentage point", id="one point"),
        pytest.param(1, "days", 0, "1 day", id="one day"),
        pytest.param(-1, "days", 0, "-1 day", id="minus one day"),
        pytest.param(1, "days", 1, "1.0 days", id="one point nought days"),
        pytest.param(1, "tonnes CO2e", 0, "1 tonne CO2e", id="one tonne"),
        pytest.param(17.2, "per 100,000", 1, "17.2 per 100,000", id="rate"),
        pytest.param(28000, "tonnes CO2e", 0, "28,000 tonnes CO2e", id="tonnes"),
        pytest.param(2.675, "days", 2, "2.68 days", id="half away from zero"),
        pytest.param(-0.04, "%", 1, "0.0%", id="no minus nothing"),
        pytest.param(90, "%", None, "90%", id="as typed, whole"),
        pytest.param(90.25, "%", None, "90.25%", id="as typed, decimals"),
        pytest.param(100, "number", None, "100", id="as typed, hundreds"),
        pytest.param(None, "%", 1, "no value", id="nothing"),
    ],
)
def test_figures_read_as_people_write_them(value, unit, decimals, text):
    assert show(value, measure_of(unit), decimals) == text


def test_provisional_value_is_marked():
    assert show(47.5, measure_of("score"), 1, provisional=True) == "47.5 (p)"


@pytest.mark.parametrize(
    ("value", "decimals", "sensitive", "shown"),
    [
        pytest.param(89.96, 1, True, "89.96%", id="prints as 90.0 but is Amber"),
        pytest.param(89.996, 1, True, "89.996%", id="one more digit would still print 90.00"),
        pytest.param(89.9, 1, False, "89.9%", id="prints short of green as it is"),
        pytest.param(90.04, 1, False, "90.0%", id="Green either way"),
        pytest.param(84.5, 0, True, "84.5%", id="prints as 85 but is Red"),
        pytest.param(90, 1, False, "90.0%", id="exactly on green"),
        pytest.param(50, 0, False, "50%", id="nowhere near"),
    ],
)
def test_value_whose_rating_rounding_would_change_shows_more_digits(value, decimals, sensitive, shown):
    assert rounding_sensitive(value, HIGHER, decimals) is sensitive
    assert show(value, measure_of("%"), decimals_to_show(value, HIGHER, decimals)) == shown


def test_rounding_up_past_a_limit_is_noticed_too():
    at_most = Bands(green=(None, 120), amber=(None, 132))
    assert rounding_sensitive(120.4, at_most, 0)
    assert not rounding_sensitive(120.6, at_most, 0)
    assert rounding_sensitive(None, at_most, 0) is rounding_sensitive(120.4, None, 0) is False


@given(FINITE, st.integers(0, 4), st.lists(FINITE, min_size=2, max_size=2).map(sorted))
def test_digits_shown_always_end_in_the_right_rating(value, decimals, ends):
    bands = Bands(green=(ends[1], None), amber=(ends[0], None))
    assert not rounding_sensitive(value, bands, decimals_to_show(value, bands, decimals))
