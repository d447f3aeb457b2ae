"""Ratings as worksheet functions answer them: the words of `rate_many`, or what is wrong with the thresholds."""

from collections.abc import Iterable

import numpy as np

from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.arrays import Floats, numbers_of, typed_floats
from kpi_xl.rules.rating.band_arrays import upside_down, wider
from kpi_xl.rules.rating.rate_many import rate_many
from kpi_xl.rules.worksheet.cell_words import (
    ASKED,
    CHECK_SCALE,
    GREEN_WIDER,
    GREEN_WIDER_HIGHER,
    GREEN_WIDER_LOWER,
    NO_SUCH_SCALE,
    NO_WAY_GIVEN,
    NOT_A_BOUND,
    ONE_SIDED,
    UPSIDE_DOWN,
    no_such_way,
    or_first,
)
from kpi_xl.rules.worksheet.chosen_words import ChosenWords, Mask, chosen_words
from kpi_xl.rules.worksheet.grid import Grid, answer
from kpi_xl.rules.worksheet.scales import unlike_bounds, unlike_ceilings, unlike_each_other

Numbers = Grid | Floats
Complaint = tuple[str, Mask]
"""What to say, and in which cells."""


def rag(actual: object, green: object, amber: object, better: object = None, scale: object = None) -> object:
    """The rating by one threshold a colour: green and amber start there (higher is better) or end there (lower).

    A blank amber is an open end, so nothing is Red; both blank is Data only. A cell for `better` that is blank is asked
    about: left out it is higher. A value that cannot be of the scale of
    its thresholds is asked about, unless `scale` is same.
    """
    return answer(_rag, actual, green, amber, words=(or_first(better, ONE_SIDED), scale))


def rag_range(
    actual: object,
    green_low: object,
    green_high: object,
    amber_low: object,
    amber_high: object,
    scale: object = None,
) -> object:
    """The rating by a green range inside an amber range; a blank end is open. `scale` is as for `rag`."""
    return answer(_rag_range, actual, green_low, green_high, amber_low, amber_high, words=(scale,))


def rated(
    actual: Numbers, ends: list[Floats], complaints: Iterable[Complaint], asked: Iterable[Complaint] = ()
) -> Grid:
    """The words for values and ends (green low, green high, amber low, amber high; NaN open) that fit together.

    Where there is a complaint it stands in place of the rating, the first of several. Those of `asked` are about
    values: they stand only where there is a number and nothing else is wrong.
    """
    said = [(text, mask) for text, mask in (*complaints, *_faults(ends)) if mask.any()]
    for _, mask in said:
        ends = [np.where(mask, np.nan, end) for end in ends]
    words = rate_many(actual, *(end.reshape(()) if end.size == 1 else end for end in ends))
    for text, mask in asked:
        if mask.any():
            words = np.where(mask, text, words).astype(object)
    for text, mask in reversed(said):
        words = np.where(mask, text, words).astype(object)
    return words


def numbers_in(actual: Numbers) -> Floats:
    """The finite numbers of a grid, NaN elsewhere."""
    floats = numbers_of(actual).floats
    return np.where(np.isfinite(floats), floats, np.nan)


def bounds_of(*grids: Numbers) -> tuple[list[Floats], Mask]:
    """Bounds as floats, NaN where blank, and where one of them is something else or endless."""
    numbers = [numbers_of(grid) for grid in grids]
    unfit = np.zeros((1, 1), dtype=np.bool_)
    for one in numbers:
        if one.unfit is not None:
            unfit = unfit | one.unfit
        if (endless := np.isinf(one.floats)).any():
            unfit = unfit | endless
    return [one.floats for one in numbers], unfit


def _rag(actual: Numbers, green: Numbers, amber: Numbers, better: Grid, scale: Grid) -> Grid:
    bounds, unfit = bounds_of(green, amber)
    ways = chosen_words(better, ONE_SIDED)
    lower, higher = map(ways.where, (Polarity.LOWER, Polarity.HIGHER))
    low, high = ([np.where(side, bound, np.nan) for bound in bounds] for side in (higher, lower))
    ends = [low[0], high[0], low[1], high[1]]
    ask, no_scale = asking_of(scale)
    wide = _faults(ends)[1:]
    complaints = [
        (no_such_way(ONE_SIDED), ~(lower | higher)),
        no_scale,
        (NOT_A_BOUND, unfit),
        *((text, mask & side) for _, mask in wide for text, side in _turned(higher, lower)),
    ]
    values = numbers_in(actual)
    unlike = unlike_bounds(values, bounds) | (lower & unlike_ceilings(values, bounds))
    unlike = unlike | unlike_each_other(values, *bounds)
    some = ~(np.isnan(bounds[0]) & np.isnan(bounds[1]))
    return rated(actual, ends, complaints, [(CHECK_SCALE, ask & unlike), no_way_given(ways, values, some)])


def _turned(higher: Mask, lower: Mask) -> list[Complaint]:
    return [(GREEN_WIDER_HIGHER, higher), (GREEN_WIDER_LOWER, lower)]


def _rag_range(actual: Numbers, low: Numbers, high: Numbers, least: Numbers, most: Numbers, scale: Grid) -> Grid:
    bounds, unfit = bounds_of(low, high, least, most)
    ask, no_scale = asking_of(scale)
    values, open_below = numbers_in(actual), np.isnan(bounds[0]) & np.isnan(bounds[2])
    unlike = unlike_bounds(values, bounds) | (open_below & unlike_ceilings(values, bounds))
    for side in (bounds[0::2], bounds[1::2]):
        unlike = unlike | unlike_each_other(values, *side)
    asked = [(CHECK_SCALE, ask & unlike)]
    return rated(actual, bounds, [no_scale, (NOT_A_BOUND, unfit)], asked)


def no_way_given(ways: ChosenWords, values: Floats, rateable: Mask) -> Complaint:
    """Where a number would be rated by a way that nobody gave."""
    return NO_WAY_GIVEN, ways.blank & rateable & ~np.isnan(values)


def asking_of(scale: Grid) -> tuple[Mask, Complaint]:
    """Where a value is asked about, and where `scale` holds no such word."""
    found = chosen_words(scale, ASKED)
    return found.where(True), (NO_SUCH_SCALE, found.where(None))


def _faults(ends: list[Floats]) -> list[Complaint]:
    if not (upside_down(*ends) | wider(*ends)).any():
        return []
    # Numbers a hair's breadth apart are the same at the 15 digits a cell holds.
    exact = [typed_floats(end) for end in ends]
    return [(UPSIDE_DOWN, upside_down(*exact)), (GREEN_WIDER, wider(*exact))]
