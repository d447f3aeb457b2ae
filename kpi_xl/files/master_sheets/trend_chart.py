"""The chart over a KPI's trend table: actual against target, with the lines of the green and amber bands."""

from typing import TYPE_CHECKING, Any

from kpi_xl.files.living.trends import FIGURES, TrendRow
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import cell_of
from kpi_xl.files.master_sheets.trend import FIRST_COLUMN, HEADING_ROW, drawn
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.place import column_letters

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

_FEW = 2
"""Quarters in which a choice may leave one point alone."""


def write_trend_chart(page: MasterPage, row: int, kpi: Kpi, shown: list[TrendRow], size: tuple[int, int]) -> None:
    """The chart with its corner in `row`, `size` in pixels; a sentence in its place where no quarter has a value."""
    known = _known(page, kpi)
    if "Actual" not in known:
        page.text(row, FIRST_COLUMN, "There are no values to draw yet.", page.formats("body", text_wrap=False))
        return
    chart: Chart = page.edition.workbook.add_chart({"type": "line"})
    # What matters most is drawn last, over the lines it is read against.
    for name in reversed(_LOOKS):
        if name in known:
            chart.add_series(_series(page, kpi, name, shown))
    _dress(page, chart, kpi)
    chart.set_size({"width": size[0], "height": size[1]})
    page.chart(row, FIRST_COLUMN, chart, {"description": _description(kpi, known)})


def _known(page: MasterPage, kpi: Kpi) -> set[str]:
    """The figures the KPI has in any quarter, whichever is chosen."""
    edition = page.edition
    results = [found for one in edition.periods if (found := edition.master.result(kpi.kpi_id, one)) is not None]
    lines = [line for line in edition.book.of(kpi.kpi_id) if line.bands is not None or line.target is not None]
    figures = [(line.target, *((None,) * 4 if line.bands is None else line.bands.bounds)) for line in lines]
    known = {name for row in figures for name, figure in zip(FIGURES[1:], row, strict=True) if figure is not None}
    return known | ({"Actual"} if any(one.value is not None for one in results) else set())


def _series(page: MasterPage, kpi: Kpi, name: str, shown: list[TrendRow]) -> dict[str, Any]:
    colour, width, dash, marker = _LOOKS[name]
    colour = page.formats.theme.palette[colour]
    at = FIGURES.index(name)
    series: dict[str, Any] = {
        "name": "=" + cell_of(page.name, f"${column_letters(FIRST_COLUMN + at + 1)}${HEADING_ROW + 1}"),
        "categories": "=" + drawn(page, kpi.kpi_id, "Period"),
        "categories_data": ["" if row.period is None else str(row.period) for row in shown],
        "values": "=" + drawn(page, kpi.kpi_id, name),
        "values_data": [row.figures[at] for row in shown],
        "line": {"color": colour, "width": width, "dash_type": dash},
        "marker": {"type": "none"},
    }
    if name == "Actual" or len(shown) <= _FEW:
        # A line of a single point is invisible without its marker.
        series["marker"] = {"type": marker, "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
    if name == "Actual":
        series["data_labels"] = _labels(page, kpi, colour)
    return series


def _labels(page: MasterPage, kpi: Kpi, colour: str) -> dict[str, Any]:
    return {
        "value": True,
        "position": "above",
        "num_format": page.formats.theme.number_format(kpi.measure, kpi.decimals),
        "font": {**page.formats.theme.charts["label"], "color": colour},
    }


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


def _description(kpi: Kpi, known: set[str]) -> str:
    """What the chart shows, for readers who hear it: its figures follow the choice, which no description can."""
    lines = " and ".join(
        words
        for words, names in (
            ("the target", ("Target",)),
            ("the ends of green", ("Green from", "Green to")),
            ("the ends of amber", ("Amber from", "Amber to")),
        )
        if known.intersection(names)
    )
    against = f", against {lines}" if lines else ""
    return (
        f"Line chart of {kpi.name}, quarter by quarter up to the quarter chosen{against}. "
        "The table below the chart holds every figure."
    )
