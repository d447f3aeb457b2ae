"""The chart over a KPI's trend table says what the master holds."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import awkward_council
import pytest
from openpyxl import load_workbook

from kpi_xl.files.write_master import write_master
from kpi_xl.model.measure import measure_of

AWKWARD = 'A & B\'s <"first">'
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def master_of(measure: str) -> bytes:
    target = io.BytesIO()
    rules = awkward_council.book()
    other = measure_of(measure)
    kpis = {one.kpi_id: replace(one, measure=other) if one.kpi_id == "AS02" else one for one in rules.kpis.values()}
    write_master(target, awkward_council.master(), replace(rules, kpis=kpis), awkward_council.NEXT2)
    return target.getvalue()


def charts(master: bytes) -> dict[str, ElementTree.Element]:
    package = zipfile.ZipFile(io.BytesIO(master))
    return {
        name: ElementTree.fromstring(package.read(name))
        for name in package.namelist()
        if re.fullmatch(r"xl/charts/chart\d+\.xml", name)
    }


@pytest.mark.parametrize("measure", [AWKWARD, "Days!A1", "_x000B_"])
def test_a_measure_is_the_name_of_its_axis_whatever_it_looks_like(measure: str) -> None:
    """XlsxWriter alone takes "Days!A1" for the address of the axis' name."""
    found = charts(master_of(measure))
    assert len(found) == 20
    spelled = measure.replace("_x000B_", "_x005F_x000B_")
    texts = ["".join(chart.itertext()).replace("\u2060", "") for chart in found.values()]
    assert any(spelled in text for text in texts)


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_the_points_drawn_are_those_of_the_cells_the_chart_points_to() -> None:
    """What a viewer that does not calculate shows is what Excel will draw; a gap is no point."""
    master = master_of("%")
    cells = load_workbook(io.BytesIO(master), data_only=True)
    compared = 0
    for chart in charts(master).values():
        for drawn in chart.iter(f"{CHART}val"):
            formula = drawn.findtext(f"{CHART}numRef/{CHART}f") or ""
            if formula.startswith("("):  # the Summary's: a cell here and a cell there
                continue
            sheet, _, area = formula.rpartition("!")
            held = [row[0].value for row in cells[sheet.strip("'")][area.replace("$", "")]]
            points = {int(pt.get("idx", "")): float(pt.findtext(f"{CHART}v") or "") for pt in drawn.iter(f"{CHART}pt")}
            assert points == {at: value for at, value in enumerate(held) if isinstance(value, int | float)}
            compared += len(points)
    assert compared > 100
