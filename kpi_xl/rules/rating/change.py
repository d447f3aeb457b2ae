"""How much a value changed, in percentage points or per cent (rating rule 27)."""

from decimal import Decimal
from typing import NamedTuple

from kpi_xl.model.measure import Measure
from kpi_xl.model.number import EXACT, exact, number_of, round_half_away

NOT_CALCULABLE = "not calculable"
NOT_COMPARABLE = "not comparable"


class Change(NamedTuple):
    """`amount` is in percentage points when `in_points`, else per cent of the size of the earlier value.

    It is above 0 for a rise, whichever way is better, and None where it cannot be worked out: `why_not` then says so.
    """

    amount: float | None
    in_points: bool
    why_not: str = ""

    def __str__(self) -> str:
        return self.text()

    def text(self, decimals: int = 1) -> str:
        """For a sentence: "down 21.4 percentage points", "up 14.4%", "no change", "not calculable"."""
        if self.amount is None:
            return self.why_not
        if self.amount == 0:
            return "no change"
        way = "up" if self.amount > 0 else "down"
        shown = abs(round_half_away(self.amount, decimals))
        if shown == 0:
            return f"{way} less than {self._measured(10.0**-decimals, decimals)}"
        return f"{way} {self._measured(shown, decimals)}"

    def _measured(self, amount: float, decimals: int) -> str:
        number = f"{amount:,.{decimals}f}"
        number = number.rstrip("0").rstrip(".") if decimals else number
        if not self.in_points:
            return f"{number}%"
        return f"{number} percentage point" + ("" if number == "1" else "s")


def change(now: object, before: object, unit: Measure) -> Change:
    """From `before` to `now`. A change in a percentage is in points; per cent of nothing is not calculable."""
    points = unit.in_points
    new, old = number_of(now), number_of(before)
    if new is None or old is None:
        return Change(None, points, NOT_COMPARABLE)
    moved = EXACT.subtract(exact(new), exact(old))
    if points:
        return Change(float(moved), points)
    return _per_cent(moved, exact(old))


def _per_cent(moved: Decimal, old: Decimal) -> Change:
    if not old:
        return Change(None, False, NOT_CALCULABLE)
    return Change(float(EXACT.divide(moved.scaleb(2, EXACT), abs(old))), False)
