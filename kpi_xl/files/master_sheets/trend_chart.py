"""The chart over a KPI's trend table: actual against target, with the lines of the green and amber bands."""

from typing import TYPE_CHECKING, Any

from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import cell_of
from kpi_xl.files.master_sheets.trend import FIRST_COLUMN, FIRST_ROW, HEADERS, HEADING_ROW, Quarter
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.place import column_letters
from kpi_xl.rules.wording import show

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_LOOKS: dict[str, tuple[str, float, str, str]] = {
    "Actual": ("actual", 2.5, "solid", "circle"),
    "Target": ("target", 1.75, "dash", "diamond"),
    "Green from": ("green_line", 1.75, "solid", "long_dash"),
    "Green to": ("green_line", 1.75, "solid", "long_dash"),
    "Amber from": ("amber_line", 1.75, "square_dot", "short_dash"),
    "Amber to": ("amber_line", 1.75, "square_dot", "short_dash"),
}
"""Colour in the theme, width, dash, and the marker of each series: told apart without colour too."""


def write_trend_chart(page: MasterPage, row: int, kpi: Kpi, shown: list[Quarter], size: tuple[int, int]) -> None:
    """The chart with its corner in `row`, `size` in pixels; a sentence in its place where there is nothing to draw."""
    if all(quarter.figures[0] is None for quarter in shown):
        page.text(row, FIRST_COLUMN, "There are no values to draw yet.", page.formats("body", text_wrap=False))
        return
    chart: Chart = page.edition.workbook.add_chart({"type": "line"})
    # What matters most is drawn last, over the lines it is read against.
    for name in reversed(_LOOKS):
        number = HEADERS.index(name) - 1
        if any(quarter.figures[number] is not None for quarter in shown):
            chart.add_series(_series(page, name, number, len(shown)))
    _dress(page, chart, kpi)
    chart.set_size({"width": size[0], "height": size[1]})
    page.chart(row, FIRST_COLUMN, chart, {"description": _description(kpi, shown)})


def _series(page: MasterPage, name: str, number: int, points: int) -> dict[str, Any]:
    colour, width, dash, marker = _LOOKS[name]
    colour = page.formats.theme.palette[colour]
    rows = FIRST_ROW, FIRST_ROW + points - 1

    def column(at: int) -> str:
        letters = column_letters(FIRST_COLUMN + at)
        return "=" + cell_of(page.name, f"${letters}${rows[0]}:${letters}${rows[1]}")

    heading = cell_of(page.name, f"${column_letters(FIRST_COLUMN + number + 1)}${HEADING_ROW + 1}")
    series: dict[str, Any] = {
        "name": f"={heading}",
        "categories": column(0),
        "values": column(number + 1),
        "line": {"color": colour, "width": width, "dash_type": dash},
        "marker": {"type": "none"},
    }
    if name == "Actual" or points == 1:
        # A line of a single point is invisible without its marker.
        series["marker"] = {"type": marker, "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
    if name == "Actual":
        series["data_labels"] = {
            "value": True,
            "position": "above",
            "font": {**page.formats.theme.charts["label"], "color": colour},
        }
    return series


def _dress(page: MasterPage, chart: "Chart", kpi: Kpi) -> None:
    palette, fonts = page.formats.theme.palette, page.formats.theme.charts
    quiet = {"color": palette["line"], "width": 0.75}
    font = fonts["axis"]
    chart.set_title(
        {"name": "Actual against target and bands, by quarter", "name_font": fonts["title"], "overlay": False}
    )
    chart.set_x_axis({"name": "Quarter", "name_font": font, "num_font": font, "line": quiet})
    number_format = page.formats.theme.number_format(kpi.measure, kpi.decimals)
    chart.set_y_axis(
        {
            "name": kpi.measure.capitalize() if kpi.measure.islower() else kpi.measure,
            "name_font": font,
            "num_font": font,
            "num_format": number_format,
            "major_gridlines": {"visible": True, "line": quiet},
            "line": {"none": True},
        }
    )
    chart.set_legend({"position": "bottom", "font": fonts["legend"]})
    chart.set_chartarea({"border": quiet})
    # Quarters without a value are bridged; the markers show which have one.
    chart.show_blanks_as("span")


def _description(kpi: Kpi, shown: list[Quarter]) -> str:
    """What the chart shows, for readers who hear it."""
    points = [
        f"{show(quarter.figures[0], kpi.measure, max(kpi.decimals, quarter.decimals))} in {quarter.period}"
        for quarter in shown
        if quarter.figures[0] is not None
    ]
    target = shown[-1].figures[1]
    ending = "" if target is None else f" The target in {shown[-1].period} is {show(target, kpi.measure)}."
    return f"Line chart of {kpi.name}: {', '.join(points)}.{ending} The table below the chart holds every figure."
