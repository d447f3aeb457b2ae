"""Formulas of ratings and of the share that has one. Each gives the words of its function in rules/worksheet."""

from kpi_xl.files.functions_book.expressions import (
    Way,
    by_way,
    cases,
    neither,
    none_of,
    number,
    plus,
    quoted,
    times,
    unfit,
)
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating
from kpi_xl.rules.worksheet import cell_words as words
from kpi_xl.rules.worksheet.counts import NO_SUCH_SHARE

GREEN, AMBER, RED = (quoted(str(rating)) for rating in Rating)


def rag(actual: str, green: str, amber: str, way: Way) -> str:
    """By one threshold a colour."""
    missed = [times(number(end), by_way(way, f"({actual}<{end})", f"({actual}>{end})")) for end in (green, amber)]
    inside = by_way(way, f"({green}>={amber})", f"({green}<={amber})")
    formula = cases(
        (plus(unfit(green), unfit(amber)), quoted(words.NOT_A_BOUND)),
        (_beyond(green, amber, inside), quoted(words.GREEN_WIDER)),
        otherwise=_rated(actual, [green, amber], *missed),
    )
    return _known_way(way, formula)


def rag_range(actual: str, green_low: str, green_high: str, amber_low: str, amber_high: str) -> str:
    """By a green range inside an amber range."""
    green, amber = (green_low, green_high), (amber_low, amber_high)
    low = _beyond(green_low, amber_low, f"({green_low}>={amber_low})")
    high = _beyond(green_high, amber_high, f"({green_high}<={amber_high})")
    return cases(
        (plus(*map(unfit, (*green, *amber))), quoted(words.NOT_A_BOUND)),
        (plus(upside_down(*green), upside_down(*amber)), quoted(words.UPSIDE_DOWN)),
        (plus(low, high), quoted(words.GREEN_WIDER)),
        otherwise=_rated(actual, [*green, *amber], _outside(actual, *green), _outside(actual, *amber)),
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


def _rated(actual: str, ends: list[str], misses_green: str, misses_amber: str) -> str:
    """The words of `rate`, for ends that are bands."""
    colour = cases((misses_green, cases((misses_amber, RED), otherwise=AMBER)), otherwise=GREEN)
    return cases(
        (f"ISERROR({actual})", quoted(words.INVALID)),
        (number(actual), cases((neither(*map(number, ends)), quoted(words.DATA_ONLY)), otherwise=colour)),
        (f'TRIM({actual})=""', quoted(words.UNPOPULATED)),
        otherwise=quoted(words.INVALID),
    )


def _share(count: str, rated: str) -> str:
    return cases((f"{rated}=0", quoted(words.NOTHING_RATED)), otherwise=f"ROUND(100*{count}/{rated},0)")


def _count(ratings: str, *some: str) -> str:
    """How many cells hold one of the words; 1/FALSE and an error in the range are no numbers, so neither counts."""
    held = "+".join(f"(TRIM({ratings})={word})" for word in some)
    return f"SUMPRODUCT(ISNUMBER(1/({held}))*1)"
