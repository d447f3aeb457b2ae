"""Charts filled in from a form are byte for byte those XlsxWriter draws one by one."""

import io
import warnings
import zipfile
from dataclasses import replace
from typing import Any

import awkward_council
import pytest
import xlsxwriter
from xlsxwriter.chart import Chart

from kpi_xl.files.house_style.chart_form import blank, blank_points
from kpi_xl.files.house_style.house_workbook import HouseWorkbook
from kpi_xl.files.write_master import write_master
from kpi_xl.model.measure import measure_of

SIZE = (640, 300)
AWKWARD = 'A & B\'s <"first">'
CHARTS: list[dict[str, Any]] = [
    {"sheet": "Plain", "title": "Days", "format": "0.0", "points": [1.0, 2.5, 3], "quarters": ["Q1", "Q2", "Q3 4"]},
    {"sheet": AWKWARD, "title": AWKWARD, "format": '0.0" & <d>"', "points": [None, 92.6, None], "quarters": ["", "b"]},
    {"sheet": "Alone", "title": "_x0041_ \x01\n£ 😀", "format": "0%", "points": [1e-9], "quarters": [AWKWARD]},
    {"sheet": "Gaps", "title": " ", "format": "#,##0", "points": [None] * 12, "quarters": ["", "x", None, "", "2022"]},
    {"sheet": "Long", "title": "x" * 300, "format": "0", "points": [*map(float, range(40))], "quarters": ["a b"] * 40},
]


def draw(chart: Chart, texts: dict[str, Any]) -> None:
    for marker in ("none", "circle"):
        chart.add_series(
            {
                "name_formula": texts["heading"],
                "name_data": ["Heading"],
                "categories": texts["labels"],
                "categories_data": texts["quarters"],
                "values": texts[f"{marker} values"],
                "values_data": texts["points"],
                "marker": {"type": marker},
                "data_labels": {"value": True, "num_format": texts["format"]},
            }
        )
    chart.set_title({"name": texts["title"], "overlay": False})
    chart.set_x_axis({"name": "Quarter"})
    chart.set_y_axis({"name": texts["title"], "num_format": texts["format"]})


def texts_of(chart: dict[str, Any]) -> dict[str, Any]:
    sheet = "'" + chart["sheet"].replace("'", "''") + "'"
    ranges = {"heading": "$A$1", "labels": "$A$2:$A$9", "none values": "$B$2:$B$9", "circle values": "$C$2:$C$9"}
    return {name: f"{sheet}!{cells}" for name, cells in ranges.items()} | chart


def one_by_one(book: xlsxwriter.Workbook, chart: dict[str, Any]) -> Any:
    drawn = book.add_chart({"type": "line"})
    draw(drawn, texts_of(chart))
    drawn.set_size({"width": SIZE[0], "height": SIZE[1]})
    return drawn


def alike(book: HouseWorkbook, chart: dict[str, Any]) -> Any:
    texts = texts_of(chart)
    blanks = {name: blank(name) for name in texts}
    blanks |= {"points": blank_points("points"), "quarters": blank_points("quarters", text=True)}
    return book.add_alike("alike", lambda form: draw(form, blanks), texts, SIZE)


def written(make: Any, charts: list[dict[str, Any]]) -> dict[str, bytes]:
    """Every part, of a workbook that also has charts of its own before, between and after, and one on no sheet."""
    target = io.BytesIO()
    with HouseWorkbook(target) as book:
        for number, chart in enumerate(charts):
            sheet = book.add_worksheet(f"Sheet {number}")
            sheet.insert_chart(2, 2, make(book, chart), {"object_position": 2, "description": chart["title"]})
            sheet.insert_chart(30, 2, one_by_one(book, chart))
            make(book, chart)
    package = zipfile.ZipFile(io.BytesIO(target.getvalue()))
    return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("charts", [CHARTS, CHARTS[::-1], CHARTS[:1]])
def test_filled_charts_are_those_of_xlsxwriter(charts: list[dict[str, Any]]) -> None:
    ours, theirs = written(alike, charts), written(one_by_one, charts)
    assert sum(name.startswith("xl/charts/") for name in ours) == 2 * len(charts)
    assert sum(name.startswith("xl/drawings/drawing") for name in ours) == len(charts)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_form_is_drawn_once_and_says_nothing() -> None:
    drawn = []
    with warnings.catch_warnings(), HouseWorkbook(io.BytesIO()) as book:
        warnings.simplefilter("error")
        sheet = book.add_worksheet()
        for chart in CHARTS:
            texts = texts_of(chart)
            blanks = {name: blank(name) for name in texts} | {"points": blank_points("points"), "quarters": None}
            made = book.add_alike("kind", lambda form, blanks=blanks: drawn.append(draw(form, blanks)), texts, SIZE)
            assert sheet.insert_chart(0, 0, made) == 0
    assert len(drawn) == 1


def test_a_measure_that_looks_like_a_cell_stays_text() -> None:
    """XlsxWriter alone would take it for the address of the axis' name."""
    target = io.BytesIO()
    with HouseWorkbook(target) as book:
        book.add_worksheet().insert_chart(0, 0, alike(book, {**CHARTS[0], "title": "Days!A1"}))
    part = zipfile.ZipFile(target).read("xl/charts/chart1.xml")
    assert part.count(b"<a:t>Days!A1</a:t>") == 2


def test_the_charts_of_a_master_are_those_of_xlsxwriter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A KPI for every case; XlsxWriter itself looks the names of the series up in the cells they stand in."""
    ours = master_parts()
    monkeypatch.setattr(HouseWorkbook, "add_alike", drawn_whole)
    theirs = master_parts()
    charts = [name for name in ours if name.startswith(("xl/charts/", "xl/drawings/"))]
    assert len(charts) > 40
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def master_parts() -> dict[str, bytes]:
    target = io.BytesIO()
    rules = awkward_council.book()
    kpis = {
        one.kpi_id: replace(one, measure=measure_of(AWKWARD)) if one.kpi_id == "AS02" else one
        for one in rules.kpis.values()
    }
    write_master(target, awkward_council.master(), replace(rules, kpis=kpis), awkward_council.NEXT2)
    package = zipfile.ZipFile(target)
    return {name: package.read(name) for name in package.namelist()}


def drawn_whole(book: HouseWorkbook, _: Any, draw: Any, blanks: Any, size: tuple[int, int]) -> Any:
    """In the place of `add_alike`: XlsxWriter's chart, told everything from the start but the names of its series."""
    chart = book.add_chart({"type": "line"})
    chart.set_size({"width": size[0], "height": size[1]})
    draw(_Told(chart, blanks))
    return chart


class _Told:
    """Passes on what a chart is told, with the blanks filled in."""

    def __init__(self, chart: Chart, blanks: Any) -> None:
        self._chart, self._blanks = chart, blanks

    def __getattr__(self, method: str) -> Any:
        return lambda options: getattr(self._chart, method)(self._told(options))

    def _told(self, options: Any) -> Any:
        if isinstance(options, dict):
            return {name: self._told(value) for name, value in options.items() if name != "name_data"}
        shown = f"{options[0]}" if isinstance(options, list) else options
        name = shown.strip("\ue000\ue001") if isinstance(shown, str) and shown.startswith("\ue000") else None
        return options if name is None else self._blanks[name]
