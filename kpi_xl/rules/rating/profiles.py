"""Year-to-date targets quarter by quarter (rating rules 11 and 12)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from kpi_xl.model.number import EXACT, exact, number_of, typed

Quarters = tuple[float, float, float, float]
"""What the year to date should have reached by the end of each quarter, in the KPI's unit."""


def linear_profile(annual: float) -> Quarters:
    """A quarter of the annual target each quarter: only for a KPI whose rulebook row says so."""
    return seasonal_profile(annual, (1, 1, 1, 1))


def seasonal_profile(annual: float, weights: Sequence[float]) -> Quarters:
    """The annual target spread over four quarters in proportion to `weights`, such as last year's quarters.

    Raises ValueError unless there are four weights whose sum is above 0.
    """
    parts = [exact(weight) for weight in weights]
    whole = sum(parts, Decimal(0))
    if len(parts) != 4 or whole <= 0:
        raise ValueError("A seasonal profile needs four weights that add up to more than 0.")
    return _reaching(annual, [EXACT.divide(part, whole) for part in accumulate(parts)])


def stepped_profile(annual: float, reached: Sequence[float]) -> Quarters:
    """`reached` is the per cent of the annual target due by the end of each quarter, such as 0, 50, 50, 100.

    Raises ValueError unless there are four of them, the last 100.
    """
    if len(reached) != 4 or reached[-1] != 100:
        raise ValueError("A stepped profile needs four percentages, the last of them 100.")
    return _reaching(annual, [exact(percent).scaleb(-2) for percent in reached])


def _reaching(annual: float, shares: Sequence[Decimal]) -> Quarters:
    first, second, third, _ = (typed(float(EXACT.multiply(exact(annual), share))) for share in shares)
    return first, second, third, typed(annual)


def target_for(quarters: Quarters, quarter: int) -> float:
    """The target of quarter 1, 2, 3 or 4."""
    return quarters[quarter - 1]


def check_profile(quarters: Sequence[object], annual_target: object) -> str | None:
    """What is wrong with a profile, in words for whoever keeps the rulebook; None when nothing is.

    Quarter 4 must equal the annual target at 15 significant digits. A profile may fall between quarters, as for a
    total that is to be brought down.
    """
    numbers = [number_of(quarter) for quarter in quarters]
    missing = [f"Q{place}" for place, number in enumerate(numbers, start=1) if number is None]
    if len(numbers) != 4 or missing:
        return f"A profile needs a number for each of the four quarters; there is none for {', '.join(missing)}."
    annual, last = number_of(annual_target), numbers[-1]
    if annual is None or last is None:
        return "There is a profile but no annual target for it to reach. Type the annual target."
    if typed(last) != typed(annual):
        return f"The profile reaches {last:.15g} in Q4, but the annual target is {annual:.15g}. They must be the same."
    return None
