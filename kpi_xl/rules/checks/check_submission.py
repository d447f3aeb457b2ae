"""The whole check of one return: its stages in order, each stopping the next where that would make no sense."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kpi_xl.model.book import Book
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked, Reported
from kpi_xl.rules.checks.button_settings import Issued, settings_not_as_issued
from kpi_xl.rules.checks.case import Case, Row, RowCheck
from kpi_xl.rules.checks.cross import CROSS_CHECKS
from kpi_xl.rules.checks.expected import Standards
from kpi_xl.rules.checks.explanations import EXPLANATION_CHECKS
from kpi_xl.rules.checks.files import FILE_CHECKS, unstorable_text
from kpi_xl.rules.checks.identity import IDENTITY_CHECKS, period_of, unit_named, unit_of
from kpi_xl.rules.checks.locked import LOCKED_CHECKS
from kpi_xl.rules.checks.plain_row import plain_row
from kpi_xl.rules.checks.rows import ROWS_CHECKS
from kpi_xl.rules.checks.structure import STRUCTURE_CHECKS
from kpi_xl.rules.checks.values import VALUE_CHECKS
from kpi_xl.rules.findings.grouping import grouped
from kpi_xl.rules.submissions.cover import read_cover, read_stamp
from kpi_xl.rules.submissions.find_return import find_return
from kpi_xl.rules.submissions.read_row import read_row
from kpi_xl.rules.submissions.read_submission import read_submission
from kpi_xl.rules.submissions.report_row import report_plain, report_row
from kpi_xl.rules.submissions.row_words import words_of
from kpi_xl.rules.tables.storable_book import storable_book

ROW_CHECKS: tuple[RowCheck, ...] = (*VALUE_CHECKS, *LOCKED_CHECKS, *EXPLANATION_CHECKS)
"""Run, in this order, on each row that is not plain."""


@dataclass(frozen=True)
class Checker:
    """Checks returns of one collection: `period` is the one collected (None: whatever each return says it is)."""

    rulebook: Rulebook
    master: Master | None = None
    period: Period | None = None
    issued: Issued = field(default_factory=dict)
    """Settings of the buttons that we are known to have put into returns."""
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
        case = Case(book, self.rulebook, table, cover, read_submission(book, table, cover), self.period)
        findings += self._findings(case)
        return _checked(case, grouped(findings))

    def _findings(self, case: Case) -> Iterator[Finding]:
        for check in (*IDENTITY_CHECKS, *STRUCTURE_CHECKS):
            yield from check(case)
        case.unit, period = unit_of(self.rulebook, case.submission), period_of(case)
        if case.unit is None or period is None or not case.table.readable:
            return
        case.standards = self._standards_of(period)
        for check in ROWS_CHECKS:
            yield from check(case)
        yield from _check_rows(case)
        for check in CROSS_CHECKS:
            yield from check(case)

    def _standards_of(self, period: Period) -> Standards:
        if period not in self._standards:
            self._standards[period] = Standards(self.rulebook, self.master, period)
        return self._standards[period]

    def _without_table(self, book: Book, findings: list[Finding]) -> Checked:
        unit = unit_named(self.rulebook, read_stamp(book).unit)
        return Checked(book.path, book.sha256, "rejected", grouped(findings), None if unit is None else unit.code)


def check_submission(
    book: Book, rulebook: Rulebook, master: Master | None = None, period: Period | None = None
) -> Checked:
    """Check one return; for many, one Checker saves working out the same expectations again."""
    return Checker(rulebook, master, period).check(book)


def _check_rows(case: Case) -> Iterator[Finding]:
    """Sets `case.reported`: what each row reports, as far as it could be read."""
    standards = case.standards
    assert standards is not None
    own_last = not standards.last_results
    large_change = case.rulebook.settings.large_change
    noted = bool(case.table.sheet.notes)
    reported: dict[str, Reported] = {}
    for kpi_id, entry in case.entries.items():
        expected = standards.of(kpi_id)
        assert expected is not None
        words = words_of(entry.cells)
        plain = None if noted else plain_row(entry.cells, words, expected, large_change, own_last)
        if plain is not None:
            reported[kpi_id] = report_plain(case, entry, words, plain)
            continue
        row = read_row(entry, expected, standards.period, own_last)
        yield from _check_row(case, row)
        if row.settled:
            reported[kpi_id] = report_row(case, row)
    case.reported = reported


def _check_row(case: Case, row: Row) -> Iterator[Finding]:
    for check in ROW_CHECKS:
        yield from check(case, row)


def _checked(case: Case, findings: tuple[Finding, ...]) -> Checked:
    submission = case.submission
    rejected = any(finding.severity is Severity.ERROR for finding in findings)
    return Checked(
        path=case.book.path,
        sha256=case.book.sha256,
        status="rejected" if rejected else "accepted",
        findings=findings,
        unit=None if case.unit is None else case.unit.code,
        period=submission.period,
        reported=tuple(case.reported.values()),
        summary=submission.summary,
        services=submission.services,
        sign_off=submission.sign_off,
    )
