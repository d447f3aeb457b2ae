"""Publish a quarter in a form everybody can read: an accessible workbook and CSV files beside the master."""

from datetime import datetime
from functools import partial
from pathlib import Path

from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.files.saving.safe_save import make_folder, remove_unfinished, save_atomically
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.files.write_accessible import write_accessible_workbook, write_csv
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.master.accessible_tables import AccessibleTable, Publication, accessible_tables
from kpi_xl.rules.master.summarise import headline, summarise
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook


def publish_accessible(folder: Path, period: Period | None = None, master: Master | None = None) -> tuple[Path, ...]:
    """Write the files of `period` (the latest when None) into the folder accessible/ of a workspace; their paths.

    `master` None is the workspace's own. Raises WorkspaceError when it holds no such quarter, RulebookError for a
    wrong rulebook, FileBusyError while
    another run is at work, SaveError when a file cannot be written. Each is written whole or not at all.
    """
    workspace = Workspace(folder)
    rulebook = open_rulebook(workspace.rulebook)
    published = open_master(workspace.master) if master is None else master
    chosen = _chosen(published, period)
    tables = accessible_tables(rulebook, published, chosen)
    stem = f"performance {str(chosen).replace('/', '-')}"
    book = workspace.accessible / f"{stem} accessible.xlsx"
    title = f"{rulebook.settings.council}: performance, {chosen}"
    publication = Publication(title, _about(rulebook, published, chosen), tables)
    with one_run(workspace.lock, datetime.now()):
        make_folder(workspace.accessible)
        remove_unfinished(workspace.accessible)
        save_workbook(book, partial(write_accessible_workbook, publication=publication))
        csvs = [_csv(workspace.accessible / f"{stem} {table.name.lower()}.csv", table) for table in tables]
    return (book, *csvs)


def _csv(path: Path, table: AccessibleTable) -> Path:
    save_atomically(path, partial(write_csv, table=table))
    return path


def _chosen(master: Master, period: Period | None) -> Period:
    held = ", ".join(map(str, master.periods)) or "no quarter"
    if not master.periods or (period is not None and period not in master.periods):
        raise WorkspaceError(f"The master holds {held}, so there is nothing to publish of {period or 'it'}.")
    return period or max(master.periods)


def _about(rulebook: Rulebook, master: Master, period: Period) -> list[str]:
    settings = rulebook.settings
    lines = [
        f"{headline(summarise(rulebook, master, period).council)}.",
        "Every sheet has one table. Notes says what a rating is.",
    ]
    if settings.example:
        lines.append("Example council: treat every figure as illustrative. Most are invented.")
    return [*lines, f"Contact: {settings.contact}"] if settings.contact else lines
