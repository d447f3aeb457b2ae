"""A target with its bands in one line: what a KPI was rated by."""

from kpi_xl.model.bands import Bands
from kpi_xl.model.measure import Measure
from kpi_xl.model.rating import Rating
from kpi_xl.rules.rating.rate import is_open
from kpi_xl.rules.words.band_words import amber_words, green_words
from kpi_xl.rules.words.wording import show


def threshold_words(unit: Measure, target: float | None, bands: Bands | None, stated: Rating | None) -> str:
    """Target: 55%. Green: 55% or more. Amber: 50% or more, outside green."""
    given = None if bands is None or is_open(bands) else bands
    parts = (
        "" if target is None else f"Target: {show(target, unit)}. ",
        f"Green: {green_words(given, unit)}. Amber: {amber_words(given, unit)}.",
        "" if stated is None else f" Stated rating: {stated}.",
    )
    return "".join(parts)
