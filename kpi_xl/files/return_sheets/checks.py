"""Checks: empty when issued; what the check of a return finds is written here, by its button or in the copy sent back.

The rows stand as in a copy sent back, so that button, copy and the marks on the other sheets agree on where to look.
"""

from typing import TYPE_CHECKING

from kpi_xl.files.findings.checks_sheet import ANSWER_COLUMN, HEADER_ROW, REASON_COLUMN, WIDTHS
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets.heading import EXAMPLE_LABEL
from kpi_xl.model.buttons import Button
from kpi_xl.model.columns import CHECKS_SHEET, RETURN_SHEET
from kpi_xl.model.finding import Severity
from kpi_xl.model.place import address
from kpi_xl.model.reply import RIGHT_AS_IT_IS
from kpi_xl.model.return_plan import Entries, ReturnPlan
from kpi_xl.rules.findings.findings_rows import HEADERS, MEANINGS, NOT_CHECKED, WORDS

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

LAST_ROW = HEADER_ROW + 400
"""As far down as marks look. No return has so much wrong with it that more would help."""

_ON_ARRIVAL = "When your return arrives it is checked. If something needs attention, a copy sent back lists it here."
_ON_A_PRESS = (
    f"Press Check my return on the sheet {RETURN_SHEET}, as often as you like. Each point is then listed here with a "
    "link to its cell. Every return is checked again when it arrives."
)


def write(
    workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries, buttons: tuple[Button, ...] = ()
) -> None:
    """Without protection where there are buttons: what they write here they could not write to a protected sheet."""
    page = Page(workbook, formats, CHECKS_SHEET)
    _columns(page)
    page.text(1, 1, "Checks", "title")
    page.height(1, 28)
    for row, words in enumerate((NOT_CHECKED, _ON_A_PRESS if buttons else _ON_ARRIVAL, MEANINGS), start=2):
        page.text(row, 1, words, page.formats("body", text_wrap=False))
    if plan.example:
        page.text(HEADER_ROW - 1, 1, EXAMPLE_LABEL, page.formats("subheading", text_wrap=False))
    for column, header in enumerate(HEADERS, start=1):
        page.text(HEADER_ROW, column, header, "header")
    _answers(page)
    page.sheet.freeze_panes(HEADER_ROW, 0)
    page.sheet.repeat_rows(HEADER_ROW - 1)
    if not buttons:
        page.protect()
    page.print_a4(f"Checks {plan.unit.code} {plan.period}")
    page.select(1, 1)


def mark_cells(page: Page, cells: str) -> None:
    """Mark those of `cells` ("A7:X46") that Checks lists, errors before warnings."""
    for severity, word in list(WORDS.items())[:2]:
        listed = f"{CHECKS_SHEET}!$A${HEADER_ROW + 1}:$A${LAST_ROW}"
        places = f"{CHECKS_SHEET}!$B${HEADER_ROW + 1}:$B${LAST_ROW}"
        here = f'"{page.name}!"&ADDRESS(ROW(),COLUMN(),4)'
        rule = {
            "type": "formula",
            "criteria": f'=COUNTIFS({listed},"{word}",{places},{here})>0',
            "format": page.formats.conditional(f"marked_{severity}"),
            "stop_if_true": True,
        }
        page.conditional(cells, rule)


def _answers(page: Page) -> None:
    """Where an answer is asked for the cells are yellow; one answer is offered, and any other is taken."""
    first, last = HEADER_ROW + 1, LAST_ROW
    page.valid(first, last, ANSWER_COLUMN, {**_CHOICE, "source": [RIGHT_AS_IT_IS]})
    cells = f"{address(first, ANSWER_COLUMN)}:{address(last, REASON_COLUMN)}"
    asked = f'=$A{first}="{WORDS[Severity.WARNING]}"'
    page.conditional(cells, {"type": "formula", "criteria": asked, "format": page.formats.conditional("asked")})


_CHOICE = {
    "validate": "list",
    "ignore_blank": True,
    "show_error": False,
    "input_title": "For a warning",
    "input_message": f'Choose "{RIGHT_AS_IT_IS}", or say why under Reason. Correct the cell where it is wrong.',
    "error_title": "Any answer will do",
    "error_message": f'Choose "{RIGHT_AS_IT_IS}", or type another answer.',
}


def _columns(page: Page) -> None:
    """Looks for whole columns: how many rows there will be is not known."""
    looks = [page.formats("text", bottom=0)] * len(WIDTHS)
    looks[0], looks[1] = page.formats("text", bottom=0, bold=True), page.formats("link_cell", bottom=0)
    for column, (width, look) in enumerate(zip(WIDTHS, looks, strict=True)):
        page.sheet.set_column(column, column, width, look)
