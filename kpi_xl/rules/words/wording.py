"""Figures as people write them: 92.6%, £7.989m, 3.05 days per FTE, 1,481."""

from kpi_xl.model.bands import Bands
from kpi_xl.model.number import exact, round_half_away
from kpi_xl.rules.rating.rate import rate

_BARE = frozenset({"", "number", "count", "score", "index", "ratio", "rate"})
"""Units of measure that are not written after the figure."""

NO_VALUE = "no value"


def show(value: float | None, unit: str, decimals: int | None = None, *, provisional: bool = False) -> str:
    """A finite value in its unit at `decimals` places, half away from zero; None shows every digit it was typed with.

    A provisional value is marked (p) (rating rule 17). None as the value gives "no value".
    """
    if value is None:
        return NO_VALUE
    places = digits(value) if decimals is None else decimals
    number = round_half_away(value, places)
    text = _measured(f"{abs(number):,.{max(places, 0)}f}", unit)
    return f"{'-' if number < 0 else ''}{text}{' (p)' if provisional else ''}"


def digits(value: float) -> int:
    """How many decimal places a finite value was typed with: 2 for 3.05, 0 for 1,481."""
    exponent = exact(value).normalize().as_tuple().exponent
    return max(-int(exponent), 0)


def rounding_sensitive(value: float | None, bands: Bands | None, decimals: int) -> bool:
    """Whether the value as displayed would get another rating than the value itself (rating rule 2)."""
    if value is None or bands is None:
        return False
    step = 10.0**-decimals
    near = any(end is not None and abs(value - end) <= step for end in bands.bounds)
    return near and rate(round_half_away(value, decimals), bands) is not rate(value, bands)


def decimals_to_show(value: float, bands: Bands | None, decimals: int) -> int:
    """The KPI's `decimals`, or for a rounding-sensitive value one more, and more still until print and rating agree."""
    places = decimals
    while rounding_sensitive(value, bands, places):
        places += 1
    return places


def around_figure(unit: str) -> tuple[str, str, str]:
    """What a unit puts before a figure, after it, and after a figure of 1: ("£", "m", "m"), ("", " days", " day")."""
    unit = unit.strip()
    if unit.casefold() in _BARE:
        return "", "", ""
    if unit.startswith("£"):
        after = "k" if unit[1:].strip().startswith("000") else unit[1:].strip()
        return "£", after, after
    if unit.startswith("%"):
        return "", unit, unit
    return "", f" {unit}", f" {_singular(unit)}"


def _measured(number: str, unit: str) -> str:
    before, after, after_one = around_figure(unit)
    return f"{before}{number}{after_one if number == '1' else after}"


def _singular(unit: str) -> str:
    """The unit for one of it: 1 day, 1 percentage point, 1 tonne CO2e."""
    words = unit.split(" ")
    counted = 1 if words[0].casefold() == "percentage" and len(words) > 1 else 0
    words[counted] = words[counted].removesuffix("s")
    return " ".join(words)
