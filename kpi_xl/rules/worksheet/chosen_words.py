"""Where the cells of a range name one choice or another: a column has many rows and few words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.worksheet.cell_words import chosen
from kpi_xl.rules.worksheet.grid import Grid

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """`places` has the shape of the cells: the place in `options` of what each names. None is no choice.

    `blank` is where a cell is, which stands for the first choice.
    """

    places: NDArray[np.intp]
    options: list[object]
    blank: Mask

    def where(self, wanted: object) -> Mask:
        return np.asarray(self.places == self.options.index(wanted), dtype=np.bool_)


def chosen_words(cells: Grid, choices: Mapping[str, object]) -> ChosenWords:
    """What each cell names of `choices`; the first for a blank cell."""
    options = [None, *dict.fromkeys(choices.values())]
    flat = cells.reshape(-1).tolist()
    place = {cell: options.index(chosen(cell, choices)) for cell in set(flat)}
    nothing = {cell: is_blank(cell) for cell in place}
    return ChosenWords(
        _of_each(flat, place, np.intp, cells.shape), options, _of_each(flat, nothing, np.bool_, cells.shape)
    )


def _of_each(flat: list[object], of: Mapping[object, int], dtype: type, shape: tuple[int, ...]) -> NDArray[Any]:
    """What each cell stands for."""
    different = set(of.values())
    if len(different) == 1:
        return np.full(shape, different.pop(), dtype=dtype)
    return np.fromiter(map(of.__getitem__, flat), dtype=dtype, count=len(flat)).reshape(shape)
