"""Words that are there and cannot be read: Excel's errors where a sentence was begun like a formula."""

from collections.abc import Iterator

from kpi_xl.model.book import Cell, Kind, Sheet
from kpi_xl.model.columns import SERVICES_SHEET, SUMMARY_SHEET, WORD_COLUMNS
from kpi_xl.model.excel_errors import ERROR_TEXTS
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import make_finding, quoted

_LOST_KINDS = (Kind.ERROR, Kind.BLANK)
_FIELDS = ("reason", *(column.field for column in WORD_COLUMNS))


def words_are_not_errors(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    cells = row.entry.cells
    for field in _FIELDS:
        if cells.fields.kind(field) in _LOST_KINDS or _is_error_text(cells.held(field)):
            yield from _lost(cells[field], sent.place(row.entry.row, field), row.kpi.kpi_id)


def other_sheets_words_are_not_errors(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """The director's summary and the service areas, with their notes."""
    for name in (SUMMARY_SHEET, SERVICES_SHEET):
        sheet = sent.book.sheet(name)
        for cell, place in () if sheet is None else _cells(sheet):
            yield from _lost(cell, place)


LOST_WORDS_ROW_CHECKS: tuple[RowCheck, ...] = (words_are_not_errors,)
LOST_WORDS_CHECKS: tuple[Check, ...] = (other_sheets_words_are_not_errors,)


def is_lost(cell: Cell | None) -> bool:
    """Whether a cell for words shows an error, as a formula's result, or pasted as the text of one."""
    if cell is None:
        return False
    return cell.kind is Kind.ERROR or _is_error_text(cell.value)


def _is_error_text(value: object) -> bool:
    return isinstance(value, str) and "#" in value[:3] and value.strip().upper() in ERROR_TEXTS


def _cells(sheet: Sheet) -> Iterator[tuple[Cell, Place]]:
    for cell in sheet.cells():
        if cell.kind in _LOST_KINDS or _is_error_text(cell.value):
            yield cell, sheet.place(cell.row, cell.column)


def _lost(cell: Cell, place: Place, kpi_id: str = "") -> Iterator[Finding]:
    formula = "" if cell.formula is None else f"={quoted(cell.formula)}"
    if is_lost(cell):
        told = f" (what was typed became the formula {formula})" if formula else ""
        yield make_finding("KPI185", place, kpi_id=kpi_id, found=quoted(cell.value), formula=told)
    elif formula and not cell.has_cached:
        yield make_finding("KPI153", place, kpi_id=kpi_id, formula=formula)
