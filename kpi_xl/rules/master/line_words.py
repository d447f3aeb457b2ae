"""A KPI's line in the words of a table's cells."""

from dataclasses import replace

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.master.kpi_lines import KpiLine
from kpi_xl.rules.rating.travel import Travel
from kpi_xl.rules.words.band_words import target_words

ARROWS = {Travel.IMPROVED: "▲", Travel.WORSENED: "▼", Travel.NO_CHANGE: "►"}
"""Arrows point with good: up is better, whichever way the figure went."""

NO_VALUE = "No value"


def travel_words(travel: Travel) -> str:
    return f"{ARROWS[travel]} {travel}" if travel in ARROWS else str(travel)


def change_words(line: KpiLine) -> str:
    """Down 9.2 percentage points since 2022/23 Q1."""
    if line.before is None:
        return ""
    words = line.change.text()
    return f"{words[:1].upper()}{words[1:]} since {line.before.period}"


def target_shown(kpi: Kpi, result: Result) -> float | str:
    """The target, or words where there is none or it is a range; a unit stands there only where it is a sign."""
    if result.target is not None and not (kpi.polarity is Polarity.IN_RANGE and result.bands is not None):
        return result.target
    return target_words(replace(kpi, measure=kpi.measure.sign), result.target, result.bands)
