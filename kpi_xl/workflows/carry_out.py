"""Do what a run has planned: write the findings, swap the master in, keep the record."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from kpi_xl.files.saving.run_record import FileSeen, RunRecord, files_seen, made_with, relative, timestamp, write_record
from kpi_xl.files.saving.safe_save import backup, remove_unfinished
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.workflows.issued_settings import known_link
from kpi_xl.workflows.plan_run import Plan, Tell
from kpi_xl.workflows.run_result import RunResult
from kpi_xl.workflows.send_back import send_back, to_send_back


def carry_out(plan: Plan, result: RunResult, when: datetime, progress: Tell | None) -> RunResult:
    """The record comes last: whoever finds one finds everything it speaks of."""
    workspace = plan.workspace
    for folder in (workspace.root, workspace.backups, workspace.findings):
        remove_unfinished(folder)
    if result.findings:
        copies = to_send_back(plan.validation.checked, workspace.findings)
        send_back(copies, progress, known_link(workspace))
    copy = _write_master(plan, when, progress) if result.master_written else None
    for path in result.outdated:
        with suppress(OSError):  # somebody is looking at it: it goes next time
            path.unlink()
    write_record(workspace.record, _record(plan, result, when))
    return replace(result, backup=copy)


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
    for seen in () if plan.last is None else plan.last.outputs:
        if seen.path not in written and (plan.workspace.root / seen.path).exists():
            yield seen
