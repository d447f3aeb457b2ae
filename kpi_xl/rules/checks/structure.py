"""The shape of the return's table: merged and hidden cells, headings, repeated headings."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kpi_xl.model.book import Cell
from kpi_xl.model.columns import RETURN_COLUMNS, TEMPLATE_VERSION, Column, order_of, version_of
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.place import Place, column_letters, column_number
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.findings.make_finding import listed, make_finding, quoted

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_HEADERS = {column.field: column.header for column in RETURN_COLUMNS}


def merged_cells(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """Only merges that touch the table; a merged title above it or remark below it does no harm."""
    if sent.table.sheet.merges:
        columns = sent.table.columns.values()
        known = [entry.row for entry in sent.submission.entries if entry.kpi_id in sent.rulebook.kpis]
        last_row = max(known, default=sent.table.header_row)
        first, last = min(columns), max(columns)
        for merge in sent.table.sheet.merges:
            left, top, right, bottom = _corners(merge)
            if top <= last_row and bottom >= sent.table.header_row and left <= last and right >= first:
                yield make_finding("KPI145", sent.table.sheet.place(top, left)._replace(cell=merge), found=merge)


def hidden_rows(sent: ReturnUnderCheck) -> Iterator[Finding]:
    if sent.table.sheet.hidden_rows:
        how = " by a filter" if sent.table.sheet.filtered else ""
        rows = [entry.row for entry in sent.submission.entries if entry.row in sent.table.sheet.hidden_rows]
        if rows:
            yield make_finding("KPI146", [sent.place(row, "kpi_id") for row in rows], how=how)


def hidden_columns(sent: ReturnUnderCheck) -> Iterator[Finding]:
    for field, number in sent.table.columns.items():
        if number in sent.table.sheet.hidden_columns:
            yield make_finding("KPI146B", sent.place(sent.table.header_row, field), found=_HEADERS[field])


def headings_reworded(sent: ReturnUnderCheck) -> Iterator[Finding]:
    for field, cell in sent.table.renamed.items():
        yield make_finding("KPI148", sent.place(cell.row, field), found=quoted(cell.value), read=_HEADERS[field])


def columns_moved(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """Columns put in between are not a move; a field to the left of one it should follow is."""
    columns = sent.table.columns
    order = [field for field in order_of(_version(sent)) if field in columns]
    moved = [field for before, field in pairwise(order) if columns[field] < columns[before]]
    if moved:
        said = listed([f'"{_HEADERS[field]}" is in column {column_letters(columns[field])}' for field in moved])
        yield make_finding("KPI148B", [sent.place(sent.table.header_row, field) for field in moved], found=said)


_WITHOUT_ENTRY = "we cannot tell what you entered there"
_WITHOUT_LOCKED = "whoever looks at the return cannot see it there. We use what the rulebook says"
_WITHOUT_REQUIRED = "we cannot tell which row is which KPI"


def columns_missing(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """A locked column can be done without: the rulebook knows what belongs in it. What came later is not missed."""
    where = sent.place(sent.table.header_row, "kpi_id")
    unknown = [cell for cell in sent.table.unknown if isinstance(cell.value, str)]
    perhaps = f' (is it "{quoted(unknown[0].value)}" in {unknown[0].address}?)' if len(unknown) == 1 else ""
    for column in _missed(sent):
        severity = Severity.WARNING if column.locked and not column.required else None
        so = _WITHOUT_REQUIRED if column.required and column.locked else _WITHOUT_LOCKED if severity else _WITHOUT_ENTRY
        yield make_finding("KPI148C", where, severity=severity, expected=column.header, perhaps=perhaps, so=so)


def headings_unknown(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """An error while a heading we need is missing, for this may be it."""
    needed = any(not column.locked or column.required for column in _missed(sent))
    for cell in sent.table.unknown:
        if cell.value not in (None, ""):
            severity = Severity.ERROR if needed else None
            yield make_finding("KPI148D", _at(sent, cell), severity=severity, found=quoted(cell.value))


def headings_used_twice(sent: ReturnUnderCheck) -> Iterator[Finding]:
    for cell in sent.table.repeated:
        yield make_finding("KPI148E", _at(sent, cell), found=quoted(cell.value))


def headings_repeated(sent: ReturnUnderCheck) -> Iterator[Finding]:
    if sent.table.second_headers:
        yield make_finding("KPI149", [sent.place(row, "kpi_id") for row in sent.table.second_headers])


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


def _missed(sent: ReturnUnderCheck) -> list[Column]:
    """The columns that are not there, although the return's version of the template has them."""
    version = _version(sent)
    return [column for column in sent.table.missing if column.since <= version]


def _version(sent: ReturnUnderCheck) -> int:
    return version_of(sent.submission.stamp.template) or TEMPLATE_VERSION


def _at(sent: ReturnUnderCheck, cell: Cell) -> Place:
    return sent.table.sheet.place(cell.row, cell.column)


def _corners(merge: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a range as Excel writes it, 1-based."""
    match = _RANGE.fullmatch(merge)
    if match is None:
        return 1, 1, 0, 0
    left, top, right, bottom = match[1], int(match[2]), match[3] or match[1], int(match[4] or match[2])
    return column_number(left), top, column_number(right), bottom
