"""Year-to-date targets by quarter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.rules.rating.profiles import check_profile, linear_profile, seasonal_profile, stepped_profile, target_for


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [
        pytest.param(linear_profile(100), (25, 50, 75, 100), id="linear"),
        pytest.param(linear_profile(0.1), (0.025, 0.05, 0.075, 0.1), id="linear in decimals"),
        pytest.param(linear_profile(-8), (-2, -4, -6, -8), id="linear below zero"),
        pytest.param(linear_profile(0), (0, 0, 0, 0), id="linear to nothing"),
        pytest.param(stepped_profile(60, (0, 50, 50, 100)), (0, 30, 30, 60), id="stepped"),
        pytest.param(seasonal_profile(200, (10, 40, 30, 20)), (20, 100, 160, 200), id="seasonal"),
        pytest.param(seasonal_profile(30, (1, 1, 1, 0)), (10, 20, 30, 30), id="nothing in the last quarter"),
    ],
)
def test_profile_spreads_the_annual_target(quarters, expected):
    assert quarters == expected


def test_target_of_a_quarter_is_the_profiles_not_a_share_of_the_year():
    assert target_for((10, 50, 60, 100), 2) == 50


@pytest.mark.parametrize(
    ("make", "arguments"),
    [
        pytest.param(seasonal_profile, (100, (1, 1, 1)), id="three weights"),
        pytest.param(seasonal_profile, (100, (0, 0, 0, 0)), id="no weight at all"),
        pytest.param(stepped_profile, (100, (0, 50, 100)), id="three steps"),
        pytest.param(stepped_profile, (100, (0, 50, 50, 90)), id="steps that stop short"),
    ],
)
def test_profile_that_cannot_reach_the_annual_target_is_not_made(make, arguments):
    with pytest.raises(ValueError, match="profile needs four"):
        make(*arguments)


@pytest.mark.parametrize(
    ("quarters", "annual", "text"),
    [
        pytest.param((25, 50, 75, 100), 100, None, id="reaches it"),
        pytest.param((0.1, 0.2, 0.25, 0.1 + 0.2), 0.3, None, id="reaches it at 15 digits"),
        pytest.param((100, 80, 60, 50), 50, None, id="a total brought down"),
        pytest.param((25, 50, 75, 99), 100, "reaches 99 in Q4, but the annual target is 100", id="misses it"),
        pytest.param((25, 50, 75, 100), 100.000000001, "reaches 100 in Q4", id="misses it by little"),
        pytest.param((25, None, 75, None), 100, "none for Q2, Q4", id="gaps"),
        pytest.param((25, "half", 75, 100), 100, "none for Q2", id="text"),
        pytest.param((50, 100), 100, "each of the four quarters", id="two quarters"),
        pytest.param((25, 50, 75, 100), None, "no annual target", id="no annual target"),
    ],
)
def test_profile_must_reach_its_annual_target_in_quarter_4(quarters, annual, text):
    found = check_profile(quarters, annual)
    assert found is None if text is None else text in found


@given(st.integers(-(10**9), 10**9).map(lambda whole: whole / 1000))
def test_linear_profile_always_passes_its_own_check(annual):
    assert check_profile(linear_profile(annual), annual) is None
