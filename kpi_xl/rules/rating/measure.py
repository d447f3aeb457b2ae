"""What a KPI's unit of measure says about the numbers it holds."""

from kpi_xl.model.kpi import Kpi

SCALES = {"k": 3, "t": 3, "m": 6, "b": 9}
"""The first letter of a scale word (thousand, million, bn) to its power of ten."""

_WITHIN = 10
"""A reading is taken to be meant when it lies within this many times last quarter's value."""


def is_percent(kpi: Kpi) -> bool:
    """Whether the KPI holds percentages or points of them: 12.3 for 12.3%."""
    return kpi.measure.startswith("%") or kpi.measure.casefold().startswith(("percent", "per cent"))


def is_money(kpi: Kpi) -> bool:
    return kpi.measure.startswith("£") or kpi.measure.casefold().startswith("gbp")


def scale_of(kpi: Kpi) -> int:
    """The power of ten the KPI's own unit stands for: 6 for £m."""
    if not is_money(kpi):
        return 0
    unit = kpi.measure.casefold().removeprefix("gbp").lstrip("£ ")
    return SCALES.get(unit[:1], 3 if unit.startswith("000") else 0)


def near(value: float, last: float | None) -> bool | None:
    """Whether `value` lies within ten times last quarter's, None where there is nothing to compare with."""
    if not last:
        return None
    return last / _WITHIN <= value <= last * _WITHIN if last > 0 else last * _WITHIN <= value <= last / _WITHIN
