"""Sign-off: which return this is, and who stands for it."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.files.return_sheets.lists import SIGNATORIES
from kpi_xl.files.return_sheets.return_rules import answer_rule, date_rule
from kpi_xl.files.return_sheets.return_table import PROGRESS
from kpi_xl.model.buttons import Button
from kpi_xl.model.columns import (
    COVER_APPROVER,
    COVER_PERIOD,
    COVER_UNIT,
    ON_THEIR_BEHALF,
    READY_STAMP,
    RETURN_SHEET,
    SIGN_OFF_BEHALF,
    SIGN_OFF_DATE,
    SIGN_OFF_NAME,
    SIGN_OFF_SHEET,
    SIGNED_AGAIN,
    SIGNED_PARTS,
)
from kpi_xl.model.place import address
from kpi_xl.model.return_plan import Answer, Entries, ReturnPlan
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.rules.entries.demands import signed_demand
from kpi_xl.rules.returns.preview_rating import preview_rating
from kpi_xl.rules.returns.progress import progress

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

FIRST_ROW = 5

_DECLARATION = (
    "I have read this return. The figures are the best we have, they follow the agreed definitions, and the "
    "commentary explains every Red. Filling in the yellow cells signs the return off."
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
        (COVER_APPROVER, plan.unit.approver or "The director"),
        ("What signing off means", _DECLARATION),
    )
    for row, (label, text) in enumerate(known, start=FIRST_ROW):
        page.text(row, 1, label, "label")
        page.text(row, 2, text, "locked")
    look = page.formats("subheading", text_wrap=False)
    page.formula(FIRST_ROW - 1, 1, f"'{RETURN_SHEET}'!{address(*PROGRESS)}", _progress(plan, entries), look)
    row = FIRST_ROW + len(known)
    page.text(row, 1, SIGN_OFF_NAME, "label")
    page.text(row, 2, entries.sign_off.name, "input")
    page.valid(row, row, 2, _name_rule(plan, address(row, 2)))
    row += 1
    page.text(row, 1, SIGN_OFF_BEHALF, "label")
    page.text(row, 2, entries.sign_off.behalf, "input")
    page.valid(row, row, 2, _behalf_rule(address(row, 2)))
    page.text(row + 1, 1, SIGN_OFF_DATE, "label")
    page.date(row + 1, 2, entries.sign_off.on, "input_date")
    page.text(row + 2, 1, READY_STAMP, "label")
    page.text(row + 2, 2, entries.sign_off.stamp, page.formats("locked", locked=not buttons))
    page.text(row + 3, 2, _STAMPED_BY_BUTTON if buttons else _NO_STAMP, "note")
    for below, label in enumerate((SIGNED_PARTS, SIGNED_AGAIN) if buttons else (), start=4):
        page.text(row + below, 1, label, "label")
        page.text(row + below, 2, "", page.formats("locked", locked=False))
    page.valid(row + 1, row + 1, 2, _date_rule(plan))
    page.protect()
    page.print_a4(f"Sign-off {plan.unit.code} {plan.period}")
    page.select(row - 1, 2)


_STAMPED_BY_BUTTON = (
    "The Sign off button writes this when the return has no errors. An edit made afterwards shows, so sign last. "
    "Signing again after an edit is kept below, with the name of whoever pressed the button."
)
_NO_STAMP = "Only a return with buttons has this. Leave it blank."


def _progress(plan: ReturnPlan, entries: Entries) -> str:
    answers = (entries.answers.get(row.kpi.kpi_id, Answer()) for row in plan.rows)
    said = [str(preview_rating(row, answer)) for row, answer in zip(plan.rows, answers, strict=True)]
    return progress(plan.rows, said)


def _name_rule(plan: ReturnPlan, cell: str) -> dict[str, object]:
    """A choice where the rulebook names who signs. Another name is let through after a question: posts change hands."""
    if not plan.unit.approver:
        return {**answer_rule(cell), **_NAME_WORDS}
    return {
        "validate": "list",
        "source": f"={SIGNATORIES}",
        "error_type": "warning",
        "input_title": "Who signs off?",
        "input_message": f"Choose who has approved this return, or {ON_THEIR_BEHALF}, and say below who.",
        "error_title": "Not who the rulebook names",
        "error_message": "Choose from the list. Keep another name only if it is the one who approved this.",
    }


def _behalf_rule(cell: str) -> dict[str, object]:
    return {
        **answer_rule(cell),
        **_NAME_WORDS,
        "input_title": "Signed on their behalf?",
        "input_message": f"Only where {ON_THEIR_BEHALF} is chosen above: type the name and the role of who signs.",
    }


_NAME_WORDS = {
    "input_title": "Who signs off?",
    "input_message": "Type the name and the role of the person who has approved this return.",
    "error_title": "Name and role, please",
    "error_message": "Type the name and the role of who has approved this return. Leave it empty until somebody has.",
}


def _date_rule(plan: ReturnPlan) -> dict[str, object]:
    end = spoken_date(plan.period.end)
    return {
        **date_rule(signed_demand(plan.period)),
        "input_title": "When was it signed off?",
        "input_message": f"Type the date with the year. The quarter ends on {end}.",
        "error_title": "That date cannot be right",
        "error_message": f"A return is signed off when its quarter is over, from {end}, and not after today. "
        "Type day, month, year.",
    }
