"""Formulas of variance, change and direction. Each gives the answers of its function in rules/worksheet."""

from kpi_xl.files.functions_book.expressions import (
    FALSE,
    TRUE,
    Way,
    by_way,
    cases,
    is_way,
    less,
    neither,
    none_of,
    number,
    plus,
    quoted,
    times,
    unfit,
)
from kpi_xl.files.functions_book.rating_formulas import upside_down
from kpi_xl.model.measure import PERCENTAGE_STARTS
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.travel import Travel
from kpi_xl.rules.worksheet import cell_words as words
from kpi_xl.rules.worksheet.movements import MOST_DECIMALS

NO_CHANGE, IMPROVED, WORSENED = (quoted(str(one)) for one in (Travel.NO_CHANGE, Travel.IMPROVED, Travel.WORSENED))


def variance(actual: str, target: str, way: Way) -> str:
    """Actual less target; by the word of `way` its sign says better or worse. Polarity.NONE leaves it as it is."""
    plain, turned = less(actual, target), less(target, actual)
    signed = by_way(way, plain, turned)
    amount = cases((is_way(way, Polarity.IN_RANGE), f"-ABS({plain})"), otherwise=signed)
    return _known_way(way, _missing(actual, target, words.DATA_ONLY, amount))


def change(actual: str, before: str, points: str) -> str:
    """`points` is the condition under which the change is in percentage points."""
    moved = less(actual, before)
    per_cent = cases((f"{before}=0", quoted(words.NOT_CALCULABLE)), otherwise=f"100*{moved}/ABS({before})")
    amount = cases((points, moved), otherwise=per_cent)
    return _missing(actual, before, words.NOT_COMPARABLE, amount)


def is_percentage(unit: str) -> str:
    """As model/measure.py, of a trimmed unit: one that starts so is a percentage. Excel's = takes capitals alike."""
    return "+".join(f'(LEFT({unit}&" ",{len(start)})={quoted(start)})' for start in PERCENTAGE_STARTS)


def direction(actual: str, before: str, way: Way, decimals: str, green_low: str, green_high: str) -> str:
    up = f"{actual}>{before}"
    by_side = by_way(way, cases((up, IMPROVED), otherwise=WORSENED), cases((up, WORSENED), otherwise=IMPROVED))
    same = _same(actual, before, decimals)
    nearer = cases(
        (neither(number(green_low), number(green_high)), quoted(words.NOT_COMPARABLE)),
        (same, NO_CHANGE),
        otherwise=_nearer(*(_distance(one, green_low, green_high) for one in (actual, before))),
    )
    moved = cases((is_way(way, Polarity.IN_RANGE), nearer), (same, NO_CHANGE), otherwise=by_side)
    formula = cases(
        (_no_places(decimals), quoted(words.NO_SUCH_DECIMALS)),
        (plus(unfit(green_low), unfit(green_high)), quoted(words.NOT_A_BOUND)),
        (upside_down(green_low, green_high), quoted(words.UPSIDE_DOWN)),
        otherwise=_missing(actual, before, words.NOT_COMPARABLE, moved),
    )
    return _known_way(way, formula)


def _known_way(way: Way, formula: str) -> str:
    if isinstance(way, Polarity):
        return formula
    return cases((none_of(way, list(words.ANY_WAY)), quoted(words.no_such_way(words.ANY_WAY))), otherwise=formula)


def _missing(first: str, second: str, without_second: str, otherwise: str) -> str:
    return cases(
        (plus(unfit(first), unfit(second)), quoted(words.INVALID)),
        (neither(number(first)), quoted(words.UNPOPULATED)),
        (neither(number(second)), quoted(without_second)),
        otherwise=otherwise,
    )


def _same(actual: str, before: str, decimals: str) -> str:
    places = cases((number(decimals), decimals), otherwise=str(MOST_DECIMALS))
    return f"ROUND({actual},{places})=ROUND({before},{places})"


def _no_places(decimals: str) -> str:
    bad = f"({decimals}<0)+({decimals}>{MOST_DECIMALS})+({decimals}<>INT({decimals}))"
    return cases((unfit(decimals), TRUE), (number(decimals), bad), otherwise=FALSE)


def _distance(value: str, low: str, high: str) -> str:
    below, above = times(number(low), f"({value}<{low})"), times(number(high), f"({value}>{high})")
    return cases((below, less(low, value)), (above, less(value, high)), otherwise="0")


def _nearer(now: str, then: str) -> str:
    return cases((f"{now}={then}", NO_CHANGE), (f"{now}<{then}", IMPROVED), otherwise=WORSENED)
