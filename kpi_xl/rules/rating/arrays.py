"""Whatever people hold numbers in (arrays, pandas columns, lists, one number) as an array of floats."""

from collections.abc import Iterator, Mapping, Set, ValuesView
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi_xl.model.errors import IndexesError
from kpi_xl.model.number import number_of, typed
from kpi_xl.rules.rating.rate import is_blank

Floats = NDArray[np.float64]

_PLAIN = {float, int, type(None), np.float64}
_NOTHING = np.array(None, dtype=object)
_NUMBERS, _OBJECTS, _TIMES = "iuf", "OUT", "mM"


@dataclass(frozen=True, slots=True)
class Numbers:
    """`floats` keeps the shape given, NaN where there is no number.

    `unfit` is True where something stands that is no number (text, a boolean, a date); None when nothing is.
    """

    floats: Floats
    unfit: NDArray[np.bool_] | None = None


def numbers_of(values: object) -> Numbers:
    """Read anything array-like. None, NaN, NaT, pandas' NA, blank text and masked entries are no value."""
    array = _array_of(values)
    if array.dtype.kind in _NUMBERS:
        return Numbers(array.astype(np.float64, copy=False))
    if array.dtype.kind in _OBJECTS:
        return _from_objects(array.astype(object, copy=False))
    unfit = ~np.isnat(array) if array.dtype.kind in _TIMES else np.ones(array.shape, dtype=np.bool_)
    return Numbers(np.full(array.shape, np.nan), unfit)


def side_by_side(values: Any, others: list[Any]) -> list[Any]:
    """pandas columns brought into the order of the index of `values`; anything else as it is.

    Raises IndexesError where the labels differ, or are in another order and repeat: rows would be paired by chance.
    """
    if not _is_column(values):
        labelled = next((other for other in others if _is_column(other)), None)
        return others if labelled is None else [_beside(labelled, other) for other in others]
    return [_beside(values, other) for other in others]


def _is_column(given: Any) -> bool:
    return hasattr(given, "reindex") and hasattr(given, "index")


def _beside(values: Any, other: Any) -> Any:
    if not _is_column(other) or values.index.equals(other.index):
        return other
    unique = values.index.is_unique and other.index.is_unique
    if not unique or len(values.index) != len(other.index) or not values.index.isin(other.index).all():
        raise IndexesError(
            "The values and a bound are pandas columns whose indexes differ, so their rows cannot be paired. "
            "Bring them into one table first, or pass .to_numpy() of both to pair them by place."
        )
    return other.reindex(values.index)


def typed_floats(values: Floats) -> Floats:
    """Each value at 15 significant digits; each different value is formatted once."""
    different, where = np.unique(values, return_inverse=True)
    formatted = np.array([typed(value) for value in different.tolist()], dtype=np.float64)
    return np.asarray(formatted[where].reshape(values.shape))


def _array_of(values: Any) -> NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        return np.where(np.ma.getmaskarray(values), _NOTHING, np.asarray(values.data, dtype=object))
    if isinstance(values, np.ndarray):
        return values
    if not hasattr(values, "to_numpy"):
        return _of_python(values)
    dtype = getattr(values, "dtype", None)
    if dtype is None or isinstance(dtype, np.dtype):
        return np.asarray(values.to_numpy())
    if dtype.kind in _NUMBERS:
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    return np.asarray(values.to_numpy(dtype=object))


def _of_python(values: Any) -> NDArray[Any]:
    """A number, or a list of them however nested. Raises TypeError for what has no order, such as a set."""
    if isinstance(values, Mapping | Set) and not isinstance(values, ValuesView):
        raise TypeError(f"A {type(values).__name__} has no rows to rate. Give a list, an array or a pandas column.")
    if isinstance(values, Iterator | ValuesView):
        values = list(values)
    array = np.array(values, dtype=object)  # else NumPy makes True 1.0, and 1.5 beside text is text
    if any(isinstance(cell, list | tuple) for cell in array.ravel().tolist()):
        raise TypeError("The rows to rate have different lengths.")
    return array


def _from_objects(array: NDArray[np.object_]) -> Numbers:
    flat = array.ravel().tolist()
    if set(map(type, flat)) <= _PLAIN:
        try:
            return Numbers(array.astype(np.float64))
        except OverflowError:  # an int beyond any float
            pass
    floats, unfit = np.full(len(flat), np.nan), np.zeros(len(flat), dtype=np.bool_)
    for index, value in enumerate(flat):
        number = number_of(value)
        if number is not None:
            floats[index] = number
        elif not (is_blank(value) or _is_nan(value)):
            unfit[index] = True
    return Numbers(floats.reshape(array.shape), unfit.reshape(array.shape) if unfit.any() else None)


def _is_nan(value: object) -> bool:
    """NaN and NaT, which alone are unlike themselves."""
    return isinstance(value, float | Decimal | datetime | np.floating) and value != value
