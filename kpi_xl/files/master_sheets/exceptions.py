"""Exceptions: every Red, then Amber that got worse, with why and what is being done."""

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.line_cells import (
    write_actual,
    write_link,
    write_target,
    write_variance,
)
from kpi_xl.files.master_sheets.master_page import A3, MasterPage
from kpi_xl.files.master_sheets.sheet_names import EXCEPTIONS
from kpi_xl.model.rating import Rating
from kpi_xl.rules.exceptions import exceptions
from kpi_xl.rules.kpi_lines import KpiLine, corporate
from kpi_xl.rules.line_words import travel_words
from kpi_xl.rules.variance import distance_from_amber

_COLUMNS = (
    ("Ref", 8),
    ("KPI", 38),
    ("Directorate", 13),
    ("Rating", 11),
    ("Actual", 17),
    ("Target", 12),
    ("Variance", 12),
    ("Beyond amber line", 12),
    ("Direction of travel", 18),
    ("Cause", 38),
    ("Action", 40),
    ("Action owner", 22),
    ("Action due", 14),
)
_NUMBERS = (4, 5, 6, 7)
_CAUSE, _ACTION = 10, 11
_HEADER = 7


def write(edition: Edition) -> None:
    if not edition.with_details:
        return
    page = MasterPage(edition, EXCEPTIONS, *(width for _, width in _COLUMNS))
    page.heading("Exceptions", wide=len(_COLUMNS), about="Every Red, then every Amber that got worse")
    page.ways(2, 4)
    found = exceptions(corporate(edition.lines))
    page.text(5, 1, _count(found), page.formats("headline", text_wrap=False))
    page.height(5, 22)
    page.table_of("tblExceptions", _HEADER, max(1, len(found)), [header for header, _ in _COLUMNS], numbers=_NUMBERS)
    page.height(_HEADER, 30)
    if not found:
        page.text(_HEADER + 1, 2, "Nothing is Red, and no Amber got worse.")
    for row, line in enumerate(found, start=_HEADER + 1):
        _write_line(page, row, line)
    last = _HEADER + max(1, len(found))
    page.rag(_HEADER + 1, last, 4)
    page.text(last + 2, 1, _FOOTNOTE, page.formats("small_note", text_wrap=False))
    page.sheet.freeze_panes(_HEADER, 2)
    page.finish(last + 2, len(_COLUMNS), repeat=_HEADER, paper=A3)


_FOOTNOTE = (
    "Farthest beyond its amber line first. Beyond amber line: the distance as a share of the line itself; below 0% the "
    "value is still within amber."
)


def _count(found: list[KpiLine]) -> str:
    reds = sum(line.result.outcome is Rating.RED for line in found)
    return f"{reds:,} Red, and {len(found) - reds:,} Amber that got worse"


def _write_line(page: MasterPage, row: int, line: KpiLine) -> None:
    kpi, result = line.kpi, line.result
    write_link(page, row, 1, kpi.kpi_id, page.edition)
    page.text(row, 2, kpi.name, "text")
    page.text(row, 3, kpi.directorate, "id")
    page.text(row, 4, str(result.outcome), page.formats("rag", valign="top"))
    write_actual(page, row, 5, line)
    write_target(page, row, 6, line)
    write_variance(page, row, 7, line)
    page.number(row, 8, distance_from_amber(result.value, result.bands), page.formats("number", num_format="0%"))
    page.text(row, 9, travel_words(line.travel), "text")
    page.text(row, _CAUSE, result.cause or "Not given", "text")
    page.text(row, _ACTION, result.action or "Not given", "text")
    page.text(row, 12, result.owner or "Not given", "text")
    page.text(row, 13, result.due or "Not given", "text")
