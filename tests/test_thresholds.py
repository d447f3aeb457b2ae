"""Threshold rows turned into bands."""

import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpi_xl import Bands, rate, rate_many
from kpi_xl.model.basis import Basis
from kpi_xl.model.errors import BandsError
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating
from kpi_xl.rules.rating.thresholds import resolve

VECTORS = Path(__file__).parent / "vectors" / "rag_vectors_thresholds.csv"
BASES = {"absolute": Basis.ABSOLUTE, "percent_of_target": Basis.PERCENT, "points": Basis.POINTS}
HIGHER, LOWER, IN_RANGE = Polarity.HIGHER, Polarity.LOWER, Polarity.IN_RANGE
ABSOLUTE, PERCENT, POINTS = Basis.ABSOLUTE, Basis.PERCENT, Basis.POINTS


def worked_cases() -> list[tuple[dict[str, str], Bands]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return [
            (
                row,
                resolve(
                    float(row["target"]),
                    Polarity(row["better"]),
                    BASES[row["basis"]],
                    float(row["green"]),
                    float(row["amber"]),
                ),
            )
            for row in csv.DictReader(file)
        ]


def test_every_worked_case_is_rated_as_stated():
    cases = worked_cases()
    assert len(cases) > 200
    assert [(row, bands) for row, bands in cases if str(rate(float(row["value"]), bands)) != row["expected"]] == []


def test_every_worked_case_is_rated_as_stated_as_one_array():
    cases = worked_cases()
    ends = [
        np.array([np.nan if end is None else end for end in column])
        for column in zip(*(b.bounds for _, b in cases), strict=True)
    ]
    words = rate_many([float(row["value"]) for row, _ in cases], *ends)
    assert [(row, word) for (row, _), word in zip(cases, words, strict=True) if word != row["expected"]] == []


@pytest.mark.parametrize(
    ("target", "polarity", "basis", "green", "amber", "expected"),
    [
        pytest.param(90, HIGHER, ABSOLUTE, 90, 85, Bands((90, None), (85, None)), id="bounds, higher is better"),
        pytest.param(120, LOWER, ABSOLUTE, 120, 132, Bands((None, 120), (None, 132)), id="bounds, lower is better"),
        pytest.param((8, 12), IN_RANGE, ABSOLUTE, (8, 12), (6, 14), Bands((8, 12), (6, 14)), id="bounds, in range"),
        pytest.param(
            None, IN_RANGE, ABSOLUTE, (8, None), (6, None), Bands((8, None), (6, None)), id="range open above"
        ),
        pytest.param(
            None, HIGHER, ABSOLUTE, (90, None), (85, None), Bands((90, None), (85, None)), id="bounds as pairs"
        ),
        pytest.param(80, HIGHER, ABSOLUTE, 80, None, Bands((80, None), (None, None)), id="no amber floor published"),
        pytest.param(90, HIGHER, PERCENT, 0, 5, Bands((90, None), (85.5, None)), id="5 per cent of 90"),
        pytest.param(90, HIGHER, POINTS, 0, 5, Bands((90, None), (85, None)), id="5 points below 90"),
        pytest.param(120, LOWER, PERCENT, 0, 10, Bands((None, 120), (None, 132)), id="10 per cent over 120"),
        pytest.param(120, LOWER, POINTS, 2, 10, Bands((None, 122), (None, 130)), id="2 and 10 points over 120"),
        pytest.param(-4, HIGHER, PERCENT, 0, 10, Bands((-4, None), (-4.4, None)), id="negative target, higher"),
        pytest.param(-4, LOWER, PERCENT, 0, 10, Bands((None, -4), (None, -3.6)), id="negative target, lower"),
        pytest.param(0, LOWER, POINTS, 0, 2, Bands((None, 0), (None, 2)), id="target 0 in points"),
        pytest.param(10, IN_RANGE, POINTS, 2, 4, Bands((8, 12), (6, 14)), id="both ways from one target"),
        pytest.param(10, IN_RANGE, PERCENT, 20, 40, Bands((8, 12), (6, 14)), id="per cent both ways"),
        pytest.param((8, 12), IN_RANGE, POINTS, 0, 2, Bands((8, 12), (6, 14)), id="outward from a target range"),
        pytest.param((8, 10), IN_RANGE, PERCENT, 0, 10, Bands((8, 10), (7.2, 11)), id="per cent of each end"),
        pytest.param((8, None), IN_RANGE, POINTS, 0, 2, Bands((8, None), (6, None)), id="outward from an open range"),
        pytest.param(90, HIGHER, POINTS, 2, 2, Bands((88, None), (88, None)), id="equal tolerances leave no amber"),
        pytest.param(
            0.3, LOWER, POINTS, 0.1, 0.3, Bands((None, 0.4), (None, 0.6)), id="decimals, not binary fractions"
        ),
        pytest.param(4.35, HIGHER, PERCENT, 0, 10, Bands((4.35, None), (3.915, None)), id="10 per cent of 4.35"),
        pytest.param(
            np.float64(90), HIGHER, POINTS, Decimal(0), 5, Bands((90, None), (85, None)), id="kinds of number"
        ),
    ],
)
def test_threshold_row_becomes_bands(target, polarity, basis, green, amber, expected):
    assert resolve(target, polarity, basis, green, amber) == expected


@pytest.mark.parametrize(
    ("target", "polarity", "basis", "green", "amber", "text"),
    [
        pytest.param(0, HIGHER, PERCENT, 0, 5, "per cent of a target of 0", id="zero target in per cent"),
        pytest.param((0, 5), IN_RANGE, PERCENT, 0, 5, "per cent of a target of 0", id="zero end of a target range"),
        pytest.param(90, HIGHER, POINTS, 0, -5, r"amber tolerance \(-5\) is below 0", id="negative amber"),
        pytest.param(90, HIGHER, PERCENT, -1, 5, r"green tolerance \(-1\) is below 0", id="negative green"),
        pytest.param(90, HIGHER, POINTS, 10, 5, r"green tolerance \(10\) is larger", id="green wider than amber"),
        pytest.param(90, HIGHER, ABSOLUTE, 85, 90, "Green is wider than amber", id="bounds the wrong way round"),
        pytest.param(90, LOWER, ABSOLUTE, 90, 85, "Green is wider than amber", id="bounds against the polarity"),
        pytest.param((8, 12), IN_RANGE, ABSOLUTE, (12, 8), (6, 14), "upside down", id="range upside down"),
        pytest.param((8, 12), IN_RANGE, ABSOLUTE, 8, 6, "low and a high bound", id="range with one bound"),
        pytest.param(None, HIGHER, PERCENT, 0, 5, "no target", id="tolerance without a target"),
        pytest.param((None, 12), HIGHER, POINTS, 0, 5, "no target", id="target open at the end that counts"),
        pytest.param(90, HIGHER, POINTS, None, 5, "green tolerance is missing", id="no green tolerance"),
        pytest.param(90, HIGHER, POINTS, 0, None, "amber tolerance is missing", id="no amber tolerance"),
        pytest.param(90, HIGHER, POINTS, (1, 2), 5, "tolerance is a range", id="a range as tolerance"),
        pytest.param(90, HIGHER, ABSOLUTE, None, 85, "no green bound", id="no green bound"),
        pytest.param(90, Polarity.NONE, ABSOLUTE, 90, 85, "cannot be rated", id="no polarity"),
        pytest.param("90%", HIGHER, POINTS, 0, 5, "target is not a number", id="text target"),
        pytest.param(90, HIGHER, POINTS, True, 5, "green tolerance is not a number", id="boolean tolerance"),
        pytest.param(float("nan"), HIGHER, POINTS, 0, 5, "target is not a number", id="NaN target"),
        pytest.param("90%", HIGHER, ABSOLUTE, "90%", 85, "not a number", id="text bound"),
        pytest.param(9, IN_RANGE, ABSOLUTE, "8-12", (6, 14), "low and a high bound", id="text for a range"),
        pytest.param(1.7e308, LOWER, PERCENT, 0, 100, "not a number", id="beyond any number a cell holds"),
    ],
)
def test_row_that_makes_no_bands_is_refused_in_plain_words(target, polarity, basis, green, amber, text):
    with pytest.raises(BandsError, match=text):
        resolve(target, polarity, basis, green, amber)


TYPED = st.integers(-100_000, 100_000).map(lambda whole: whole / 1000)


@given(target=TYPED, green=TYPED.map(abs), amber=TYPED.map(abs), basis=st.sampled_from([PERCENT, POINTS]))
def test_value_as_far_off_target_as_the_tolerance_still_has_the_better_rating(target, green, amber, basis):
    assume(green <= amber and target)
    size = Decimal(1) if basis is POINTS else abs(Decimal(repr(target))) / 100
    far, near = (float(Decimal(repr(target)) - size * Decimal(repr(end))) for end in (amber, green))
    higher = resolve(target, HIGHER, basis, green, amber)
    assert rate(near, higher) is Rating.GREEN
    assert rate(far, higher) is not Rating.RED
    far, near = (float(Decimal(repr(target)) + size * Decimal(repr(end))) for end in (amber, green))
    lower = resolve(target, LOWER, basis, green, amber)
    assert rate(near, lower) is Rating.GREEN
    assert rate(far, lower) is not Rating.RED
