"""Lists: a hidden sheet that feeds the dropdowns of a return."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model.columns import LISTS_SHEET, STATUS_PROVISIONAL
from kpi_xl.model.rating import Reason
from kpi_xl.model.return_plan import Entries, ReturnPlan

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_FIRST = (Reason.AWAITED, Reason.UNPOPULATED, Reason.NOT_DUE, Reason.PROVISIONAL)
"""The reasons officers need most often."""

STATUSES = {
    STATUS_PROVISIONAL: "You have a value, but it may still change. It is rated and marked (p).",
    **{str(reason): reason.when for reason in dict.fromkeys((*_FIRST, *Reason)) if reason.when},
}
"""What may be chosen under Status or reason, and when to choose it. Invalid is a finding, never a choice."""

STATUS_CELLS = f"{LISTS_SHEET}!$A$2:$A${len(STATUSES) + 1}"
"""Where the words are."""


def write(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    page = Page(workbook, formats, LISTS_SHEET)
    page.widths(26, 80)
    page.text(1, 1, "Status or reason", "header")
    page.text(1, 2, "When to choose it", "header")
    for row, (word, meaning) in enumerate(STATUSES.items(), start=2):
        page.text(row, 1, word, "text")
        page.text(row, 2, meaning, "text")
    page.protect()
    page.sheet.hide()
