"""Start a workspace: a rulebook to fill in, and the folders."""

from datetime import datetime
from pathlib import Path

from kpi_xl.files.disk.look import is_there
from kpi_xl.files.house_style.theme import themed
from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.files.saving.safe_save import make_folder, remove_unfinished
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.workspace import Workspace


def new_workspace(folder: Path, council: str) -> Workspace:
    """Make the folders and a starter rulebook that checks clean.

    Raises WorkspaceError when the folder has a rulebook already, and SaveError when it cannot be written.
    """
    from kpi_xl.files.write_rulebook import write_starter_rulebook

    workspace = Workspace(folder)
    if is_there(workspace.rulebook):
        raise WorkspaceError(f"{workspace.rulebook} is there already, and it is yours: nothing was changed.")
    for made in (workspace.returns, workspace.submissions, workspace.findings, workspace.backups):
        make_folder(made)
    with one_run(workspace.lock, datetime.now()), themed(workspace.theme):
        remove_unfinished(workspace.root)
        save_workbook(workspace.rulebook, lambda path: write_starter_rulebook(path, council))
    return workspace
