"""What a row of a return reports, from its cells."""

from kpi_xl.model.submission import Entry, Reported
from kpi_xl.rules.checks.case import Case, Row
from kpi_xl.rules.checks.plain_row import Plain
from kpi_xl.rules.submissions.row_words import Words, words_of


def report_plain(case: Case, entry: Entry, words: Words, plain: Plain) -> Reported:
    """A row `plain_row` has passed."""
    value, reason, over, under = plain
    place = case.table.sheet.place(entry.row, case.table.columns["reason" if value is None else "value"])
    return Reported(entry.kpi_id, value, reason, place, False, over, under, *words)


def report_row(case: Case, row: Row) -> Reported:
    """A settled row: it has a value or a reason."""
    field = "value" if row.value is not None or row.cell("reason") is None else "reason"
    place = case.place(row.entry.row, field)
    parts = (row.numerator, row.denominator)
    words = words_of(row.entry.cells)
    return Reported(row.kpi.kpi_id, row.value, row.reason, place, row.provisional, *parts, *words)
