"""Numbers as a cell holds them when typed: 15 significant digits, rounded half away from zero for display."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from numbers import Real

EXACT = Context(prec=700, rounding=ROUND_HALF_UP)
"""Room for every digit of any two floats, so that sums, differences and rounding lose nothing."""


def typed(value: float) -> float:
    """`value` at 15 significant digits (rating rule 1), so 0.1 + 0.2 is 0.3. Infinities and NaN pass through."""
    short = float(f"{value:.15g}")
    return short if math.isfinite(short) else float(value)


def is_number(value: object) -> bool:
    """True for a finite int or float. A boolean is not a number (rating rule 4), nor is an int too big for a cell."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def number_of(value: object) -> float | None:
    """`value` as a finite float, else None; never raises.

    Any real number type will do (int, float, Decimal, Fraction, NumPy scalars) but not a boolean, and not text even
    when it spells a number: reading text is for whoever can tell the officer about it.
    """
    kind = type(value)
    if kind is not float:
        if issubclass(kind, bool) or not issubclass(kind, Real | Decimal):
            return None
        try:
            value = float(value)  # type: ignore[arg-type]  # narrowed by `kind`
        except Exception:  # a number type of somebody else's may raise anything; a signalling NaN or 10**400 does
            return None
    return value if math.isfinite(value) else None  # type: ignore[arg-type,return-value]  # narrowed by `kind`


def exact(value: float) -> Decimal:
    """`value` as the decimal a person typed: Decimal("0.1"), not the binary fraction near it."""
    return Decimal(repr(typed(value)))


def round_half_away(value: float, decimals: int) -> float:
    """Finite `value` at `decimals` places, ties away from zero as Excel's ROUND (rating rule 3): 2.675 gives 2.68."""
    return float(exact(value).quantize(Decimal(1).scaleb(-decimals), context=EXACT))
