"""Formulas of ratings and of the share that has one. Each gives the words of its function in rules/worksheet."""

from collections.abc import Iterable

from kpi_xl.files.functions_book.expressions import (
    FALSE,
    TRUE,
    Way,
    by_way,
    cases,
    compared,
    is_way,
    neither,
    none_of,
    number,
    plus,
    quoted,
    scaled,
    size,
    times,
    unfit,
)
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating
from kpi_xl.rules.worksheet import cell_words as words
from kpi_xl.rules.worksheet import scales
from kpi_xl.rules.worksheet.counts import NO_SUCH_SHARE

Scale = bool | str
"""Whether to ask about a scale that cannot be: known when the formula is made, or the expression for the word."""
ASK = True
Case = tuple[str, str]
"""A condition and what it gives."""

GREEN, AMBER, RED = (quoted(str(rating)) for rating in Rating)


def rag(actual: str, green: str, amber: str, way: Way, scale: Scale = ASK) -> str:
    """By one threshold a colour."""
    missed = [times(number(end), by_way(way, f"({actual}<{end})", f"({actual}>{end})")) for end in (green, amber)]
    inside = by_way(way, f"({green}>={amber})", f"({green}<={amber})")
    turned = by_way(way, quoted(words.GREEN_WIDER_HIGHER), quoted(words.GREEN_WIDER_LOWER))
    below = times(_held(is_way(way, Polarity.LOWER)), _under_ceilings(actual, green, amber))
    apart = _unlike_each_other(green, amber)
    asked = [no_way_given(way), *_asked(actual, scale, [below, *apart], green, amber)]
    formula = cases(
        (no_scale(scale), quoted(words.NO_SUCH_SCALE)),
        (plus(unfit(green), unfit(amber)), quoted(words.NOT_A_BOUND)),
        (_beyond(green, amber, inside), turned),
        otherwise=rated(actual, _no_ends(green, amber), asked, *missed),
    )
    return _known_way(way, formula)


def rag_range(actual: str, green_low: str, green_high: str, amber_low: str, amber_high: str, scale: Scale = ASK) -> str:
    """By a green range inside an amber range."""
    green, amber = (green_low, green_high), (amber_low, amber_high)
    low = _beyond(green_low, amber_low, f"({green_low}>={amber_low})")
    high = _beyond(green_high, amber_high, f"({green_high}<={amber_high})")
    open_below = f"({neither(number(green_low), number(amber_low))})"
    below = times(_held(open_below), _under_ceilings(actual, green_high, amber_high))
    apart = [*_unlike_each_other(green_low, amber_low), *_unlike_each_other(green_high, amber_high)]
    asked = _asked(actual, scale, [below, *apart], *green, *amber)
    return cases(
        (no_scale(scale), quoted(words.NO_SUCH_SCALE)),
        (plus(*map(unfit, (*green, *amber))), quoted(words.NOT_A_BOUND)),
        (plus(upside_down(*green), upside_down(*amber)), quoted(words.UPSIDE_DOWN)),
        (plus(low, high), quoted(words.GREEN_WIDER)),
        otherwise=rated(actual, _no_ends(*green, *amber), asked, _outside(actual, *green), _outside(actual, *amber)),
    )


def share(ratings: str, what: Rating | str) -> str:
    """Whole per cent of the rated. `what` is the rating, or the expression that gives its word."""
    rated = _count(ratings, GREEN, AMBER, RED)
    if isinstance(what, Rating):
        return _share(_count(ratings, quoted(str(what))), rated)
    others = ((f"{what}={word}", _count(ratings, word)) for word in (AMBER, RED))
    unknown = none_of(what, [str(rating) for rating in Rating])
    return cases(
        (unknown, quoted(NO_SUCH_SHARE)), otherwise=_share(cases(*others, otherwise=_count(ratings, GREEN)), rated)
    )


def upside_down(low: str, high: str) -> str:
    return times(number(low), number(high), f"({low}>{high})")


def _beyond(green: str, amber: str, inside: str) -> str:
    """Amber is given, and green is open or not inside it."""
    return times(number(amber), f"({neither(times(number(green), inside))})")


def _known_way(way: Way, formula: str) -> str:
    if isinstance(way, Polarity):
        return formula
    return cases((none_of(way, list(words.ONE_SIDED)), quoted(words.no_such_way(words.ONE_SIDED))), otherwise=formula)


def _outside(actual: str, low: str, high: str) -> str:
    return plus(times(number(low), f"({actual}<{low})"), times(number(high), f"({actual}>{high})"))


def rated(actual: str, nothing: Case, asked: Iterable[Case], misses_green: str, misses_amber: str) -> str:
    """The words of `rate`, for ends that are bands. `nothing` and `asked` come before a colour, for a number only."""
    colour = cases((misses_green, cases((misses_amber, RED), otherwise=AMBER)), otherwise=GREEN)
    return cases(
        (f"ISERROR({actual})", quoted(words.INVALID)),
        (number(actual), cases(nothing, *asked, otherwise=colour)),
        (f'TRIM({actual})=""', quoted(words.UNPOPULATED)),
        otherwise=quoted(words.INVALID),
    )


def no_scale(scale: Scale) -> str:
    return FALSE if isinstance(scale, bool) else none_of(scale, list(words.ASKED))


def asking(scale: Scale) -> str:
    """The condition under which a scale that cannot be is asked about."""
    return str(scale).upper() if isinstance(scale, bool) else f'({scale}<>"same")'


def _no_ends(*ends: str) -> Case:
    return neither(*map(number, ends)), quoted(words.DATA_ONLY)


def no_way_given(way: Way) -> Case:
    return (FALSE if isinstance(way, Polarity) else f'{way}=""'), quoted(words.NO_WAY_GIVEN)


def _held(condition: str) -> str:
    return condition if condition in (TRUE, FALSE) or condition.startswith("(") else f"({condition})"


def _under_ceilings(actual: str, *ends: str) -> str:
    """As `unlike_ceilings` of rules/worksheet/scales.py."""
    high = _one_of(*(times(number(end), compared(end, ">=", f"{scales.CEILING:g}")) for end in ends))
    return times(high, f"({actual}>0)", f"({actual}<{scales.A_HALF:g})")


def _unlike_each_other(green: str, amber: str) -> list[str]:
    """As `unlike_each_other` of rules/worksheet/scales.py."""
    return [
        times(
            number(small),
            number(large),
            compared(small, ">", "0"),
            compared(small, "<", "1"),
            compared(large, ">=", f"{scales.WHOLE_BOUND:g}"),
            compared(large, "<=", f"{scales.A_WHOLE:g}"),
            compared(scaled(size(small), scales.APART), "<=", size(large)),  # text times 50 would be an error
        )
        for small, large in ((green, amber), (amber, green))
    ]


def _asked(actual: str, scale: Scale, more: Iterable[str], *ends: str) -> list[Case]:
    """As `unlike_bounds` of rules/worksheet/scales.py, or where one of `more` holds."""
    sizes = list(dict.fromkeys(map(size, ends)))
    some = plus(*(compared(one, ">", "0") for one in sizes))
    whole = times(
        f"(ABS({actual})<1)",
        f"({actual}<>0)",
        *(_one_of(compared(one, "<=", "0"), compared(one, ">=", "1")) for one in sizes),
        _one_of(*(compared(one, ">=", f"{scales.WHOLE_BOUND:g}") for one in sizes)),
    )
    share = times(
        f"(ABS({actual})>=2)",
        *(compared(one, "<=", "1") for one in sizes),
        *(f"(ABS({actual})>={scales.BEYOND:g}*{one})" for one in sizes),
    )
    date = times(f"(ABS({actual})>{scales.A_DATE:g})", *(compared(one, "<=", "100") for one in sizes))
    unlike = times(asking(scale), _one_of(some), _one_of(whole, share, date, *more))
    return [(unlike, quoted(words.CHECK_SCALE))]


def _one_of(*conditions: str) -> str:
    """In brackets, and never compared with 0: to Excel FALSE>0 is so, for a logical value is above any number."""
    held = plus(*conditions)
    return held if held in (TRUE, FALSE) else f"({held})"


def _share(count: str, rated: str) -> str:
    return cases((f"{rated}=0", quoted(words.NOTHING_RATED)), otherwise=f"ROUND(100*{count}/{rated},0)")


def _count(ratings: str, *some: str) -> str:
    """How many cells hold one of the words; 1/FALSE and an error in the range are no numbers, so neither counts."""
    held = "+".join(f"(TRIM({ratings})={word})" for word in some)
    return f"SUMPRODUCT(ISNUMBER(1/({held}))*1)"
