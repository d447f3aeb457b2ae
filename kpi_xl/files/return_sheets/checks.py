"""Checks: empty when issued; what the check of a return found is written here in the copy sent back."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.model.columns import CHECKS_SHEET, RETURN_SHEET
from kpi_xl.model.return_plan import Entries, ReturnPlan

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_ON_ARRIVAL = (
    "Nothing has been checked yet. You do not need to fill in anything on this sheet.",
    "When your return arrives, every value is checked. If something needs your attention you get a copy back, and this "
    "sheet then lists each point with a link to its cell, what is wrong, why it matters and what to do.",
)
_ON_A_PRESS = (
    "Nothing has been checked yet. You do not need to fill in anything on this sheet.",
    f"Press Check my return on the sheet {RETURN_SHEET}, as often as you like. This sheet then lists each point that "
    "needs your attention with a link to its cell, what is wrong, why it matters and what to do.",
    "Every return is checked again when it arrives, so you may also send it without pressing anything.",
)
_SEVERITIES = (
    "Error: the return cannot be accepted until it is put right.",
    "Warning: the return is accepted, but please look and correct it or explain it.",
    "Fixed: we read what you meant and say how we read it.",
    "Info: good to know; nothing to do.",
)


def write(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    _write(Page(workbook, formats, CHECKS_SHEET), plan, _ON_ARRIVAL).protect()


def write_for_buttons(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    """Without protection: what a button writes here it could not write to a protected sheet."""
    _write(Page(workbook, formats, CHECKS_SHEET), plan, _ON_A_PRESS)


def _write(page: Page, plan: ReturnPlan, words: tuple[str, ...]) -> Page:
    page.widths(120)
    heading(page, plan, "Checks")
    for row, text in enumerate((*words, *_SEVERITIES), start=5):
        page.text(row, 1, text, "body")
    page.print_a4(f"Checks {plan.unit.code} {plan.period}")
    page.select(1, 1)
    return page
