"""The Summary's charts: a ring for the council, stacked bars for its priorities and directorates."""

from collections.abc import Mapping
from typing import Any

from kpi_xl.files.house_style.formula_cell import cell_of
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.model.rating import Rating

_COLUMNS = {"Green": "D", "Amber": "F", "Red": "H", "Not rated": "J"}
_HEIGHT = 272
_MOST_BARS = 12
"""More bars than this cannot be told apart at this size."""

_BARS = ((358, "tblByPriority", "priority", 424), (788, "tblByDirectorate", "directorate", 520))
"""Distance from the left in pixels, table, what it is by, and width in pixels."""

Rows = tuple[int, int]


def write_charts(page: MasterPage, row: int, ranges: Mapping[str, Rows]) -> None:
    """`ranges` gives the first and last row of each table by its name."""
    if not page.draft.master.results:
        return
    ring = _ring(page, ranges["tblCouncil"][0])
    words = "Ring chart of the ratings of the council's KPIs; the table below holds every figure."
    page.chart(row, 1, ring, {"description": words, "x_offset": 4})
    for left, name, title, width in _BARS:
        if name in ranges and ranges[name][1] - ranges[name][0] < _MOST_BARS:
            bars = _bars(page, ranges[name], f"Ratings by {title}", width)
            words = f"Stacked bars of the ratings by {title}; the table below holds every figure."
            page.chart(row, 1, bars, {"description": words, "x_offset": left})


def _ring(page: MasterPage, row: int) -> Any:
    chart = page.draft.workbook.add_chart({"type": "doughnut"})
    fonts = page.formats.theme.charts
    cells = ",".join(cell_of(page.name, f"${column}${row}") for column in _COLUMNS.values())
    heads = ",".join(cell_of(page.name, f"${column}${row - 1}") for column in _COLUMNS.values())
    chart.add_series(
        {
            "name": "Ratings",
            "categories": f"=({heads})",
            "values": f"=({cells})",
            "points": [_look(page, word) for word in _COLUMNS],
            "data_labels": {"value": True, "num_format": "0;;", "custom": _labels(page)},
        }
    )
    chart.set_title({"name": "Ratings of the council's KPIs", "name_font": fonts["title"]})
    chart.set_hole_size(55)
    chart.set_legend({"position": "right", "font": fonts["legend"]})
    chart.set_chartarea({"border": {"color": page.formats.theme.palette["line"], "width": 0.75}})
    chart.set_size({"width": 345, "height": _HEIGHT})
    return chart


def _labels(page: MasterPage) -> list[dict[str, Any]]:
    """Black on the light colours and white on red, as in the cells; the number format leaves out a 0."""
    font = page.formats.theme.charts["label"]
    colours = [page.formats.theme.parts[str(rating)]["font_color"] for rating in Rating]
    return [{"font": {**font, "color": colour}} for colour in (*colours, page.formats.theme.palette["black"])]


def _bars(page: MasterPage, rows: Rows, title: str, width: int) -> Any:
    chart = page.draft.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    palette, fonts = page.formats.theme.palette, page.formats.theme.charts
    for word, column in _COLUMNS.items():
        chart.add_series(
            {
                "name": "=" + cell_of(page.name, f"${column}${rows[0] - 1}"),
                "categories": "=" + cell_of(page.name, f"$A${rows[0]}:$A${rows[1]}"),
                "values": "=" + cell_of(page.name, f"${column}${rows[0]}:${column}${rows[1]}"),
                "gap": 50,
                **_look(page, word),
                "data_labels": {
                    "value": True,
                    "num_format": "0;;",
                    "font": {**fonts["label"], "color": _text_colour(page, word), "size": 9},
                },
            }
        )
    quiet = {"color": palette["line"], "width": 0.75}
    chart.set_title({"name": title, "name_font": fonts["title"]})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "crossing": "max", "num_font": fonts["axis"], "line": quiet})
    chart.set_x_axis(
        {
            "name": "Number of KPIs",
            "name_font": fonts["axis"],
            "num_font": fonts["axis"],
            "major_gridlines": {"visible": True, "line": quiet},
        }
    )
    chart.set_legend({"position": "bottom", "font": fonts["legend"]})
    chart.set_chartarea({"border": quiet})
    chart.set_size({"width": width, "height": _HEIGHT})
    return chart


def _text_colour(page: MasterPage, word: str) -> str:
    return page.formats.theme.parts.get(word, page.formats.theme.parts["unrated"])["font_color"]


def _look(page: MasterPage, word: str) -> dict[str, Any]:
    """The fill of a rating, as in its cells; not rated is hatched, so that it is not taken for a colour."""
    palette = page.formats.theme.palette
    edge = {"color": palette["soft"], "width": 0.5}
    if word == "Not rated":
        hatch = {"pattern": "wide_upward_diagonal", "fg_color": palette["hatch"], "bg_color": palette["white"]}
        return {"pattern": hatch, "border": edge}
    return {"fill": {"color": page.formats.theme.parts[word]["bg_color"]}, "border": edge}
