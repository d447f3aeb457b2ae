"""What a check found, on the Checks sheet of the open return: a row a cell, each with its link."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl.faces.live.quietly import quietly
from kpi_xl.faces.live.read_open_book import read_open_book
from kpi_xl.faces.live.write_open_book import as_text, clear_block, write_block
from kpi_xl.files.findings.checks_sheet import HEADER_ROW, NOTHING_FOUND, link_target, row_texts
from kpi_xl.files.return_sheets.checks import LAST_ROW
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.rules.findings.findings_rows import (
    HEADERS,
    FindingRow,
    counts_sentence,
    finding_rows,
    kept_rows,
    status_sentence,
)
from kpi_xl.rules.master.summarise import headline
from kpi_xl.rules.submissions.check_rows import read_check_rows
from kpi_xl.workflows.check_return import ReturnCheck

if TYPE_CHECKING:
    import xlwings as xw

_FIRST_ROW = HEADER_ROW + 1
_MOST_ROWS = LAST_ROW - HEADER_ROW


def show_checks(book: "xw.Book", check: ReturnCheck) -> None:
    """Three writes: the sheet's rows cleared, its sentences, its rows; then the sheet is brought to the front."""
    sheet = checks_sheet(book)
    rows = finding_rows(check.checked)
    shown = [_cells(row) for row in _those_that_fit(rows)] or [list(NOTHING_FOUND)]
    with quietly(book.app):
        clear_block(sheet, _FIRST_ROW, 1, LAST_ROW, len(HEADERS))
        write_block(sheet, 2, 1, [[as_text(status_sentence(check.checked))], [as_text(_sum(check, len(rows)))]])
        write_block(sheet, _FIRST_ROW, 1, shown)
    if rows:
        sheet.activate()


def clear_checks_sheet(book: "xw.Book", words: str) -> None:
    """No findings, and `words` where the last check's outcome stood. What an officer answered stays."""
    sheet = checks_sheet(book)
    kept = [_cells(row) for row in kept_rows(read_check_rows(read_open_book(book, only=[CHECKS_SHEET])))]
    with quietly(book.app):
        clear_block(sheet, _FIRST_ROW, 1, LAST_ROW, len(HEADERS))
        write_block(sheet, 2, 1, [[as_text(words)], [""]])
        write_block(sheet, _FIRST_ROW, 1, kept[:_MOST_ROWS])


def checks_sheet(book: "xw.Book") -> "xw.Sheet":
    if CHECKS_SHEET not in book.sheet_names:
        raise WorkspaceError(
            f"This workbook has no sheet {CHECKS_SHEET} to write on. Use the return that was sent to your directorate."
        )
    return book.sheets[CHECKS_SHEET]


def _sum(check: ReturnCheck, found: int) -> str:
    more = f" The first {_MOST_ROWS} are listed." if found > _MOST_ROWS else ""
    return f"{counts_sentence(check.checked)}{more} As it stands: {headline(check.counts)}."


def _those_that_fit(rows: Sequence[FindingRow]) -> list[FindingRow]:
    """The first; but a row somebody has answered always."""
    room = max(0, _MOST_ROWS - sum(any(row.reply) for row in rows))
    spare = [number for number, row in enumerate(rows) if not any(row.reply)][room:]
    left_out = frozenset(spare)
    return [row for number, row in enumerate(rows) if number not in left_out]


def _cells(row: FindingRow) -> list[object]:
    severity, words, *texts = row_texts(row)
    return [severity, _link(row, words), *map(as_text, texts)]


def _link(row: FindingRow, words: str) -> str:
    target = link_target(row.place)
    if not target:
        return as_text(words)
    return f'=HYPERLINK("#{_doubled(target)}","{_doubled(words)}")'


def _doubled(text: str) -> str:
    return text.replace('"', '""')
