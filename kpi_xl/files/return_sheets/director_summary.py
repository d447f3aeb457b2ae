"""Director's summary: one cell for the directorate's own words."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.model.columns import SUMMARY_LABEL, SUMMARY_SHEET
from kpi_xl.model.return_plan import Entries, ReturnPlan
from kpi_xl.rules.entries.demands import SUMMARY_DEMAND

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

LABEL_ROW = 7
_ADVICE = (
    "Say in a few short paragraphs what went well, what did not, why, and what happens next. Use the same figures as "
    "in the return: they are compared. Cover every service area you call Under-performing. Name roles, not people."
)


def write(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    page = Page(workbook, formats, SUMMARY_SHEET)
    page.widths(120)
    heading(page, plan, "Director's summary")
    page.text(5, 1, _ADVICE, "body")
    page.height(5, 28)
    page.text(LABEL_ROW, 1, SUMMARY_LABEL, "subheading")
    page.text(LABEL_ROW + 1, 1, entries.summary, "input")
    page.height(LABEL_ROW + 1, 330)
    page.valid(LABEL_ROW + 1, LABEL_ROW + 1, 1, _RULE)
    page.protect()
    page.print_a4(f"Director's summary {plan.unit.code} {plan.period}", tall=1)
    page.select(LABEL_ROW + 1, 1)


_RULE = {
    "validate": "length",
    "criteria": "<=",
    "value": SUMMARY_DEMAND.longest,
    "input_title": SUMMARY_LABEL,
    "input_message": "Press Alt and Enter together to start a new line.",
    "error_title": "That is too long",
    "error_message": f"Please keep the summary under {SUMMARY_DEMAND.longest:,} characters.",
}
