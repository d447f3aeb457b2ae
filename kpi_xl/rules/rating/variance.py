"""How far a value is from its target and from its amber line."""

from decimal import Decimal

from kpi_xl.model.bands import Bands, Interval
from kpi_xl.model.number import EXACT, exact, number_of
from kpi_xl.model.polarity import Polarity


def difference(value: object, other: object) -> float | None:
    """`value` minus `other` as a person would work it out: 92.6 less 90 is 2.6. None when either is no number."""
    first, second = number_of(value), number_of(other)
    if first is None or second is None:
        return None
    return float(EXACT.subtract(exact(first), exact(second)))


def variance(value: object, target: object) -> float | None:
    """Value minus target, in the KPI's unit. None without a value or a target.

    A target range (low, high) is missed by the distance from its nearer end, and by 0 inside it.
    """
    if not isinstance(target, tuple):
        return difference(value, target)
    number = number_of(value)
    return None if number is None else float(outside(number, target))


def good_variance(value: object, target: object, polarity: Polarity) -> float | None:
    """The variance with its sign turned so that above 0 is better than target and below 0 worse.

    In range it is never above 0: on target is as good as it gets. None as for `variance`, and without a polarity.
    """
    amount = variance(value, target)
    if amount is None or polarity is Polarity.NONE:
        return None
    if polarity is Polarity.IN_RANGE:
        return -abs(amount) or 0.0
    return amount if polarity is Polarity.HIGHER else -amount or 0.0


def distance_from_amber(value: object, bands: Bands | None) -> float | None:
    """How far beyond the amber line, as a share of that line's size: 80 against 85 is 5/85; below 0 is still inside.

    With an amber line at 0, the share is of the distance from green to amber, or failing that is the distance itself.
    The nearer line counts. None without a value or an amber line; the Exceptions list sorts by this, largest first.
    """
    number = number_of(value)
    if number is None or bands is None:
        return None
    green_low, green_high, amber_low, amber_high = bands.bounds
    past = []
    if amber_low is not None:
        past.append(-_from(amber_low, number) / _size(amber_low, green_low))
    if amber_high is not None:
        past.append(_from(amber_high, number) / _size(amber_high, green_high))
    return float(max(past)) if past else None


def outside(number: float, interval: Interval) -> Decimal:
    """How far below (less than 0) or above (more than 0) an interval a number is; 0 inside it. Exact."""
    low, high = interval
    if low is not None and number < low:
        return _from(low, number)
    if high is not None and number > high:
        return _from(high, number)
    return Decimal(0)


def _from(start: float, number: float) -> Decimal:
    return EXACT.subtract(exact(number), exact(start))


def _size(amber: float, green: float | None) -> Decimal:
    return abs(exact(amber)) or (Decimal(0) if green is None else abs(exact(green))) or Decimal(1)
