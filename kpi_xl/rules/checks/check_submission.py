"""The whole check of one return: its stages in order, each stopping the next where that would make no sense."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kpi_xl.model.book import Book
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.reply import KeptReply
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked, Reported
from kpi_xl.rules.checks.answers import answered
from kpi_xl.rules.checks.button_settings import Issued, settings_not_as_issued
from kpi_xl.rules.checks.change_requests import REQUEST_CHECKS, asked_for
from kpi_xl.rules.checks.commentary import COMMENTARY_CHECKS, COMMENTARY_ROW_CHECKS
from kpi_xl.rules.checks.cross import CROSS_CHECKS
from kpi_xl.rules.checks.demanded import DEMANDED_CHECKS, DEMANDED_ROW_CHECKS, services_of
from kpi_xl.rules.checks.expected import Standards
from kpi_xl.rules.checks.explanations import EXPLANATION_CHECKS
from kpi_xl.rules.checks.files import FILE_CHECKS, unstorable_text
from kpi_xl.rules.checks.form import FORM_CHECKS, FORM_ROW_CHECKS
from kpi_xl.rules.checks.identity import IDENTITY_CHECKS, period_of, unit_named, unit_of
from kpi_xl.rules.checks.locked import LOCKED_CHECKS
from kpi_xl.rules.checks.lost_words import LOST_WORDS_CHECKS, LOST_WORDS_ROW_CHECKS
from kpi_xl.rules.checks.one_cause import ONE_CAUSE_CHECKS
from kpi_xl.rules.checks.personal import PERSONAL_CHECKS, PERSONAL_ROW_CHECKS
from kpi_xl.rules.checks.plausibility import PLAUSIBILITY_CHECKS
from kpi_xl.rules.checks.promised import PROMISED_CHECKS, PROMISED_ROW_CHECKS
from kpi_xl.rules.checks.read_row import read_row
from kpi_xl.rules.checks.reasons import REASON_CHECKS
from kpi_xl.rules.checks.rows import ROWS_CHECKS
from kpi_xl.rules.checks.structure import STRUCTURE_CHECKS
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.checks.unlike_series import UNLIKE_SERIES_CHECKS, UNLIKE_SERIES_ROW_CHECKS
from kpi_xl.rules.checks.values import VALUE_CHECKS
from kpi_xl.rules.findings.grouping import grouped
from kpi_xl.rules.findings.without_fixes import without_fixes
from kpi_xl.rules.submissions.cover import read_cover, read_stamp
from kpi_xl.rules.submissions.find_return import find_return
from kpi_xl.rules.submissions.read_submission import read_submission
from kpi_xl.rules.tables.storable_book import storable_book

ROW_CHECKS: tuple[RowCheck, ...] = (
    *VALUE_CHECKS,
    *PLAUSIBILITY_CHECKS,
    *UNLIKE_SERIES_ROW_CHECKS,
    *LOCKED_CHECKS,
    *EXPLANATION_CHECKS,
    *COMMENTARY_ROW_CHECKS,
    *LOST_WORDS_ROW_CHECKS,
    *DEMANDED_ROW_CHECKS,
    *REASON_CHECKS,
    *PROMISED_ROW_CHECKS,
    *FORM_ROW_CHECKS,
    *PERSONAL_ROW_CHECKS,
)
"""Run, in this order, on every row."""

RETURN_CHECKS: tuple[Check, ...] = (
    *CROSS_CHECKS,
    *ONE_CAUSE_CHECKS,
    *UNLIKE_SERIES_CHECKS,
    *COMMENTARY_CHECKS,
    *LOST_WORDS_CHECKS,
    *DEMANDED_CHECKS,
    *PROMISED_CHECKS,
    *FORM_CHECKS,
    *PERSONAL_CHECKS,
    *REQUEST_CHECKS,
)
"""Run, in this order, once the rows are read."""


@dataclass(frozen=True)
class Checker:
    """Checks returns of one collection: `period` is the one collected (None: whatever each return says it is).

    `today` is the day of the check: nobody can have signed after it.
    Not `fixes`, whatever was not typed as it should be is an error, also where it can be read in one way only.
    """

    rulebook: Rulebook
    master: Master | None = None
    period: Period | None = None
    issued: Issued = field(default_factory=dict)
    """Settings of the buttons that we are known to have put into returns."""
    today: date = field(default_factory=date.today)
    fixes: bool = True
    _standards: dict[Period, Standards] = field(init=False, default_factory=dict, repr=False, compare=False)

    def check(self, book: Book) -> Checked:
        """Every finding of one workbook, in one pass. A return without an error is accepted."""
        book, replaced = storable_book(book)
        findings = [*unstorable_text(book.path, replaced), *(one for check in FILE_CHECKS for one in check(book))]
        findings += settings_not_as_issued(book, self.issued)
        table, why_not = find_return(book)
        findings += why_not
        if table is None:
            return self._without_table(book, findings)
        cover = read_cover(book)
        sent = ReturnUnderCheck(
            book, self.rulebook, table, cover, read_submission(book, table, cover), self.period, self.today
        )
        findings += self._findings(sent)
        return _checked(sent, *answered(book, table, self._told(findings)))

    def _told(self, findings: list[Finding]) -> tuple[Finding, ...]:
        told = grouped(findings)
        return told if self.fixes else without_fixes(told)

    def _findings(self, sent: ReturnUnderCheck) -> Iterator[Finding]:
        for check in (*IDENTITY_CHECKS, *STRUCTURE_CHECKS):
            yield from check(sent)
        sent.unit, period = unit_of(self.rulebook, sent.submission), period_of(sent)
        if sent.unit is None or period is None or not sent.table.readable:
            return
        sent.standards = self._standards_of(period)
        for check in ROWS_CHECKS:
            yield from check(sent)
        yield from _check_rows(sent)
        for check in RETURN_CHECKS:
            yield from check(sent)

    def _standards_of(self, period: Period) -> Standards:
        if period not in self._standards:
            self._standards[period] = Standards(self.rulebook, self.master, period)
        return self._standards[period]

    def _without_table(self, book: Book, findings: list[Finding]) -> Checked:
        unit = unit_named(self.rulebook, read_stamp(book).unit)
        told, kept = answered(book, None, self._told(findings))
        code = None if unit is None else unit.code
        return Checked(book.path, book.sha256, "rejected", told, code, kept_replies=kept)


def check_submission(
    book: Book, rulebook: Rulebook, master: Master | None = None, period: Period | None = None
) -> Checked:
    """Check one return; for many, one Checker saves working out the same expectations again."""
    return Checker(rulebook, master, period).check(book)


def _check_rows(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """Sets `sent.reported`: what each row reports, as far as it could be read."""
    standards = sent.standards
    assert standards is not None
    reported: dict[str, Reported] = {}
    for kpi_id, entry in sent.entries.items():
        expected = standards.of(kpi_id)
        assert expected is not None
        row = read_row(entry, expected, standards)
        for check in ROW_CHECKS:
            yield from check(sent, row)
        if row.decision is not None:
            reported[kpi_id] = _reported(sent, row)
    sent.reported = reported


def _reported(sent: ReturnUnderCheck, row: RowUnderCheck) -> Reported:
    field = "value" if row.value is not None or "reason" not in row.entry.cells else "reason"
    place = sent.place(row.entry.row, field)
    parts = (row.numerator, row.denominator)
    return Reported(row.kpi.kpi_id, row.value, row.reason, place, row.provisional, *parts, row.words)


def _checked(sent: ReturnUnderCheck, findings: tuple[Finding, ...], kept: tuple[KeptReply, ...]) -> Checked:
    submission = sent.submission
    rejected = any(finding.severity is Severity.ERROR for finding in findings)
    return Checked(
        path=sent.book.path,
        sha256=sent.book.sha256,
        status="rejected" if rejected else "accepted",
        findings=findings,
        unit=None if sent.unit is None else sent.unit.code,
        period=submission.period,
        reported=tuple(sent.reported.values()),
        summary=submission.summary,
        services=tuple(services_of(sent)),
        sign_off=submission.sign_off,
        kept_replies=kept,
        requests=tuple(asked_for(sent)),
    )
