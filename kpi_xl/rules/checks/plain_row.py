"""Rows no check can object to, told at a glance, so that the checks look only at the rest.

A large council sends 100,000 rows a quarter and nearly all are in order. `plain_figures` may say None to a row that is
in order, which costs time; it must never pass one a check would object to, which a test holds against all of them.
What holds of every row of a shape (no reason, no formula for a value) is asked once of the shape.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import isfinite
from operator import itemgetter
from typing import NamedTuple

from kpi_xl.model.book import Kind
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.number import typed
from kpi_xl.model.rating import Rating
from kpi_xl.model.row import Value
from kpi_xl.model.table_row import Fields, TableRow
from kpi_xl.rules.checks.expected import LOCKED, Expected, alike, around
from kpi_xl.rules.checks.explanations import may_be_personal, same_words
from kpi_xl.rules.rating.rate import rate_number
from kpi_xl.rules.submissions.row_words import Words

# Looked up once, for a member is found in its class anew each time.
_YEAR_TO_DATE = Aggregation.YEAR_TO_DATE
_RED, _AMBER = Rating.RED, Rating.AMBER

Figures = tuple[float, float | None, float | None]
"""Value, numerator and denominator, at 15 digits."""


Taking = Callable[[Sequence[Value]], tuple[Value, ...]]


class PlainShape(NamedTuple):
    """What takes out of what a row holds the locked columns that are checked, the figures, and the return's own last
    quarter and last year; None for blanks. `parts` says there is a numerator and a denominator.
    """

    locked: Taking
    figures: Taking
    own: Taking
    parts: bool


def plain_figures(
    cells: TableRow, words: Words, expected: Expected, large_change: float, own_last: bool
) -> Figures | None:
    """The row's figures where the value is a plain number, possible, like last quarter's, and explained where it must
    be, with every locked cell as the rulebook has it; else None. `own_last` is as in `read_row`."""
    shape, held = _plain_shape(cells.fields), cells.row.held
    if shape is None or not expected.simple or shape.locked(held) != expected.wanted:
        return None
    value, over, under = map(_figure, shape.figures(held))
    in_order = (
        value is not None
        and expected.possible[0] <= value <= expected.possible[1]
        and _like_last(value, shape.own(held) if own_last else None, words, expected, large_change)
        and _explained(value, words, expected)
        and (not shape.parts or _parts_fit(value, over, under, expected))
    )
    return (value, over, under) if in_order and value is not None else None


@lru_cache(maxsize=4096)
def _plain_shape(fields: Fields) -> PlainShape | None:
    """None where no row of the shape can be plain."""
    parts = [field for field in ("numerator", "denominator") if field in fields.places]
    figures = [_holds_a_figure(fields, field) for field in ("value", *parts)]
    typed_rating = "rag" in fields.places and fields.formula("rag") is None
    truths = any(fields.kind(field) is Kind.BOOLEAN for field in LOCKED)
    if "reason" in fields.places or typed_rating or truths or len(parts) == 1 or not all(figures):
        return None
    return PlainShape(
        _taking(fields, *LOCKED),
        _taking(fields, "value", "numerator", "denominator"),
        _taking(fields, "last_quarter", "last_year"),
        bool(parts),
    )


def _taking(fields: Fields, *names: str) -> Taking:
    return itemgetter(*map(fields.place, names))


def _holds_a_figure(fields: Fields, field: str) -> bool:
    """A typed number that is shown as it stands."""
    if fields.kind(field) is not Kind.NUMBER or fields.formula(field) is not None:
        return False
    return "%" not in fields.shape.formats[fields.place(field)]


def _figure(value: Value) -> float | None:
    return typed(value) if isinstance(value, float) and isfinite(value) else None


def _like_last(
    value: float, own: tuple[Value, ...] | None, words: Words, expected: Expected, large_change: float
) -> bool:
    """Far from any slip of scale, and within the usual change or with a word of why. `own` is None with a master."""
    last, near, usual = expected.last, expected.alike, expected.usual
    to_date = expected.kpi.aggregation is _YEAR_TO_DATE
    if own is not None:
        # What is compared with is in the columns `compared_column` names.
        last, year_ago = [held if isinstance(held, float) else None for held in own]
        near, usual = alike(last), around(year_ago if to_date else last, expected.kpi, large_change)
    if not last and 0 < value <= 1:
        return False
    if last and value < last and to_date:
        return False
    return near[0] <= value <= near[1] and (usual[0] <= value <= usual[1] or (value != 0 and bool(words.commentary)))


def _explained(value: float, words: Words, expected: Expected) -> bool:
    bands, near = expected.bands, expected.near_an_end
    if bands is None:
        return False
    for end in expected.ends:
        if -near <= value - end <= near:
            return False
    rating = rate_number(value, bands)
    if rating is _RED and not (words.cause and words.action and words.owner and words.due):
        return False
    if rating is _AMBER and not words.commentary:
        return False
    said = words[:3] + words[4:]  # all but the date
    if any(said) and may_be_personal("\n\n".join(said)):
        return False
    return not (expected.last_commentary and same_words(words.commentary, expected.last_commentary))


def _parts_fit(value: float, over: float | None, under: float | None, expected: Expected) -> bool:
    """Both there and, for a percentage, well within half a step of the value."""
    if over is None or not under:
        return False
    if not expected.kpi.measure.startswith("%"):
        return True
    return abs(over / under * 100 - value) < 0.49 * 10.0**-expected.kpi.decimals
