"""Totals and their parts on What changed: what the parts leave over may move the other way from the total."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.totals import BEFORE, NOW, YEAR, Total, TotalRow
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.files.master.what_changed.section import WIDTHS, sentence
from kpi_xl.model.selection import Selection

_HEADERS = ["Measure", "This quarter", "Quarter before", "Change since", "Same quarter last year", "Change since then"]
_SHOWN = (NOW, BEFORE, "Change from before", YEAR, "Change from year before")
"""The columns of Totals behind them, but for the first."""

_FIGURES = (NOW, BEFORE, YEAR)
_SINCE_YEAR, _SINCE_BEFORE, _OF_NOW = "Sentence since year before", "Sentence since before", "Sentence of now"


def write_components(page: MasterPage, row: int) -> int:
    """A section for each total whose parts are known; gives the row below them."""
    for total, rows in groupby(page.draft.totals, key=lambda one: one.total.number):
        row = _write_component(page, row, list(rows), f"tblParts{total}") + 1
    return row


def _write_component(page: MasterPage, top: int, rows: Sequence[TotalRow], name: str) -> int:
    """Gives the row below."""
    total, rest = rows[0].total, rows[-1]
    page.sheet.comes_from(f"Components, total {total.component.total}", top, top + len(rows) + 3)
    page.text(top, 1, f"{total.component.total}: the total and its parts", "subheading")
    longest = _longest(page.draft, total)
    for at, figure in enumerate(_sentences(page.draft, rest), start=top + 1):
        sentence(page, at, figure, longest)
    page.table_of(name, top + 3, len(rows), _HEADERS, numbers=(1, 2, 4))
    page.height(top + 3, 18)
    look = page.formats.named(total.kpi.measure, total.decimals)
    for at, row in enumerate(rows, start=top + 4):
        measure = page.draft.total(row, "Measure")
        page.formula_cell(at, 1, measure, "text")
        page.height(at, text_height(str(measure.value), WIDTHS[0]))
        for column, header in enumerate(_SHOWN, start=2):
            page.formula_cell(at, column, page.draft.total(row, header), look if header in _FIGURES else "text")
    return top + 4 + len(rows)


def _sentences(draft: MasterDraft, rest: TotalRow) -> tuple[FormulaCell, FormulaCell]:
    """Against the same quarter last year, and against the quarter before.

    With nothing to set beside the quarter shown, the first says what there is now.
    """
    year, now = draft.total(rest, _SINCE_YEAR), draft.total(rest, _OF_NOW)
    first = f'IF({year.formula}<>"",{year.formula},{now.formula})'
    return FormulaCell(first, year.value or now.value), draft.total(rest, _SINCE_BEFORE)


def _longest(draft: MasterDraft, total: Total) -> list[str]:
    """What the sentences say of every quarter, for rows do not grow when another is chosen."""
    quarters = (replace(total, choice=replace(total.choice, selection=Selection(one))) for one in draft.periods)
    return [texts[-1] for quarter in quarters for texts in quarter.texts.values()]
