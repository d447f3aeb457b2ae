"""What a function says in a cell when there is no answer, and the words its choices are made in."""

from collections.abc import Mapping
from typing import TypeVar

from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Reason
from kpi_xl.rules.rating.change import NOT_CALCULABLE as _NOT_CALCULABLE
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.rating.travel import Travel

CHECK = "Check "
"""How every sentence starts that asks for another argument, and no rating or reason does."""

SHAPES_DIFFER = f"{CHECK}ranges: their shapes do not fit together"
NOT_A_BOUND = f"{CHECK}thresholds: one is not a number"
UPSIDE_DOWN = f"{CHECK}thresholds: a band is upside down"
GREEN_WIDER = f"{CHECK}thresholds: green is wider than amber"
GREEN_WIDER_HIGHER = f"{GREEN_WIDER}. Is lower better? Then say lower"
GREEN_WIDER_LOWER = f"{GREEN_WIDER}. Is higher better? Then say higher"
NO_TOLERANCE = f"{CHECK}thresholds: the tolerance is blank"
BELOW_ZERO = f"{CHECK}thresholds: a tolerance is below 0"
NO_WAY_GIVEN = f"{CHECK}better: its cell is blank"
"""A way left out is the first; a cell for it that is blank was forgotten, and an overspend would be Green."""
NO_SUCH_BASIS = f"{CHECK}basis: percent of target, fraction or points"
NO_SUCH_SCALE = f"{CHECK}scales: same, or leave it out"
NO_SUCH_DECIMALS = f"{CHECK}decimals: a whole number from 0 to 15"

CHECK_SCALE = f"{CHECK}scale: value and thresholds differ (a cell showing 5% holds 0.05)"
SCALE_OF_PERCENT = f"{CHECK}scale: a cell showing 5% holds 0.05, so its basis is fraction"
BEYOND_TARGET = f"{CHECK}scale: a tolerance above 100 per cent; 5 is 5% off target, not 105"
SCALE_OF_FRACTION = f"{CHECK}scale: a fraction of 1 is 100%, so for 5 the basis is percent"
SCALE_OF_POINTS = f"{CHECK}scale: the tolerance in points is not on the scale of the target"
SCALE_OF_PAIR = f"{CHECK}scale: the two numbers differ (a cell showing 5% holds 0.05)"
SCALE_OF_SHARES = f"{CHECK}scale: a fraction of 1 is 100%, so for 31 per cent the unit is %"
SCALE_OF_CHANGE = f"{CHECK}scale: for cells showing 31% the unit is fraction, for 0.31 per cent it is points"

ZERO_TARGET = "Zero target"
"""There is no per cent of a budget of 0; no wish for another argument, so it does not say Check."""

UNPOPULATED, INVALID, DATA_ONLY = (str(reason) for reason in (Reason.UNPOPULATED, Reason.INVALID, Reason.DATA_ONLY))
NOT_CALCULABLE = _NOT_CALCULABLE.capitalize()
NOT_COMPARABLE = str(Travel.NOT_COMPARABLE)
NOTHING_RATED = "Nothing rated"

Ways = Mapping[str, Polarity]

ONE_SIDED: Ways = {"higher": Polarity.HIGHER, "lower": Polarity.LOWER}
"""The words `better` may hold where there is one threshold a colour; blank is the first."""
ANY_WAY: Ways = {**ONE_SIDED, "in range": Polarity.IN_RANGE}
AS_IT_IS = "as it is"
SIGNED: Ways = {AS_IT_IS: Polarity.NONE, **ANY_WAY}
"""Of a variance, whose sign is left as it is where no way is given."""

ASKED: Mapping[str, bool] = {"ask": True, "same": False}
"""The words `scales` may hold, to whether a value that cannot be of the scale of its thresholds is asked about."""

T = TypeVar("T")


def no_such_way(ways: Ways) -> str:
    """E.g. "Check better: higher or lower"."""
    *first, last = ways
    return f"{CHECK}better: {', '.join(first)} or {last}"


def or_first(given: object, choices: Mapping[str, object]) -> object:
    """What was given for an argument, or the first word where it was left out. A blank cell was given."""
    return next(iter(choices)) if given is None else given


def chosen(cell: object, choices: Mapping[str, T]) -> T | None:
    """The choice a cell names, in capitals or not; the first for a blank cell, None for anything else."""
    if is_blank(cell):
        return next(iter(choices.values()))
    return choices.get(trimmed(cell).casefold()) if isinstance(cell, str) else None


def trimmed(text: str) -> str:
    """As Excel's TRIM: no spaces around it and single ones inside, other white space as it is."""
    return " ".join(filter(None, text.split(" ")))
