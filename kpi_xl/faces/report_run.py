"""What a run found and did, for the person who typed it."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from kpi_xl.faces.report_findings import echo_findings
from kpi_xl.faces.report_summary import coloured_headline
from kpi_xl.faces.terminal import coloured, show_table
from kpi_xl.model.finding import Severity
from kpi_xl.model.master import SubmissionRecord
from kpi_xl.model.submission import Checked
from kpi_xl.rules.findings.make_finding import quoted
from kpi_xl.rules.words.wording import counted
from kpi_xl.workflows.run import RunResult

MOST_LISTED = 50
"""Directorates listed one by one; of more, those whose return is in order are only counted, unless asked for."""


def report_run(result: RunResult, *, verbose: bool = False) -> None:
    """Findings first (errors only, unless `verbose`), then where each directorate stands, the counts, the files."""
    _findings(result, verbose)
    _directorates(result, verbose)
    click.echo(f"{result.period}: {coloured_headline(result.counts)}")
    if result.counts.unrated:
        reasons = ", ".join(f"{number} {reason}" for reason, number in result.counts.unrated.items())
        click.echo(f"Not rated: {reasons}")
    for line in (*_gaps(result), *_unanswered(result), *_requests(result), *_changes(result, verbose)):
        click.echo(line)
    _files(result, verbose)


def _findings(result: RunResult, verbose: bool) -> None:
    for checked in result.validation.checked:
        shown = [one for one in checked.findings if verbose or one.severity is Severity.ERROR]
        echo_findings(_shown(checked, result), shown)


def _shown(checked: Checked, result: RunResult) -> str:
    path = Path(checked.path)
    return str(path.relative_to(result.workspace.root)) if path.is_relative_to(result.workspace.root) else str(path)


def _directorates(result: RunResult, verbose: bool) -> None:
    everyone = [one for one in result.consolidation.master.submissions if one.period == result.period]
    kept = result.consolidation.kept
    records = everyone
    if len(everyone) > MOST_LISTED and not verbose:
        records = [one for one in everyone if one.unit in kept or _worth_a_line(one)]
    if records:
        show_table(
            ("Directorate", "Return", "Errors", "Warnings", "Fixed", "File"),
            (_directorate(record, "accepted earlier" if record.unit in kept else record.status) for record in records),
            right=(2, 3, 4),
        )
    if len(records) < len(everyone):
        rest = counted(len(everyone) - len(records), "return" if not records else "other return")
        click.echo(f"Accepted, with nothing to say of them: {rest}. --verbose lists them.")


def _worth_a_line(record: SubmissionRecord) -> bool:
    return record.status != "accepted" or bool(record.errors or record.warnings or record.fixes)


def _directorate(record: SubmissionRecord, status: str) -> tuple[str, ...]:
    counts = (record.errors, record.warnings, record.fixes)
    return (record.unit, status, *(str(number) if record.file else "" for number in counts), record.file)


def _gaps(result: RunResult) -> Iterable[str]:
    consolidation = result.consolidation
    for units, what in (
        (consolidation.missing, "nothing has been sent"),
        (consolidation.refused, "what was sent was turned down"),
        (consolidation.kept, "no acceptable return this time, so the figures accepted earlier stand"),
    ):
        if units:
            yield f"{', '.join(units)}: {what}."
    if consolidation.gaps:
        yield f"Marked Awaited in the master: {counted(consolidation.gaps, 'KPI')}."


def _unanswered(result: RunResult) -> Iterable[str]:
    """A line a directorate with warnings that nobody has answered on Checks."""
    for record in result.consolidation.master.submissions:
        if record.period == result.period and record.status == "accepted" and record.unanswered:
            yield f"{record.unit}: {record.unanswered} of {counted(record.warnings, 'warning')} not answered."


def _requests(result: RunResult) -> Iterable[str]:
    asked = Counter(one.unit for one in result.consolidation.master.requests if one.period == result.period)
    for unit, number in asked.items():
        yield f"{unit} asks for {counted(number, 'change')} of the rulebook: see Change requests in the master."


def _changes(result: RunResult, verbose: bool) -> Iterable[str]:
    changes = result.consolidation.changes
    if not changes:
        return
    yield f"{counted(len(changes), 'cell')} changed since the last run:"
    for change in changes if verbose else changes[:10]:
        was, now = (quoted(text) or "blank" for text in (change.old, change.new))
        yield f"  {change.kpi_id} {change.header}: {was} is now {now}"
    if not verbose and len(changes) > 10:
        yield "  and more; --verbose lists them all."


def _files(result: RunResult, verbose: bool) -> None:
    verb = "Would write" if result.dry_run else "Wrote"
    if result.master_written:
        click.echo(f"{verb} {result.workspace.master}")
    else:
        click.echo(f"{result.workspace.master} says all this already, so it was left as it is.")
    if result.backup is not None:
        click.echo(f"The master before it is kept as {result.backup}")
    if result.findings:
        click.echo(
            f"{verb} {counted(len(result.findings), 'findings workbook')} to send back in {result.workspace.findings}"
        )
        for path in result.findings if verbose else ():
            click.echo(f"  {path.name}")
    turned_down = sum(one.status in ("rejected", "unreadable") for one in result.validation.checked)
    if turned_down:
        told = counted(turned_down, "file")
        click.echo(f"{coloured('error')}: {told} turned down; what to do is said above.", err=True)
