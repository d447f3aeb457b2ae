"""Issue returns: a blank return for each directorate, from the rulebook and what was published last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from kpi_xl.files.disk.look import is_there
from kpi_xl.files.house_style.theme import themed
from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.files.saving.safe_save import make_folder, remove_unfinished
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.files.write_return import write_return
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.return_plan import ReturnPlan
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.rules.returns.return_file_name import return_file_name
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook


@dataclass(frozen=True, slots=True)
class IssuedReturns:
    """`written` are the files made (or, in a dry run, that would be); `kept` were there already and are untouched."""

    period: Period
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def issue_returns(
    folder: Path, period: Period | None = None, *, replace: bool = False, dry_run: bool = False
) -> IssuedReturns:
    """Write the blank returns of a workspace into its returns folder, each whole or not at all.

    `period` None means the rulebook's own. A return issued earlier may already be half filled in, so it is only
    written over with `replace`. A directorate that reports nothing in the period gets none. Raises WorkspaceError
    when no period is given anywhere, RulebookError when the rulebook is wrong, FileBusyError when a return to be
    replaced is open in Excel, SaveError when one cannot be written.
    """
    workspace = Workspace(folder)
    rulebook = open_rulebook(workspace.rulebook)
    chosen = chosen_period(rulebook, period)
    published = open_master(workspace.master) if is_there(workspace.master) else None
    plans = plans_of(rulebook, chosen, published)
    planned = {workspace.returns / return_file_name(plan.unit, chosen): plan for plan in plans}
    kept = () if replace else tuple(path for path in planned if is_there(path))
    to_write = {path: plan for path, plan in planned.items() if path not in kept}
    if not dry_run:
        with one_run(workspace.lock, datetime.now()), themed(workspace.theme):
            remove_unfinished(workspace.returns)
            _write(workspace.returns, to_write)
    return IssuedReturns(chosen, tuple(to_write), kept)


def chosen_period(rulebook: Rulebook, period: Period | None) -> Period:
    """`period`, or else the rulebook's own. Raises WorkspaceError when there is neither."""
    chosen = period or rulebook.settings.period
    if chosen is None:
        raise WorkspaceError("The rulebook's Settings name no Current period. Type one there or give --period.")
    return chosen


def plans_of(rulebook: Rulebook, period: Period, published: Master | None) -> Iterator[ReturnPlan]:
    """The returns of the directorates that report anything in the period."""
    plans = (plan_return(rulebook, unit.code, period, published) for unit in rulebook.units)
    return (plan for plan in plans if plan.rows)


def _write(folder: Path, plans: dict[Path, ReturnPlan]) -> None:
    if plans:
        make_folder(folder)
    for path, plan in plans.items():
        save_workbook(path, partial(write_return, plan=plan))
