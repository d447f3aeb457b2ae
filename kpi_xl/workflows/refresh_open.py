"""A master that is open in Excel, worked out again from its own records: nothing is consolidated."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from kpi_xl.files.house_style.theme import themed
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.model.book import Book
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.master.read_master import read_master
from kpi_xl.workflows.consolidate_open import FreshMaster, fresh_master
from kpi_xl.workflows.open_rulebook import open_rulebook


@dataclass(frozen=True, slots=True)
class Refreshed:
    workspace: Workspace
    master: Master
    rulebook: Rulebook
    period: Period
    selection: Selection
    fresh: FreshMaster


def refresh(opened: Book, folder: Path, selection: Selection | None, when: datetime) -> Refreshed:
    """What the master `opened` should say under the rulebook of `folder`; `selection` None shows its last quarter.

    Raises WorkspaceError where it holds no quarter or cannot be built upon, RulebookError for a wrong rulebook.
    """
    workspace = Workspace(folder)
    rulebook = open_rulebook(workspace.rulebook)
    master = read_master(opened)
    if not master.periods:
        raise WorkspaceError("This workbook holds no quarter yet. Press Consolidate submissions first.")
    period = max(master.periods)
    chosen = selection if selection is not None and selection.period in master.periods else Selection(period)
    with themed(workspace.theme):
        fresh = fresh_master(opened, master, rulebook, period, chosen, when)
    return Refreshed(workspace, master, rulebook, period, chosen, fresh)


def lay_out(refreshed: Refreshed, beside: Path, link: PythonLink, when: datetime) -> Path:
    """Write the master anew, buttons and all, beside the workbook `beside`; its path. Nothing is written over."""
    from kpi_xl.files.write_macro_master import write_macro_master

    path = beside.with_name(f"{beside.stem} refreshed {when:%Y-%m-%d %H%M%S}.xlsm")
    write = partial(
        write_macro_master,
        master=refreshed.master,
        rulebook=refreshed.rulebook,
        period=refreshed.period,
        link=link,
        created=when,
        selection=refreshed.selection,
    )
    with themed(refreshed.workspace.theme):
        save_workbook(path, write)
    return path
