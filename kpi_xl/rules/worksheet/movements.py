"""Variance, change and direction of travel, cell by cell."""

from kpi_xl.model.bands import Bands
from kpi_xl.model.errors import BandsError
from kpi_xl.model.measure import PLAIN, measure_of
from kpi_xl.model.number import EXACT, exact, number_of
from kpi_xl.rules.rating.change import change as change_of
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.rating.travel import travel
from kpi_xl.rules.rating.variance import good_variance
from kpi_xl.rules.rating.variance import variance as variance_of
from kpi_xl.rules.worksheet.cell_words import (
    ANY_WAY,
    DATA_ONLY,
    INVALID,
    NO_SUCH_DECIMALS,
    NOT_A_BOUND,
    NOT_CALCULABLE,
    NOT_COMPARABLE,
    SCALE_OF_CHANGE,
    UNPOPULATED,
    UPSIDE_DOWN,
    chosen,
    no_such_way,
    trimmed,
)
from kpi_xl.rules.worksheet.grid import cell_by_cell
from kpi_xl.rules.worksheet.scales import unlike_change

MOST_DECIMALS = 15
FRACTION, POINTS, _PERCENT = "fraction", "points", measure_of("%")


def variance(actual: object, target: object, better: object = None) -> object:
    """Actual less target, in the KPI's unit. With `better` given, above 0 is better than target."""
    return cell_by_cell(_variance, actual, target, better)


def change(actual: object, before: object, unit: object = None) -> object:
    """From `before` to `actual`: in points where the unit is a percentage, else per cent of the size of `before`.

    The unit fraction is of cells that show a percentage and hold a share: their change is in percentage points too.
    Shares under another unit of percentages are asked about; the unit points takes the numbers as they stand.
    """
    return cell_by_cell(_change, actual, before, unit)


def direction(
    actual: object,
    before: object,
    better: object = None,
    decimals: object = None,
    green_low: object = None,
    green_high: object = None,
) -> object:
    """Improved, Worsened or No change; in range needs a green end. `decimals` blank compares the numbers unrounded."""
    return cell_by_cell(_direction, actual, before, better, decimals, green_low, green_high)


def _variance(actual: object, target: object, better: object) -> object:
    way = chosen(better, ANY_WAY)
    if way is None:
        return no_such_way(ANY_WAY)
    if missing := _missing(actual, target, DATA_ONLY):
        return missing
    return variance_of(actual, target) if is_blank(better) else good_variance(actual, target, way)


def _change(actual: object, before: object, unit: object) -> object:
    if missing := _missing(actual, before, NOT_COMPARABLE):
        return missing
    word = trimmed(unit).casefold() if isinstance(unit, str) else ""
    if word in (FRACTION, POINTS):
        moved = change_of(actual, before, _PERCENT)
        return moved.amount if word == POINTS or moved.amount is None else _hundredfold(moved.amount)
    measure = measure_of(word) if word else PLAIN
    if measure.in_points and unlike_change(number_of(actual) or 0.0, number_of(before) or 0.0):
        return SCALE_OF_CHANGE
    moved = change_of(actual, before, measure)
    return NOT_CALCULABLE if moved.amount is None else moved.amount


def _hundredfold(share: float) -> float:
    return float(exact(share).scaleb(2, EXACT))


def _direction(actual: object, before: object, better: object, decimals: object, low: object, high: object) -> object:
    way, places, green = chosen(better, ANY_WAY), _places(decimals), _green(low, high)
    if way is None:
        return no_such_way(ANY_WAY)
    if places is None:
        return NO_SUCH_DECIMALS
    if isinstance(green, str):
        return green
    return _missing(actual, before, NOT_COMPARABLE) or str(travel(actual, before, way, places, green))


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
