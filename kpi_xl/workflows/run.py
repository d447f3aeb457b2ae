"""The whole round: check every submission, bring what is accepted into the master, write findings to send back."""

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from kpi_xl.files.open_in_excel import refuse_if_open
from kpi_xl.files.run_lock import one_run
from kpi_xl.files.run_record import FileSeen, RunRecord, files_seen, made_with, relative, timestamp, write_record
from kpi_xl.files.safe_save import backup, remove_unfinished, save_atomically
from kpi_xl.model.kpi import Scope
from kpi_xl.model.period import Period
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.consolidate import Consolidation
from kpi_xl.rules.counting import Counts, count
from kpi_xl.workflows.plan_run import Plan, Tell, check_folders, plan_run
from kpi_xl.workflows.send_back import outdated, send_back, to_send_back
from kpi_xl.workflows.validate import Validation


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run found and did. In a dry run the paths are those that would be written.

    `counts` are of the corporate KPIs in the period. `master_written` is False where the master already said all
    this and was left as it was. `backup` is the copy of the master that was replaced, None where there was none.
    `findings` are the copies to send back, `outdated` those of earlier runs taken away because they no longer apply.
    """

    workspace: Workspace
    period: Period
    validation: Validation
    consolidation: Consolidation
    counts: Counts
    master_written: bool
    backup: Path | None
    findings: tuple[Path, ...]
    outdated: tuple[Path, ...]
    dry_run: bool

    @property
    def clean(self) -> bool:
        """Every file is accepted or rightly left out, and every directorate's figures are in, now or from before."""
        return self.validation.clean and self.consolidation.complete


def run(
    folder: Path,
    period: Period | None = None,
    *,
    dry_run: bool = False,
    jobs: int = 2,
    progress: Tell | None = None,
    when: datetime | None = None,
) -> RunResult:
    """Bring the submissions of the workspace `folder` into its master, and write findings to send back.

    `period` None means the rulebook's own. Everything is looked at before anything is written; the master is swapped
    in whole, and the one before it copied to backups. `jobs` is how many processes read files when there are many.
    `progress` is told what goes on. `when` dates the backup, the record and the master; now, unless given.

    Raises WorkspaceError where the folder is not a workspace or the master cannot be built upon, RulebookError for a
    wrong rulebook, FileBusyError where another run is at work or the master is open in Excel, SaveError where
    something cannot be written. Whichever it is, the earlier master is as it was.
    """
    return bring_in(folder, period, dry_run, jobs, progress, when, with_findings=True)


def bring_in(
    folder: Path,
    period: Period | None,
    dry_run: bool,
    jobs: int,
    progress: Tell | None,
    when: datetime | None,
    *,
    with_findings: bool,
) -> RunResult:
    """`run`, with or without the findings workbooks."""
    when = when or datetime.now()
    workspace = Workspace(folder)
    check_folders(workspace)
    with nullcontext() if dry_run else one_run(workspace.lock, when):
        refuse_if_open(workspace.master)
        plan = plan_run(workspace, period, jobs, progress)
        outcome = _outcome(plan, with_findings, dry_run)
        return outcome if dry_run else _write(plan, outcome, when, progress)


def _outcome(plan: Plan, with_findings: bool, dry_run: bool) -> RunResult:
    """What will be written; the backup's name is known only once it is made."""
    workspace, checked = plan.workspace, plan.validation.checked
    findings = to_send_back(checked, workspace.findings) if with_findings else {}
    return RunResult(
        workspace=workspace,
        period=plan.consolidation.period,
        validation=plan.validation,
        consolidation=plan.consolidation,
        counts=_counts(plan),
        master_written=not plan.master_stands,
        backup=None,
        findings=tuple(findings),
        outdated=outdated(plan.last, workspace, findings) if with_findings else (),
        dry_run=dry_run,
    )


def _counts(plan: Plan) -> Counts:
    """The corporate KPIs of the period (rating rule 20)."""
    kpis = plan.rulebook.kpis
    results = plan.consolidation.master.of(plan.consolidation.period)
    return count(result.outcome for result in results if kpis[result.kpi_id].scope is Scope.CORPORATE)


def _write(plan: Plan, outcome: RunResult, when: datetime, progress: Tell | None) -> RunResult:
    """The record comes last: whoever finds one finds everything it speaks of."""
    workspace = plan.workspace
    for folder in (workspace.root, workspace.backups, workspace.findings):
        remove_unfinished(folder)
    if outcome.findings:
        send_back(to_send_back(plan.validation.checked, workspace.findings), progress)
    copy = _write_master(plan, when, progress) if outcome.master_written else None
    for path in outcome.outdated:
        path.unlink(missing_ok=True)
    write_record(workspace.record, _record(plan, outcome, when))
    return replace(outcome, backup=copy)


def _write_master(plan: Plan, when: datetime, progress: Tell | None) -> Path | None:
    """Copy the old master to backups and swap the new one in; the copy's path."""
    from kpi_xl.files.write_master import write_master  # XlsxWriter is not needed where the master stands

    if progress is not None:
        progress("Writing the master", 0, 1)
    master, period = plan.consolidation.master, plan.consolidation.period
    copy = backup(plan.workspace.master, plan.workspace.backups, when)
    write = partial(write_master, master=master, rulebook=plan.rulebook, period=period, created=when)
    save_atomically(plan.workspace.master, write)
    return copy


def _record(plan: Plan, outcome: RunResult, when: datetime) -> RunRecord:
    root = plan.workspace.root
    counts = outcome.counts.shape()
    return RunRecord(
        when=timestamp(when),
        period=str(outcome.period),
        rulebook=FileSeen(relative(plan.workspace.rulebook, root), plan.rulebook.sha256),
        inputs=tuple(
            FileSeen(relative(Path(one.path), root), one.sha256, one.unit or "", one.status)
            for one in plan.validation.checked
        ),
        outputs=files_seen((plan.workspace.master, *outcome.findings), root),
        counts={name: counts[name] for name in ("total", "rated", "green", "amber", "red")},
        made_with=made_with(),
        look=plan.look,
        master_changed=outcome.master_written,
    )
