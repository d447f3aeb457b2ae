"""What a run found and did, for the person who typed it."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kpi_xl.faces.report_findings import echo_findings
from kpi_xl.faces.report_summary import coloured_headline
from kpi_xl.faces.terminal import coloured, say, show_table
from kpi_xl.model.finding import Severity
from kpi_xl.model.master import SubmissionRecord
from kpi_xl.model.rating import Reason
from kpi_xl.model.shown_text import shown
from kpi_xl.model.submission import Checked
from kpi_xl.rules.consolidation.quality_notes import RED_GOES
from kpi_xl.rules.findings.unreadable import not_reached
from kpi_xl.rules.words.wording import counted
from kpi_xl.workflows.run import RunResult
from kpi_xl.workflows.send_back import is_junk

_LONGEST = 60
"""Characters of a text that was changed."""
_MOST_JUNK = 8
"""Files that are no returns named one by one; of more, the rest are counted."""
MOST_LISTED = 50
"""Directorates listed one by one; of more, those whose return is in order are only counted, unless asked for."""


def report_run(result: RunResult, *, verbose: bool = False) -> None:
    """Findings first (errors only, unless `verbose`), then where each directorate stands, the counts, the files."""
    _findings(result, verbose)
    _directorates(result, verbose)
    say(f"{result.period}: {coloured_headline(result.counts)}")
    if result.counts.unrated:
        reasons = ", ".join(f"{number} {reason}" for reason, number in result.counts.unrated.items())
        say(f"Not rated: {reasons}")
    after = (_reds_gone, _gaps, _unanswered, _requests)
    for line in (*(line for lines in after for line in lines(result)), *_changes(result, verbose)):
        say(line)
    _files(result, verbose)


def _findings(result: RunResult, verbose: bool) -> None:
    junk = [checked for checked in result.validation.checked if is_junk(checked)]
    for checked in result.validation.checked:
        shown = [one for one in checked.findings if verbose or one.severity is Severity.ERROR]
        if verbose or len(junk) <= _MOST_JUNK or not is_junk(checked):
            echo_findings(_shown(checked, result), shown)
    if junk:
        names = ", ".join(_shown(checked, result) for checked in junk[:_MOST_JUNK])
        more = f" and {len(junk) - _MOST_JUNK} more (--verbose says what each is)" if len(junk) > _MOST_JUNK else ""
        what = counted(len(junk), "file that is no return", "files that are no returns")
        say(f"{what}, and nobody to send findings to: {names}{more}. Move what is not needed elsewhere.")
    echo_findings(result.workspace.rulebook.name, result.validation.rulebook)


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
        say(f"Accepted, with nothing to say of them: {rest}. --verbose lists them.")


def _worth_a_line(record: SubmissionRecord) -> bool:
    return record.status != "accepted" or bool(record.errors or record.warnings or record.fixes)


def _directorate(record: SubmissionRecord, status: str) -> tuple[str, ...]:
    counts = (record.errors, record.warnings, record.fixes)
    return (record.unit, status, *(str(number) if record.file else "" for number in counts), record.file)


def _gaps(result: RunResult) -> Iterable[str]:
    consolidation = result.consolidation
    lost = {one.unit for one in result.validation.checked if not_reached(one)}
    for units, what in (
        (consolidation.missing, "nothing has been sent"),
        ([unit for unit in consolidation.refused if unit not in lost], "what was sent was turned down"),
        ([unit for unit in consolidation.refused if unit in lost], "what was sent could not be read, as said above"),
        (consolidation.kept, "no acceptable return this time, so the figures accepted earlier stand"),
    ):
        if units:
            yield f"{', '.join(units)}: {what}."
    if consolidation.gaps:
        awaited = sum(
            one.gap and one.outcome is Reason.AWAITED for one in result.consolidation.master.of(result.period)
        )
        yield f"Left open in the master: {counted(consolidation.gaps, 'KPI')}, {awaited:,} of them Awaited."


def _reds_gone(result: RunResult) -> Iterable[str]:
    """A line for each Red that is no longer counted: nobody should have to look for what is not there."""
    for checked in result.validation.checked:
        for finding in checked.findings:
            if finding.code == RED_GOES:
                mark = "" if checked.accepted else " (not accepted yet)"
                was, reason = finding.facts["was"], finding.facts["reason"]
                yield f"No longer counted as Red: {finding.kpi_id}, {reason}{mark}. {was}"


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
        yield f"  {change.kpi_id} {change.header}: {_brief(change.old)} is now {_brief(change.new)}"
    if not verbose and len(changes) > 10:
        yield "  and more; --verbose lists them all."


def _brief(text: str) -> str:
    """One line of it: a commentary has 32,767 characters."""
    return shown(text, _LONGEST) or "blank"


def _files(result: RunResult, verbose: bool) -> None:
    verb = "Would write" if result.dry_run else "Wrote"
    if result.master_written:
        say(f"{verb} {result.workspace.master}")
    else:
        say(f"{result.workspace.master} says all this already, so it was left as it is.")
    if result.backup is not None:
        say(f"The master before it is kept as {result.backup}")
    if result.findings:
        say(f"{verb} {counted(len(result.findings), 'findings workbook')} to send back in {result.workspace.findings}")
        for path in result.findings if verbose else ():
            say(f"  {path.name}")
    for path in result.stayed:
        say(f"Could not be deleted and is not needed any more: {path}. It does no harm.")
    _last_words(result)


def _last_words(result: RunResult) -> None:
    checked = result.validation.checked
    lost = sum(not_reached(one) for one in checked)
    turned_down = sum(one.status in ("rejected", "unreadable") for one in checked) - lost
    if turned_down:
        told = counted(turned_down, "file")
        say(f"{coloured('error')}: {told} turned down; what to do is said above.", err=True)
    if lost:
        told = counted(lost, "file or folder", "files or folders")
        say(f"{coloured('error')}: {told} could not be read, so the run went on without. Run again.", err=True)
