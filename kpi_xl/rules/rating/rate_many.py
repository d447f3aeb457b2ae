"""Ratings of whole arrays: the answers of `rate`, a million rows at a time."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi_xl.model.errors import BandsError
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.rating.arrays import Floats, numbers_of, side_by_side, typed_floats
from kpi_xl.rules.rating.band_arrays import check_ends

Codes = NDArray[np.int8]

WORDS = tuple(map(str, (Rating.GREEN, Rating.AMBER, Rating.RED, Reason.UNPOPULATED, Reason.INVALID, Reason.DATA_ONLY)))
"""What each code of `rate_codes` stands for."""
UNPOPULATED, INVALID, DATA_ONLY = 3, 4, 5

_WORDS = np.array(WORDS, dtype=object)
_ROWS_AT_A_TIME = 16_384  # so that the working arrays stay in the processor's cache
_DOUBT = 3e-14  # bringing two numbers to 15 digits can close a gap of at most 1e-14 of their size


def rate_many(
    values: Any,
    *ends: Any,
    green_low: Any = None,
    green_high: Any = None,
    amber_low: Any = None,
    amber_high: Any = None,
) -> NDArray[np.object_]:
    """The word for each value, as an array of Python strings in the shape the arguments broadcast to.

    The bounds are given by name, or all four in the order above; two or three without names are refused, for a
    worksheet's KPI_RAG takes them in another order. Each argument is a number, None, a list, an array of any shape, or
    a pandas column; None and NaN mean an open end, or no value. Every word is what `rate` says of that value and those
    bands, with one difference: in an array NaN is the usual mark of no value, so it is Unpopulated here.

    pandas columns are put side by side by their index, in the order of `values`.

    Raises TypeError for bounds that could be taken for others, IndexesError for columns of different indexes,
    BandsError, naming the first row, where the four ends are not bands, and NumPy's own ValueError where the
    shapes do not fit together.
    """
    named = {"green_low": green_low, "green_high": green_high, "amber_low": amber_low, "amber_high": amber_high}
    codes = rate_codes(values, *side_by_side(values, _in_order(ends, named)))
    return np.asarray(_WORDS.take(codes), dtype=object)


def rate_codes(
    values: Any, green_low: Any = None, green_high: Any = None, amber_low: Any = None, amber_high: Any = None
) -> Codes:
    """As `rate_many`, with each word as its place in WORDS (0 Green, 1 Amber, 2 Red): smaller, and quicker to count."""
    numbers = numbers_of(values)
    ends = [_end(end) for end in (green_low, green_high, amber_low, amber_high)]
    shape = np.broadcast_shapes(numbers.floats.shape, *(end.shape for end in ends))
    check_ends(ends)
    floats, ends = np.broadcast_to(numbers.floats, shape).reshape(-1), [_rows(end, shape) for end in ends]
    codes = np.empty(floats.size, dtype=np.int8)
    with np.errstate(over="ignore", invalid="ignore"):
        for start in range(0, floats.size, _ROWS_AT_A_TIME):
            part = slice(start, start + _ROWS_AT_A_TIME)
            codes[part] = _rated(floats[part], _taken(ends, part))
    if numbers.unfit is not None:
        codes[np.broadcast_to(numbers.unfit, shape).reshape(-1)] = INVALID
    return codes.reshape(shape)


def _in_order(ends: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
    given = [name for name, end in named.items() if end is not None]
    if not ends:
        return list(named.values())
    if given or len(ends) != len(named):
        raise TypeError(
            f"rate_many takes its bounds by name ({', '.join(named)}), or all four in that order; KPI_RAG's order is "
            "another. For one threshold a colour: green_low and amber_low where higher is better, green_high and "
            "amber_high where lower is."
        )
    return list(ends)


def _end(end: Any) -> Floats:
    """An end as floats, NaN where open; a single one is brought to 15 digits at once."""
    numbers = numbers_of(end)
    if numbers.unfit is not None:
        raise BandsError("A green or amber bound is not a number. Leave a bound empty where that end is open.")
    return numbers.floats if numbers.floats.ndim else typed_floats(numbers.floats)


def _rows(end: Floats, shape: tuple[int, ...]) -> Floats:
    """One end a row, in order; a single end for all rows stays single."""
    return np.broadcast_to(end, shape).reshape(-1) if end.ndim else end


def _taken(ends: list[Floats], rows: slice | NDArray[np.intp]) -> list[Floats]:
    return [end[rows] if end.ndim else end for end in ends]


def _rated(values: Floats, ends: list[Floats]) -> Codes:
    """Compare as the numbers stand; where a hair's breadth more would change the answer, compare at 15 digits."""
    codes = _misses(values, values, ends)
    slack = np.abs(values) * _DOUBT
    doubtful = np.flatnonzero(codes != _misses(values + slack, values - slack, ends))
    if doubtful.size:
        exact = typed_floats(values[doubtful])
        codes[doubtful] = _misses(exact, exact, [typed_floats(end) for end in _taken(ends, doubtful)])
    codes[np.isnan(ends[0]) & np.isnan(ends[1]) & np.ones(values.shape, dtype=np.bool_)] = DATA_ONLY
    finite = np.isfinite(values)
    if not finite.all():
        codes[~finite] = np.where(np.isnan(values[~finite]), UNPOPULATED, INVALID)
    return codes


def _misses(from_below: Floats, from_above: Floats, ends: list[Floats]) -> Codes:
    """How many bands a value misses: 0 is Green, 1 Amber, 2 Red. An open end (NaN) is never missed."""
    green_low, green_high, amber_low, amber_high = ends
    green = (from_below < green_low) | (from_above > green_high)
    amber = (from_below < amber_low) | (from_above > amber_high)
    return green.view(np.int8) + amber.view(np.int8)
