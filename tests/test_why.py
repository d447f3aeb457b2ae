"""The sentence that says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl import Bands, Rating, Reason, rate
from kpi_xl.model.measure import measure_of
from kpi_xl.rules.words.why import why

PERCENT = measure_of("%")
HIGHER = Bands(green=(90, None), amber=(85, None))
LOWER = Bands(green=(None, 120), amber=(None, 132))
RANGE = Bands(green=(8, 12), amber=(6, 14))
ON_IT = ", and a value on a threshold takes the better rating"


@pytest.mark.parametrize(
    ("value", "bands", "unit", "decimals", "position", "word"),
    [
        pytest.param(
            92.1, HIGHER, "%", 1,
            "92.1% is at or above the green threshold of 90%", "Green",
            id="green, higher is better",
        ),
        pytest.param(
            90, HIGHER, "%", 1,
            f"90.0% is exactly on the green threshold{ON_IT}", "Green",
            id="exactly on green",
        ),
        pytest.param(
            87, HIGHER, "%", 0,
            "87% is below the green threshold of 90%, but at or above the amber threshold of 85%", "Amber",
            id="amber, higher is better",
        ),
        pytest.param(
            85, HIGHER, "%", 0,
            f"85% is exactly on the amber threshold{ON_IT}", "Amber",
            id="exactly on amber",
        ),
        pytest.param(
            80, HIGHER, "%", 0,
            "80% is below the amber threshold of 85%", "Red",
            id="red, higher is better",
        ),
        pytest.param(
            0.1 + 0.2, Bands(green=(0.3, None), amber=(0.1, None)), "£m", 1,
            f"£0.3m is exactly on the green threshold{ON_IT}", "Green",
            id="a hair off the threshold",
        ),
        pytest.param(
            110, LOWER, "number", 0,
            "110 is at or below the green threshold of 120", "Green",
            id="green, lower is better",
        ),
        pytest.param(
            125, LOWER, "number", 0,
            "125 is above the green threshold of 120, but at or below the amber threshold of 132", "Amber",
            id="amber, lower is better",
        ),
        pytest.param(
            1318, LOWER, "number", 0,
            "1,318 is above the amber threshold of 132", "Red",
            id="red, lower is better",
        ),
        pytest.param(
            11.4, RANGE, "%", 1,
            "11.4% is within the green range of 8% to 12%", "Green",
            id="green, in range",
        ),
        pytest.param(
            7, RANGE, "%", 1,
            "7.0% is below the green threshold of 8%, but at or above the amber threshold of 6%", "Amber",
            id="amber below the range",
        ),
        pytest.param(
            13, RANGE, "%", 1,
            "13.0% is above the green threshold of 12%, but at or below the amber threshold of 14%", "Amber",
            id="amber above the range",
        ),
        pytest.param(
            5, RANGE, "%", 1,
            "5.0% is below the amber threshold of 6%", "Red",
            id="red below the range",
        ),
        pytest.param(
            15, RANGE, "%", 1,
            "15.0% is above the amber threshold of 14%", "Red",
            id="red above the range",
        ),
        pytest.param(
            89, Bands(green=(90, None), amber=(90, None)), "%", 0,
            "89% is below the threshold of 90%, and there is no amber band on that side", "Red",
            id="no amber band",
        ),
        pytest.param(
            64, Bands(green=(80, None), amber=(None, None)), "%", 0,
            "64% is below the green threshold of 80%, and there is no amber limit on that side", "Amber",
            id="no amber floor published",
        ),
    ],
)  # fmt: skip
def test_sentence_names_the_threshold_that_decided(value, bands, unit, decimals, position, word):
    assert why(value, bands, rate(value, bands), measure_of(unit), decimals) == f"{position}, so the rating is {word}."


def test_figure_that_rounding_would_lift_is_shown_in_full_and_said_so():
    assert why(89.96, HIGHER, Rating.AMBER, PERCENT, 1) == (
        "89.96% is below the green threshold of 90%, but at or above the amber threshold of 85%, so the rating is"
        " Amber. It would print as 90.0%, but a rating is decided before rounding."
    )


@pytest.mark.parametrize("reason", Reason, ids=str)
def test_every_reason_is_explained_in_words(reason):
    sentence = why(None, HIGHER, reason, PERCENT, 1)
    assert sentence.endswith(".")
    assert len(sentence.split()) > 8


def test_rating_the_bands_do_not_give_is_said_to_come_from_the_rulebook():
    assert (
        why(80, HIGHER, Rating.AMBER, PERCENT, 0)
        == "By its bands 80% is Red, but the rulebook sets the rating to Amber."
    )
    assert why(64, None, Rating.AMBER, PERCENT, 0).startswith("The rulebook sets the rating to Amber")
    assert why(None, HIGHER, Rating.AMBER, PERCENT, 0).startswith("The rulebook sets the rating to Amber")


SANE = st.floats(-1e6, 1e6)


@given(SANE, st.lists(SANE, min_size=4, max_size=4).map(sorted), st.lists(st.booleans(), min_size=2, max_size=2))
def test_sentence_ends_in_the_rating_for_any_bands(value, ends, closed):
    amber_low, green_low, green_high, amber_high = ends
    low, high = closed
    bands = Bands(
        green=(green_low if low else None, green_high if high else None),
        amber=(amber_low if low else None, amber_high if high else None),
    )
    outcome = rate(value, bands)
    sentence = why(value, bands, outcome, PERCENT, 1)
    assert f"so the rating is {outcome}." in sentence or outcome is Reason.DATA_ONLY
    assert "no value" not in sentence
