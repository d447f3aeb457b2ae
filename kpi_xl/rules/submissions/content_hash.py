"""What a return says, as one short hash: the Sign off button writes it, and an edit made afterwards shows."""

import hashlib
from collections.abc import Iterator

from kpi_xl.model.book import Cell
from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.submission import Submission
from kpi_xl.rules.submissions.cell_text import text_of

ENTERED = tuple(column.field for column in RETURN_COLUMNS if not column.locked and column.since == 1)
ENTERED_SINCE = tuple(column.field for column in RETURN_COLUMNS if not column.locked and column.since > 1)
"""The fields of a row that an officer fills in. Those of later templates count only where they are filled in, so that
the stamp of a return signed off before they came still fits.
"""

_DIGITS = 20


def content_hash(submission: Submission) -> str:
    """20 hexadecimal digits over directorate, quarter, everything entered, and who signed it off when.

    The same for a workbook open in Excel and for its saved file: numbers count at 15 digits, texts without outer
    blanks, and it does not matter in which order the rows stand. It shows slips, and is no seal against forgery.
    """
    text = "\x1e".join(_said(submission))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _said(submission: Submission) -> Iterator[str]:
    sign_off = submission.sign_off
    yield f"{submission.unit}\x1f{submission.period}\x1f{sign_off.name}\x1f{sign_off.on}"
    for entry in sorted(submission.entries, key=lambda entry: (entry.kpi_id, entry.row)):
        since = (f"{field}={text}" for field in ENTERED_SINCE if (text := _entered(entry.cells.get(field))))
        yield "\x1f".join([entry.kpi_id, *(_entered(entry.cells.get(field)) for field in ENTERED), *since])
    yield submission.summary
    for area in submission.services:
        yield "\x1f".join((area.name, area.lower, area.upper, area.note))
    for asked in submission.requests:
        yield "\x1f".join((asked.kpi_id, asked.what, asked.new, asked.reason, asked.asked_by))


def _entered(cell: Cell | None) -> str:
    """A number and the same digits as text differ: they are read differently."""
    if cell is None or cell.value is None:
        return ""
    return f"{cell.value:.15g}" if isinstance(cell.value, float) else f"{cell.kind.value} {text_of(cell) or cell.value}"
