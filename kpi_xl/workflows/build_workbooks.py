"""Build the workbooks with macros: returns, the master and whatever other kinds there are, in a workspace."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from kpi_xl.files.disk.look import is_there
from kpi_xl.files.house_style.theme import themed
from kpi_xl.files.macros.vba_project import require_builder
from kpi_xl.files.saving.open_in_excel import refuse_if_open
from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.files.saving.safe_save import backup, make_folder, remove_unfinished
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.model.macros import FunctionsCode, PythonLink
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.returns.return_file_name import return_file_name
from kpi_xl.workflows.issue_returns import chosen_period, plans_of
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook

Write = Callable[[Path], object]


@dataclass(frozen=True)
class Job:
    """What the kinds of workbook are built from; files are read once for all kinds. `period` None: the rulebook's own.

    `published` is what the master holds, None before there is one.
    """

    workspace: Workspace
    link: PythonLink
    period: Period | None = None
    when: datetime | None = None

    @cached_property
    def rulebook(self) -> Rulebook:
        return open_rulebook(self.workspace.rulebook)

    @cached_property
    def published(self) -> Master | None:
        return open_master(self.workspace.master) if is_there(self.workspace.master) else None


@dataclass(frozen=True, slots=True)
class WorkbookKind:
    """A kind of workbook: `plan` gives its files with what writes each."""

    plan: Callable[[Job], dict[Path, Write]]
    keep_earlier: bool = False
    """Whether one that is replaced is copied to backups: for a workbook whose figures may be nowhere else."""


@dataclass(frozen=True, slots=True)
class BuiltWorkbooks:
    """`written` were made (in a dry run: would be), `kept` were there already and are untouched.

    `backups` are copies of what was replaced.
    """

    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()


def returns(job: Job) -> dict[Path, Write]:
    """A return for each directorate that reports in the period."""
    from kpi_xl.files.write_macro_return import write_macro_return

    period = chosen_period(job.rulebook, job.period)
    return {
        (job.workspace.returns / return_file_name(plan.unit, period)).with_suffix(".xlsm"): partial(
            write_macro_return, plan=plan, link=job.link
        )
        for plan in plans_of(job.rulebook, period, job.published)
    }


def master(job: Job) -> dict[Path, Write]:
    """The quarter collected is in it from the start, every return awaited, so that a press only has cells to fill."""
    from kpi_xl.files.write_macro_master import write_macro_master

    rulebook, published = job.rulebook, job.published or Master()
    period = chosen_period(rulebook, job.period)
    held = published if period in published.periods else consolidate(rulebook, published, (), period).master
    write = partial(write_macro_master, master=held, rulebook=rulebook, period=period, link=job.link, created=job.when)
    return {job.workspace.macro_master: write}


def functions_kind(code: FunctionsCode) -> WorkbookKind:
    """The workbook of worksheet functions. xlwings makes their VBA, so it is handed in by whoever may know xlwings."""
    from kpi_xl.files.write_macro_functions import write_macro_functions

    return WorkbookKind(lambda job: {job.workspace.functions: partial(write_macro_functions, code=code, link=job.link)})


KINDS: tuple[WorkbookKind, ...] = (WorkbookKind(returns), WorkbookKind(master, keep_earlier=True))
"""In the order built. A new kind of workbook is a function of a Job and a line here."""


def build_workbooks(
    job: Job, kinds: Sequence[WorkbookKind] = KINDS, *, replace: bool = False, dry_run: bool = False
) -> BuiltWorkbooks:
    """Write the workbooks of each kind, each whole or not at all.

    One that is there already may be in use, so it is only written over with `replace`. Raises WorkspaceError when no
    period is given anywhere, RulebookError when the rulebook is wrong, FileBusyError when a workbook to be replaced
    is open in Excel, SaveError when one cannot be written, MissingExtraError where pyOpenVBA is not installed.
    """
    require_builder()
    planned = {path: (kind, write) for kind in kinds for path, write in kind.plan(job).items()}
    kept = () if replace else tuple(path for path in planned if is_there(path))
    to_write = {path: planned[path] for path in planned if path not in kept}
    for path in to_write:
        refuse_if_open(path)
    if dry_run:
        return BuiltWorkbooks(tuple(to_write), kept)
    with one_run(job.workspace.lock, job.when or datetime.now()), themed(job.workspace.theme):
        remove_unfinished(job.workspace.root, job.workspace.returns)
        copies = tuple(_written(job, to_write))
    return BuiltWorkbooks(tuple(to_write), kept, copies)


def _written(job: Job, to_write: dict[Path, tuple[WorkbookKind, Write]]) -> Iterable[Path]:
    """Does it, and gives the copies made of what was there before."""
    for path, (kind, write) in to_write.items():
        make_folder(path.parent)
        if kind.keep_earlier:
            copy = backup(path, job.workspace.backups, job.when or datetime.now())
            yield from () if copy is None else (copy,)
        save_workbook(path, write)
