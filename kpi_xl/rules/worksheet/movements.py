"""Variance, change and direction of travel, cell by cell."""

from kpi_xl.model.bands import Bands
from kpi_xl.model.errors import BandsError
from kpi_xl.model.measure import PLAIN, Measure, measure_of
from kpi_xl.model.number import EXACT, exact, number_of
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.change import change as change_of
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.rating.travel import travel
from kpi_xl.rules.rating.variance import good_variance
from kpi_xl.rules.rating.variance import variance as variance_of
from kpi_xl.rules.worksheet.cell_words import (
    ANY_WAY,
    ASKED,
    DATA_ONLY,
    INVALID,
    NO_SUCH_DECIMALS,
    NO_SUCH_SCALE,
    NO_WAY_GIVEN,
    NOT_A_BOUND,
    NOT_CALCULABLE,
    NOT_COMPARABLE,
    SCALE_OF_CHANGE,
    SCALE_OF_PAIR,
    SCALE_OF_SHARES,
    SIGNED,
    UNPOPULATED,
    UPSIDE_DOWN,
    chosen,
    no_such_way,
    or_first,
    trimmed,
)
from kpi_xl.rules.worksheet.grid import cell_by_cell
from kpi_xl.rules.worksheet.scales import no_shares, unlike_change, unlike_pair

MOST_DECIMALS = 15
FRACTION, POINTS, _PERCENT = "fraction", "points", measure_of("%")


def variance(actual: object, target: object, better: object = None, scale: object = None) -> object:
    """Actual less target, in the KPI's unit. With `better` given, above 0 is better than target.

    A blank cell for `better` is asked about. Here as in `change` and `direction`, so are two numbers that cannot be of
    one scale, unless `scale` is same.
    """
    return cell_by_cell(_variance, actual, target, or_first(better, SIGNED), scale)


def change(actual: object, before: object, unit: object = None, scale: object = None) -> object:
    """From `before` to `actual`: in points where the unit is a percentage, else per cent of the size of `before`.

    The unit fraction is of cells that show a percentage and hold a share: their change is in percentage points too.
    Shares under another unit of percentages are asked about; the unit points takes the numbers as they stand.
    """
    return cell_by_cell(_change, actual, before, unit, scale)


def direction(
    actual: object,
    before: object,
    better: object = None,
    decimals: object = None,
    green_low: object = None,
    green_high: object = None,
    scale: object = None,
) -> object:
    """Improved, Worsened or No change; in range needs a green end. `decimals` blank compares the numbers unrounded."""
    way = or_first(better, ANY_WAY)
    return cell_by_cell(_direction, actual, before, way, decimals, green_low, green_high, scale)


def _variance(actual: object, target: object, better: object, scale: object) -> object:
    way, ask = chosen(better, SIGNED), chosen(scale, ASKED)
    if way is None:
        return no_such_way(ANY_WAY)
    if ask is None:
        return NO_SUCH_SCALE
    if missing := _missing(actual, target, DATA_ONLY) or _asked(actual, target, better, ask):
        return missing
    return variance_of(actual, target) if way is Polarity.NONE else good_variance(actual, target, way)


def _asked(one: object, other: object, better: object, ask: bool) -> str:
    """What two numbers are asked about, "" where nothing is."""
    if is_blank(better):
        return NO_WAY_GIVEN
    return SCALE_OF_PAIR if ask and unlike_pair(*_floats(one, other)) else ""


def _floats(one: object, other: object) -> tuple[float, float]:
    return number_of(one) or 0.0, number_of(other) or 0.0


def _change(actual: object, before: object, unit: object, scale: object) -> object:
    ask = chosen(scale, ASKED)
    if ask is None:
        return NO_SUCH_SCALE
    if missing := _missing(actual, before, NOT_COMPARABLE):
        return missing
    word = trimmed(unit).casefold() if isinstance(unit, str) else ""
    measure = measure_of(word) if word else PLAIN
    if asked := _asked_of_change(*_floats(actual, before), word, measure) if ask else "":
        return asked
    if word in (FRACTION, POINTS):
        moved = change_of(actual, before, _PERCENT)
        return moved.amount if word == POINTS or moved.amount is None else _hundredfold(moved.amount)
    moved = change_of(actual, before, measure)
    return NOT_CALCULABLE if moved.amount is None else moved.amount


def _asked_of_change(now: float, before: float, word: str, measure: Measure) -> str:
    if word == POINTS:
        return ""
    if word == FRACTION:
        return SCALE_OF_SHARES if no_shares(now, before) else ""
    if measure.in_points:
        return SCALE_OF_CHANGE if unlike_change(now, before) else ""
    return SCALE_OF_PAIR if unlike_pair(now, before) else ""


def _hundredfold(share: float) -> float:
    return float(exact(share).scaleb(2, EXACT))


def _direction(
    actual: object, before: object, better: object, decimals: object, low: object, high: object, scale: object
) -> object:
    way, ask, places, green = chosen(better, ANY_WAY), chosen(scale, ASKED), _places(decimals), _green(low, high)
    if way is None or ask is None:
        return no_such_way(ANY_WAY) if way is None else NO_SUCH_SCALE
    if places is None:
        return NO_SUCH_DECIMALS
    if isinstance(green, str):
        return green
    missing = _missing(actual, before, NOT_COMPARABLE) or _asked(actual, before, better, ask)
    return missing or str(travel(actual, before, way, places, green))


def _missing(first: object, second: object, without_second: str) -> str:
    """Why there is nothing to work out, "" where there is: text, errors and booleans are Invalid wherever they are."""
    if _unfit(first) or _unfit(second):
        return INVALID
    if is_blank(first):
        return UNPOPULATED
    return without_second if is_blank(second) else ""


def _unfit(cell: object) -> bool:
    return number_of(cell) is None and not is_blank(cell)


def _places(decimals: object) -> int | None:
    if is_blank(decimals):
        return MOST_DECIMALS
    places = number_of(decimals)
    return int(places) if places is not None and places in range(MOST_DECIMALS + 1) else None


def _green(low: object, high: object) -> Bands | str:
    if _unfit(low) or _unfit(high):
        return NOT_A_BOUND
    try:
        return Bands((number_of(low), number_of(high)), (None, None))
    except BandsError:
        return UPSIDE_DOWN
