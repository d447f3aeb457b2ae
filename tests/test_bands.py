"""Four ends that are, or are not, bands."""

from decimal import Decimal

import numpy as np
import pytest

from kpi_xl import Bands
from kpi_xl.model.errors import BandsError


@pytest.mark.parametrize(
    ("green", "amber"),
    [
        pytest.param((90, None), (85, None), id="higher is better"),
        pytest.param((None, 120), (None, 132), id="lower is better"),
        pytest.param((8, 12), (6, 14), id="in range"),
        pytest.param((90, None), (90, None), id="no amber on that side"),
        pytest.param((8, 8), (8, 8), id="one value only"),
        pytest.param((8, 12), (None, 14), id="amber open below"),
        pytest.param((80, None), (None, None), id="no amber end"),
        pytest.param((None, None), (None, None), id="all open"),
        pytest.param((0.3, None), (0.1 + 0.2, None), id="equal at 15 digits"),
    ],
)
def test_green_inside_amber_is_bands(green, amber):
    bands = Bands(green=green, amber=amber)
    assert (bands.green, bands.amber) == (green, tuple(None if end is None else round(end, 14) for end in amber))


@pytest.mark.parametrize(
    ("green", "amber", "text"),
    [
        pytest.param((85, None), (90, None), "low end: green is 85 or more, amber 90 or more", id="below amber"),
        pytest.param((None, 132), (None, 120), "high end: green is 132 or less, amber 120 or less", id="above amber"),
        pytest.param((None, 12), (6, 14), "low end: green is 12 or less, amber 6 to 14", id="open where amber is not"),
        pytest.param((None, None), (6, None), "green is any value", id="open green"),
        pytest.param((12, 8), (6, 14), "green band is upside down: from 12 to 8", id="green upside down"),
        pytest.param((8, 12), (14, 6), "amber band is upside down: from 14 to 6", id="amber upside down"),
        pytest.param(("90%", None), (85, None), "green band is not a number: '90%'", id="text"),
        pytest.param((True, None), (0, None), "green band is not a number", id="boolean"),
        pytest.param((90, None), (float("nan"), None), "amber band is not a number", id="NaN"),
        pytest.param((90, float("inf")), (85, None), "green band is not a number", id="infinity"),
        pytest.param((10**400, None), (85, None), "green band is not a number", id="an int no cell can hold"),
    ],
)
def test_anything_else_is_refused_without_python_words(green, amber, text):
    with pytest.raises(BandsError, match=text) as refusal:
        Bands(green=green, amber=amber)
    assert "None" not in str(refusal.value)


def test_bounds_come_in_the_order_of_tables_and_formulas():
    assert Bands(green=(8, 12), amber=(6, 14)).bounds == (8, 12, 6, 14)


@pytest.mark.parametrize(
    "end", [90, 90.0, np.int64(90), np.float64(90), Decimal(90)], ids=lambda end: type(end).__name__
)
def test_ends_of_any_number_kind_become_floats(end):
    bands = Bands(green=(end, None), amber=(end, None))
    assert bands == Bands(green=(90.0, None), amber=(90.0, None))
    assert type(bands.green[0]) is float


def test_bands_cannot_be_changed():
    with pytest.raises(AttributeError):
        Bands(green=(90, None), amber=(85, None)).green = (80, None)
