"""Do what a run has planned: write the findings, swap the master in, keep the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from kpi_xl.files.disk.look import is_there
from kpi_xl.files.disk.write import delete
from kpi_xl.files.saving.run_record import FileSeen, RunRecord, files_seen, made_with, relative, timestamp, write_record
from kpi_xl.files.saving.safe_save import backup, remove_unfinished
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.model.errors import DiskError, FileBusyError, SaveError, UnfinishedError
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.issued_settings import known_link
from kpi_xl.workflows.plan_run import Plan, Tell
from kpi_xl.workflows.run_result import RunResult
from kpi_xl.workflows.send_back import send_back, to_send_back


def carry_out(plan: Plan, result: RunResult, when: datetime, progress: Tell | None) -> RunResult:
    """The record comes last: whoever finds one finds everything it speaks of.

    Raises UnfinishedError, which says what stands, when something cannot be written.
    """
    workspace = plan.workspace
    stayed = remove_unfinished(*_written_to(workspace))
    if result.findings:
        with _saying_what_stands("Some findings workbooks may be new already. The master is as it was."):
            copies = to_send_back(plan.validation.checked, workspace.findings)
            send_back(copies, progress, workspace.findings_journal, known_link(workspace))
    copy = None
    if result.master_written:
        told = "The findings workbooks are new already. " if result.findings else ""
        stands = "The master is as it was." if plan.earlier_sha256 else "There is no master yet."
        with _saying_what_stands(told + stands):
            copy = _write_master(plan, when, progress)
    stayed += tuple(path for path in result.outdated if not _deleted(path))  # they go next time
    with _saying_what_stands(_only_the_record(result, copy)):
        write_record(workspace.record, _record(plan, result, when))
    if result.with_findings:
        _deleted(workspace.findings_journal)
    return replace(result, backup=copy, stayed=stayed)


def _written_to(workspace: Workspace) -> tuple[Path, ...]:
    """The folders in which something of ours may have been cut off half-way."""
    return (workspace.root, workspace.backups, workspace.findings, workspace.returns, workspace.accessible)


@contextmanager
def _saying_what_stands(what: str) -> Iterator[None]:
    try:
        yield
    except (SaveError, FileBusyError, DiskError) as error:
        raise UnfinishedError(" ".join(filter(None, (str(error), what, "Then run again.")))) from error


def _only_the_record(result: RunResult, copy: Path | None) -> str:
    if not result.master_written:
        return "All else is done: the master said all this already and is as it was."
    before = "" if copy is None else f", and the one before it is kept as {copy}"
    return f"All else is done: the master is new{before}. Only the record of the run is lacking."


def _deleted(path: Path) -> bool:
    """Whether it is gone; where somebody is looking at it, it is not."""
    try:
        delete(path)
    except DiskError:
        return False
    return True


def _write_master(plan: Plan, when: datetime, progress: Tell | None) -> Path | None:
    """Copy the old master to backups and swap the new one in; the copy's path."""
    from kpi_xl.files.write_master import write_master  # XlsxWriter is not needed where the master stands

    if progress is not None:
        progress("Writing the master", 0, 1)
    master, period = plan.consolidation.master, plan.consolidation.period
    copy = backup(plan.workspace.master, plan.workspace.backups, when)
    write = partial(write_master, master=master, rulebook=plan.rulebook, period=period, created=when)
    save_workbook(plan.workspace.master, write)
    return copy


def _record(plan: Plan, result: RunResult, when: datetime) -> RunRecord:
    root = plan.workspace.root
    counts = result.counts.shape()
    outputs = files_seen((plan.workspace.master, *result.findings), root)
    return RunRecord(
        when=timestamp(when),
        period=str(result.period),
        rulebook=FileSeen(relative(plan.workspace.rulebook, root), plan.rulebook.sha256),
        inputs=tuple(
            FileSeen(relative(Path(one.path), root), one.sha256, one.unit or "", one.status)
            for one in plan.validation.checked
        ),
        outputs=(*outputs, *_still_there(plan, outputs)),
        counts={name: counts[name] for name in ("total", "rated", "green", "amber", "red")},
        made_with=made_with(),
        look=plan.look,
        master_changed=result.master_written,
    )


def _still_there(plan: Plan, outputs: tuple[FileSeen, ...]) -> Iterator[FileSeen]:
    """What earlier runs wrote and this one neither replaced nor removed, so that a later one knows it for its own."""
    written = {seen.path for seen in outputs}
    for seen in plan.written_before:
        if seen.path not in written and is_there(plan.workspace.root / seen.path):
            yield seen
