"""The trend of one KPI: its last quarters as a table, and the sparkline drawn from that table on its overview."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.line_cells import value_decimals
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import cell_of
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.place import address

HEADING_ROW = 24
FIRST_ROW = HEADING_ROW + 2
FIRST_COLUMN = 4
HEADERS = ("Period", "Actual", "Target", "Green from", "Green to", "Amber from", "Amber to", "Rating")
RATING_COLUMN = FIRST_COLUMN + len(HEADERS) - 1


@dataclass(frozen=True, slots=True)
class Quarter:
    """One row of the trend. `figures` are the actual, the target and the four bounds, None where there is none."""

    period: Period
    figures: tuple[float | None, ...]
    outcome: str
    decimals: int


def quarters(edition: Edition, kpi: Kpi) -> list[Quarter]:
    return [_quarter(edition, kpi, period) for period in edition.trend_periods]


def _quarter(edition: Edition, kpi: Kpi, period: Period) -> Quarter:
    """A quarter without a result still shows the target and bands in force then."""
    result = edition.master.result(kpi.kpi_id, period)
    if result is not None:
        bounds = (None,) * 4 if result.bands is None else result.bands.bounds
        figures = (result.value, result.target, *bounds)
        return Quarter(period, figures, str(result.outcome), value_decimals(kpi, result))
    threshold = edition.rulebook.threshold(kpi.kpi_id, period)
    bands = None if threshold is None else threshold.bands_in(period)
    bounds = (None,) * 4 if bands is None else bands.bounds
    return Quarter(period, (None, None if threshold is None else threshold.target_in(period), *bounds), "", 0)


def write_trend(page: MasterPage, kpi: Kpi, shown: list[Quarter]) -> int:
    """The table under the chart; gives its last row."""
    page.text(HEADING_ROW, FIRST_COLUMN, "Quarter by quarter", "subheading")
    for column, header in enumerate(HEADERS, start=FIRST_COLUMN):
        numeric = FIRST_COLUMN < column < RATING_COLUMN
        page.text(HEADING_ROW + 1, column, header, "header_number" if numeric else "header")
    plain = page.formats.value(kpi.measure, kpi.decimals)
    for row, quarter in enumerate(shown, start=FIRST_ROW):
        page.text(row, FIRST_COLUMN, str(quarter.period), "id")
        for column, number in enumerate(quarter.figures, start=FIRST_COLUMN + 1):
            exact = column == FIRST_COLUMN + 1 and quarter.decimals > kpi.decimals
            page.number(row, column, number, page.formats.value(kpi.measure, quarter.decimals) if exact else plain)
        page.text(row, RATING_COLUMN, quarter.outcome, "rag")
    last = FIRST_ROW + len(shown) - 1
    page.rag(FIRST_ROW, last, RATING_COLUMN)
    return last


def sparklines(page: MasterPage, column: int, kpi_ids: Mapping[int, str]) -> None:
    """The actual values of the trend tables, drawn small in `column`, by row. One quarter shows as a marker."""
    last = FIRST_ROW + len(page.edition.trend_periods) - 1
    colour = page.formats.theme.palette["actual"]
    details = page.edition.names.detail
    options = {
        "location": [address(row, column) for row in kpi_ids],
        "range": [cell_of(details[kpi_id], f"$E${FIRST_ROW}:$E${last}") for kpi_id in kpi_ids.values()],
        "markers": True,
        "series_color": colour,
        "markers_color": colour,
        "weight": 1.5,
        "empty_cells": "connect",
    }
    if kpi_ids and page.sheet.add_sparkline(0, 0, options):
        raise SaveError(f"{page.name} could not take its trends.")
