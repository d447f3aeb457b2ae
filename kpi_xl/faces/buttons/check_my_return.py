"""Check my return: every finding onto the Checks sheet, and how the return would rate as it stands."""

from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.open_return import open_return
from kpi_xl.faces.buttons.show_checks import show_checks
from kpi_xl.rules.findings.findings_rows import counts_sentence, status_sentence
from kpi_xl.rules.master.summarise import headline
from kpi_xl.workflows.check_return import check_return

if TYPE_CHECKING:
    import xlwings as xw


def check_my_return(book: "xw.Book") -> str:
    """Only the Checks sheet is written; nothing is saved."""
    opened, folder = open_return(book)
    check = check_return(opened, folder)
    show_checks(book, check)
    unsaved = "" if opened.sha256 else f"\n\n{NOT_SAVED}"
    counts = f"As it stands: {headline(check.counts)}."
    return f"{status_sentence(check.checked)}\n{counts_sentence(check.checked)}\n\n{counts}{unsaved}"


NOT_SAVED = (
    "This workbook is not saved where it can be read, so hidden rows, merged cells and notes were not looked at. "
    "Save it, then check again."
)
