"""Values entered at another scale than the KPI's: fractions for percentages, pounds for millions."""

from kpi_xl.model.number import exact
from kpi_xl.rules.checks.slips import typed_twice
from kpi_xl.rules.checks.under_check import RowUnderCheck
from kpi_xl.rules.submissions.number_text import near

_SAME = (0.5, 2.0)
"""A reading this many times last quarter's value is taken to be the same figure at another scale."""

_UNITS = (1_000_000, 1_000)


def hundredfold_slip(row: RowUnderCheck) -> float | None:
    """What a percentage must have meant that is about 100 times off last quarter's, or None when it is not.

    With no last quarter, a value of up to 1 against a target of 10 or more tells the same.
    """
    value, last = row.value, row.last
    if not value or near(value, last):
        return None
    times, hundredth = float(exact(value).scaleb(2)), float(exact(value).scaleb(-2))
    if last:
        return next((read for read in (times, hundredth) if _SAME[0] <= read / last <= _SAME[1]), None)
    target = row.expected.target
    if target is not None and target >= 10 and 0 < value <= 1 and times <= row.expected.possible[1]:
        return times
    return None


def other_unit(value: float, last: float | None) -> int | None:
    """How many times (a thousand or a million) `value` is off last quarter's, either way; None when it is not.

    Nor where it is last quarter's figure or about that, typed twice.
    """
    if not last or not value or any(_SAME[0] <= meant / last <= _SAME[1] for meant in typed_twice(value)):
        return None
    ratio = abs(value / last)
    for unit in _UNITS:
        if _SAME[0] <= ratio / unit <= _SAME[1] or _SAME[0] <= ratio * unit <= _SAME[1]:
            return unit
    return None
