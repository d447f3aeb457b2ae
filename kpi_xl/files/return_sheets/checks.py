"""Checks: empty when issued; what the check of a return found is written here in the copy sent back."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.return_plan import Entries, ReturnPlan

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WORDS = (
    "Nothing has been checked yet. You do not need to fill in anything on this sheet.",
    "When your return arrives, every value is checked. If something needs your attention you get a copy back, and this "
    "sheet then lists each point with a link to its cell, what is wrong, why it matters and what to do.",
    "Error: the return cannot be accepted until it is put right.",
    "Warning: the return is accepted, but please look and correct it or explain it.",
    "Fixed: we read what you meant and say how we read it.",
    "Info: good to know; nothing to do.",
)


def write(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    page = Page(workbook, formats, CHECKS_SHEET)
    page.widths(120)
    heading(page, plan, "Checks")
    for row, words in enumerate(_WORDS, start=5):
        page.text(row, 1, words, "body")
    page.protect()
    page.print_a4(f"Checks {plan.unit.code} {plan.period}")
    page.select(1, 1)
