"""A result rated by another quarter's thresholds (rating rules 21 and 22)."""

from dataclasses import replace

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.comparison.comparability import threshold_change
from kpi_xl.rules.comparison.like_for_like import rerated
from kpi_xl.rules.rating.rate import rate
from kpi_xl.rules.words.wording import rounding_sensitive


def result_under(rulebook: Rulebook, kpi: Kpi, result: Result, other: Result | None) -> Result:
    """`result` with the rating, target and bands that the thresholds deciding `other`, of the same KPI, give it.

    It stays as published where it is open to no re-rating: see `may_be_rerated`; and where those thresholds are the
    same, or none.
    """
    if other is None or not may_be_rerated(kpi, result, other.period):
        return result
    change = threshold_change(rulebook, kpi, result, other)
    if change is None:
        return result
    computed = rate(result.value, change.new)
    return replace(
        result,
        outcome=rerated(result, change),
        computed=computed,
        target=change.new_target,
        bands=change.new,
        version=other.version,
        rounding_sensitive=isinstance(computed, Rating) and rounding_sensitive(result.value, change.new, kpi.decimals),
    )


def may_be_rerated(kpi: Kpi, result: Result, basis: Period) -> bool:
    """Whether a rating can follow other thresholds: it has a value, nobody changed it by hand, and in the other
    quarter the KPI was still (or already) what it is in this one.
    """
    return (
        result.rated
        and result.value is not None
        and not result.override
        and not kpi.redefined_between(result.period, basis)
    )
