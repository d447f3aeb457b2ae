"""The formula of a rating by a target and tolerances. It gives the words of rules/worksheet/target_ratings.py."""

from kpi_xl.files.functions_book.expressions import (
    BLANK,
    FALSE,
    TRUE,
    Way,
    by_way,
    cases,
    compared,
    is_way,
    literal,
    none_of,
    number,
    plus,
    quoted,
    times,
    unfit,
)
from kpi_xl.files.functions_book.rating_formulas import ASK, Case, Scale, asking, no_scale, no_way_given, rated
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.worksheet import cell_words as words
from kpi_xl.rules.worksheet import scales
from kpi_xl.rules.worksheet.target_ratings import BASES, Measured

Unit = Measured | str
"""What a tolerance is measured in: known when the formula is made, or the expression that gives the word."""


def rag_target(
    actual: str,
    target: str,
    tolerance: str,
    basis: Unit = Measured.PERCENT,
    way: Way = Polarity.HIGHER,
    green: str = BLANK,
    scale: Scale = ASK,
) -> str:
    """By a target, and how far off it is Amber and Green."""
    near = "0" if green == BLANK else green if literal(green) is not None else f"IF(ISNUMBER({green}),{green},0)"
    points, fraction = (_is_unit(basis, one) for one in (Measured.POINTS, Measured.FRACTION))
    zero = times(f"({target}=0)", _held(_not(points)))
    asked: list[Case] = [
        (zero, quoted(words.ZERO_TARGET)),
        (times(asking(scale), _apart(actual, target)), quoted(words.CHECK_SCALE)),
    ]
    ratings = rated(
        actual,
        no_way_given(way),
        asked,
        *(_missed(actual, target, one, basis, way) for one in (near, tolerance)),
    )
    without = rated(actual, (TRUE, quoted(words.DATA_ONLY)), [], FALSE, FALSE)
    return cases(
        (FALSE if isinstance(way, Polarity) else none_of(way, list(words.ANY_WAY)), quoted(_NO_WAY)),
        (FALSE if isinstance(basis, Measured) else none_of(basis, list(BASES)), quoted(words.NO_SUCH_BASIS)),
        (no_scale(scale), quoted(words.NO_SUCH_SCALE)),
        (_blank(target), without),
        (plus(unfit(target), unfit(tolerance), unfit(green)), quoted(words.NOT_A_BOUND)),
        (_not(number(tolerance)), quoted(words.NO_TOLERANCE)),
        (plus(compared(tolerance, "<", "0"), compared(near, "<", "0")), quoted(words.BELOW_ZERO)),
        *_unlike_tolerances(target, tolerance, near, points, fraction, scale),
        (compared(near, ">", tolerance), quoted(words.GREEN_WIDER)),
        otherwise=ratings,
    )


_NO_WAY = words.no_such_way(words.ANY_WAY)


def _unlike_tolerances(target: str, tolerance: str, near: str, points: str, fraction: str, scale: Scale) -> list[Case]:
    """Tolerances that cannot be of their basis."""
    both = (tolerance, near)
    small = _sum(*(times(compared(one, ">", "0"), compared(one, "<", "1")) for one in both))
    beyond = _sum(*(compared(one, ">", "100") for one in both))
    large = _sum(*(compared(one, ">=", "1") for one in both))
    percent = times(*(_held(_not(one)) for one in (points, fraction)))
    in_points = _sum(*(_unlike_points(one, target) for one in both))
    ask = asking(scale)
    return [
        (times(ask, percent, small), quoted(words.SCALE_OF_PERCENT)),
        (times(ask, percent, beyond), quoted(words.BEYOND_TARGET)),
        (times(ask, _held(fraction), large), quoted(words.SCALE_OF_FRACTION)),
        (times(ask, _held(points), in_points), quoted(words.SCALE_OF_POINTS)),
    ]


def _unlike_points(tolerance: str, target: str) -> str:
    """As `unlike_points` of rules/worksheet/scales.py."""
    aim = f"ABS({target})"
    whole = times(compared(tolerance, ">=", "1"), f"({target}<>0)", f"({aim}<=1)", f"({tolerance}>{aim})")
    share = times(
        compared(tolerance, ">", "0"),
        compared(tolerance, "<=", f"{scales.SMALL_POINTS:g}"),
        f"({aim}>={scales.LARGE_TARGET:g})",
    )
    return _sum(whole, share)


def _apart(actual: str, target: str) -> str:
    """As `unlike_target` of rules/worksheet/scales.py."""
    value, aim = f"ABS({actual})", f"ABS({target})"
    thousands = f"({value}*{scales.THOUSANDS:g}<={aim})*(({actual}>0)=({target}>0))"
    share = f"({value}<2)*({value}*{scales.APART:g}<={aim})"
    small = times(f"({actual}<>0)", f"({aim}>=2)", f"({share}+{thousands})")
    large = times(f"({target}<>0)", f"({aim}<=2)", f"({value}>=2)", f"({value}>={scales.APART:g}*{aim})")
    date = times(f"({target}<>0)", f"({aim}<=100)", f"({value}>{scales.A_DATE:g})")
    return f"({plus(small, large, date)})"


def _missed(actual: str, target: str, tolerance: str, basis: Unit, way: Way) -> str:
    """A tolerance of 0 leaves the target itself. Ends are brought to 15 digits, as Python's are."""
    below = f"({actual}<{_end(target, '-', tolerance, basis)})"
    above = f"({actual}>{_end(target, '+', tolerance, basis)})"
    return cases((is_way(way, Polarity.IN_RANGE), f"({below}+{above}>0)"), otherwise=by_way(way, below, above))


def _end(target: str, sign: str, tolerance: str, basis: Unit) -> str:
    if literal(tolerance) == 0:
        return target
    distance = _distance(target, tolerance, basis)
    size = f"(ABS({target})+{distance})"
    return f"ROUND({target}{sign}{distance},14-INT(LOG10({size}+({size}=0))))"


def _distance(target: str, tolerance: str, basis: Unit) -> str:
    aim = f"ABS({target})"
    known = {
        Measured.POINTS: tolerance,
        Measured.FRACTION: f"{tolerance}*{aim}",
        Measured.PERCENT: f"{tolerance}*{aim}/100",
    }
    if isinstance(basis, Measured):
        return known[basis]
    fraction = f'{aim}*IF({basis}="{Measured.FRACTION}",1,0.01)'
    return f'{tolerance}*IF({basis}="{Measured.POINTS}",1,{fraction})'


def _is_unit(basis: Unit, wanted: Measured) -> str:
    return str(basis is wanted).upper() if isinstance(basis, Measured) else f'{basis}="{wanted}"'


def _blank(cell: str) -> str:
    if literal(cell) is not None:
        return FALSE if cell != BLANK else TRUE
    return f'IF(ISERROR({cell}),FALSE,IF(ISNUMBER({cell}),FALSE,TRIM({cell})=""))'


def _held(condition: str) -> str:
    return condition if condition in (TRUE, FALSE) else f"({condition})"


def _not(condition: str) -> str:
    return {TRUE: FALSE, FALSE: TRUE}.get(condition, f"1-({condition})")


def _sum(*conditions: str) -> str:
    held = plus(*map(_held, conditions))
    return held if held in (TRUE, FALSE) else f"({held})"
