"""Ratings by a target and how far off it is still Amber: in per cent, as a fraction of the target, or in points."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np

from kpi_xl.model.basis import Basis
from kpi_xl.model.number import EXACT, exact
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.arrays import Floats
from kpi_xl.rules.rating.thresholds import resolve
from kpi_xl.rules.worksheet.cell_words import (
    ANY_WAY,
    BELOW_ZERO,
    BEYOND_TARGET,
    CHECK_SCALE,
    GREEN_WIDER,
    NO_SUCH_BASIS,
    NO_TOLERANCE,
    NOT_A_BOUND,
    SCALE_OF_FRACTION,
    SCALE_OF_PERCENT,
    SCALE_OF_POINTS,
    ZERO_TARGET,
    no_such_way,
    or_first,
)
from kpi_xl.rules.worksheet.chosen_words import Mask, chosen_words
from kpi_xl.rules.worksheet.grid import Grid, answer
from kpi_xl.rules.worksheet.ratings import (
    Complaint,
    Numbers,
    asking_of,
    bounds_of,
    no_way_given,
    numbers_in,
    rated,
)
from kpi_xl.rules.worksheet.scales import unlike_points, unlike_target


class Measured(Enum):
    """What a tolerance is measured in; the value is the word people type."""

    PERCENT = "percent of target"
    FRACTION = "fraction"
    POINTS = "points"

    def __str__(self) -> str:
        return self.value


BASES = {
    "percent of target": Measured.PERCENT,
    "percent": Measured.PERCENT,
    "per cent": Measured.PERCENT,
    "%": Measured.PERCENT,
    "fraction": Measured.FRACTION,
    "points": Measured.POINTS,
}
"""The words `basis` may hold; blank is the first."""

_NEAR = 1e-12
"""As a share of the numbers compared: so near to an end, the end is worked out in decimals."""


def rag_target(
    actual: object,
    target: object,
    tolerance: object,
    basis: object = None,
    better: object = None,
    green_tolerance: object = None,
    scale: object = None,
) -> object:
    """The rating by a target: Green from it (or `green_tolerance` off it), Amber to `tolerance` off it, else Red.

    A blank target is Data only; a target of 0 has no per cent, so it says Zero target unless the basis is points. In
    range, the tolerances run both ways from the target. Tolerances that cannot be of their basis, and values that
    cannot be of the scale of their target, are asked about unless `scale` is same.
    """
    return answer(
        _rag_target, actual, target, tolerance, green_tolerance, words=(basis, or_first(better, ANY_WAY), scale)
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The numbers of every row, NaN where blank, and where each word holds."""

    target: Floats
    amber: Floats
    green: Floats
    points: Mask
    fraction: Mask
    lower: Mask
    in_range: Mask


def _rag_target(
    actual: Numbers, target: Numbers, tolerance: Numbers, green: Numbers, basis: Grid, better: Grid, scale: Grid
) -> Grid:
    (aim, _, near), unfit = bounds_of(target, tolerance, green)
    amber = bounds_of(tolerance)[0][0]
    bases, ways = chosen_words(basis, BASES), chosen_words(better, ANY_WAY)
    points, fraction = map(bases.where, (Measured.POINTS, Measured.FRACTION))
    lower, in_range = map(ways.where, (Polarity.LOWER, Polarity.IN_RANGE))
    rows = _Rows(aim, amber, np.where(np.isnan(near), 0.0, near), points, fraction, lower, in_range)
    ask, no_scale = asking_of(scale)
    blank = np.isnan(aim) & ~bounds_of(target)[1]
    complaints = [
        (no_such_way(ANY_WAY), ways.where(None)),
        (NO_SUCH_BASIS, bases.where(None)),
        no_scale,
        *((text, mask & ~blank) for text, mask in _faults(rows, unfit, ask)),
    ]
    values = numbers_in(actual)
    ends = _ends(values, rows)
    complaints += [(NOT_A_BOUND, np.isinf(end)) for end in ends]  # a target beyond any number a cell holds
    zero = (aim == 0) & ~points & ~np.isnan(values)
    asked = [
        (CHECK_SCALE, ask & unlike_target(values, aim)),
        (ZERO_TARGET, zero),
        no_way_given(ways, values, ~np.isnan(aim)),
    ]
    return rated(actual, ends, complaints, asked)


def _faults(rows: _Rows, unfit: Mask, ask: Mask) -> list[Complaint]:
    """What is wrong with a target or its tolerances, the first first."""
    largest, percent = np.fmax(rows.amber, rows.green), ~(rows.points | rows.fraction)
    small = [(tolerance > 0) & (tolerance < 1) for tolerance in (rows.amber, rows.green)]
    points = unlike_points(rows.amber, rows.target) | unlike_points(rows.green, rows.target)
    return [
        (NOT_A_BOUND, unfit),
        (NO_TOLERANCE, np.isnan(rows.amber)),
        (BELOW_ZERO, (rows.amber < 0) | (rows.green < 0)),
        (SCALE_OF_PERCENT, ask & percent & (small[0] | small[1])),
        (BEYOND_TARGET, ask & percent & (largest > 100)),
        (SCALE_OF_FRACTION, ask & rows.fraction & (largest >= 1)),
        (SCALE_OF_POINTS, ask & rows.points & points),
        (GREEN_WIDER, rows.green > rows.amber),
    ]


def _ends(values: Floats, rows: _Rows) -> list[Floats]:
    """Green low, green high, amber low, amber high; NaN where there is none, or where something is wrong."""
    unit = np.where(rows.points, 1.0, np.abs(rows.target) * np.where(rows.fraction, 1.0, 0.01))
    sound = (rows.green >= 0) & (rows.green <= rows.amber) & ((rows.target != 0) | rows.points)
    aim = np.where(sound & np.isfinite(rows.target) & np.isfinite(rows.amber), rows.target, np.nan)
    ends = []
    for tolerance in (rows.green, rows.amber):
        distance = tolerance * unit
        ends += [np.where(rows.lower, np.nan, aim - distance)]
        ends += [np.where(rows.lower | rows.in_range, aim + distance, np.nan)]
    if all(end.size == 1 for end in ends):
        known = np.isfinite(aim).all() and not any(np.isinf(end).any() for end in ends)
        return ends if not known else [end.reshape(1, 1) for end in _exact_rows(rows, (1, 1))]
    return _settled(values, ends, rows)


def _settled(values: Floats, ends: list[Floats], rows: _Rows) -> list[Floats]:
    """The ends exact to the last digit in those rows where it matters: a value is as good as on one."""
    shape = np.broadcast_shapes(values.shape, *(end.shape for end in ends))
    near = np.zeros(shape, dtype=np.bool_)
    room = _NEAR * (np.abs(values) + np.abs(rows.target))
    for end in ends:
        near |= np.abs(values - end) <= room
    if not near.any():
        return ends
    whole = [np.broadcast_to(end, shape).copy() for end in ends]
    for end, right in zip(whole, _exact_rows(rows, shape, near), strict=True):
        end[near] = right
    return whole


def _exact_rows(rows: _Rows, shape: tuple[int, ...], wanted: Mask | None = None) -> list[Floats]:
    """The four ends of the rows wanted, in decimals; a column of budgets shares a few tolerances."""
    pick = np.ones(shape, dtype=np.bool_) if wanted is None else wanted
    fields = (rows.target, rows.green, rows.amber, rows.points, rows.fraction, rows.lower, rows.in_range)
    columns = [np.broadcast_to(field, shape)[pick].tolist() for field in fields]
    known = lru_cache(maxsize=None)(_exact)
    found = [known(*row) for row in zip(*columns, strict=True)]
    return [np.array(column, dtype=np.float64) for column in zip(*found, strict=True)]


def _exact(
    target: float, green: float, amber: float, points: bool, fraction: bool, lower: bool, in_range: bool
) -> tuple[float | None, ...]:
    if fraction:
        green, amber = (float(exact(tolerance).scaleb(2, EXACT)) for tolerance in (green, amber))
    way = Polarity.IN_RANGE if in_range else Polarity.LOWER if lower else Polarity.HIGHER
    return resolve(target, way, Basis.POINTS if points else Basis.PERCENT, green, amber).bounds
