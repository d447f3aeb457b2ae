"""What a check found, on the Checks sheet of the open return: a row a cell, each with its link."""

from typing import TYPE_CHECKING

from kpi_xl.faces.live.quietly import quietly
from kpi_xl.faces.live.write_open_book import as_text, clear_block, write_block
from kpi_xl.files.findings.checks_sheet import HEADER_ROW, link_target, link_words
from kpi_xl.files.return_sheets.checks import LAST_ROW
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.rules.findings.findings_rows import HEADERS, FindingRow, counts_sentence, finding_rows, status_sentence
from kpi_xl.rules.master.summarise import headline
from kpi_xl.workflows.check_return import ReturnCheck

if TYPE_CHECKING:
    import xlwings as xw

_FIRST_ROW = HEADER_ROW + 1
_MOST_ROWS = LAST_ROW - HEADER_ROW


def show_checks(book: "xw.Book", check: ReturnCheck) -> None:
    """Three writes: the sheet's rows cleared, its sentences, its rows; then the sheet is brought to the front."""
    sheet = checks_sheet(book)
    rows = finding_rows(check.checked)
    shown = [_cells(row) for row in rows[:_MOST_ROWS]] or [["Nothing", "", "", "Nothing was found.", "", "", ""]]
    with quietly(book.app):
        clear_block(sheet, _FIRST_ROW, 1, LAST_ROW, len(HEADERS))
        write_block(sheet, 2, 1, [[as_text(status_sentence(check.checked))], [as_text(_sum(check, len(rows)))]])
        write_block(sheet, _FIRST_ROW, 1, shown)
    if rows:
        sheet.activate()


def clear_checks_sheet(book: "xw.Book", words: str) -> None:
    """As issued: no rows, and `words` where the last check's outcome stood."""
    sheet = checks_sheet(book)
    with quietly(book.app):
        clear_block(sheet, _FIRST_ROW, 1, LAST_ROW, len(HEADERS))
        write_block(sheet, 2, 1, [[as_text(words)], [""]])


def checks_sheet(book: "xw.Book") -> "xw.Sheet":
    if CHECKS_SHEET not in book.sheet_names:
        raise WorkspaceError(
            f"This workbook has no sheet {CHECKS_SHEET} to write on. Use the return that was sent to your directorate."
        )
    return book.sheets[CHECKS_SHEET]


def _sum(check: ReturnCheck, found: int) -> str:
    more = f" The first {_MOST_ROWS} are listed." if found > _MOST_ROWS else ""
    return f"{counts_sentence(check.checked)}{more} As it stands: {headline(check.counts)}."


def _cells(row: FindingRow) -> list[object]:
    texts = [as_text(text) for text in (row.kpi_id, row.message, row.was, row.read)]
    return [row.severity, _link(row), *texts, row.code]


def _link(row: FindingRow) -> str:
    words = link_words(row.place)
    target = link_target(row.place)
    if not target:
        return as_text(words)
    return f'=HYPERLINK("#{_doubled(target)}","{_doubled(words)}")'


def _doubled(text: str) -> str:
    return text.replace('"', '""')
