"""Submissions: who has sent a return for the quarter, and who has not."""

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.records import FIRST, MOST_SHOWN, keep, record_page
from kpi_xl.model.master import SubmissionRecord
from kpi_xl.model.master_layout import SUBMISSIONS
from kpi_xl.rules.master_rows import submission_rows

_HEADERS = ["Quarter", "Directorate", "Return", "File", "Errors", "Warnings", "Fixes", "Signed off by", "Signed off on"]
_NUMBERS = (4, 5, 6)
_WORDS = {
    "accepted": "Accepted",
    "rejected": "Not accepted",
    "unreadable": "Could not be read",
    "skipped": "Not used",
    "missing": "Missing",
}


def write(edition: Edition) -> None:
    page = record_page(edition, SUBMISSIONS, "Who has sent their return", 1, 3)
    units = [unit.code for unit in edition.rulebook.units]
    row = FIRST
    if len(units) <= MOST_SHOWN:
        row = _write_quarter(page, units) + 1
    keep(page, row, SUBMISSIONS, list(submission_rows(edition.master.submissions)))


def _write_quarter(page: MasterPage, units: list[str]) -> int:
    """A row a directorate, whoever has sent nothing included; gives the row below."""
    period = page.edition.period
    sent = {record.unit: record for record in page.edition.master.submissions if record.period == period}
    rows = [sent.get(unit, SubmissionRecord(unit, period, "missing")) for unit in units]
    accepted = sum(record.status == "accepted" for record in rows)
    headline = f"{accepted:,} of {len(rows):,} returns accepted for {period}"
    page.text(5, 1, headline, page.formats("headline", text_wrap=False))
    page.height(5, 22)
    page.table_of("tblSubmissionsNow", FIRST + 1, len(rows), _HEADERS, numbers=_NUMBERS)
    for row, record in enumerate(rows, start=FIRST + 2):
        _write_record(page, row, record)
    return FIRST + 2 + len(rows)


def _write_record(page: MasterPage, row: int, record: SubmissionRecord) -> None:
    page.text(row, 1, str(record.period), "id")
    page.text(row, 2, record.unit, "id")
    look = "text" if record.status == "accepted" else "problem"
    page.text(row, 3, _WORDS.get(record.status, record.status), look)
    page.text(row, 4, record.file or "Nothing has been sent", "text")
    for column, number in enumerate((record.errors, record.warnings, record.fixes), start=5):
        page.number(row, column, None if record.status == "missing" else number, "number")
    page.text(row, 8, record.signed_by, "text")
    page.text(row, 9, record.signed_on, "text")
