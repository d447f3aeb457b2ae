"""The whole round: check every submission, bring what is accepted into the master, write findings to send back."""

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from kpi_xl.files.house_style.theme import themed
from kpi_xl.files.saving.open_in_excel import refuse_if_open
from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.model.period import Period
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.carry_out import carry_out
from kpi_xl.workflows.plan_run import Tell, check_folders, plan_run
from kpi_xl.workflows.run_result import RunResult as RunResult
from kpi_xl.workflows.run_result import foreseen


def run_quarter(
    folder: Path,
    period: Period | None = None,
    *,
    dry_run: bool = False,
    jobs: int = 2,
    progress: Tell | None = None,
    when: datetime | None = None,
    with_findings: bool = True,
    fixes: bool = True,
    join: bool = False,
) -> RunResult:
    """Bring the submissions of the workspace `folder` into its master, and write findings to send back.

    `period` None means the rulebook's own. Everything is looked at before anything is written; the master is swapped
    in whole, and the one before it copied to backups. `jobs` is how many processes read files when there are many.
    `progress` is told what goes on. `when` dates the backup, the record and the master; now, unless given. Not
    `with_findings`, nothing in the findings folder is written or taken away. Not `fixes`, what was
    not typed as it should be is turned down also where it can be read in one way only. With `join`, returns of one
    directorate that fill different cells are joined.

    Raises WorkspaceError where the folder is not a workspace or the master cannot be built upon, RulebookError for a
    wrong rulebook, FileBusyError where another run is at work or the master is open in Excel, SaveError where
    something cannot be written. Whichever it is, the earlier master is as it was.
    """
    when = when or datetime.now()
    workspace = Workspace(folder)
    check_folders(workspace)
    with nullcontext() if dry_run else one_run(workspace.lock, when), themed(workspace.theme):
        refuse_if_open(workspace.master)
        plan = plan_run(workspace, period, jobs, progress, fixes=fixes, join=join)
        result = foreseen(plan, with_findings, dry_run)
        for path in result.findings:
            refuse_if_open(path)
        return result if dry_run else carry_out(plan, result, when, progress)
