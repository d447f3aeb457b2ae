"""Where the cells of a range name one choice or another: a column has many rows and few words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi_xl.rules.worksheet.cell_words import chosen
from kpi_xl.rules.worksheet.grid import Grid

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """`places` has the shape of the cells: the place in `options` of what each names. None is no choice."""

    places: NDArray[np.intp]
    options: list[object]

    def where(self, wanted: object) -> Mask:
        return np.asarray(self.places == self.options.index(wanted), dtype=np.bool_)


def chosen_words(cells: Grid, choices: Mapping[str, object]) -> ChosenWords:
    """What each cell names of `choices`; the first for a blank cell."""
    options = [None, *dict.fromkeys(choices.values())]
    flat = cells.reshape(-1).tolist()
    place = {cell: options.index(chosen(cell, choices)) for cell in set(flat)}
    return ChosenWords(np.array([place[cell] for cell in flat], dtype=np.intp).reshape(cells.shape), options)
