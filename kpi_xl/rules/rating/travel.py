"""Direction of travel: better or worse than before, and by how much (rating rules 25 to 28)."""

from decimal import Decimal
from enum import Enum

from kpi_xl.model.bands import Bands
from kpi_xl.model.number import number_of, round_half_away, typed
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.variance import outside


class Travel(Enum):
    """What became of a KPI since the value it is compared with; `str()` is the word shown."""

    IMPROVED = "Improved"
    WORSENED = "Worsened"
    NO_CHANGE = "No change"
    NOT_COMPARABLE = "Not comparable"

    def __str__(self) -> str:
        return self.value


def travel(now: object, before: object, polarity: Polarity, decimals: int, bands: Bands | None = None) -> Travel:
    """Polarity decides what is better, never up or down.

    Values that print the same at the KPI's decimals are No change. In range, coming nearer to the green band of
    `bands` is Improved; moving about inside it, or from one side of it to as far on the other, is No change. Without
    two numbers, a polarity, or (in range) a green band, Not comparable.
    """
    new, old = number_of(now), number_of(before)
    if new is None or old is None or polarity is Polarity.NONE:
        return Travel.NOT_COMPARABLE
    if polarity is Polarity.IN_RANGE and (bands is None or bands.green == (None, None)):
        return Travel.NOT_COMPARABLE
    if round_half_away(new, decimals) == round_half_away(old, decimals):
        return Travel.NO_CHANGE
    if polarity is Polarity.IN_RANGE and bands is not None:
        return _nearer(abs(outside(typed(old), bands.green)) - abs(outside(typed(new), bands.green)))
    return Travel.IMPROVED if (new > old) is (polarity is Polarity.HIGHER) else Travel.WORSENED


def comparable(now: Period, before: Period, *, cumulative: bool) -> bool:
    """Whether values of two periods may be set side by side: year-to-date ones only for the same quarter (rule 28)."""
    return now != before and (not cumulative or now.quarter == before.quarter)


def _nearer(gain: Decimal) -> Travel:
    if not gain:
        return Travel.NO_CHANGE
    return Travel.IMPROVED if gain > 0 else Travel.WORSENED
