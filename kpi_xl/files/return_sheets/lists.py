"""Lists: a hidden sheet that feeds the dropdowns of a return."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model.columns import COVER_APPROVER, LISTS_SHEET, ON_THEIR_BEHALF, STATUS_PROVISIONAL
from kpi_xl.model.place import column_letters
from kpi_xl.model.rating import Reason
from kpi_xl.model.return_plan import Entries, ReturnPlan
from kpi_xl.rules.entries.placeholders import PLACEHOLDERS
from kpi_xl.rules.entries.possible_reasons import ordered

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

STATUSES = {str(reason): reason.when for reason in ordered(Reason) if reason.when}
"""What may be chosen under Status or reason, and when to choose it. Invalid is a finding, never a choice."""

MARKS = {STATUS_PROVISIONAL: "You have a value, but it may still change. It is rated and marked (p)."}
"""What may be chosen under Provisional?, beside a value."""

NO_ANSWERS = f"{LISTS_SHEET}!$D$2:$D${len(PLACEHOLDERS) + 1}"
"""The cells of the words that answer nothing."""

_FIRST_LIST = 5
"""The column of the first list of reasons, after the words, their meanings, who signs, and what answers nothing."""


def reason_lists(plan: ReturnPlan) -> dict[tuple[Reason, ...], str]:
    """Each list of reasons there is among the rows, to the cells that hold it: only what can be true there."""
    lists = dict.fromkeys(row.reasons for row in plan.rows)
    return {
        reasons: f"{LISTS_SHEET}!${(letters := column_letters(column))}$2:${letters}${len(reasons) + 1}"
        for column, reasons in enumerate(lists, start=_FIRST_LIST)
    }


SIGNATORIES = f"{LISTS_SHEET}!$C$2:$C$3"
"""Whom the rulebook names to sign, or that somebody signs on their behalf."""


def write(workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries) -> None:
    page = Page(workbook, formats, LISTS_SHEET)
    page.widths(26, 80, 40, 26, *([26] * len(reason_lists(plan))))
    page.text(1, 1, "Status or reason", "header")
    page.text(1, 2, "When to choose it", "header")
    page.text(1, 3, COVER_APPROVER, "header")
    for row, (word, meaning) in enumerate({**STATUSES, **MARKS}.items(), start=2):
        page.text(row, 1, word, "text")
        page.text(row, 2, meaning, "text")
    for row, word in enumerate((plan.unit.approver, ON_THEIR_BEHALF), start=2):
        page.text(row, 3, word, "text")
    page.text(1, 4, "No answers", "header")
    for row, word in enumerate(PLACEHOLDERS, start=2):
        page.text(row, 4, word, "text")
    for column, reasons in enumerate(reason_lists(plan), start=_FIRST_LIST):
        page.text(1, column, "Reasons", "header")
        for row, reason in enumerate(reasons, start=2):
            page.text(row, column, str(reason), "text")
    page.protect()
    page.sheet.hide()
