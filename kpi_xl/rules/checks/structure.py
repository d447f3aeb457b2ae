"""The shape of the return's table: merged and hidden cells, headings, repeated headings."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kpi_xl.model.book import Cell
from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.place import Place, column_letters, column_number
from kpi_xl.rules.checks.case import Case, Check
from kpi_xl.rules.findings.found import found, listed, quoted

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_HEADERS = {column.field: column.header for column in RETURN_COLUMNS}


def merged_cells(case: Case) -> Iterator[Finding]:
    """Only merges that touch the table; a merged title above it or remark below it does no harm."""
    if case.table.sheet.merges:
        columns = case.table.columns.values()
        known = [entry.row for entry in case.submission.entries if entry.kpi_id in case.rulebook.kpis]
        last_row = max(known, default=case.table.header_row)
        first, last = min(columns), max(columns)
        for merge in case.table.sheet.merges:
            left, top, right, bottom = _corners(merge)
            if top <= last_row and bottom >= case.table.header_row and left <= last and right >= first:
                yield found("KPI145", case.table.sheet.place(top, left)._replace(cell=merge), found=merge)


def hidden_rows(case: Case) -> Iterator[Finding]:
    if case.table.sheet.hidden_rows:
        how = " by a filter" if case.table.sheet.filtered else ""
        rows = [entry.row for entry in case.submission.entries if entry.row in case.table.sheet.hidden_rows]
        if rows:
            yield found("KPI146", [case.place(row, "kpi_id") for row in rows], how=how)


def hidden_columns(case: Case) -> Iterator[Finding]:
    for field, number in case.table.columns.items():
        if number in case.table.sheet.hidden_columns:
            yield found("KPI146B", case.place(case.table.header_row, field), found=_HEADERS[field])


def headings_reworded(case: Case) -> Iterator[Finding]:
    for field, cell in case.table.renamed.items():
        yield found("KPI148", case.place(cell.row, field), found=quoted(cell.value), read=_HEADERS[field])


def columns_moved(case: Case) -> Iterator[Finding]:
    """Columns put in between are not a move; a field to the left of one it should follow is."""
    columns = case.table.columns
    order = [column.field for column in RETURN_COLUMNS if column.field in columns]
    moved = [field for before, field in pairwise(order) if columns[field] < columns[before]]
    if moved:
        said = listed([f'"{_HEADERS[field]}" is in column {column_letters(columns[field])}' for field in moved])
        yield found("KPI148B", [case.place(case.table.header_row, field) for field in moved], found=said)


def columns_missing(case: Case) -> Iterator[Finding]:
    """A locked column can be done without: the rulebook knows what belongs in it."""
    where = case.place(case.table.header_row, "kpi_id")
    unknown = [cell for cell in case.table.unknown if isinstance(cell.value, str)]
    perhaps = f' (is it "{quoted(unknown[0].value)}" in {unknown[0].address}?)' if len(unknown) == 1 else ""
    for column in case.table.missing:
        severity = Severity.WARNING if column.locked and not column.required else None
        yield found("KPI148C", where, severity=severity, expected=column.header, perhaps=perhaps)


def headings_unknown(case: Case) -> Iterator[Finding]:
    """An error while a heading we need is missing, for this may be it."""
    needed = any(not column.locked or column.required for column in case.table.missing)
    for cell in case.table.unknown:
        if cell.value not in (None, ""):
            severity = Severity.ERROR if needed else None
            yield found("KPI148D", _at(case, cell), severity=severity, found=quoted(cell.value))


def headings_used_twice(case: Case) -> Iterator[Finding]:
    for cell in case.table.repeated:
        yield found("KPI148E", _at(case, cell), found=quoted(cell.value))


def headings_repeated(case: Case) -> Iterator[Finding]:
    if case.table.second_headers:
        yield found("KPI149", [case.place(row, "kpi_id") for row in case.table.second_headers])


STRUCTURE_CHECKS: tuple[Check, ...] = (
    merged_cells,
    hidden_rows,
    hidden_columns,
    headings_reworded,
    columns_moved,
    columns_missing,
    headings_unknown,
    headings_used_twice,
    headings_repeated,
)


def _at(case: Case, cell: Cell) -> Place:
    return case.table.sheet.place(cell.row, cell.column)


def _corners(merge: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a range as Excel writes it, 1-based."""
    match = _RANGE.fullmatch(merge)
    if match is None:
        return 1, 1, 0, 0
    left, top, right, bottom = match[1], int(match[2]), match[3] or match[1], int(match[4] or match[2])
    return column_number(left), top, column_number(right), bottom
