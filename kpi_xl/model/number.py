"""Numbers as a cell holds them when typed: 15 significant digits, rounded half away from zero for display."""

import math
from decimal import ROUND_HALF_UP, Decimal


def typed(value: float) -> float:
    """`value` brought to 15 significant digits (rating rule 1): 0.1 + 0.2 is 0.3. Infinities and NaN pass through."""
    return float(f"{value:.15g}")


def is_number(value: object) -> bool:
    """True for a finite int or float. A boolean is not a number (rating rule 4)."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def round_half_away(value: float, decimals: int) -> float:
    """`value` at `decimals` places, ties away from zero as Excel's ROUND (rating rule 3): 2.675 gives 2.68."""
    exact = Decimal(repr(typed(value)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
