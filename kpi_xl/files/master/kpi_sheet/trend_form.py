"""How the chart over a KPI's trend table looks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kpi_xl.files.house_style.theme import Theme

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

SERIES: dict[str, tuple[str, float, str, str]] = {
    "Amber to": ("amber_line", 1.75, "square_dot", "short_dash"),
    "Amber from": ("amber_line", 1.75, "square_dot", "short_dash"),
    "Green to": ("green_line", 1.75, "solid", "long_dash"),
    "Green from": ("green_line", 1.75, "solid", "long_dash"),
    "Target": ("target", 1.75, "dash", "diamond"),
    "Actual": ("actual", 2.5, "solid", "circle"),
}
"""Colour in the theme, width, dash, and the marker of each series: told apart without colour too.

What matters most is drawn last, over the lines it is read against.
"""


class Points(NamedTuple):
    """The `cells` a chart draws, "'Sheet'!$A$2:$A$9", and what they hold now: None for a gap."""

    cells: str
    held: Sequence[str | float | None]


class Trend(NamedTuple):
    """What tells the chart of one KPI from another's.

    `headings` are the cells that name the series, and `lines` their points, by name in the order they are drawn.
    """

    measure: str
    number_format: str
    quarters: Points
    headings: Mapping[str, str]
    lines: Mapping[str, Points]


def draw_trend(theme: Theme, trend: Trend, alone: bool, chart: "Chart") -> None:
    """Draw the chart of `trend`, `alone` where a line may be a single point."""
    for name in trend.lines:
        chart.add_series(_series(theme, trend, name, alone=alone))
    _dress(theme, trend, chart)


def _series(theme: Theme, trend: Trend, name: str, *, alone: bool) -> dict[str, Any]:
    colour, width, dash, marker = SERIES[name]
    colour = theme.palette[colour]
    series: dict[str, Any] = {
        "name": f"={trend.headings[name]}",
        "name_data": [name],
        "categories": f"={trend.quarters.cells}",
        "categories_data": trend.quarters.held,
        "values": f"={trend.lines[name].cells}",
        "values_data": trend.lines[name].held,
        "line": {"color": colour, "width": width, "dash_type": dash},
        "marker": {"type": "none"},
    }
    if name == "Actual" or alone:
        # A line of a single point is invisible without its marker.
        series["marker"] = {"type": marker, "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
    if name == "Actual":
        font = {**theme.charts["label"], "color": colour}
        series["data_labels"] = {"value": True, "position": "above", "num_format": trend.number_format, "font": font}
    return series


def _dress(theme: Theme, trend: Trend, chart: "Chart") -> None:
    palette, fonts = theme.palette, theme.charts
    quiet = {"color": palette["line"], "width": 0.75}
    font = fonts["axis"]
    chart.set_title(
        {"name": "Actual against target and bands, by quarter", "name_font": fonts["title"], "overlay": False}
    )
    chart.set_x_axis({"name": "Quarter", "name_font": font, "num_font": font, "line": quiet})
    chart.set_y_axis(
        {
            "name": _never_a_cell(trend.measure),
            "name_font": font,
            "num_font": font,
            "num_format": trend.number_format,
            "major_gridlines": {"visible": True, "line": quiet},
            "line": {"none": True},
        }
    )
    chart.set_legend({"position": "bottom", "font": fonts["legend"]})
    chart.set_chartarea({"border": quiet})
    # Quarters without a value are bridged; the markers show which have one.
    chart.show_blanks_as("span")


def _never_a_cell(text: str) -> str:
    """XlsxWriter takes "Days!A1" for the cell that holds the name, unless something invisible is in it."""
    return text.replace("!", "!\u2060")
