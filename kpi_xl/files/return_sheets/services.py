"""Services: a word for each service area the directorate answers for, or a range of two words."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.files.return_sheets.return_rules import choice_rule
from kpi_xl.model.columns import SERVICE_COLUMNS, SERVICES_SHEET, SERVICES_TABLE
from kpi_xl.model.return_plan import Entries, ReturnPlan, ServiceAnswer
from kpi_xl.rules.entries.demands import SERVICE_DEMAND

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

HEADER_ROW = 6
NO_SERVICES = "Your directorate has no service areas to rate in words. There is nothing to fill in here."

_ADVICE = "Choose a word under Rating. For a range, such as Good to Excellent, choose the second word under To."


def write(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    page = Page(workbook, formats, SERVICES_SHEET)
    page.widths(*(column.width for column in SERVICE_COLUMNS))
    heading(page, plan, "Service areas")
    if plan.services:
        page.text(4, 1, _ADVICE, "subtitle")
        _table(page, plan, entries)
    else:
        page.text(4, 1, NO_SERVICES, "subtitle")
    page.protect()
    page.print_a4(f"Services {plan.unit.code} {plan.period}")
    page.select(*((HEADER_ROW + 1, 2) if plan.services else (1, 1)))


def _table(page: Page, plan: ReturnPlan, entries: Entries) -> None:
    last_row = HEADER_ROW + len(plan.services)
    looks = {True: page.formats("header"), False: page.formats("header_input")}
    columns = [{"header": column.header, "header_format": looks[column.locked]} for column in SERVICE_COLUMNS]
    options = {"name": SERVICES_TABLE, "columns": columns, "style": None, "banded_rows": False, "title": "Services"}
    page.height(HEADER_ROW, 20)
    page.table(HEADER_ROW, last_row, len(SERVICE_COLUMNS), options)
    for row, service in enumerate(plan.services, start=HEADER_ROW + 1):
        answer = entries.services.get(service, ServiceAnswer(""))
        page.text(row, 1, service, "locked")
        for column, word in enumerate((answer.lower, answer.upper, answer.note), start=2):
            page.text(row, column, word, "input")
    for column, title, prompt in _CHOICES:
        page.valid(HEADER_ROW + 1, last_row, column, {**_RULE, "input_title": title, "input_message": prompt})
    page.sheet.freeze_panes(HEADER_ROW, 1)
    page.sheet.repeat_rows(HEADER_ROW - 1)


_CHOICES = (
    (2, "Rating", "Choose the word that fits the service area this quarter."),
    (3, "To", "Only for a range: choose the second word. Otherwise leave blank."),
)
_RULE = {
    **choice_rule(SERVICE_DEMAND),
    "error_title": "Choose from the list",
    "error_message": "Click the arrow beside the cell and choose one of the four words.",
}
