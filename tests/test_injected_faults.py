"""Every command on a disk that fails: no half master, nothing left over, no traceback, no untrue last word."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from injected_faults import COMMANDS, OPERATIONS, Fault, Outcome, calls_of, ready_to_run, sweep, under, watched

from kpi_xl.faces.exit_codes import CLEAN, COULD_NOT_RUN, REJECTED_OR_MISSING

WITH_BUTTONS = {"build-workbooks"}
"""Commands that need what is only installed on request."""
WITHOUT_FAULT = {"run": 1, "consolidate": 1, "validate": 1}
"""The exit codes of the commands where nothing fails; 0 for the others."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready_to_run(tmp_path_factory.mktemp("ready"))


@pytest.fixture
def ran_under(ready: Path, tmp_path: Path) -> Callable[..., Outcome]:
    """A command in a copy of the workspace under that fault; `run` unless named."""

    def run(fault: Fault, command: str = "run") -> Outcome:
        return under(fault, Path(shutil.copytree(ready, tmp_path / "R & D")), *COMMANDS[command])

    return run


def complaints(fault: Fault, came: Outcome, command: str) -> list[str]:
    """What is wrong with how a command ended."""
    wrong = []
    if came.traceback:
        wrong.append(f"a traceback: {came.traceback}")
    if came.exit_code not in {WITHOUT_FAULT.get(command, 0), REJECTED_OR_MISSING, COULD_NOT_RUN}:
        wrong.append(f"exit {came.exit_code}")
    if came.exit_code == COULD_NOT_RUN and not came.last_words.endswith("."):
        wrong.append(f"no sentence: {came.last_words}")
    if came.master not in {"old", "new"}:
        wrong.append(f"a {came.master} master")
    if came.left_over and fault.operation != "unlink":
        wrong.append(f"left over: {came.left_over}")
    hidden = "is unchanged" in came.last_words and came.master == "new" and "is new" not in came.said
    if hidden or "damaged" in came.said:
        wrong.append(f"untrue: {came.last_words}")
    return [f"{command} {fault} {came.hit}: {one}" for one in wrong]


SAMPLE = [
    pytest.param(command, operation, call, id=f"{command}, {operation}, call {call}")
    for command in COMMANDS
    if command not in WITH_BUTTONS
    for operation, call in (("open to read", 1), ("stat", 2), ("open to write", 2), ("replace", 1))
]


@pytest.mark.parametrize(("command", "operation", "call"), SAMPLE)
def test_a_command_on_a_disk_that_fails_ends_in_a_true_sentence(
    ran_under: Callable[..., Outcome], command: str, operation: str, call: int
) -> None:
    fault = Fault(operation, call, OPERATIONS[operation])
    assert complaints(fault, ran_under(fault, command), command) == []


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_call_of_a_command_fails_it_ends_in_a_true_sentence(command: str) -> None:
    """Each call in turn; of the many writes of a workbook, which end alike, every nineteenth, and of buttons fewer."""
    step = {"write": 19, "stat": 2}
    if command in WITH_BUTTONS:
        pytest.importorskip("pyopenvba", reason="building buttons needs pyOpenVBA")
        step = {**dict.fromkeys(OPERATIONS, 5), "write": 120}
    chosen = sweep(command, OPERATIONS, step=step)
    assert [wrong for fault, came in chosen for wrong in complaints(fault, came, command)] == []


@pytest.mark.slow
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS"])
def test_a_run_under_each_error_at_each_operation_ends_in_a_true_sentence(error: str) -> None:
    step = {"write": 60, "stat": 9, "open to read": 4, "read": 5, "open to write": 3}
    came = sweep("run", OPERATIONS, [getattr(errno, error)], step=step)
    assert [wrong for fault, outcome in came for wrong in complaints(fault, outcome, "run")] == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_first_failure_of_each_operation_leaves_a_whole_master_and_nothing_unfinished(
    ran_under: Callable[..., Outcome], operation: str
) -> None:
    came = ran_under(Fault(operation, 1, OPERATIONS[operation]))
    assert came.hit
    assert came.master in {"old", "new"}
    assert came.left_over == ()


@pytest.mark.parametrize("operation", ["open to read", "read", "stat", "open to write", "replace", "unlink", "list"])
def test_what_fails_once_is_tried_again_and_nobody_need_know(ran_under: Callable[..., Outcome], operation: str) -> None:
    came = ran_under(Fault(operation, 3, OPERATIONS[operation], lasting=False))
    assert (came.exit_code, came.master, came.traceback) == (REJECTED_OR_MISSING, "new", "")
    assert "1 file turned down" in came.last_words


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(Fault("open to write", 1, errno.EACCES), "Nothing can be written", id="the lock"),
        pytest.param(Fault("open to write", 1, errno.EROFS), "Nothing can be written", id="a disk only to be read"),
        pytest.param(Fault("fsync", 1, errno.EIO), "could not be saved", id="the disk breaks"),
        pytest.param(Fault("write", 20, errno.ENOSPC), "no room left on the disk", id="the disk is full"),
        pytest.param(Fault("replace", 1, errno.EACCES), "you have no permission for it", id="a name that is held"),
        pytest.param(Fault("mkdir", 4, errno.EROFS), "may only be read", id="a folder that cannot be made"),
        pytest.param(Fault("read", 2, errno.EIO), "the disk or network stopped", id="the earlier master"),
        pytest.param(Fault("list", 1, errno.EACCES), "submissions could not be listed", id="the submissions"),
        pytest.param(Fault("open to read", 1, errno.EMFILE), "too many files are open", id="the rulebook"),
        pytest.param(Fault("stat", 2, errno.EIO), "could not be looked at", id="the folder"),
        pytest.param(Fault("read", 5, errno.EIO), "run.json could not be read", id="the record of the last run"),
    ],
)
def test_what_stops_a_run_is_said_and_the_old_master_stays(
    ready: Path, tmp_path: Path, fault: Fault, said: str
) -> None:
    folder = Path(shutil.copytree(ready, tmp_path / "R & D"))
    if fault.operation == "mkdir":
        shutil.rmtree(folder / "backups")
    came = under(fault, folder, "run", ".")
    assert (came.exit_code, came.traceback, came.master) == (COULD_NOT_RUN, "", "old")
    assert said in came.last_words
    assert "damaged" not in came.said


def test_a_run_that_could_not_keep_its_record_says_that_the_master_is_new(ran_under: Callable[..., Outcome]) -> None:
    came = ran_under(Fault("replace", 5, errno.EACCES))
    assert came.hit.endswith(".json")
    assert (came.exit_code, came.master) == (COULD_NOT_RUN, "new")
    assert "the master is new, and the one before it is kept as" in came.last_words
    assert came.said.startswith("Could not finish: ")


@pytest.mark.parametrize("command", ["summary", "check-rulebook", "explain", "new"])
def test_a_command_that_is_not_hindered_ends_clean(ran_under: Callable[..., Outcome], command: str) -> None:
    assert ran_under(Fault("fsync", 10_000, errno.EIO), command).exit_code == CLEAN


def test_a_run_does_every_operation_so_that_each_can_fail(ready: Path, tmp_path: Path) -> None:
    calls = calls_of(Path(shutil.copytree(ready, tmp_path / "counted")), "run", ".")
    assert [operation for operation in OPERATIONS if not calls[operation]] == []


def test_only_the_call_named_fails_and_only_in_the_folder(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    with watched(folder, Fault("open to write", 2, errno.ENOSPC)) as watch:
        (folder / "a").write_text("first")
        outside.write_text("elsewhere")
        with pytest.raises(OSError, match="No space left"):
            (folder / "b").write_text("second")
        (folder / "c").write_text("third")
    assert (watch.hit, watch.calls["open to write"]) == ("b", 3)
    assert sorted(os.listdir(folder)) == ["a", "c"]  # noqa: PTH208 # as a watched function, restored


def test_text_and_bytes_pass_unchanged_while_nothing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with watched(tmp_path):
        path.write_text("one\n£2 – three", encoding="utf-8")
        with path.open("r+b") as file:
            file.seek(0, os.SEEK_END)
            file.write(b"\nfour")
        assert path.read_text(encoding="utf-8").splitlines() == ["one", "£2 – three", "four"]
        assert path.read_bytes().endswith(b"four")
