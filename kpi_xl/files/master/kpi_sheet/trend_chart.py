"""The chart over a KPI's trend table: actual against target, with the lines of the green and amber bands."""

from kpi_xl.files.house_style.formula_cell import cell_of
from kpi_xl.files.master.calculations.trends import FIGURES, TrendRow
from kpi_xl.files.master.kpi_sheet.trend import FIRST_COLUMN, HEADING_ROW, drawn
from kpi_xl.files.master.kpi_sheet.trend_form import SERIES, Points, Trend, draw_trend
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.place import column_letters

_FEW = 2
"""Quarters in which a choice may leave one point alone."""


def write_trend_chart(page: MasterPage, row: int, kpi: Kpi, shown: list[TrendRow], size: tuple[int, int]) -> None:
    """The chart with its corner in `row`, `size` in pixels; a sentence in its place where no quarter has a value."""
    known = _known(page, kpi)
    if "Actual" not in known:
        page.text(row, FIRST_COLUMN, "There are no values to draw yet.", page.formats("body", text_wrap=False))
        return
    chart = page.draft.workbook.add_chart({"type": "line"})
    draw_trend(page.formats.theme, _trend(page, kpi, known, shown), len(shown) <= _FEW, chart)
    chart.set_size(dict(zip(("width", "height"), size, strict=True)))
    page.chart(row, FIRST_COLUMN, chart, {"description": _description(kpi, known)})


def _known(page: MasterPage, kpi: Kpi) -> set[str]:
    """The figures the KPI has in any quarter, whichever is chosen."""
    draft = page.draft
    results = [found for one in draft.periods if (found := draft.master.result(kpi.kpi_id, one)) is not None]
    lines = [line for line in draft.book.of(kpi.kpi_id) if line.bands is not None or line.target is not None]
    figures = [(line.target, *((None,) * 4 if line.bands is None else line.bands.bounds)) for line in lines]
    known = {name for row in figures for name, figure in zip(FIGURES[1:], row, strict=True) if figure is not None}
    return known | ({"Actual"} if any(one.value is not None for one in results) else set())


def _trend(page: MasterPage, kpi: Kpi, known: set[str], shown: list[TrendRow]) -> Trend:
    places = {name: FIGURES.index(name) for name in SERIES if name in known}
    headings = {name: f"${column_letters(FIRST_COLUMN + at + 1)}${HEADING_ROW + 1}" for name, at in places.items()}
    quarters = ["" if row.period is None else str(row.period) for row in shown]
    return Trend(
        measure=_heading(kpi.measure.text),
        number_format=page.formats.theme.number_format(kpi.measure, kpi.decimals),
        quarters=Points(drawn(page, kpi.kpi_id, "Period"), quarters),
        headings={name: cell_of(page.name, cell) for name, cell in headings.items()},
        lines={
            name: Points(drawn(page, kpi.kpi_id, name), [row.figures[at] for row in shown])
            for name, at in places.items()
        },
    )


def _heading(measure: str) -> str:
    return measure.capitalize() if measure.islower() else measure


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
