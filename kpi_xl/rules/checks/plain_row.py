"""Rows no check can object to, told at a glance, so that the checks look only at the rest.

A large council sends 100,000 rows a quarter and nearly all are in order. `plain_value` may say None to a row that is
in order, which costs time; it must never pass one a check would object to, which a test holds against all of them.
"""

from collections.abc import Mapping
from math import isfinite

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.number import typed
from kpi_xl.model.rating import Rating
from kpi_xl.rules.checks.expected import Expected, alike, around
from kpi_xl.rules.checks.explanations import may_be_personal, same_words
from kpi_xl.rules.rating.rate import rate_number
from kpi_xl.rules.submissions.read_row import compared_column
from kpi_xl.rules.submissions.row_words import Words

Cells = Mapping[str, Cell]
# Looked up once, for a member is found in its class anew each time.
_NUMBER, _BOOLEAN = Kind.NUMBER, Kind.BOOLEAN
_YEAR_TO_DATE = Aggregation.YEAR_TO_DATE
_RED, _AMBER = Rating.RED, Rating.AMBER


def plain_value(cells: Cells, words: Words, expected: Expected, large_change: float, own_last: bool) -> float | None:
    """The row's value where it is a plain number, possible, like last quarter's, and explained where it must be, with
    every locked cell as the rulebook has it; else None. `own_last` is as in `read_row`."""
    if not expected.simple or "reason" in cells:
        return None
    value = plain_number(cells.get("value"))
    in_order = (
        value is not None
        and expected.possible[0] <= value <= expected.possible[1]
        and _locked_as_they_should_be(cells, expected)
        and _like_last(value, cells, words, expected, large_change, own_last)
        and _explained(value, words, expected)
        and _parts_fit(value, cells, expected)
    )
    return value if in_order else None


def plain_number(cell: Cell | None) -> float | None:
    """A typed number at 15 digits; None for anything that wants reading."""
    if cell is None or cell.kind is not _NUMBER or cell.formula is not None or "%" in cell.number_format:
        return None
    value = cell.value
    return typed(value) if isinstance(value, float) and isfinite(value) else None


def _locked_as_they_should_be(cells: Cells, expected: Expected) -> bool:
    for field, wanted in expected.locked.items():
        cell = cells.get(field)
        if cell is None:
            if wanted is not None:
                return False
        elif cell.value != wanted or cell.kind is _BOOLEAN:
            return False
    rag = cells.get("rag")
    return rag is None or rag.formula is not None


def _like_last(
    value: float, cells: Cells, words: Words, expected: Expected, large_change: float, own_last: bool
) -> bool:
    """Far from any slip of scale, and within the usual change or with a word of why."""
    last, near, usual = expected.last, expected.alike, expected.usual
    if own_last:
        last = _own(cells.get("last_quarter"))
        near, usual = alike(last), around(_own(cells.get(compared_column(expected.kpi))), expected.kpi, large_change)
    if not last and 0 < value <= 1:
        return False
    if last and value < last and expected.kpi.aggregation is _YEAR_TO_DATE:
        return False
    return near[0] <= value <= near[1] and (usual[0] <= value <= usual[1] or (value != 0 and bool(words.commentary)))


def _own(cell: Cell | None) -> float | None:
    """A number of the return's own, None where there is none."""
    return cell.value if cell is not None and isinstance(cell.value, float) else None


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


def _parts_fit(value: float, cells: Cells, expected: Expected) -> bool:
    """No numerator or denominator, or both plain and, for a percentage, well within half a step of the value."""
    if "numerator" not in cells and "denominator" not in cells:
        return True
    over, under = plain_number(cells.get("numerator")), plain_number(cells.get("denominator"))
    if over is None or not under:
        return False
    if not expected.kpi.measure.startswith("%"):
        return True
    return abs(over / under * 100 - value) < 0.49 * 10.0**-expected.kpi.decimals
