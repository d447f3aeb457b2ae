"""A threshold row turned into bands, once, in decimal arithmetic (rating rules 7 to 9)."""

from collections.abc import Callable
from decimal import Decimal

from kpi_xl.model.bands import Bands, Interval
from kpi_xl.model.basis import Basis
from kpi_xl.model.errors import BandsError
from kpi_xl.model.number import EXACT, exact, number_of
from kpi_xl.model.polarity import Polarity

Given = float | Interval | None
"""What a cell of a threshold row holds: a number, a (low, high) pair with None for an open end, or nothing."""


def resolve(target: Given, polarity: Polarity, basis: Basis, green: Given, amber: Given) -> Bands:
    """The bands a threshold row stands for, in the KPI's unit.

    ABSOLUTE: `green` and `amber` are the bounds themselves, a (low, high) pair each where the KPI is in range; a
    blank amber bound is an open end, so nothing on that side is ever Red, and `target` is not used.
    PERCENT, POINTS: they are tolerances, how far short of the target is still Green or Amber. Green runs from the
    target less its tolerance (higher is better), up to the target plus it (lower), or both ways (in range, where the
    target may itself be a pair: each end then moves outward). PERCENT is of the target's size, so a negative target
    works, but 0 does not.

    Raises BandsError, in words for whoever keeps the rulebook, when the row makes no bands.
    """
    if polarity is Polarity.NONE:
        raise BandsError("A KPI with no better direction cannot be rated, so it takes no thresholds.")
    if basis is not Basis.ABSOLUTE:
        return _around(target, polarity, _measured(green, amber, basis))
    if _empty(green):
        raise BandsError("There is no green bound. Type where green starts or ends, or make this KPI data only.")
    return Bands(green=_open_ended(green, polarity), amber=_open_ended(amber, polarity))


Distance = Callable[[Decimal], Decimal]
"""How far an end may be missed, given where the end is."""


def _around(target: Given, polarity: Polarity, distances: tuple[Distance, Distance]) -> Bands:
    low, high = target if isinstance(target, tuple) else (target, target)
    low = None if polarity is Polarity.LOWER else low
    high = None if polarity is Polarity.HIGHER else high
    if low is None and high is None:
        raise BandsError("There is no target for the tolerances to start from. Type a target, or give absolute bounds.")
    green, amber = ((_lowered(low, distance), _raised(high, distance)) for distance in distances)
    return Bands(green=green, amber=amber)


def _lowered(end: float | None, distance: Distance) -> float | None:
    start = None if end is None else _decimal(end, "target")
    return None if start is None else float(EXACT.subtract(start, distance(start)))


def _raised(end: float | None, distance: Distance) -> float | None:
    start = None if end is None else _decimal(end, "target")
    return None if start is None else float(EXACT.add(start, distance(start)))


def _measured(green: Given, amber: Given, basis: Basis) -> tuple[Distance, Distance]:
    near, far = _tolerance("green", green), _tolerance("amber", amber)
    if near > far:
        raise BandsError(f"The green tolerance ({near:f}) is larger than the amber tolerance ({far:f}).")
    if basis is Basis.POINTS:
        return (lambda _: near), (lambda _: far)
    return (lambda end: _share(end, near)), (lambda end: _share(end, far))


def _share(end: Decimal, percent: Decimal) -> Decimal:
    if not end:
        raise BandsError("A tolerance in per cent of a target of 0 is always 0. Give absolute bounds, or points.")
    return EXACT.multiply(end.copy_abs(), percent).scaleb(-2, EXACT)


def _tolerance(band: str, given: Given) -> Decimal:
    what = f"how far off target is still {band}"
    if _empty(given):
        raise BandsError(f"The {band} tolerance is missing. Type {what}; 0 is allowed.")
    if isinstance(given, tuple):
        raise BandsError(f"The {band} tolerance is a range. Type one number: {what}.")
    tolerance = _decimal(given, f"{band} tolerance")
    if tolerance < 0:
        raise BandsError(f"The {band} tolerance ({tolerance:f}) is below 0. Type {what}, without a minus sign.")
    return tolerance


def _decimal(given: object, what: str) -> Decimal:
    number = number_of(given)
    if number is None:
        raise BandsError(f"The {what} is not a number: {given!r}.")
    return exact(number).normalize(EXACT)


def _empty(given: Given) -> bool:
    return given is None or given == (None, None)


def _open_ended(bound: Given, polarity: Polarity) -> Interval:
    if isinstance(bound, tuple):
        return bound
    if bound is None:
        return None, None
    if polarity is Polarity.IN_RANGE:
        raise BandsError(f"An in-range KPI needs a low and a high bound, such as 8..12, not {bound} alone.")
    return (bound, None) if polarity is Polarity.HIGHER else (None, bound)
