"""Whatever people hold numbers in (arrays, pandas columns, lists, one number) as an array of floats."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi_xl.model.number import number_of, typed
from kpi_xl.rules.rating.rate import is_blank

Floats = NDArray[np.float64]

_PLAIN = {float, int, type(None), np.float64}
_NOTHING = np.array(None, dtype=object)
_NUMBERS, _OBJECTS = "iuf", "OUT"


@dataclass(frozen=True, slots=True)
class Numbers:
    """`floats` keeps the shape given, NaN where there is no number.

    `unfit` is True where something stands that is no number (text, a boolean, a date); None when nothing is.
    """

    floats: Floats
    unfit: NDArray[np.bool_] | None = None


def numbers_of(values: object) -> Numbers:
    """Read anything array-like. None, NaN, pandas' NA, blank text and masked entries are no value."""
    array = _array_of(values)
    if array.dtype.kind in _NUMBERS:
        return Numbers(array.astype(np.float64, copy=False))
    if array.dtype.kind in _OBJECTS:
        return _from_objects(array.astype(object, copy=False))
    return Numbers(np.full(array.shape, np.nan), np.ones(array.shape, dtype=np.bool_))


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
        return np.array(values, dtype=object)  # else NumPy makes True 1.0, and 1.5 beside text is text
    dtype = getattr(values, "dtype", None)
    if dtype is None or isinstance(dtype, np.dtype):
        return np.asarray(values.to_numpy())
    if dtype.kind in _NUMBERS:
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    return np.asarray(values.to_numpy(dtype=object))


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
    return isinstance(value, float | np.floating) and bool(np.isnan(value))
