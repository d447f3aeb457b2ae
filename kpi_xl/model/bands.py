"""Bands: a green interval inside an amber interval. One shape serves every polarity."""

from dataclasses import dataclass, field

from kpi_xl.model.errors import BandsError
from kpi_xl.model.number import number_of, typed

Interval = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Bands:
    """`green` and `amber` as (low, high) in the KPI's own unit; None is an open end; ends are inclusive.

    Raises BandsError when an interval is upside down, an end is not a finite number, or green reaches outside
    amber (rating rule 6). Equal ends are allowed: there is then no amber on that side.
    """

    green: Interval
    amber: Interval
    bounds: tuple[float | None, float | None, float | None, float | None] = field(init=False, compare=False, repr=False)
    """green low, green high, amber low, amber high: the order used in every table and formula."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "green", _interval("green", self.green))
        object.__setattr__(self, "amber", _interval("amber", self.amber))
        object.__setattr__(self, "bounds", (*self.green, *self.amber))
        for end, outside in (("low", self._below()), ("high", self._above())):
            if outside:
                green, amber = _written(self.green), _written(self.amber)
                raise BandsError(f"Green is wider than amber at the {end} end: green is {green}, amber {amber}.")

    def _below(self) -> bool:
        green, amber = self.green[0], self.amber[0]
        return amber is not None and (green is None or green < amber)

    def _above(self) -> bool:
        green, amber = self.green[1], self.amber[1]
        return amber is not None and (green is None or green > amber)


def _interval(name: str, ends: Interval) -> Interval:
    low, high = (None if end is None else _end(name, end) for end in ends)
    if low is not None and high is not None and low > high:
        raise BandsError(f"The {name} band is upside down: from {low:.15g} to {high:.15g}.")
    return low, high


def _end(name: str, end: float) -> float:
    number = number_of(end)
    if number is None:
        raise BandsError(f"An end of the {name} band is not a number: {end!r}.")
    return typed(number)


def _written(interval: Interval) -> str:
    low, high = interval
    if low is None:
        return "any value" if high is None else f"{high:.15g} or less"
    return f"{low:.15g} or more" if high is None else f"{low:.15g} to {high:.15g}"
