"""The trend of one KPI: its last quarters as a table, and the sparkline of the same values on its overview."""

from collections.abc import Mapping

from kpi_xl.files.master.calculations.calculation import number_of_period
from kpi_xl.files.master.calculations.references import TREND_DECIMALS
from kpi_xl.files.master.calculations.trends import FIGURES, TrendRow
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.place import address

HEADING_ROW = 25
FIRST_ROW = HEADING_ROW + 2
FIRST_COLUMN = 4
HEADERS = ("Period", *FIGURES, "Rating")
RATING_COLUMN = FIRST_COLUMN + len(HEADERS) - 1
_ACTUAL = FIRST_COLUMN + 1
_MOST_EXTRA = 3
_HEADING = "Quarter by quarter, as published"


def write_trend(page: MasterPage, kpi: Kpi, shown: list[TrendRow]) -> int:
    """The table under the chart; gives its last row."""
    page.text(HEADING_ROW, FIRST_COLUMN, _HEADING, page.formats("subheading", valign="bottom"))
    for column, header in enumerate(HEADERS, start=FIRST_COLUMN):
        numeric = FIRST_COLUMN < column < RATING_COLUMN
        page.text(HEADING_ROW + 1, column, header, "header_number" if numeric else "header")
    figure = page.formats.value(kpi.measure, kpi.decimals)
    looks = ("id", *(figure for _ in FIGURES), "rag")
    for row, quarter in enumerate(shown, start=FIRST_ROW):
        for column, (header, look) in enumerate(zip(HEADERS, looks, strict=True), start=FIRST_COLUMN):
            page.formula_cell(row, column, page.draft.trend(quarter, header), look)
    last = FIRST_ROW + len(shown) - 1
    page.rag(FIRST_ROW, last, RATING_COLUMN)
    _more_decimals(page, kpi, shown)
    return last


def _more_decimals(page: MasterPage, kpi: Kpi, shown: list[TrendRow]) -> None:
    """A value that would print as another rating is shown at the decimals that tell (rating rule 2)."""
    area = (FIRST_ROW - 1, _ACTUAL - 1, FIRST_ROW + len(shown) - 2, _ACTUAL - 1)
    at = f"ROW()-{FIRST_ROW - shown[0].number}"
    for decimals in range(kpi.decimals + 1, kpi.decimals + _MOST_EXTRA + 1):
        number_format = page.formats.theme.number_format(kpi.measure, decimals)
        criteria = f"=INDEX({TREND_DECIMALS},{at})={decimals}"
        rule = {"type": "formula", "criteria": criteria, "format": page.formats.number_only(number_format)}
        if page.sheet.conditional_format(*area, rule):
            raise SaveError(f"{page.name} could not take the decimals of its values.")


def drawn(page: MasterPage, kpi_id: str, name: str) -> str:
    """The cells of Trends that hold a figure of a KPI as charts draw it; the labels of its quarters for "Period"."""
    rows = page.draft.trends[kpi_id]
    return _range(page, name if name == "Period" else f"{name} drawn", rows)


def _range(page: MasterPage, header: str, rows: list[TrendRow]) -> str:
    first, last = (page.draft.trend(row, header).formula for row in (rows[0], rows[-1]))
    return f"{first}:{last.rpartition('!')[2]}"


def _small(page: MasterPage, kpi_id: str) -> str:
    """As many of the latest values as there are in the newest quarters; an earlier quarter may have fewer."""
    rows = page.draft.trends[kpi_id]
    last = number_of_period(page.draft.periods[-1])
    newest = [period for period in page.draft.periods if last - number_of_period(period) < len(rows)]
    results = (page.draft.master.result(kpi_id, period) for period in newest)
    known = sum(result is not None and result.value is not None for result in results)
    return _range(page, "Sparkline", rows[-max(1, known) :])


def sparklines(page: MasterPage, column: int, kpi_ids: Mapping[int, str]) -> None:
    """The actual values of the trend, drawn small in `column`, by row. One quarter shows as a marker."""
    colour = page.formats.theme.palette["actual"]
    options = {
        "location": [address(row, column) for row in kpi_ids],
        "range": [_small(page, kpi_id) for kpi_id in kpi_ids.values()],
        "markers": True,
        "series_color": colour,
        "markers_color": colour,
        "weight": 1.5,
        "empty_cells": "connect",
    }
    if kpi_ids and page.sheet.add_sparkline(0, 0, options):
        raise SaveError(f"{page.name} could not take its trends.")
