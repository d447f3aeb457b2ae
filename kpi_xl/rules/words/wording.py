"""Figures as people write them: 92.6%, £7.989m, 3.05 days per FTE, 1,481."""

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result
from kpi_xl.model.measure import Measure
from kpi_xl.model.number import exact, round_half_away
from kpi_xl.rules.rating.rate import rate

NO_VALUE = "no value"


def counted(number: int, noun: str, more: str = "") -> str:
    """1 KPI, 1,481 KPIs. `more` is the plural where it is not the noun with an s: directories."""
    return f"{number:,} {noun if number == 1 else more or f'{noun}s'}"


def show(value: float | None, unit: Measure, decimals: int | None = None, *, provisional: bool = False) -> str:
    """A finite value in its unit at `decimals` places, half away from zero; None shows every digit it was typed with.

    A provisional value is marked (p) (rating rule 17). None as the value gives "no value".
    """
    if value is None:
        return NO_VALUE
    places = digits(value) if decimals is None else decimals
    number = round_half_away(value, places)
    text = unit.around(f"{abs(number):,.{max(places, 0)}f}")
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


def value_decimals(kpi: Kpi, result: Result, most: int | None = None) -> int:
    """The decimals a result's value is shown with: the KPI's, more where it would print as another rating.

    At most `most` more, where a formula can try no more of them. An unrated value has the KPI's.
    """
    if result.value is None or not result.rated:
        return kpi.decimals
    places = decimals_to_show(result.value, result.bands, kpi.decimals)
    return places if most is None else min(places, kpi.decimals + most)


def decimals_to_show(value: float, bands: Bands | None, decimals: int) -> int:
    """The KPI's `decimals`, or for a rounding-sensitive value one more, and more still until print and rating agree."""
    places = decimals
    while rounding_sensitive(value, bands, places):
        places += 1
    return places
