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
from kpi_xl.files.functions_book.rating_formulas import ASK, Scale, asking, no_scale, no_way_given, upside_down
from kpi_xl.model.measure import PERCENTAGE_STARTS, measure_of
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.travel import Travel
from kpi_xl.rules.worksheet import cell_words as words
from kpi_xl.rules.worksheet import scales
from kpi_xl.rules.worksheet.movements import FRACTION, MOST_DECIMALS, POINTS

NO_CHANGE, IMPROVED, WORSENED = (quoted(str(one)) for one in (Travel.NO_CHANGE, Travel.IMPROVED, Travel.WORSENED))


def variance(actual: str, target: str, way: Way, scale: Scale = ASK) -> str:
    """Actual less target; by the word of `way` its sign says better or worse. Polarity.NONE, or as it is, leaves it."""
    plain, turned = less(actual, target), less(target, actual)
    signed = by_way(way, plain, turned)
    amount = cases((is_way(way, Polarity.IN_RANGE), f"-ABS({plain})"), otherwise=signed)
    asked = cases(no_way_given(way), (_asked(actual, target, scale), quoted(words.SCALE_OF_PAIR)), otherwise=amount)
    missing = _missing(actual, target, words.DATA_ONLY, asked)
    return _known_way(way, _known_scale(scale, missing), words.SIGNED)


def change(actual: str, before: str, unit: str, scale: Scale = ASK) -> str:
    """`unit` is the expression that gives the word, or the word in quotes."""
    moved = less(actual, before)
    word = unit[1:-1].casefold() if unit.startswith('"') else None
    fraction, points = (_is_unit(unit, word, one) for one in (FRACTION, POINTS))
    percentage = _is_percentage(unit) if word is None else str(measure_of(word).in_points).upper()
    ask = asking(scale)
    per_cent = cases(
        (_asked(actual, before, scale), quoted(words.SCALE_OF_PAIR)),
        (f"{before}=0", quoted(words.NOT_CALCULABLE)),
        otherwise=f"100*{moved}/ABS({before})",
    )
    no_shares = times(ask, f"((ABS({actual})>={scales.WHOLE_BOUND:g})+(ABS({before})>={scales.WHOLE_BOUND:g}))")
    shares = times(ask, f"({_shares(actual, before)})")
    amount = cases(
        (fraction, cases((no_shares, quoted(words.SCALE_OF_SHARES)), otherwise=f"100*{moved}")),
        (points, moved),
        (percentage, cases((shares, quoted(words.SCALE_OF_CHANGE)), otherwise=moved)),
        otherwise=per_cent,
    )
    return _known_scale(scale, _missing(actual, before, words.NOT_COMPARABLE, amount))


def _is_unit(unit: str, word: str | None, wanted: str) -> str:
    return f"{unit}={quoted(wanted)}" if word is None else str(word == wanted).upper()


def _is_percentage(unit: str) -> str:
    """As model/measure.py, of a trimmed unit: one that starts so is a percentage. Excel's = takes capitals alike."""
    return "+".join(f'(LEFT({unit}&" ",{len(start)})={quoted(start)})' for start in PERCENTAGE_STARTS)


def _shares(actual: str, before: str) -> str:
    """As `unlike_change` of rules/worksheet/scales.py."""
    both = f"(ABS({actual})<1)*(ABS({before})<1)*(({actual}<>0)+({before}<>0)>0)"
    return plus(both, _far_below(actual, before), _far_below(before, actual))


def _asked(one: str, other: str, scale: Scale) -> str:
    """As `unlike_pair` of rules/worksheet/scales.py."""
    return times(asking(scale), f"({plus(_far_below(one, other), _far_below(other, one))})")


def _known_scale(scale: Scale, formula: str) -> str:
    return cases((no_scale(scale), quoted(words.NO_SUCH_SCALE)), otherwise=formula)


def _far_below(small: str, large: str) -> str:
    return times(
        f"({small}<>0)",
        f"(ABS({small})<1)",
        f"(ABS({large})>={scales.WHOLE_BOUND:g})",
        f"(ABS({small})*{scales.APART:g}<=ABS({large}))",
    )


def direction(
    actual: str, before: str, way: Way, decimals: str, green_low: str, green_high: str, scale: Scale = ASK
) -> str:
    up = f"{actual}>{before}"
    by_side = by_way(way, cases((up, IMPROVED), otherwise=WORSENED), cases((up, WORSENED), otherwise=IMPROVED))
    same = _same(actual, before, decimals)
    nearer = cases(
        (neither(number(green_low), number(green_high)), quoted(words.NOT_COMPARABLE)),
        (same, NO_CHANGE),
        otherwise=_nearer(*(_distance(one, green_low, green_high) for one in (actual, before))),
    )
    moved = cases((is_way(way, Polarity.IN_RANGE), nearer), (same, NO_CHANGE), otherwise=by_side)
    asked = cases(no_way_given(way), (_asked(actual, before, scale), quoted(words.SCALE_OF_PAIR)), otherwise=moved)
    formula = cases(
        (no_scale(scale), quoted(words.NO_SUCH_SCALE)),
        (_no_places(decimals), quoted(words.NO_SUCH_DECIMALS)),
        (plus(unfit(green_low), unfit(green_high)), quoted(words.NOT_A_BOUND)),
        (upside_down(green_low, green_high), quoted(words.UPSIDE_DOWN)),
        otherwise=_missing(actual, before, words.NOT_COMPARABLE, asked),
    )
    return _known_way(way, formula, words.ANY_WAY)


def _known_way(way: Way, formula: str, ways: words.Ways) -> str:
    if isinstance(way, Polarity):
        return formula
    return cases((none_of(way, list(ways)), quoted(words.no_such_way(words.ANY_WAY))), otherwise=formula)


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
