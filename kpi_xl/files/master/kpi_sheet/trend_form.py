"""How the chart over a KPI's trend table looks, with blanks for what tells one KPI's from another's."""

from typing import TYPE_CHECKING, Any

from kpi_xl.files.house_style.chart_form import blank, blank_points
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


def draw_trend(theme: Theme, names: tuple[str, ...], alone: bool, chart: "Chart") -> None:
    """Draw the form of a trend chart with the series of these names, `alone` where a line may be a single point."""
    for name in names:
        chart.add_series(_series(theme, name, alone=alone))
    _dress(theme, chart)


def _series(theme: Theme, name: str, *, alone: bool) -> dict[str, Any]:
    colour, width, dash, marker = SERIES[name]
    colour = theme.palette[colour]
    series: dict[str, Any] = {
        "name_formula": blank(f"{name} heading"),
        "name_data": [name],
        "categories": blank("Period"),
        "categories_data": blank_points("Period points", text=True),
        "values": blank(name),
        "values_data": blank_points(f"{name} points"),
        "line": {"color": colour, "width": width, "dash_type": dash},
        "marker": {"type": "none"},
    }
    if name == "Actual" or alone:
        # A line of a single point is invisible without its marker.
        series["marker"] = {"type": marker, "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
    if name == "Actual":
        font = {**theme.charts["label"], "color": colour}
        series["data_labels"] = {"value": True, "position": "above", "num_format": blank("Format"), "font": font}
    return series


def _dress(theme: Theme, chart: "Chart") -> None:
    palette, fonts = theme.palette, theme.charts
    quiet = {"color": palette["line"], "width": 0.75}
    font = fonts["axis"]
    chart.set_title(
        {"name": "Actual against target and bands, by quarter", "name_font": fonts["title"], "overlay": False}
    )
    chart.set_x_axis({"name": "Quarter", "name_font": font, "num_font": font, "line": quiet})
    chart.set_y_axis(
        {
            "name": blank("Measure"),
            "name_font": font,
            "num_font": font,
            "num_format": blank("Format"),
            "major_gridlines": {"visible": True, "line": quiet},
            "line": {"none": True},
        }
    )
    chart.set_legend({"position": "bottom", "font": fonts["legend"]})
    chart.set_chartarea({"border": quiet})
    # Quarters without a value are bridged; the markers show which have one.
    chart.show_blanks_as("span")
