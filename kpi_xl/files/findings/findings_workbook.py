"""Findings in a workbook of their own, for a file that cannot be copied."""

from io import BytesIO
from pathlib import Path

from kpi_xl.files.disk.write import write_bytes
from kpi_xl.files.findings.checks_sheet import HEADER_ROW, WIDTHS, row_texts
from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.submission import Checked
from kpi_xl.rules.findings.findings_rows import HEADERS, MEANINGS, counts_sentence, finding_rows, status_sentence


def write_findings_workbook(checked: Checked, out: Path) -> None:
    """One Checks sheet, laid out as in a copy. There is nothing to link to, so places are words."""
    made = BytesIO()
    with new_workbook(made, "Findings", "What the check of a return found") as workbook:
        page = Page(workbook, Formats(workbook), CHECKS_SHEET)
        page.widths(*WIDTHS)
        page.text(1, 1, "Checks", "title")
        for row, words in enumerate((status_sentence(checked), counts_sentence(checked), MEANINGS), start=2):
            page.text(row, 1, words, page.formats("body", text_wrap=False))
        for column, header in enumerate(HEADERS, start=1):
            page.text(HEADER_ROW, column, header, "header")
        for number, row in enumerate(finding_rows(checked), start=HEADER_ROW + 1):
            for column, text in enumerate(row_texts(row), start=1):
                page.text(number, column, text, "text")
        page.sheet.freeze_panes(HEADER_ROW, 0)
        page.print_a4("Findings")
    write_bytes(out, made.getvalue())
