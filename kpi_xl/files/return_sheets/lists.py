"""Lists: a hidden sheet that feeds the dropdowns of a return."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model.columns import LISTS_SHEET, STATUS_PROVISIONAL
from kpi_xl.model.rating import Reason
from kpi_xl.model.return_plan import Entries, ReturnPlan

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

STATUSES = {
    STATUS_PROVISIONAL: "You have a value, but it may still change. It is rated and marked (p).",
    str(Reason.AWAITED): "The value is late. Say in the commentary when it will come.",
    str(Reason.UNPOPULATED): "The measure is still being developed and has no value yet.",
    str(Reason.NOT_DUE): "No new value is expected this quarter.",
    str(Reason.PROVISIONAL): "There is a value, but it must not be rated until it is confirmed.",
    str(Reason.DATA_ONLY): "The value is for information; there is no target to rate it against.",
    str(Reason.BASELINE_YEAR): "The first year of a measure, from which its target will be set.",
    str(Reason.SUPPRESSED): "The number is too small to show without pointing at people.",
    str(Reason.NOT_APPLICABLE): "The measure does not apply to your directorate this quarter.",
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
