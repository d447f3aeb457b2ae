"""Where a value and what it is rated by cannot be of one scale: 3.4% in a cell is 0.034, and a date is 44834.

Only numbers are seen here, never how a cell shows them, so nothing is converted: the answer asks.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kpi_xl.rules.rating.arrays import Floats

WHOLE_BOUND = 2.0
"""From here on a threshold is a whole number of per cent and not a share: 105% is 1.05, and 200% is rare."""
BEYOND = 10.0
"""So many times the largest threshold, where no threshold is above 1, and the value is no share of the same scale."""
APART = 50.0
"""So many times its target, or so little of it, and a value is not measured as the target is."""
A_DATE = 36_525.0
"""Excel's number of the last day of 1999; beside thresholds of 100 or less it is a date, or pounds beside thousands."""
THOUSANDS = 500.0
"""A value so many times below its budget is in thousands or millions beside pounds; spend so low would be Green."""
SMALL_POINTS, LARGE_TARGET = 0.3, 20.0
"""A tolerance of up to 30% is a fraction, and not points, beside a target of that size or more."""

A_WHOLE = 100.0
"""Of thresholds in per cent, the largest that stands beside one typed with a % sign."""
CEILING, A_HALF = 1.5, 0.5
"""Beside upper ends alone, one of them 150% or more, a value below 50% may be a share: 0.034 beside 0.5 and 2."""

Mask = NDArray[np.bool_]


def unlike_bounds(values: Floats, ends: Sequence[Floats]) -> Mask:
    """Where a value is below 1 and every bound at least 1 (one at least 2), or far above bounds of at most 1 (or 100).

    NaN is no value, and an open end. A bound of 0 tells nothing about the scale.
    """
    sizes = [np.where(np.isnan(end), 0.0, np.abs(end)) for end in ends]
    largest = np.maximum.reduce(np.broadcast_arrays(*sizes))
    mixed = np.logical_or.reduce(np.broadcast_arrays(*((size > 0) & (size < 1) for size in sizes)))
    size = np.abs(values)
    none = np.zeros(np.broadcast_shapes(size.shape, largest.shape), dtype=np.bool_)
    if (whole := ~mixed & (largest >= WHOLE_BOUND)).any():
        none = none | (whole & (size < 1) & (size > 0))
    if (share := (largest > 0) & (largest <= 1)).any():
        none = none | (share & (size >= 2) & (size >= BEYOND * largest))
    if (low := (largest > 0) & (largest <= 100)).any():
        none = none | (low & (size > A_DATE))
    return none


def unlike_each_other(values: Floats, green: Floats, amber: Floats) -> Mask:
    """Where there is a number, and the bounds of one side are of two scales: 2% typed beside 5."""
    small, large = np.minimum(green, amber), np.maximum(green, amber)
    apart = (small > 0) & (small < 1) & (large >= WHOLE_BOUND) & (large <= A_WHOLE) & (small * APART <= large)
    return np.asarray(apart & ~np.isnan(values))


def unlike_ceilings(values: Floats, ends: Sequence[Floats]) -> Mask:
    """Where a value above 0 may be a share that passes under upper ends in per cent: it would be Green in silence.

    Not asked of lower ends, for a share is below them: it is Red, and ratios have such ends.
    """
    high = np.logical_or.reduce(np.broadcast_arrays(*(end >= CEILING for end in ends)))
    return np.asarray(high & (values > 0) & (values < A_HALF))


def unlike_target(values: Floats, targets: Floats) -> Mask:
    """Where one is a share by its size and the other fifty times as much, or only the value is in thousands."""
    size, aim = np.abs(values), np.abs(targets)
    thousands = (size * THOUSANDS <= aim) & ((values > 0) == (targets > 0))
    small = (size > 0) & (aim >= 2) & (((size < 2) & (size * APART <= aim)) | thousands)
    large = (aim > 0) & (aim <= 2) & (size >= 2) & (size >= aim * APART)
    return np.asarray(small | large | ((aim > 0) & (aim <= 100) & (size > A_DATE)))


def unlike_points(tolerances: Floats, targets: Floats) -> Mask:
    """Where a tolerance in points is more than a target that is a share, or a share beside a target that is none."""
    aim = np.abs(targets)
    whole = (tolerances >= 1) & (aim > 0) & (aim <= 1) & (tolerances > aim)
    return np.asarray(whole | ((tolerances > 0) & (tolerances <= SMALL_POINTS) & (aim >= LARGE_TARGET)))


def unlike_change(now: float, before: float) -> bool:
    """Whether two percentages are shares both, or only one of them: 31% in a cell is 0.31."""
    return 0 < max(abs(now), abs(before)) < 1 or unlike_pair(now, before)


def unlike_pair(one: float, other: float) -> bool:
    """Whether one is a share by its size and the other is not, and fifty times as much."""
    size, larger = sorted((abs(one), abs(other)))
    return 0 < size < 1 and larger >= WHOLE_BOUND and size * APART <= larger


def no_shares(now: float, before: float) -> bool:
    """Whether one of two numbers said to be shares is 200% or more."""
    return max(abs(now), abs(before)) >= WHOLE_BOUND
