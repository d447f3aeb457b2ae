"""Every command on a disk that refuses as Windows does: no traceback, a true sentence, nothing lost."""

import shutil
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from injected_faults import COMMANDS, LOGGING, UNFINISHED, ready_to_run
from windows_pc import (
    CHANGING,
    CLOUD_OFF,
    CLOUD_SLOW,
    CLOUD_UNREACHED,
    DENIED,
    FULL,
    GUARDED,
    HELD,
    LOCKED,
    READING,
    SHARE_ERROR,
    SHARE_GONE,
    SHARE_NOT_FOUND,
    WRITE_PROTECTED,
    Cause,
    Refusal,
    causes,
    disk_of_windows,
    running_on_windows,
)

from kpi_xl.faces.cli import main
from kpi_xl.files.disk import causes as causes_module
from kpi_xl.files.disk import long_path, write
from kpi_xl.files.disk.patience import forget_vain_waits
from kpi_xl.files.saving import open_in_excel
from kpi_xl.workflows.open_master import open_master

SAID = {
    DENIED: "you have no permission for it",
    HELD: "another program holds it",
    LOCKED: "another program holds it",
    WRITE_PROTECTED: "may only be read",
    FULL: "no room left",
    GUARDED: "Controlled folder access",
    CLOUD_OFF: "still in OneDrive",
    CLOUD_UNREACHED: "still in OneDrive",
    CLOUD_SLOW: "still in OneDrive",
    SHARE_NOT_FOUND: "share does not answer",
    SHARE_GONE: "share does not answer",
    SHARE_ERROR: "share does not answer",
}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready_to_run(tmp_path_factory.mktemp("ready"))


def complaints(folder: Path, refusal: Refusal, command: str) -> list[str]:
    """What is wrong with how the command ended in the workspace `folder`, whose master is whole."""
    forget_vain_waits()
    unforeseen: list[BaseException] = []
    with (
        running_on_windows(causes_module, long_path, write, open_in_excel),
        disk_of_windows(folder, refusal),
        patch(LOGGING, lambda _, error: unforeseen.append(error)),
        chdir(folder),
    ):
        said = CliRunner().invoke(main, [*COMMANDS[command]], prog_name="kpi-xl")
    wrong = [f"a traceback: {error!r}" for error in unforeseen]
    if said.exception is not None and not isinstance(said.exception, SystemExit):
        wrong.append(f"a traceback: {said.exception!r}")
    absent = refusal.cause == GUARDED and not refusal.operations & CHANGING  # then that is what it says
    if said.exit_code == 2 and SAID[refusal.cause] not in said.output and not absent:
        wrong.append(f"does not say which: {said.output}")
    if "damaged" in said.output or "Somebody" in said.output:
        wrong.append(f"untrue: {said.output}")
    if refusal.met and "unlink" not in refusal.operations and list(folder.rglob(f"{UNFINISHED}*")):
        wrong.append("left over")
    if not open_master(folder / "master.xlsx").periods:
        wrong.append("the master is gone")
    return [f"{command}, {refusal.cause.winerror}: {one}" for one in wrong]


@pytest.mark.parametrize("operations", [CHANGING, READING], ids=["changing", "reading"])
@pytest.mark.parametrize("cause", causes())
def test_a_run_that_windows_refuses_says_which_refusal_it_was(
    ready: Path, tmp_path: Path, cause: Cause, operations: frozenset[str]
) -> None:
    folder = Path(shutil.copytree(ready, tmp_path / "R & D"))
    assert complaints(folder, Refusal(cause, operations, "*.xlsx"), "run") == []


@pytest.mark.slow
@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "build-workbooks"])
def test_each_command_under_each_refusal_at_each_operation(ready: Path, tmp_path: Path, command: str) -> None:
    found = []
    for cause in (DENIED, HELD, FULL, GUARDED, CLOUD_OFF, SHARE_NOT_FOUND, SHARE_GONE):
        for operation in (*CHANGING, *READING):
            folder = Path(shutil.copytree(ready, tmp_path / "R & D"))
            found += complaints(folder, Refusal(cause, frozenset({operation})), command)
            shutil.rmtree(folder)
    assert found == []
