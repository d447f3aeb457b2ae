"""The cells a KPI's line has on every sheet that lists KPIs, so that a figure looks the same wherever it stands."""

from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import cell_of
from kpi_xl.files.theme import Formats
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Reason
from kpi_xl.rules.band_words import target_words
from kpi_xl.rules.kpi_lines import KpiLine
from kpi_xl.rules.travel import Travel
from kpi_xl.rules.wording import decimals_to_show, digits

if TYPE_CHECKING:
    from xlsxwriter.format import Format

ARROWS = {Travel.IMPROVED: "▲", Travel.WORSENED: "▼", Travel.NO_CHANGE: "►"}
"""Arrows point with good: up is better, whichever way the figure went."""


def travel_words(travel: Travel) -> str:
    return f"{ARROWS[travel]} {travel}" if travel in ARROWS else str(travel)


def change_words(line: KpiLine) -> str:
    """Down 9.2 percentage points since 2022/23 Q1."""
    if line.before is None:
        return ""
    words = line.change.text()
    return f"{words[:1].upper()}{words[1:]} since {line.before.period}"


def value_decimals(kpi: Kpi, result: Result) -> int:
    """The KPI's decimals, more for a value that would otherwise print as another rating (rating rule 2)."""
    if result.value is None or isinstance(result.outcome, Reason):
        return kpi.decimals
    return decimals_to_show(result.value, result.bands, kpi.decimals)


def value_format(formats: Formats, kpi: Kpi, result: Result, role: str = "number") -> "Format":
    return formats.named(kpi.measure, value_decimals(kpi, result), role)


def write_link(page: MasterPage, row: int, column: int, kpi_id: str, edition: Edition) -> None:
    page.link(row, column, cell_of(edition.names.detail[kpi_id]), kpi_id, "link_cell")


def write_actual(page: MasterPage, row: int, column: int, line: KpiLine, role: str = "number") -> None:
    """The value with its unit, or a dash in words: the rating beside it says why there is none."""
    look = value_format(page.formats, line.kpi, line.result, role)
    if line.result.value is None:
        page.text(row, column, "No value", page.formats(role, num_format="@"))
    else:
        page.number(row, column, line.result.value, look)


def write_target(page: MasterPage, row: int, column: int, line: KpiLine, role: str = "number") -> None:
    kpi, result = line.kpi, line.result
    if result.target is None or kpi.polarity is Polarity.IN_RANGE:
        # The unit in words stands with the actual beside it; here only a sign has room.
        signed = kpi if kpi.measure[:1] in "%£" else replace(kpi, measure="")
        page.text(row, column, target_words(signed, result.target, result.bands), page.formats(role, num_format="@"))
        return
    decimals = max(kpi.decimals, digits(result.target))
    page.number(row, column, result.target, page.formats.value(kpi.measure, decimals, role))


def write_variance(page: MasterPage, row: int, column: int, line: KpiLine, role: str = "number") -> None:
    """In the KPI's unit, percentage points for a percentage."""
    places = max(value_decimals(line.kpi, line.result), 0 if line.variance is None else min(digits(line.variance), 3))
    page.number(row, column, line.variance, page.formats.signed(places, role))
