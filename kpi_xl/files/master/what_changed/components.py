"""Totals and their parts on What changed: what the parts leave over may move the other way from the total."""

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.columns import CALCULATION_TABLE
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.files.master.what_changed.component_sentences import (
    BEFORE_COLUMN,
    PRESENT_COLUMN,
    YEAR_COLUMN,
    ComponentCells,
    sentences,
)
from kpi_xl.files.master.what_changed.section import WIDTHS, sentence
from kpi_xl.model.number import EXACT, exact
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Component
from kpi_xl.rules.comparison.component_check import component_checks
from kpi_xl.rules.comparison.component_words import component_words
from kpi_xl.rules.rating.change import change

_HEADERS = ["Measure", "This quarter", "Quarter before", "Change since", "Same quarter last year", "Change since then"]
_VALUES = {PRESENT_COLUMN: "Value", BEFORE_COLUMN: "Value the quarter before", YEAR_COLUMN: "Value a year before"}
"""Columns of the sheet, and those of Calculations they show."""

_CHANGES = {"D": BEFORE_COLUMN, "F": YEAR_COLUMN}


def write_components(page: MasterPage, row: int) -> int:
    """A section for each total whose parts are known; gives the row below them."""
    rulebook = page.draft.rulebook
    known = [
        one for one in rulebook.components if one.parts and all(id_ in rulebook.kpis for id_ in (one.total, *one.parts))
    ]
    for number, component in enumerate(known, start=1):
        page.text(row, 1, f"{component.total}: the total and its parts", "subheading")
        row = _write_component(page, row + 1, component, f"tblParts{number}") + 1
    return row


def _write_component(page: MasterPage, row: int, component: Component, name: str) -> int:
    kpis = page.draft.rulebook.kpis
    parts = tuple(kpis[kpi_id] for kpi_id in component.parts)
    cells = ComponentCells(kpis[component.total], parts, component.remainder, row + 3)
    words = _words(page.draft, component, page.draft.choice.period)
    possible = [text for one in page.draft.periods for text in _words(page.draft, component, one).values()]
    for at, figure in enumerate(sentences(cells, words)):
        sentence(page, row + at, figure, possible)
    page.table_of(name, row + 2, len(parts) + 2, _HEADERS, numbers=(1, 2, 4))
    page.height(row + 2, 18)
    values = {column: _values(page.draft, component, header) for column, header in _VALUES.items()}
    for at, label in enumerate([*cells.names, f"Left over: {component.remainder}".rstrip(": ")]):
        page.text(cells.first_row + at, 1, label, "text")
        page.height(cells.first_row + at, text_height(label, WIDTHS[0]))
    _write_values(page, cells, values)
    _write_changes(page, cells, values)
    return cells.last_row + 1


def _values(draft: MasterDraft, component: Component, header: str) -> list[float | None]:
    """Of the total and its parts, then what is left over where all of them are there."""
    rows = (draft.choice.row_of[kpi_id] for kpi_id in (component.total, *component.parts))
    column = CALCULATION_TABLE.column(header)
    found = [value if isinstance(value := column.value(row), int | float) else None for row in rows]
    given = [exact(value) for value in found if value is not None]
    if len(given) < len(found):
        return [*found, None]
    return [*found, float(reduce(EXACT.subtract, given))]


def _write_values(page: MasterPage, cells: ComponentCells, values: Mapping[str, list[float | None]]) -> None:
    look = page.formats.named(cells.total.measure, cells.decimals)
    for at, kpi in enumerate((cells.total, *cells.parts)):
        for column, header in _VALUES.items():
            page.formula_cell(cells.first_row + at, _number(column), page.draft.calculation(kpi.kpi_id, header), look)
    for column, found in values.items():
        page.formula_cell(cells.last_row, _number(column), FormulaCell(cells.left_formula(column), found[-1]), look)


def _write_changes(page: MasterPage, cells: ComponentCells, values: Mapping[str, list[float | None]]) -> None:
    for column, then in _CHANGES.items():
        for at, (new, old) in enumerate(zip(values[PRESENT_COLUMN], values[then], strict=True)):
            formula = cells.change_formula(cells.cell(PRESENT_COLUMN, at), cells.cell(then, at))
            words = None if new is None or old is None else change(new, old, cells.total.measure).text()
            page.formula_cell(cells.first_row + at, _number(column), FormulaCell(formula, words), "text")


def _number(column: str) -> int:
    return "ABCDEFG".index(column) + 1


def _words(draft: MasterDraft, component: Component, period: Period) -> dict[str, str]:
    """What rules say of a total in a quarter, by the column of the values it is set beside."""
    columns = {period.year_ago: YEAR_COLUMN, period.previous: BEFORE_COLUMN}
    alone = replace(draft.rulebook, components=(component,))
    checks = component_checks(alone, draft.master, period, (period.previous,))
    return {columns[one.before.period] if one.before else PRESENT_COLUMN: component_words(one) for one in checks}
