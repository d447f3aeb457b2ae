"""Read me: the first sheet of a rulebook, on how to keep one."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.rulebook_sheets.rulebook_table import EXAMPLE_LINE
from kpi_xl.model.rulebook_layout import README_SHEET, RULEBOOK_TABLES

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_INTRODUCTION = (
    "This workbook says who reports what, and what counts as Green, Amber and Red. It wins over anything a return "
    "says. After each change, save it and run kpi-xl check-rulebook: it names every cell that is wrong."
)

_HOW_TO = (
    (
        "Change a target",
        "Add a row to Thresholds with the period it starts from, who approved it, when and why. Leave the old row: "
        "ratings already published keep it.",
    ),
    (
        "Add a KPI",
        "Add a row to KPIs with a ref nobody has used, and a row to Thresholds. Fill in First period, so that the "
        "dashboard can say it is new.",
    ),
    ("Stop a KPI", "Fill in its Last period. Never delete the row or use its ref again: past quarters point to it."),
    (
        "Say what is Green",
        "Either give bounds (basis absolute): Green from where higher is better, Green to where lower is better, both "
        "for a range. Or give a target and how far off it is still Green and still Amber: in per cent of the target, "
        "or in points (the KPI's own unit). A value exactly on a line gets the better rating.",
    ),
    (
        "Rate a year-to-date KPI",
        "Give the annual target and a tolerance in Thresholds, and in Profiles what should be reached by the end of "
        "each quarter. Q4 is the annual target.",
    ),
    (
        "Ask every directorate",
        'Type "every" as the Directorate of a KPI. Ref HR01 then becomes HR01/AS, HR01/RE and so on, all with the '
        "thresholds of HR01.",
    ),
    ("Leave a KPI unrated", 'Pick a reason in "No rating because". It is shown in words in place of a rating.'),
    (
        "Change a rating by hand",
        "Add a row to Overrides with the reason, who decided and when. The rating worked out is shown beside it.",
    ),
)


def write_read_me(workbook: "Workbook", formats: Formats, council: str, example: bool) -> None:
    page = Page(workbook, formats, README_SHEET)
    page.widths(26, 110)
    page.text(1, 1, f"Rulebook of {council}", "title")
    page.height(1, 28)
    if example:
        page.text(2, 1, EXAMPLE_LINE, "subheading")
    page.text(3, 1, "About", "text")
    page.text(3, 2, _INTRODUCTION, "text")
    row = _heading(page, 5, "The sheets")
    for table in RULEBOOK_TABLES:
        page.link(row, 1, f"'{table.sheet}'!A1", table.sheet, "link_cell")
        page.text(row, 2, table.purpose, "text")
        row += 1
    row = _heading(page, row + 1, "How to")
    for task, steps in _HOW_TO:
        page.text(row, 1, task, "text")
        page.text(row, 2, steps, "text")
        row += 1
    page.print_a4("Rulebook: Read me", tall=1)
    page.select(1, 1)
    page.sheet.activate()


def _heading(page: Page, row: int, text: str) -> int:
    """Writes a heading and gives the row below it."""
    page.text(row, 1, text, "heading")
    page.text(row, 2, "", "heading")
    return row + 1
