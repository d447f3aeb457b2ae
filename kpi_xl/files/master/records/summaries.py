"""Directors' summaries: each directorate's own words about the quarter, and the figures in them checked."""

from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet, always
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.files.master.records.quarter_panel import KEY, QUARTER_CHOSEN, key_of, look_up
from kpi_xl.files.master.records.record_page import FIRST, MOST_SHOWN, keep, record_page, widened, with_cells
from kpi_xl.model.columns import Column
from kpi_xl.model.master import DirectorSummary
from kpi_xl.model.master_layout import SUMMARIES
from kpi_xl.rules.master.master_rows import summary_rows
from kpi_xl.rules.narrative.check_narrative import DIFFERS, check_narrative, narrative_words

_CHECKED = "Figures checked"
_WORDS, _CHECKS, _UNIT = 100, 56, 30
_LAYOUT = widened(
    SUMMARIES,
    (Column("checked", _CHECKED, "note", _CHECKS), Column("look_up_key", KEY, "id", 18)),
    unit=_UNIT,
    text=_WORDS,
)
_HEADERS = ["Quarter", "Directorate's name", "In the directorate's own words", "Figures set beside the results"]
_NONE = "No summary has been accepted for this quarter."
_ABOUT = (
    "A figure agrees or differs where it is plain which result it is of; nothing is said of any other. "
    "Counts are of the directorate's corporate KPIs as published."
)
_TALLEST = 409.0
"""Points; Excel makes no row taller."""


class _Checked(NamedTuple):
    summary: DirectorSummary
    checks: str


def write(draft: MasterDraft) -> None:
    summaries = draft.master.summaries
    checked = [_Checked(one, narrative_words(check_narrative(draft.rulebook, draft.master, one))) for one in summaries]
    page = record_page(draft, _LAYOUT, "In the directorates' own words", len(_HEADERS), 1, 3)
    row = _write_quarter(page, checked) + 1
    keys = [key_of(one.period, one.unit) for one in summaries]
    checks = [one.checks for one in checked]
    keep(page, row, _LAYOUT, with_cells(summary_rows(summaries), checks, keys), len(_HEADERS))


SHEET = MasterSheet(SUMMARIES.sheet, "What each directorate says about its quarter", write, always)


def _units(page: MasterPage, checked: list[_Checked]) -> list[str]:
    """The rulebook's directorates, then those that only sent a summary before."""
    known = [unit.code for unit in page.draft.rulebook.units]
    return list(dict.fromkeys([*known, *(one.summary.unit for one in checked)]))[:MOST_SHOWN]


def _write_quarter(page: MasterPage, checked: list[_Checked]) -> int:
    """A row a directorate; gives the row below."""
    units = _units(page, checked)
    page.text(5, 1, _ABOUT, page.formats("body", text_wrap=False))
    page.table_of("tblSummariesNow", FIRST + 1, max(1, len(units)), _HEADERS)
    for row, unit in enumerate(units, start=FIRST + 2):
        _write_unit(page, row, unit, [one for one in checked if one.summary.unit == unit])
    last = FIRST + 1 + max(1, len(units))
    problem = page.formats.conditional("problem")
    rule = {"type": "text", "criteria": "containing", "value": f"{DIFFERS}:", "format": problem}
    page.sheet.conditional_format(FIRST + 1, 3, last - 1, 3, rule)
    return last + 1


def _write_unit(page: MasterPage, row: int, unit: str, checked: list[_Checked]) -> None:
    draft = page.draft
    period = draft.selection.period
    now = next((one for one in checked if one.summary.period == period), None)
    page.show(row, 1, FormulaCell(QUARTER_CHOSEN, str(period)), "id")
    page.text(row, 2, f"{draft.unit_name(unit)} ({unit})", page.formats("text", bold=True))
    words, checks = (None, None) if now is None else (now.summary.text, now.checks)
    page.show(row, 3, look_up(SUMMARIES.name, SUMMARIES.header("text"), unit, words, _NONE), "text")
    page.show(row, 4, look_up(SUMMARIES.name, _CHECKED, unit, checks), "note")
    heights = [
        max(text_height(one.summary.text, _WORDS), text_height(one.checks, _CHECKS), text_height(unit, _UNIT, 3))
        for one in checked
    ]
    page.height(row, min(_TALLEST, max(heights, default=text_height("", _UNIT, 3))))
