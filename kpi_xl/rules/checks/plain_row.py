"""Rows no check can object to, told at a glance, so that the checks look only at the rest.

A large council sends 100,000 rows a quarter and nearly all are in order. `plain_row` may say None to a row that is in
order, which costs time; it must never pass one a check would object to, which a test holds against all of them.
What holds of every row of a shape is asked once, in `plain_shape`.
"""

from math import isfinite
from typing import NamedTuple

from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.number import typed
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.sheet_row import Value
from kpi_xl.model.table_row import TableRow
from kpi_xl.rules.checks.expected import Expected, alike, around
from kpi_xl.rules.checks.explanations import may_be_personal, same_words
from kpi_xl.rules.checks.plain_shape import plain_shape
from kpi_xl.rules.rating.rate import rate_number
from kpi_xl.rules.submissions.row_words import NO_WORDS, Words

# Looked up once, for a member is found in its class anew each time.
_YEAR_TO_DATE = Aggregation.YEAR_TO_DATE
_RED, _AMBER = Rating.RED, Rating.AMBER

_REASONS: dict[Value, Reason] = {str(reason): reason for reason in Reason if reason is not Reason.INVALID}


class Plain(NamedTuple):
    """What a plain row reports: its figures at 15 digits, or the reason there is none."""

    value: float | None
    reason: Reason | None
    numerator: float | None = None
    denominator: float | None = None


def plain_row(cells: TableRow, words: Words, expected: Expected, large_change: float, own_last: bool) -> Plain | None:
    """What the row reports where it has a reason from the list, or a plain number that is possible, like last
    quarter's and explained where it must be, and every locked cell is as the rulebook has it; else None.

    `own_last` is as in `read_row`.
    """
    shape, held = plain_shape(cells.fields), cells.row.held
    if shape is None or shape.locked(held) != expected.wanted or not _words_will_do(words, expected):
        return None
    if shape.reason is not None:
        reason = _REASONS.get(held[shape.reason])
        return None if reason is None else Plain(None, reason)
    value, over, under = map(_figure, shape.figures(held))
    in_order = (
        value is not None
        and expected.simple
        and expected.possible[0] <= value <= expected.possible[1]
        and _like_last(value, shape.own(held) if own_last else None, words, expected, large_change)
        and _explained(value, words, expected)
        and (not shape.parts or _parts_fit(value, over, under, expected))
    )
    return Plain(value, None, over, under) if in_order else None


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


def _words_will_do(words: Words, expected: Expected) -> bool:
    """Nothing personal, and no comment that is last quarter's."""
    if words is NO_WORDS:
        return True
    said = words[:3] + words[4:]  # all but the date
    if any(said) and may_be_personal("\n\n".join(said)):
        return False
    return not (expected.last_commentary and same_words(words.commentary, expected.last_commentary))


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
    return rating is not _AMBER or bool(words.commentary)


def _parts_fit(value: float, over: float | None, under: float | None, expected: Expected) -> bool:
    """Both there and, for a percentage, well within half a step of the value."""
    if over is None or not under:
        return False
    if not expected.kpi.measure.is_percentage:
        return True
    return abs(over / under * 100 - value) < 0.49 * 10.0**-expected.kpi.decimals
