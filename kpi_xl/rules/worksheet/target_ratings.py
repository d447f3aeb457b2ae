"""Ratings by a target and how far off it is still Amber, in per cent of the target or in points."""

from functools import lru_cache

import numpy as np

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.errors import BandsError
from kpi_xl.model.number import number_of
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.rating.thresholds import resolve
from kpi_xl.rules.worksheet.cell_words import ANY_WAY, CHECK, NO_SUCH_BASIS, NOT_A_BOUND, chosen, no_such_way
from kpi_xl.rules.worksheet.grid import Grid, answer
from kpi_xl.rules.worksheet.ratings import Complaint, Numbers, rated

BASES = {
    "percent of target": Basis.PERCENT,
    "percent": Basis.PERCENT,
    "per cent": Basis.PERCENT,
    "%": Basis.PERCENT,
    "points": Basis.POINTS,
}
"""The words `basis` may hold; blank is the first."""

_OPEN = Bands((None, None), (None, None))


def rag_target(
    actual: object,
    target: object,
    tolerance: object,
    basis: object = None,
    better: object = None,
    green_tolerance: object = None,
) -> object:
    """The rating by a target: Green from it (or `green_tolerance` off it), Amber to `tolerance` off it, else Red.

    A blank target is Data only. In range, the tolerances run both ways from the target.
    """
    return answer(_rag_target, actual, words=(target, tolerance, basis, better, green_tolerance))


def _rag_target(actual: Numbers, *threshold: Grid) -> Grid:
    shape = np.broadcast_shapes(*(grid.shape for grid in threshold))
    columns = [np.broadcast_to(grid, shape).reshape(-1).tolist() for grid in threshold]
    resolved = lru_cache(maxsize=None, typed=True)(
        _resolved
    )  # else True is 1; a column of KPIs shares a few tolerances, and often a target
    found = [resolved(*map(_hashable, row)) for row in zip(*columns, strict=True)]
    bounds = np.array([one.bounds if isinstance(one, Bands) else _OPEN.bounds for one in found], dtype=np.float64)
    texts = np.array([one if isinstance(one, str) else "" for one in found], dtype=object).reshape(shape)
    complaints: list[Complaint] = [(text, texts == text) for text in dict.fromkeys(filter(None, texts.flat))]
    return rated(actual, [end.reshape(shape) for end in bounds.reshape(-1, 4).T], complaints)


def _hashable(cell: object) -> object:
    return number_of(cell) if number_of(cell) is not None else cell


def _resolved(target: object, tolerance: object, basis: object, better: object, green: object) -> Bands | str:
    """The bands, or what is wrong."""
    way, measured = chosen(better, ANY_WAY), chosen(basis, BASES)
    if way is None:
        return no_such_way(ANY_WAY)
    if measured is None:
        return NO_SUCH_BASIS
    if is_blank(target):
        return _OPEN
    aim, amber, near = number_of(target), number_of(tolerance), 0.0 if is_blank(green) else number_of(green)
    if aim is None or near is None or (amber is None and not is_blank(tolerance)):
        return NOT_A_BOUND
    return _bands(aim, way, measured, near, amber)


def _bands(target: float, way: Polarity, basis: Basis, green: float, amber: float | None) -> Bands | str:
    try:
        return resolve(target, way, basis, green, amber)
    except BandsError as error:
        return f"{CHECK}thresholds: {error}"
