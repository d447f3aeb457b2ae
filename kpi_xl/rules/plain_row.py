"""Rows no check can object to, told at a glance, so that the checks look only at the rest.

A large council sends 100,000 rows a quarter and nearly all are in order. `is_plain` may say no to a row that is in
order, which costs time; it must never say yes to one a check would object to, which a test holds against all of them.
"""

from collections.abc import Mapping
from math import isfinite

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.number import typed
from kpi_xl.model.rating import Rating
from kpi_xl.rules.cell_text import text_of
from kpi_xl.rules.checks.explanations import MAY_BE_PERSONAL, RED_NEEDS, same_words
from kpi_xl.rules.expected import Expected, alike, around
from kpi_xl.rules.rate import rate
from kpi_xl.rules.read_row import compared_column

Cells = Mapping[str, Cell]

_NUMBER, _TEXT = Kind.NUMBER, Kind.TEXT


def is_plain(cells: Cells, expected: Expected, large_change: float, own_last: bool) -> bool:
    """Whether the row's value is a plain number, possible, like last quarter's, and explained where it must be, with
    every locked cell as the rulebook has it. `own_last` is as in `read_row`."""
    cell = cells.get("value")
    if cell is None or not expected.simple or "reason" in cells or not _plain_number(cell):
        return False
    value = typed(cell.value)  # type: ignore[arg-type] # a NUMBER cell holds a float
    return (
        _locked_as_they_should_be(cells, expected)
        and _possible(value, expected)
        and _like_last(value, cells, expected, large_change, own_last)
        and _explained(value, cells, expected)
        and _parts_fit(value, cells, expected)
    )


def _plain_number(cell: Cell) -> bool:
    return cell.kind is _NUMBER and cell.formula is None and "%" not in cell.number_format and isfinite(cell.value)  # type: ignore[arg-type]


def _locked_as_they_should_be(cells: Cells, expected: Expected) -> bool:
    for field, wanted in expected.locked.items():
        cell = cells.get(field)
        if cell is None:
            if wanted is not None:
                return False
        elif cell.value != wanted or cell.kind not in (_NUMBER, _TEXT):
            return False
    rag = cells.get("rag")
    return rag is None or rag.formula is not None


def _possible(value: float, expected: Expected) -> bool:
    low, high = expected.possible
    return low <= value <= high


def _like_last(value: float, cells: Cells, expected: Expected, large_change: float, own_last: bool) -> bool:
    """Far from any slip of scale, and within the usual change or with a word of why."""
    last, near, usual = expected.last, expected.alike, expected.usual
    if own_last:
        last = _own(cells.get("last_quarter"))
        near, usual = alike(last), around(_own(cells.get(compared_column(expected.kpi))), expected.kpi, large_change)
    if not last and 0 < value <= 1:
        return False
    if last and expected.kpi.aggregation is Aggregation.YEAR_TO_DATE and value < last:
        return False
    if not near[0] <= value <= near[1]:
        return False
    return usual[0] <= value <= usual[1] or (value != 0 and _has_text(cells, "commentary"))


def _own(cell: Cell | None) -> float | None:
    """A number of the return's own, None where there is none."""
    return cell.value if cell is not None and isinstance(cell.value, float) else None


def _explained(value: float, cells: Cells, expected: Expected) -> bool:
    bands = expected.bands
    step = 10.0**-expected.kpi.decimals
    if bands is None or any(end is not None and abs(value - end) <= step for end in bands.bounds):
        return False
    rating = rate(value, bands)
    if rating is Rating.RED and not all(_has_text(cells, field) for field in RED_NEEDS):
        return False
    if rating is Rating.AMBER and not _has_text(cells, "commentary"):
        return False
    return _nothing_personal(cells) and not same_words(text_of(cells.get("commentary")), expected.last_commentary)


def _nothing_personal(cells: Cells) -> bool:
    for field in ("cause", "action", "owner", "commentary"):
        cell = cells.get(field)
        if cell is not None and (cell.kind is not _TEXT or MAY_BE_PERSONAL.search(cell.value)):  # type: ignore[arg-type]
            return False
    return True


def _parts_fit(value: float, cells: Cells, expected: Expected) -> bool:
    """No numerator or denominator, or both plain and, for a percentage, well within half a step of the value."""
    over, under = cells.get("numerator"), cells.get("denominator")
    if over is None and under is None:
        return True
    if over is None or under is None or not (_plain_number(over) and _plain_number(under) and under.value):
        return False
    if not expected.kpi.measure.startswith("%"):
        return True
    recomputed = over.value / under.value * 100  # type: ignore[operator]
    return bool(abs(recomputed - value) < 0.49 * 10.0**-expected.kpi.decimals)


def _has_text(cells: Cells, field: str) -> bool:
    return field in cells and bool(text_of(cells[field]))
