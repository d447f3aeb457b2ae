"""The reader's two choices, made on Summary: which quarter, and whose thresholds rate it."""

from kpi_xl.files.house_style.formula_cell import cell_of
from kpi_xl.files.master.calculations.references import (
    PERIOD_LIST,
    SELECTED_PERIOD,
    SELECTED_THRESHOLDS,
    THRESHOLDS_LIST,
)
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.page.sheet_names import SUMMARY
from kpi_xl.model.selection import AS_PUBLISHED

_COLUMN = 2
_WIDE = 2
"""The input spans cells that are narrow for the tables below."""

_NOTES = (
    "Choose from the list and every sheet shows that quarter.",
    f'"{AS_PUBLISHED}" leaves every rating as it was. Choose a quarter to rate these values by its thresholds.',
)


def write_selectors(page: MasterPage, row: int) -> int:
    """Two rows: a label, the input with its list, a note; gives the row below."""
    selection = page.draft.choice.selection
    labels = ("Quarter shown", "Rate by the thresholds of")
    values = (str(selection.period), selection.basis_words)
    names = ((SELECTED_PERIOD, PERIOD_LIST), (SELECTED_THRESHOLDS, THRESHOLDS_LIST))
    for at, (label, value, note) in enumerate(zip(labels, values, _NOTES, strict=True)):
        name, offered = names[at]
        page.text(row + at, 1, label, page.formats("label", align="right", valign="vcenter"))
        page.merged(row + at, _COLUMN, _COLUMN + _WIDE - 1, value, page.formats("input", bold=True, valign="vcenter"))
        page.valid(row + at, row + at, _COLUMN, _rule(label, offered))
        page.text(row + at, _COLUMN + _WIDE, note, page.formats("small_note", text_wrap=False, indent=1))
        page.height(row + at, 18)
        page.draft.define(name, cell_of(SUMMARY, f"$B${row + at}"))
    return row + len(labels)


def _rule(label: str, offered: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": f"={offered}",
        "input_title": label,
        "input_message": "Choose from the list.",
        "error_title": "Not in the list",
        "error_message": "Please choose one from the list.",
    }
