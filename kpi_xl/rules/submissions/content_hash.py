"""What a return says, as one short hash: the Sign off button writes it, and an edit made afterwards shows."""

import hashlib
from collections.abc import Iterator

from kpi_xl.model.book import Cell
from kpi_xl.model.columns import REQUESTS_SHEET, RETURN_COLUMNS, SERVICES_SHEET, SUMMARY_SHEET
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


def part_hashes(submission: Submission) -> str:
    """What was signed, part by part: "AS01 5f0c7a, AS02 18be20, ...". So that what changed afterwards can be named."""
    parts: dict[str, list[str]] = {}
    for name, text in _parts(submission):
        parts.setdefault(name, []).append(text)
    return ", ".join(f"{name} {_short(chr(30).join(texts))}" for name, texts in parts.items())


def changed_parts(before: str, now: str) -> list[str]:
    """KPIs and sheets whose hashes differ, are new or are gone; `before` and `now` are of `part_hashes`."""
    was, is_now = (dict(part.rpartition(" ")[::2] for part in text.split(", ") if part) for text in (before, now))
    return [name for name in {**was, **is_now} if was.get(name) != is_now.get(name)]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _said(submission: Submission) -> Iterator[str]:
    sign_off = submission.sign_off
    yield f"{submission.unit}\x1f{submission.period}\x1f{sign_off.name}\x1f{sign_off.on}"
    yield from (text for _, text in _parts(submission))


def _parts(submission: Submission) -> Iterator[tuple[str, str]]:
    for entry in sorted(submission.entries, key=lambda entry: (entry.kpi_id, entry.row)):
        since = (f"{field}={text}" for field in ENTERED_SINCE if (text := _entered(entry.cells.get(field))))
        said = [entry.kpi_id, *(_entered(entry.cells.get(field)) for field in ENTERED), *since]
        yield entry.kpi_id, "\x1f".join(said)
    yield SUMMARY_SHEET, submission.summary
    for area in submission.services:
        yield SERVICES_SHEET, "\x1f".join((area.name, area.lower, area.upper, area.note))
    for asked in submission.requests:
        yield REQUESTS_SHEET, "\x1f".join((asked.kpi_id, asked.what, asked.new, asked.reason, asked.asked_by))


def _entered(cell: Cell | None) -> str:
    """A number and the same digits as text differ: they are read differently."""
    if cell is None or cell.value is None:
        return ""
    return f"{cell.value:.15g}" if isinstance(cell.value, float) else f"{cell.kind.value} {text_of(cell) or cell.value}"
