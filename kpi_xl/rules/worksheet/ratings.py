"""Ratings as worksheet functions answer them: the words of `rate_many`, or what is wrong with the thresholds."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.arrays import Floats, numbers_of, typed_floats
from kpi_xl.rules.rating.band_arrays import upside_down, wider
from kpi_xl.rules.rating.rate_many import rate_many
from kpi_xl.rules.worksheet.cell_words import (
    GREEN_WIDER,
    NOT_A_BOUND,
    ONE_SIDED,
    UPSIDE_DOWN,
    chosen,
    no_such_way,
)
from kpi_xl.rules.worksheet.grid import Grid, answer

Mask = NDArray[np.bool_]
Numbers = Grid | Floats
Complaint = tuple[str, Mask]
"""What to say, and in which cells."""


def rag(actual: object, green: object, amber: object, better: object = None) -> object:
    """The rating by one threshold a colour: green and amber start there (higher is better) or end there (lower).

    A blank amber is an open end, so nothing is Red; both blank is Data only.
    """
    return answer(_rag, actual, green, amber, words=(better,))


def rag_range(actual: object, green_low: object, green_high: object, amber_low: object, amber_high: object) -> object:
    """The rating by a green range inside an amber range; a blank end is open."""
    return answer(_rag_range, actual, green_low, green_high, amber_low, amber_high)


def rated(actual: Numbers, ends: list[Floats], complaints: Iterable[Complaint]) -> Grid:
    """The words for values and ends (green low, green high, amber low, amber high; NaN open) that fit together.

    Where there is a complaint it stands in place of the rating, the first of several.
    """
    said = [(text, mask) for text, mask in (*complaints, *_faults(ends)) if mask.any()]
    for _, mask in said:
        ends = [np.where(mask, np.nan, end) for end in ends]
    words = rate_many(actual, *(end.reshape(()) if end.size == 1 else end for end in ends))
    for text, mask in reversed(said):
        words = np.where(mask, text, words).astype(object)
    return words


def _rag(actual: Numbers, green: Numbers, amber: Numbers, better: Grid) -> Grid:
    bounds, complaints = _bounds(green, amber)
    ways = [chosen(cell, ONE_SIDED) for cell in better.reshape(-1)]
    unknown = np.array([way is None for way in ways]).reshape(better.shape)
    lower = np.array([way is Polarity.LOWER for way in ways]).reshape(better.shape)
    low, high = ([np.where(side, np.nan, bound) for bound in bounds] for side in (lower, ~lower))
    return rated(actual, [low[0], high[0], low[1], high[1]], [(no_such_way(ONE_SIDED), unknown), *complaints])


def _rag_range(actual: Numbers, *ends: Numbers) -> Grid:
    bounds, complaints = _bounds(*ends)
    return rated(actual, bounds, complaints)


def _bounds(*grids: Numbers) -> tuple[list[Floats], list[Complaint]]:
    """Bounds as floats, NaN where blank, and the cells that hold something else."""
    numbers = [numbers_of(grid) for grid in grids]
    unfit = [(NOT_A_BOUND, one.unfit) for one in numbers if one.unfit is not None]
    endless = [(NOT_A_BOUND, np.isinf(one.floats)) for one in numbers if np.isinf(one.floats).any()]
    return [one.floats for one in numbers], [*unfit, *endless]


def _faults(ends: list[Floats]) -> list[Complaint]:
    if not (upside_down(*ends) | wider(*ends)).any():
        return []
    # Numbers a hair's breadth apart are the same at the 15 digits a cell holds.
    exact = [typed_floats(end) for end in ends]
    return [(UPSIDE_DOWN, upside_down(*exact)), (GREEN_WIDER, wider(*exact))]
