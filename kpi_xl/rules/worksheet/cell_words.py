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
NO_SUCH_BASIS = f"{CHECK}basis: percent of target or points"
NO_SUCH_DECIMALS = f"{CHECK}decimals: a whole number from 0 to 15"

UNPOPULATED, INVALID, DATA_ONLY = (str(reason) for reason in (Reason.UNPOPULATED, Reason.INVALID, Reason.DATA_ONLY))
NOT_CALCULABLE = _NOT_CALCULABLE.capitalize()
NOT_COMPARABLE = str(Travel.NOT_COMPARABLE)
NOTHING_RATED = "Nothing rated"

Ways = Mapping[str, Polarity]

ONE_SIDED: Ways = {"higher": Polarity.HIGHER, "lower": Polarity.LOWER}
"""The words `better` may hold where there is one threshold a colour; blank is the first."""
ANY_WAY: Ways = {**ONE_SIDED, "in range": Polarity.IN_RANGE}

T = TypeVar("T")


def no_such_way(ways: Ways) -> str:
    """E.g. "Check better: higher or lower"."""
    *first, last = ways
    return f"{CHECK}better: {', '.join(first)} or {last}"


def chosen(cell: object, choices: Mapping[str, T]) -> T | None:
    """The choice a cell names, in capitals or not; the first for a blank cell, None for anything else."""
    if is_blank(cell):
        return next(iter(choices.values()))
    return choices.get(cell.strip().casefold()) if isinstance(cell, str) else None
