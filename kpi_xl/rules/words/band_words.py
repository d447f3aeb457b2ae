"""Bands in words a member reads: "90% or more", "6% to 14%, outside green"."""

from kpi_xl.model.bands import Bands, Interval
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import PLAIN, Measure
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.words.wording import digits, show

NOT_SET = "Not set"


def green_words(bands: Bands | None, unit: Measure) -> str:
    return NOT_SET if bands is None else _interval(bands.green, unit)


def amber_words(bands: Bands | None, unit: Measure) -> str:
    """Where green and amber end alike there is no amber, and the words say so (rating rule 6)."""
    if bands is None:
        return NOT_SET
    if bands.amber == bands.green:
        return "No amber: any other value is Red"
    if bands.amber == (None, None):
        return "Any other value: no amber limit is set"
    return f"{_interval(bands.amber, unit)}, outside green"


def target_words(kpi: Kpi, target: float | None, bands: Bands | None) -> str:
    """The target with its unit; for an in-range KPI the green band; "No target" for neither."""
    if kpi.polarity is Polarity.IN_RANGE and bands is not None:
        return _interval(bands.green, kpi.measure)
    return "No target" if target is None else show(target, kpi.measure, max(kpi.decimals, digits(target)))


def _interval(interval: Interval, unit: Measure) -> str:
    low, high = interval
    if low is not None and high is not None:
        return f"{_bare(low, high)} to {show(high, unit)}" if low != high else f"exactly {show(low, unit)}"
    if low is not None:
        return f"{show(low, unit)} or more"
    return "any value" if high is None else f"{show(high, unit)} or less"


def _bare(low: float, high: float) -> str:
    """`low` at as many decimals as both ends need, without its unit."""
    return show(low, PLAIN, max(digits(low), digits(high)))
