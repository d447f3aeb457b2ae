"""Return: one row a KPI, what is known locked, what is asked for open, the rating shown as it is typed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats
from kpi_xl.files.macros.place_buttons import ButtonSize, place_row
from kpi_xl.files.return_sheets import return_row
from kpi_xl.files.return_sheets.checks import mark_cells
from kpi_xl.files.return_sheets.heading import heading
from kpi_xl.files.return_sheets.lists import reason_lists
from kpi_xl.files.return_sheets.return_row import COLUMN_OF
from kpi_xl.files.return_sheets.return_rules import add_rules
from kpi_xl.model.buttons import Button
from kpi_xl.model.columns import RETURN_COLUMNS, RETURN_SHEET, RETURN_TABLE
from kpi_xl.model.place import column_letters
from kpi_xl.model.rating import Rating
from kpi_xl.model.return_plan import VALUE_NEEDED, Answer, Entries, ReturnPlan
from kpi_xl.rules.returns.preview_rating import RED_NEEDS, preview_rating
from kpi_xl.rules.returns.progress import TO_LOOK_AT, progress

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

BUTTON_ROW = 5
"""Kept free above the table for the buttons of a macro-enabled return."""

HEADER_ROW = 6

PROGRESS = (BUTTON_ROW, COLUMN_OF["measure"])
"""Row and column of the sentence that says how far the return has come, beside the buttons."""


_BUTTON = ButtonSize(height=32, narrowest=100)

_KEY = (
    "Fill in the yellow cells. Grey cells are filled in for you. Paste with Paste Special, Values. "
    "The RAG preview says what is still needed."
)


def write(
    workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries, buttons: Sequence[Button] = ()
) -> None:
    page = Page(workbook, formats, RETURN_SHEET)
    heading(page, plan, "Your return")
    page.text(4, 1, _KEY, "subtitle")
    page.height(BUTTON_ROW, 30)
    # In the frozen columns, so that they stay in reach however far right an officer is typing.
    place_row(page, BUTTON_ROW, 1, buttons, _BUTTON)
    page.widths(*(column.width for column in RETURN_COLUMNS))
    last_row = HEADER_ROW + max(1, len(plan.rows))
    page.height(HEADER_ROW, 44)
    page.table(HEADER_ROW, last_row, len(RETURN_COLUMNS), _table_options(formats))
    lists = reason_lists(plan)
    answers = [entries.answers.get(row.kpi.kpi_id, Answer()) for row in plan.rows]
    for number, (row, answer) in enumerate(zip(plan.rows, answers, strict=True), start=HEADER_ROW + 1):
        return_row.write(page, number, row, answer, lists[row.reasons])
    add_rules(page, plan, HEADER_ROW + 1)
    letters = column_letters(COLUMN_OF["rag"])
    previews = f"{letters}{HEADER_ROW + 1}:{letters}{last_row}"
    _colours(page, formats, previews, last_row)
    said = [str(preview_rating(row, answer)) for row, answer in zip(plan.rows, answers, strict=True)]
    page.formula(
        *PROGRESS, _progress_formula(plan, previews), progress(plan.rows, said), formats("subheading", text_wrap=False)
    )
    mark_cells(page, f"A{HEADER_ROW + 1}:{column_letters(len(RETURN_COLUMNS))}{last_row}")
    # Rows differ on purpose: each names the words its own KPI gets without a value.
    page.sheet.ignore_errors({"formula_differs": previews})
    _finish(page, plan, last_row)


def _colours(page: Page, formats: Formats, previews: str, last_row: int) -> None:
    """A Red that lacks words is as red as one that has them, and the cells it lacks turn orange."""
    first = HEADER_ROW + 1
    preview = f"${column_letters(COLUMN_OF['rag'])}{first}"
    lacks = f'LEFT({preview},4)="{Rating.RED}:"'
    red = {"type": "formula", "criteria": f"={lacks}", "format": formats.conditional("Red"), "stop_if_true": True}
    page.conditional(previews, red)
    rag_conditional_formats(page.sheet, formats, previews)
    words = [column_letters(COLUMN_OF[field]) for field in RED_NEEDS]
    needed = f'=AND({lacks},TRIM({words[0]}{first})="")'
    rule = {"type": "formula", "criteria": needed, "format": formats.conditional("needed")}
    page.conditional(f"{words[0]}{first}:{words[-1]}{last_row}", rule)


def _progress_formula(plan: ReturnPlan, previews: str) -> str:
    """As `progress`, of the previews as they are now. A question mark is a wildcard unless a tilde stands before it."""
    due = sum(row.needs_value for row in plan.rows)
    doubtful = "+".join(f'COUNTIF({previews},"{word.replace("?", "~?")}")' for word in TO_LOOK_AT)
    return (
        f'{due}-COUNTIF({previews},"{VALUE_NEEDED}")&" of {due} values due are filled in. '
        f'Reds without all their words: "&COUNTIF({previews},"{Rating.RED}:*")'
        f'&". Values or reasons to check: "&{doubtful}&"."'
    )


def _table_options(formats: Formats) -> dict[str, object]:
    looks = {True: formats("header"), False: formats("header_input")}
    columns = [{"header": column.header, "header_format": looks[column.locked]} for column in RETURN_COLUMNS]
    return {
        "name": RETURN_TABLE,
        "columns": columns,
        "style": None,
        "banded_rows": False,
        "title": "Your return",
        "description": "One row for each KPI: what is known about it, the value you report, and its rating.",
    }


def _finish(page: Page, plan: ReturnPlan, last_row: int) -> None:
    page.protect()
    page.sheet.freeze_panes(HEADER_ROW, COLUMN_OF["name"])
    page.sheet.repeat_rows(HEADER_ROW - 1)
    page.sheet.repeat_columns(0, COLUMN_OF["name"] - 1)
    page.sheet.print_area(0, 0, last_row - 1, len(RETURN_COLUMNS) - 1)
    page.print_a4(f"Return {plan.unit.code} {plan.period}", wide=2)
    page.sheet.set_v_pagebreaks([COLUMN_OF["rag"]])
    first_due = next((number for number, row in enumerate(plan.rows) if row.due), 0)
    page.select(HEADER_ROW + 1 + first_due, COLUMN_OF["value"])
