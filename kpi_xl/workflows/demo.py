"""The example council's quarter, made in a folder by the same steps a council takes."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kpi_xl.files.resources import example
from kpi_xl.model.errors import SaveError, WorkspaceError
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.issue_returns import IssuedReturns, issue_returns
from kpi_xl.workflows.run import RunResult, run_quarter

LAST_QUARTERS_MASTER = "master-2022-23-Q1.xlsx"


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo issued and how its run went."""

    issued: IssuedReturns
    run: RunResult


def make_demo(folder: Path) -> Demo:
    """Copy the example's rulebook, submissions and last master into `folder`, issue returns, and run.

    A folder an earlier demo made is run again as it stands. Raises WorkspaceError when the folder holds anything
    else, and SaveError when it cannot be written.
    """
    workspace = Workspace(folder)
    if not _holds_the_example(workspace):
        _refuse_foreign(folder)
        _copy_example(workspace)
    issued = issue_returns(folder)
    return Demo(issued=issued, run=run_quarter(folder))


def _holds_the_example(workspace: Workspace) -> bool:
    source = example("rulebook.xlsx")
    return (
        workspace.rulebook.is_file()
        and workspace.master.is_file()
        and workspace.submissions.is_dir()
        and workspace.rulebook.read_bytes() == source.read_bytes()
    )


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(f"{folder} already holds other files. Give the demo an empty or a new folder.")


def _copy_example(workspace: Workspace) -> None:
    try:
        workspace.submissions.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(example("rulebook.xlsx"), workspace.rulebook)
        shutil.copyfile(example(LAST_QUARTERS_MASTER), workspace.master)
        for submission in sorted(example("submissions").glob("*.xlsx")):
            shutil.copyfile(submission, workspace.submissions / submission.name)
    except OSError as error:
        raise SaveError(f"The demo could not write into {workspace.root}: {error.strerror or error}.") from error
