"""Sign-off: which return this is, and who stands for it."""

from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.model.buttons import Button
from kpi_xl.model.columns import (
    COVER_PERIOD,
    COVER_UNIT,
    READY_STAMP,
    SIGN_OFF_DATE,
    SIGN_OFF_NAME,
    SIGN_OFF_SHEET,
    SIGNED_AGAIN,
    SIGNED_PARTS,
)
from kpi_xl.model.return_plan import Entries, ReturnPlan
from kpi_xl.model.spoken_date import spoken_date

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

FIRST_ROW = 5

_DECLARATION = (
    "I have read this return. The figures are the best we have, they follow the agreed definitions, and the "
    "commentary explains every Red. Filling in the two yellow cells signs the return off."
)


def write(
    workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries, buttons: tuple[Button, ...] = ()
) -> None:
    """The stamp's cell is only open where there is a button to write it."""
    page = Page(workbook, formats, SIGN_OFF_SHEET)
    page.widths(32, 80)
    heading(page, plan, "Sign-off")
    known = (
        (COVER_UNIT, plan.unit.code),
        ("Directorate", plan.unit.name),
        (COVER_PERIOD, str(plan.period)),
        ("Who signs off", plan.unit.approver or "The director"),
        ("What signing off means", _DECLARATION),
    )
    for row, (label, text) in enumerate(known, start=FIRST_ROW):
        page.text(row, 1, label, "label")
        page.text(row, 2, text, "locked")
    row = FIRST_ROW + len(known)
    page.text(row, 1, SIGN_OFF_NAME, "label")
    page.text(row, 2, entries.sign_off.name, "input")
    page.text(row + 1, 1, SIGN_OFF_DATE, "label")
    page.date(row + 1, 2, entries.sign_off.on, "input_date")
    page.text(row + 2, 1, READY_STAMP, "label")
    page.text(row + 2, 2, entries.sign_off.stamp, page.formats("locked", locked=not buttons))
    page.text(row + 3, 2, _STAMPED_BY_BUTTON if buttons else _NO_STAMP, "note")
    for below, label in enumerate((SIGNED_PARTS, SIGNED_AGAIN) if buttons else (), start=4):
        page.text(row + below, 1, label, "label")
        page.text(row + below, 2, "", page.formats("locked", locked=False))
    page.valid(row, row, 2, _NAME_RULE)
    page.valid(row + 1, row + 1, 2, _date_rule(plan))
    page.protect()
    page.print_a4(f"Sign-off {plan.unit.code} {plan.period}")
    page.select(row, 2)


_STAMPED_BY_BUTTON = (
    "The Sign off button writes this when the return has no errors. An edit made afterwards shows, so sign last. "
    "Signing again after an edit is kept below, with the name of whoever pressed the button."
)
_NO_STAMP = "Only a return with buttons has this. Leave it blank."

_NAME_RULE = {
    "validate": "length",
    "criteria": "between",
    "minimum": 3,
    "maximum": 200,
    "input_title": "Who signs off?",
    "input_message": "Type the name and the role of the person who has approved this return.",
    "error_title": "Name and role, please",
    "error_message": "Type a name and a role of 3 to 200 characters.",
}


def _date_rule(plan: ReturnPlan) -> dict[str, object]:
    end = spoken_date(plan.period.end)
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": plan.period.end,
        "maximum": date(2199, 12, 31),
        "input_title": "When was it signed off?",
        "input_message": f"Type the date with the year. The quarter ends on {end}.",
        "error_title": "That date cannot be right",
        "error_message": f"A return is signed off when its quarter is over: {end} or later. Type day, month, year.",
    }
