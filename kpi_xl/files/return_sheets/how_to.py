"""How to: what to do with a return, in five steps, and what its words and colours mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.files.return_sheets.lists import MARKS, STATUSES
from kpi_xl.model.buttons import Button
from kpi_xl.model.columns import (
    CHECKS_SHEET,
    HOW_TO_SHEET,
    RETURN_SHEET,
    SERVICES_SHEET,
    SIGN_OFF_SHEET,
    SUMMARY_SHEET,
)
from kpi_xl.model.rating import Rating
from kpi_xl.model.reply import RIGHT_AS_IT_IS
from kpi_xl.model.return_plan import (
    CHECK_REASON,
    CHECK_VALUE,
    KEEP_ONE,
    TOO_LARGE,
    TOO_SMALL,
    VALUE_NEEDED,
    Entries,
    ReturnPlan,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

STEPS = (
    (
        RETURN_SHEET,
        "Type a value for every KPI marked Yes under Due this quarter. No value? Choose a reason. "
        "A value that may still change: choose Provisional beside it.",
    ),
    (
        RETURN_SHEET,
        "For every Red, give the cause, the action, its owner and a date: cells are orange until you do. "
        "For every Amber, give the cause.",
    ),
    (SUMMARY_SHEET, "Write the director's summary: what went well, what did not, and what you are doing about it."),
    (SERVICES_SHEET, "Choose a word for each service area. Explain every Under-performing in the summary."),
    (
        SIGN_OFF_SHEET,
        "Ask your director to sign: who signs, from the list where there is one, and the date. "
        "Save the file under the name it has, and send it back.",
    ),
)

RATINGS = {
    Rating.GREEN: "The value is within the band that the columns Green from and Green to give.",
    Rating.AMBER: "It misses green but is within the band that Amber from and Amber to give.",
    Rating.RED: "It is outside both bands.",
}

PREVIEWS = {
    VALUE_NEEDED: "A value is due and there is none. Type it, or choose a reason.",
    CHECK_VALUE: "It is no number, cannot be true of the KPI, or is far from the usual. Type the number as Unit says.",
    TOO_LARGE: "Perhaps a point was left out. Type 92.6 for 92.6%.",
    TOO_SMALL: "Perhaps the cell shows a percentage. Type 92.6 for 92.6%, not 0.926.",
    CHECK_REASON: "This reason cannot be true of this KPI. Choose one from the cell's own list.",
    KEEP_ONE: "With this reason there is no value. Keep the one that is true and empty the other.",
    f"{Rating.RED}: ... needed": "It is Red, and the cells it names are still empty. TBC, n/a or a dash is no answer.",
}
"""What is said in place of a rating, and what to do."""

RULES = (
    "A value exactly on the edge of a band gets the better rating. A blank edge means that side has no limit.",
    "Type a percentage as a number: 92.6 means 92.6%. The Unit column says what each value is counted in.",
    "The rating uses the number you type, not the rounded one you see. 89.96 against 90 is not Green.",
    "0 is a value. If there is no figure, leave the value blank and choose a reason. Do not type 0, n/a or a dash.",
    "Rows in grey italics are not due. The earlier value still stands, so leave them unless you have a new one.",
    "If a target, a band or a name looks wrong, ask for a change on the sheet Change requests. Until then it stands.",
    f"Does a copy come back? Put Errors right. Answer Warnings on {CHECKS_SHEET}: {RIGHT_AS_IT_IS}, or why.",
    "Names of people do not belong in a return. Use a role, such as Head of Service.",
)


WITHOUT_BUTTONS = (
    "If Excel shows a bar about macros, or a press says it could not reach Python, carry on without: fill in, save and "
    "send as usual. Every return is checked when it arrives."
)


def write(
    workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries, buttons: Sequence[Button] = ()
) -> None:
    page = Page(workbook, formats, HOW_TO_SHEET)
    page.widths(27, 104)
    heading(page, plan, "How to fill in this return")
    row = _section(page, 5, "Five steps")
    for number, (sheet, step) in enumerate(STEPS, start=1):
        page.link(row, 1, f"'{sheet.replace(chr(39), chr(39) * 2)}'!A1", f"{number}. {sheet}", "link_cell")
        page.text(row, 2, step, "text")
        row += 1
    row = _buttons(page, row, buttons)
    row = _section(page, row + 1, "What the ratings mean")
    first = row
    row = _pairs(page, row, {str(rating): meaning for rating, meaning in RATINGS.items()}, "rag")
    rag_conditional_formats(page.sheet, formats, f"A{first}:A{row - 1}")
    row = _section(page, row + 1, "What else the RAG preview says")
    row = _pairs(page, row, PREVIEWS, "text")
    row = _section(page, row + 1, "Status or reason: each row's list has what can be true there")
    row = _pairs(page, row, {**STATUSES, **{f"{word} (the mark)": about for word, about in MARKS.items()}}, "text")
    row = _section(page, row + 1, "Good to know")
    for rule in RULES:
        page.text(row, 2, rule, "text")
        page.text(row, 1, "", "text")
        row += 1
    row = _section(page, row + 1, "Questions?")
    page.text(row, 2, _contact(plan), "text")
    page.text(row, 1, "Contact", "text")
    page.protect()
    page.print_a4(f"Return {plan.unit.code} {plan.period}", tall=1)
    page.select(1, 1)
    page.sheet.activate()


def _section(page: Page, row: int, title: str) -> int:
    """Writes a section's heading and gives the row below it."""
    page.text(row, 1, title, "heading")
    page.text(row, 2, "", "heading")
    return row + 1


def _pairs(page: Page, row: int, pairs: "dict[str, str]", look: str) -> int:
    for word, meaning in pairs.items():
        page.text(row, 1, word, look)
        page.text(row, 2, meaning, "text")
        row += 1
    return row


def _buttons(page: Page, row: int, buttons: Sequence[Button]) -> int:
    if not buttons:
        return row
    row = _section(page, row + 1, f"The buttons on {RETURN_SHEET}")
    about = {button.caption: f"{button.tip}." for button in buttons}
    return _pairs(page, row, {**about, "If they do not work": WITHOUT_BUTTONS}, "text")


def _contact(plan: ReturnPlan) -> str:
    who = plan.contact or "Your corporate performance team"
    return f"{who}. The sheet {CHECKS_SHEET} says what happens to your return when it arrives."
