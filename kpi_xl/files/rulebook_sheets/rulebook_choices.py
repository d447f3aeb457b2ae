"""The dropdowns of a rulebook: fixed words from a hidden sheet, refs and names from its other tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model import rulebook_layout as layout
from kpi_xl.model.columns import LISTS_SHEET
from kpi_xl.model.place import column_letters
from kpi_xl.rules.rulebook import words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

HEADER_ROW = 5
LAST_ROW = 2000
"""Dropdowns go on below the table, so that rows added later have them too."""

_YES_NO = ("yes", "no")
FIXED: Mapping[tuple[layout.RulebookTable, str], tuple[str, ...]] = {
    (layout.KPIS, "polarity"): words.POLARITIES.choices,
    (layout.KPIS, "frequency"): words.FREQUENCIES.choices,
    (layout.KPIS, "covers"): words.AGGREGATIONS.choices,
    (layout.KPIS, "year_type"): words.YEAR_TYPES.choices,
    (layout.KPIS, "compare_with"): words.COMPARISONS.choices,
    (layout.KPIS, "scope"): words.SCOPES.choices,
    (layout.KPIS, "standing_reason"): words.STANDING_REASONS.choices,
    (layout.KPIS, "ratio"): _YES_NO,
    (layout.KPIS, "illustrative"): _YES_NO,
    (layout.THRESHOLDS, "basis"): words.BASES.choices,
    (layout.THRESHOLDS, "stated"): words.RATINGS.choices,
    (layout.OVERRIDES, "rating"): words.RATINGS.choices,
}
"""Columns that hold one of a few words."""

_REFERRING: Mapping[tuple[layout.RulebookTable, str], tuple[layout.RulebookTable, str]] = {
    (layout.KPIS, "priority"): (layout.PRIORITIES, "name"),
    (layout.KPIS, "directorate"): (layout.UNITS, "code"),
    (layout.SERVICES, "directorate"): (layout.UNITS, "code"),
    (layout.THRESHOLDS, "kpi_id"): (layout.KPIS, "kpi_id"),
    (layout.THRESHOLDS, "effective"): (layout.PERIODS, "period"),
    (layout.PROFILES, "kpi_id"): (layout.KPIS, "kpi_id"),
    (layout.COMPARATORS, "kpi_id"): (layout.KPIS, "kpi_id"),
    (layout.COMPONENTS, "total"): (layout.KPIS, "kpi_id"),
    (layout.COMPONENTS, "part"): (layout.KPIS, "kpi_id"),
    (layout.OVERRIDES, "kpi_id"): (layout.KPIS, "kpi_id"),
    (layout.OVERRIDES, "period"): (layout.PERIODS, "period"),
}
"""Columns that name a row of another table. Excel only warns: a ref may come first and its row later."""


def add_choices(page: Page, table: layout.RulebookTable) -> None:
    """The dropdowns of a table's sheet."""
    for column in table.columns:
        key, at = (table, column.field), table.layout.index(column.field) + 1
        if key in FIXED:
            page.valid(HEADER_ROW + 1, LAST_ROW, at, _rule(_fixed_cells(key), "stop", column.header))
        elif key in _REFERRING:
            page.valid(HEADER_ROW + 1, LAST_ROW, at, _rule(_cells(*_REFERRING[key]), "warning", column.header))


def write_lists(workbook: "Workbook", formats: Formats) -> None:
    """The hidden sheet the fixed words come from."""
    page = Page(workbook, formats, LISTS_SHEET)
    for at, ((table, name), choices) in enumerate(FIXED.items(), start=1):
        page.text(1, at, f"{table.sheet}: {table.layout.header(name)}", "header")
        for row, choice in enumerate(choices, start=2):
            page.text(row, at, choice, "text")
    page.widths(*[26] * len(FIXED))
    page.sheet.hide()


def _rule(source: str, kind: str, header: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={source}",
        "error_type": kind,
        "error_title": header[:32],
        "error_message": "Please pick one from the list." if kind == "stop" else "That is not in the list. Keep it?",
    }


def _fixed_cells(key: tuple[layout.RulebookTable, str]) -> str:
    letters = column_letters(list(FIXED).index(key) + 1)
    return f"{LISTS_SHEET}!${letters}$2:${letters}${len(FIXED[key]) + 1}"


def _cells(table: layout.RulebookTable, name: str) -> str:
    letters = column_letters(table.layout.index(name) + 1)
    return f"{table.sheet}!${letters}${HEADER_ROW + 1}:${letters}${LAST_ROW}"
