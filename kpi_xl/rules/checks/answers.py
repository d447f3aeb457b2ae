"""The officer's answers on Checks put to what is found now. An answer is about one problem, one cell and one value.

As in the school census: errors stop a return, warnings are explained, and the explanation travels with the figure.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kpi_xl.model.book import Book, Cell
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place, row_and_column
from kpi_xl.model.reply import NO_REPLY, KeptReply, Reply
from kpi_xl.rules.findings.findings_rows import CELLS_LISTED
from kpi_xl.rules.submissions.cell_text import text_of, word_of
from kpi_xl.rules.submissions.check_rows import read_check_rows
from kpi_xl.rules.tables.table import Table

_DIGITS = 8


def answered(
    book: Book, table: Table | None, findings: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[KeptReply, ...]]:
    """The findings with the answers to them, and the rows of Checks that answer none of them.

    An answer given to a value that has changed since answers nothing; it is kept, and counts again where the value
    comes back.
    """
    rows = read_check_rows(book)
    given: dict[str, Reply] = {}
    for row in rows:
        if row.key and any(row.reply):
            given.setdefault(row.key, row.reply)
    told = tuple(_with_replies(finding, _keys(book, table, finding), given) for finding in findings)
    asked = {key for finding in told for key in finding.keys}
    return told, tuple(dict.fromkeys(row for row in rows if row.key not in asked))


def _with_replies(finding: Finding, keys: tuple[str, ...], given: Mapping[str, Reply]) -> Finding:
    return replace(finding, keys=keys, replies=tuple(given.get(key, NO_REPLY) for key in keys))


def _keys(book: Book, table: Table | None, finding: Finding) -> tuple[str, ...]:
    if not finding.places:
        return (_key(finding.code, *(str(value) for _, value in sorted(finding.facts.items()))),)
    return tuple(_key(finding.code, *_about(book, table, place)) for place in finding.places[:CELLS_LISTED])


def _key(*parts: str) -> str:
    """Short, for it is written on Checks. It begins with a letter, so that Excel keeps it as text."""
    return "k" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[: _DIGITS - 1]


def _about(book: Book, table: Table | None, place: Place) -> Sequence[str]:
    """What stands at the place. In a row of the return: its KPI, the column, what the cell says and what the value is.

    So it does not matter whether rows have been sorted or columns moved since.
    """
    sheet = book.sheet(place.sheet)
    try:
        row, column = row_and_column(place.cell)
    except ValueError:
        return place.sheet, place.cell
    cell = None if sheet is None else sheet.cell(row, column)
    if table is None or sheet is None or sheet.name != table.sheet.name:
        return place.sheet, place.cell, _content(cell)
    field = next((name for name, number in table.columns.items() if number == column), place.cell)
    kpi_id, value = (
        sheet.cell(row, table.columns[name]) if name in table.columns else None for name in ("kpi_id", "value")
    )
    return word_of(kpi_id), field, _content(cell), _content(value)


def _content(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    # An open workbook gives a time to the microsecond, so the last digits of what its file holds are not there.
    return f"{cell.value:.12g}" if isinstance(cell.value, float) else text_of(cell) or str(cell.value)
