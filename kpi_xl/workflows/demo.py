"""The example council's quarter, made in a folder by the same steps a council takes."""

from dataclasses import dataclass
from pathlib import Path

from kpi_xl.files.disk.look import entries, files_in, is_file, is_folder, is_there
from kpi_xl.files.disk.read import content
from kpi_xl.files.disk.write import copy, make_folder
from kpi_xl.files.resources import example
from kpi_xl.model.errors import DiskError, SaveError, WorkspaceError
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
        is_file(workspace.rulebook)
        and is_file(workspace.master)
        and is_folder(workspace.submissions)
        and content(workspace.rulebook) == content(source)
    )


def _refuse_foreign(folder: Path) -> None:
    if is_there(folder) and (not is_folder(folder) or entries(folder)):
        raise WorkspaceError(f"{folder} already holds other files. Give the demo an empty or a new folder.")


def _copy_example(workspace: Workspace) -> None:
    """The rulebook last: a folder has all of the example where it has that."""
    try:
        make_folder(workspace.submissions)
        for submission in files_in(example("submissions"), end=".xlsx"):
            copy(submission, workspace.submissions / submission.name)
        copy(example(LAST_QUARTERS_MASTER), workspace.master)
        copy(example("rulebook.xlsx"), workspace.rulebook)
    except DiskError as error:
        raise SaveError(f"The demo could not write into {workspace.root}: {error.why}. {error.do}") from error
