"""What a row of a return reports, from its cells."""

from collections.abc import Mapping

from kpi_xl.model.book import Cell
from kpi_xl.model.submission import Reported
from kpi_xl.rules.checks.case import Case, Row
from kpi_xl.rules.checks.plain_row import plain_number
from kpi_xl.rules.submissions.row_words import Words, words_of

Cells = Mapping[str, Cell]


def report_plain(case: Case, kpi_id: str, cells: Cells, words: Words, value: float) -> Reported:
    """A row whose `value` `plain_value` has passed."""
    cell = cells["value"]
    place = case.table.sheet.place(cell.row, cell.column)
    parts = (plain_number(cells.get("numerator")), plain_number(cells.get("denominator")))
    return Reported(kpi_id, value, None, place, False, *parts, *words)


def report_row(case: Case, row: Row) -> Reported:
    """A settled row: it has a value or a reason."""
    field = "value" if row.value is not None or row.cell("reason") is None else "reason"
    place = case.place(row.entry.row, field)
    parts = (row.numerator, row.denominator)
    words = words_of(row.entry.cells)
    return Reported(row.kpi.kpi_id, row.value, row.reason, place, row.provisional, *parts, *words)
