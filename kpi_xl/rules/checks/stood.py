"""A value where it stands in a return, and how badly it fits what is known of a row."""

from collections.abc import Sequence
from typing import NamedTuple

from kpi_xl.model.place import Place

MISFIT, FIT, SURE = 0.2, 0.1, 0.05
"""Distances (see `apart_by`): 0.2 is half as much again, 0.1 a fifth more, 0.05 a tenth more."""


class Stood(NamedTuple):
    """A value where it stands, and the earlier figures (or, with none, the target) of its row's KPI, if any.

    `apart` is how badly it fits them.
    """

    kpi_id: str
    place: Place
    row: int
    value: float
    known: tuple[float, ...]
    apart: float

    def apart_from(self, other: "Stood") -> float:
        """How badly the value fits the row of another."""
        return apart_from_all(self.value, other.known)

    @property
    def misfit(self) -> bool:
        return self.apart > MISFIT


def apart_from_all(value: float, known: tuple[float, ...]) -> float:
    """From the nearest, 0 to 1; 0 where nothing is known."""
    return min([apart_by(value, figure) for figure in known]) if known else 0.0


def apart_by(value: float, figure: float) -> float:
    """0 where they are the same, 1 where one is 0 or of the other sign."""
    return 0.0 if value == figure else min(abs(value - figure) / (abs(value) + abs(figure)), 1.0)


def cells_of(run: Sequence[Stood]) -> str:
    """As a message names a run of them."""
    return f"{run[0].place.cell} to {run[-1].place.cell}"
