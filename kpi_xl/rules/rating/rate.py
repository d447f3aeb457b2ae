"""The rating of one value: the one place where it is decided (rating rules 1 to 6)."""

from kpi_xl.model.bands import Bands, Interval
from kpi_xl.model.number import number_of, typed
from kpi_xl.model.rating import Outcome, Rating, Reason

_OPEN = (None, None, None, None)


def rate(value: object, bands: Bands | None) -> Outcome:
    """Rate `value`, in the KPI's own unit, by `bands`; never raises, whatever `value` is.

    The value is brought to 15 significant digits first, and an end belongs to its band, so a value on a boundary
    takes the better rating. No value (None, blank text, pandas' NA) is Unpopulated. Booleans, text, infinities, NaN
    and anything else that is no number are Invalid, never Red. No bands, or bands open at all four ends, means
    Data only.
    """
    if is_blank(value):
        return Reason.UNPOPULATED
    number = number_of(value)
    if number is None:
        return Reason.INVALID
    if bands is None or is_open(bands):
        return Reason.DATA_ONLY
    return rate_number(typed(number), bands)


def rate_number(number: float, bands: Bands) -> Rating:
    """Rate a finite number of 15 significant digits by bands with at least one end; for those who know it is one."""
    if _within(number, bands.green):
        return Rating.GREEN
    return Rating.AMBER if _within(number, bands.amber) else Rating.RED


def is_blank(value: object) -> bool:
    """No value at all: None, text with nothing in it, or pandas' NA, which is told by name to leave pandas unloaded."""
    if isinstance(value, str):
        return not str.strip(value)
    return value is None or type(value).__name__ == "NAType"


def is_open(bands: Bands) -> bool:
    """True when no end is given: there is nothing to rate against."""
    return bands.bounds == _OPEN


def _within(number: float, interval: Interval) -> bool:
    low, high = interval
    return (low is None or number >= low) and (high is None or number <= high)
