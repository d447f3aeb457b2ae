"""Speed dials: half a ring for the scale and a needle inside it, drawn from cells that follow the choice.

Two rings of one doughnut, not a pie laid over it: LibreOffice draws the pie beyond the ring.
"""

from collections.abc import Sequence
from typing import Any

from kpi_xl.files.house_style.formula_cell import FormulaCell, cell_of
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.services.dials import NEEDLE_HEADERS, needle
from kpi_xl.model.place import column_letters

DIALS_FROM = 12
"""The column the cells behind dials start in, beside what is printed."""

_TITLE, _PLACE, _SCALE, _NEEDLE = DIALS_FROM, DIALS_FROM + 1, DIALS_FROM + 2, DIALS_FROM + 7
_PARTS = 5
_WIDTH, _HEIGHT = 222, 152
_ABREAST = 5
_ROWS = 8
"""Rows of the sheet that a dial stands on."""

UNTITLED = "\u00a0"
"""The title of a dial with nothing to show: without any character LibreOffice writes "Chart Title"."""

_NOTHING: dict[str, Any] = {"fill": {"none": True}, "border": {"none": True}}
Point = dict[str, Any]


def dial_headers(scale: Sequence[str]) -> list[str]:
    return ["Title of the dial", "Needle points to", *scale, *NEEDLE_HEADERS]


def place_cell(page: MasterPage, row: int) -> str:
    return cell_of(page.name, f"${column_letters(_PLACE)}${row}")


def write_dial_cells(
    page: MasterPage, row: int, title: FormulaCell, place: FormulaCell, scale: Sequence[FormulaCell]
) -> None:
    """What the dial of `row` is drawn from; `scale` is the parts of its ring, at most five."""
    value = place.value if isinstance(place.value, float) else None
    figures = (title, place, *scale, *needle(place_cell(page, row), value))
    for column, figure in enumerate(figures, start=DIALS_FROM):
        look = page.formats("text", text_wrap=False) if column == _TITLE else "number"
        page.show(row, column, figure, look)


def draw_dials(page: MasterPage, rows: Sequence[int], at: int, points: list[Point], about: Sequence[str]) -> int:
    """A dial for each of those rows, from row `at` down; gives the row below. `about` describes each in words."""
    for number, (row, words) in enumerate(zip(rows, about, strict=True)):
        down, along = divmod(number, _ABREAST)
        options = {"x_offset": along * _WIDTH, "description": words, "object_position": 3}
        page.chart(at + down * _ROWS, 1, _dial(page, row, points), options)
    return at + _ROWS * -(-len(rows) // _ABREAST)


def _dial(page: MasterPage, row: int, points: list[Point]) -> Any:
    theme = page.formats.theme
    chart = page.draft.workbook.add_chart({"type": "doughnut"})
    hand = {"fill": {"color": theme.palette["ink"]}, "border": {"color": theme.palette["ink"]}}
    rings = ((_NEEDLE, len(NEEDLE_HEADERS), [_NOTHING, hand, _NOTHING, _NOTHING]), (_SCALE, _PARTS, points))
    for first, parts, looks in rings:
        area = f"{_absolute(row, first)}:{_absolute(row, first + parts - 1)}"
        chart.add_series({"values": "=" + cell_of(page.name, area), "points": [*looks, _NOTHING][:parts]})
    chart.set_rotation(270)
    chart.set_hole_size(15)
    chart.set_legend({"none": True})
    chart.set_title(
        {
            "name": "=" + cell_of(page.name, _absolute(row, _TITLE)),
            "name_font": {**theme.charts["title"], "size": 9},
            "overlay": True,
            "layout": {"x": 0.05, "y": 0.64},
        }
    )
    chart.set_plotarea({"layout": {"x": 0.1, "y": 0.03, "width": 0.8, "height": 0.97}})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


def step_points(page: MasterPage, count: int) -> list[Point]:
    """Light to dark, worst to best: no ratings, so none of the ratings' colours."""
    palette = page.formats.theme.palette
    return [_filled(page, palette[f"step_{number}"]) for number in range(1, count + 1)]


def limit_points(page: MasterPage) -> list[Point]:
    """Red, Amber, hatched where no limit tells them apart, Green."""
    theme = page.formats.theme
    red, amber, green = (_filled(page, theme.parts[word]["bg_color"]) for word in ("Red", "Amber", "Green"))
    ends = {"fg_color": theme.palette["hatch"], "bg_color": theme.palette["white"]}
    return [red, amber, {**green, "fill": None, "pattern": {"pattern": "wide_upward_diagonal", **ends}}, green]


def _filled(page: MasterPage, colour: str) -> Point:
    return {"fill": {"color": colour}, "border": {"color": page.formats.theme.palette["soft"], "width": 0.5}}


def _absolute(row: int, column: int) -> str:
    return f"${column_letters(column)}${row}"
