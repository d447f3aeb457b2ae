"""Better or worse than before, by how much, and how far from target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl import Bands
from kpi_xl.model.measure import measure_of
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.change import change
from kpi_xl.rules.rating.travel import Travel, comparable, travel
from kpi_xl.rules.rating.variance import difference, distance_from_amber, good_variance, variance

HIGHER, LOWER, IN_RANGE, NONE = Polarity
RANGE = Bands(green=(8, 12), amber=(6, 14))


@pytest.mark.parametrize(
    ("now", "before", "polarity", "word"),
    [
        pytest.param(92.1, 90.4, HIGHER, "Improved", id="up, higher is better"),
        pytest.param(82.3, 85.0, HIGHER, "Worsened", id="down, higher is better"),
        pytest.param(3.05, 3.35, LOWER, "Improved", id="down, lower is better"),
        pytest.param(318, 120, LOWER, "Worsened", id="up, lower is better"),
        pytest.param(90.04, 89.96, HIGHER, "No change", id="both print 90.0"),
        pytest.param(90.06, 89.94, HIGHER, "Improved", id="print 90.1 and 89.9"),
        pytest.param(90.05, 90.0, HIGHER, "Improved", id="a tie rounds away, so 90.1 after 90.0"),
        pytest.param(0, 0.0, LOWER, "No change", id="nothing after nothing"),
        pytest.param(11.0, 9.7, IN_RANGE, "No change", id="moves about inside the band"),
        pytest.param(7.0, 6.2, IN_RANGE, "Improved", id="nearer from below"),
        pytest.param(12.5, 13.9, IN_RANGE, "Improved", id="nearer from above"),
        pytest.param(13.0, 7.5, IN_RANGE, "Worsened", id="farther, on the other side"),
        pytest.param(12.7, 7.3, IN_RANGE, "No change", id="as far on the other side"),
        pytest.param(10, 13, IN_RANGE, "Improved", id="into the band"),
        pytest.param(13, 10, IN_RANGE, "Worsened", id="out of the band"),
        pytest.param(None, 10, HIGHER, "Not comparable", id="no value now"),
        pytest.param(10, None, HIGHER, "Not comparable", id="no value before"),
        pytest.param("10", 9, HIGHER, "Not comparable", id="text"),
        pytest.param(float("nan"), 9, HIGHER, "Not comparable", id="NaN"),
        pytest.param(True, 0, HIGHER, "Not comparable", id="boolean"),
        pytest.param(10, 9, NONE, "Not comparable", id="no polarity"),
    ],
)
def test_direction_says_better_or_worse_never_up_or_down(now, before, polarity, word):
    assert str(travel(now, before, polarity, 1, RANGE)) == word


def test_range_without_a_green_band_has_no_direction():
    assert travel(10, 9, IN_RANGE, 1) is Travel.NOT_COMPARABLE
    assert travel(10, 9, IN_RANGE, 1, Bands(green=(None, None), amber=(None, None))) is Travel.NOT_COMPARABLE


def test_range_open_on_one_side_counts_only_the_other():
    at_least = Bands(green=(8, None), amber=(6, None))
    assert travel(7.5, 7.0, IN_RANGE, 1, at_least) is Travel.IMPROVED
    assert travel(99, 9, IN_RANGE, 1, at_least) is Travel.NO_CHANGE


SANE = st.floats(-1e9, 1e9)


@given(SANE, SANE, st.sampled_from(list(Polarity)))
def test_going_back_undoes_the_direction(now, before, polarity):
    opposite = {Travel.IMPROVED: Travel.WORSENED, Travel.WORSENED: Travel.IMPROVED}
    there, back = travel(now, before, polarity, 1, RANGE), travel(before, now, polarity, 1, RANGE)
    assert back is opposite.get(there, there)


@pytest.mark.parametrize(
    ("now", "before", "cumulative", "expected"),
    [
        pytest.param(Period(2022, 2), Period(2022, 1), False, True, id="a quarter after another"),
        pytest.param(Period(2022, 2), Period(2022, 1), True, False, id="six months after three"),
        pytest.param(Period(2022, 2), Period(2021, 2), True, True, id="six months after six a year ago"),
        pytest.param(Period(2022, 2), Period(2022, 2), True, False, id="with itself"),
    ],
)
def test_year_to_date_is_compared_only_with_the_same_quarter(now, before, cumulative, expected):
    assert comparable(now, before, cumulative=cumulative) is expected


@pytest.mark.parametrize(
    ("now", "before", "unit", "text"),
    [
        pytest.param(31, 52.4, "%", "down 21.4 percentage points", id="health visitor visits, share"),
        pytest.param(925, 1481, "number", "down 37.5%", id="health visitor visits, number"),
        pytest.param(3.05, 3.35, "days per FTE", "down 9%", id="sickness"),
        pytest.param(1.03, 0.9, "days per FTE", "up 14.4%", id="short-term sickness"),
        pytest.param(45.6, 44.6, "% of annual target", "up 1 percentage point", id="one point"),
        pytest.param(0.04, -0.1, "percentage points", "up 0.1 percentage points", id="points of points"),
        pytest.param(5, 0, "%", "up 5 percentage points", id="points from nothing"),
        pytest.param(5, 0, "number", "not calculable", id="per cent of nothing"),
        pytest.param(0, 0, "number", "not calculable", id="nothing from nothing"),
        pytest.param(7, 7, "number", "no change", id="the same"),
        pytest.param(-5, -10, "£m", "up 50%", id="from below zero"),
        pytest.param(90.01, 90, "%", "up less than 0.1 percentage points", id="too little to print"),
        pytest.param(10000, 1, "number", "up 999,900%", id="a great deal"),
        pytest.param(None, 7, "%", "not comparable", id="no value now"),
        pytest.param(7, None, "number", "not comparable", id="no value before"),
    ],
)
def test_change_is_in_points_for_percentages_and_per_cent_for_the_rest(now, before, unit, text):
    assert str(change(now, before, measure_of(unit))) == text


def test_change_may_be_written_to_more_places():
    assert change(0.87, 0.84, measure_of("%")).text(2) == "up 0.03 percentage points"


def test_change_keeps_the_amount_for_tables():
    assert change(31, 52.4, measure_of("%")).amount == -21.4
    assert change(5, 0, measure_of("number")).amount is None


@pytest.mark.parametrize("unit", ["%", " % ", "% of annual target", "percentage points", "Percentage", "per cent"])
def test_unit_is_a_percentage(unit):
    assert measure_of(unit).in_points


@pytest.mark.parametrize("unit", ["number", "£m", "per 10,000", "days", ""])
def test_unit_is_no_percentage(unit):
    assert not measure_of(unit).in_points


@pytest.mark.parametrize(
    ("value", "target", "polarity", "plain", "good"),
    [
        pytest.param(92.6, 90, HIGHER, 2.6, 2.6, id="over, higher is better"),
        pytest.param(3.05, 2.9, LOWER, 0.15, -0.15, id="over, lower is better"),
        pytest.param(7, (8, 12), IN_RANGE, -1, -1, id="below the range"),
        pytest.param(13, (8, 12), IN_RANGE, 1, -1, id="above the range"),
        pytest.param(10, (8, 12), IN_RANGE, 0, 0, id="in the range"),
        pytest.param(99, (8, None), IN_RANGE, 0, 0, id="in a range open above"),
        pytest.param(11, 10, IN_RANGE, 1, -1, id="off a single target"),
        pytest.param(11, 10, NONE, 1, None, id="no polarity"),
        pytest.param(None, 10, HIGHER, None, None, id="no value"),
        pytest.param(11, None, HIGHER, None, None, id="no target"),
        pytest.param("11", 10, HIGHER, None, None, id="text"),
    ],
)
def test_variance_is_value_less_target_and_turned_with_good(value, target, polarity, plain, good):
    assert variance(value, target) == plain
    assert good_variance(value, target, polarity) == good


def test_difference_has_no_binary_dust():
    assert difference(0.3, 0.1) == 0.2
    assert difference(0.3, None) is None


@pytest.mark.parametrize(
    ("value", "bands", "expected"),
    [
        pytest.param(80, Bands(green=(90, None), amber=(85, None)), 5 / 85, id="short of the floor"),
        pytest.param(86.7, Bands(green=(90, None), amber=(85, None)), -0.02, id="still inside"),
        pytest.param(318, Bands(green=(None, 120), amber=(None, 132)), 186 / 132, id="over the limit"),
        pytest.param(5, RANGE, 1 / 6, id="below the range"),
        pytest.param(15, RANGE, 1 / 14, id="above the range"),
        pytest.param(2, Bands(green=(None, -1), amber=(None, 0)), 2, id="amber at zero, measured by green"),
        pytest.param(2, Bands(green=(None, 0), amber=(None, 0)), 2, id="both at zero, the distance itself"),
        pytest.param(60, Bands(green=(80, None), amber=(None, None)), None, id="no amber line"),
        pytest.param(None, RANGE, None, id="no value"),
        pytest.param(5, None, None, id="no bands"),
    ],
)
def test_distance_from_amber_is_a_share_of_the_line(value, bands, expected):
    assert distance_from_amber(value, bands) == (expected if expected is None else pytest.approx(expected))
