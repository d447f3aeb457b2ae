"""A disk that fails once: the n-th call of one operation in a folder raises what a full or broken disk raises.

    python tests/injected_faults.py [COMMAND ...] [OPERATION ...] [ERRNO NAME ...]

makes every call of a command (`run` unless named) fail in turn, and prints what came of each.

In this process, so that a command under each fault takes a fraction of a second. Only calls that touch the folder are
counted: Python's own files, and the terminal, stay as they are.
"""

import builtins
import errno
import io
import os
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from click.testing import CliRunner
from small_workspace import Q1, VALUES, send, send_all, workspace

from kpi_xl.faces.cli import main
from kpi_xl.files.disk.patience import forget_vain_waits
from kpi_xl.files.disk.read import file_hash
from kpi_xl.model.errors import KpiXlError
from kpi_xl.workflows.open_master import open_master

OPERATIONS: dict[str, int] = {
    "open to read": errno.EMFILE,
    "open to write": errno.EACCES,
    "write": errno.ENOSPC,
    "read": errno.EIO,
    "fsync": errno.EIO,
    "replace": errno.EACCES,
    "mkdir": errno.EROFS,
    "unlink": errno.EACCES,
    "stat": errno.EIO,
    "list": errno.EACCES,
}
"""What can fail, each with the trouble it most often has."""

_BY_NAME = {"replace": "replace", "rename": "replace", "mkdir": "mkdir", "unlink": "unlink", "remove": "unlink"} | {
    "stat": "stat",
    "lstat": "stat",
    "scandir": "list",
    "listdir": "list",
}
"""Functions of `os` whose first argument is a path, with the operation each is."""
_UNCOUNTED = ("chmod", "utime", "access", "rmdir")
"""More of them, which never fail here."""

UNFINISHED = ".kpi-xl-unfinished-"


class Fault(NamedTuple):
    """The call of `operation` that is number `call` (from 1) fails with `error`, an errno.

    A `lasting` one fails that operation on that file from then on: what tries again meets it again.
    """

    operation: str
    call: int
    error: int
    lasting: bool = True


@dataclass
class Watch:
    """Counts calls in `folder` and fails the one named. `calls` are how many of each there were, `hit` what failed."""

    folder: Path
    fault: Fault | None = None
    hit: str = ""

    def __post_init__(self) -> None:
        self.calls = dict.fromkeys(OPERATIONS, 0)

    def concerns(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        absolute = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 # Path.resolve asks the disk, which is watched
        return Path(absolute).is_relative_to(self.folder)

    def happens(self, operation: str, on: object) -> None:
        """Raises the fault's OSError where this is the call to fail."""
        self.calls[operation] += 1
        name = os.fsdecode(on) if isinstance(on, str | bytes | os.PathLike) else str(on)
        if self.fault and operation == self.fault.operation and self._strikes(self.fault, name):
            raise OSError(self.fault.error, os.strerror(self.fault.error), name)

    def _strikes(self, fault: Fault, name: str) -> bool:
        hit = re.sub(rf"{UNFINISHED}\w+", f"{UNFINISHED}*", os.path.relpath(name, self.folder))
        if self.calls[fault.operation] == fault.call:
            self.hit = hit
            return True
        return fault.lasting and hit == self.hit

    def meets(self, operation: str, path: object) -> None:
        """Raises where `path`, touched by `operation` or to be replaced by it, does not allow that."""

    def really(self, path: Any) -> Any:
        """The path this system knows it by."""
        return path

    def answers(self, operation: str, on: Any, answer: Any) -> Any:
        """What the program is told; `answer` is what this system says."""
        return answer


@contextmanager
def watched(folder: Path, fault: Fault | None = None) -> Iterator[Watch]:
    """Calls that touch `folder` are counted, and the one of `fault` fails."""
    watch = Watch(folder.resolve(), fault)
    with touched(watch), patch.object(time, "sleep", lambda _seconds: None):
        forget_vain_waits()
        yield watch


@contextmanager
def touched(watch: Watch) -> Iterator[None]:
    """Every call of `os`, and every file opened, goes by way of `watch`."""
    with patch.multiple(os, **_functions(watch)), _opened(watch):
        yield


def _of_path(watch: Watch, function: Callable[..., Any], operation: str) -> Callable[..., Any]:
    def call(path: Any = ".", *rest: Any, **named: Any) -> Any:
        if not watch.concerns(path):
            return function(path, *rest, **named)
        if operation:
            watch.happens(operation, path)
        for onto in rest[: operation == "replace"]:
            watch.meets(operation, onto)
        rest = tuple(map(watch.really, rest))
        return watch.answers(operation, path, function(watch.really(path), *rest, **named))

    return call


def _functions(watch: Watch) -> dict[str, Callable[..., Any]]:
    def fsync(handle: int, really: Callable[[int], None] = os.fsync) -> None:
        watch.happens("fsync", f"handle {handle}")
        really(handle)

    def open_low(path: Any, flags: int, *rest: Any, really: Callable[..., int] = os.open, **named: Any) -> int:
        if watch.concerns(path):
            watch.happens("open to write" if flags & (os.O_WRONLY | os.O_RDWR) else "open to read", path)
        return really(watch.really(path), flags, *rest, **named)

    by_name = {**_BY_NAME, **dict.fromkeys(_UNCOUNTED, "")}
    made: dict[str, Callable[..., Any]] = {
        name: _of_path(watch, getattr(os, name), operation) for name, operation in by_name.items()
    }
    return {**made, "fsync": fsync, "open": open_low}


@contextmanager
def _opened(watch: Watch) -> Iterator[None]:
    really = io.open

    class Disk(io.FileIO):
        """Each time Python hands its buffer over is a write, each time it fills one a read."""

        def write(self, content: Any, /) -> int:
            watch.happens("write", self.name)
            return super().write(content)

        def readinto(self, buffer: Any, /) -> int | None:  # type: ignore[override] # None where nothing is there yet
            watch.happens("read", self.name)
            return super().readinto(buffer)

        def readall(self) -> bytes | None:  # type: ignore[override] # the same
            watch.happens("read", self.name)
            return super().readall()

    def opened(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
        if not watch.concerns(file):
            return really(file, mode, buffering, *rest, **named)
        watch.happens("open to write" if set(mode) & set("wax+") else "open to read", file)
        raw = Disk(watch.really(file), mode.replace("b", "").replace("t", ""))
        if "b" in mode and buffering == 0:
            return raw
        buffered = _buffered(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *rest, **named)

    with patch.object(io, "open", opened), patch.object(builtins, "open", opened):
        yield


def _buffered(raw: io.FileIO) -> Any:
    if raw.readable() and raw.writable():
        return io.BufferedRandom(raw)
    return io.BufferedReader(raw) if raw.readable() else io.BufferedWriter(raw)


class Outcome(NamedTuple):
    """What came of a command under a fault.

    `last_words` is the last line said, `said` all of it, `traceback` what nobody foresaw ("" where all was). `master`
    is "old" or "new" (another whole one), "broken", "gone" or "none" (there was none). `left_over` are files under an
    unfinished name.
    """

    hit: str
    exit_code: int
    last_words: str
    said: str
    traceback: str
    master: str
    left_over: tuple[str, ...]


def under(fault: Fault, folder: Path, *arguments: object) -> Outcome:
    """Run `kpi-xl` with `arguments` in the workspace `folder`, while `fault` strikes."""
    before = file_hash(folder / "master.xlsx")
    unforeseen: list[BaseException] = []
    with watched(folder, fault) as watch, chdir(folder), patch(f"{LOGGING}", lambda _, error: unforeseen.append(error)):
        said = CliRunner().invoke(main, [*map(str, arguments)], prog_name="kpi-xl")
    uncaught = None if isinstance(said.exception, SystemExit) else said.exception
    lines = said.output.strip().splitlines()
    return Outcome(
        hit=watch.hit,
        exit_code=said.exit_code,
        last_words=lines[-1] if lines else "",
        said=said.output,
        traceback=_where(uncaught or next(iter(unforeseen), None)),
        master=_state(folder / "master.xlsx", before),
        left_over=tuple(sorted(path.name for path in folder.rglob(f"{UNFINISHED}*"))),
    )


LOGGING = "kpi_xl.faces.unforeseen.log_trouble"
"""What is told of mistakes nobody foresaw, which a user would otherwise see as a traceback."""


def calls_of(folder: Path, *arguments: object) -> dict[str, int]:
    """How many calls of each operation the command makes in the workspace when nothing fails."""
    with watched(folder) as watch, chdir(folder):
        CliRunner().invoke(main, [*map(str, arguments)], prog_name="kpi-xl")
    return watch.calls


def _state(master: Path, before: str) -> str:
    now = file_hash(master)
    if now in ("", before):
        return "old" if now else "gone" if before else "none"
    try:
        open_master(master)
    except (KpiXlError, OSError):
        return "broken"
    return "new"


def _where(error: BaseException | None) -> str:
    """The error, and the innermost lines of kpi_xl it came through: "OSError in read_book < open_book"."""
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(frame.filename).stem}.{frame.name}" for frame in frames if "kpi_xl" in Path(frame.filename).parts]
    return f"{type(error).__name__} in {' < '.join(reversed(ours[-3:]))}"


def sweep(
    command: str, operations: Iterable[str], errors: Iterable[int] = (), step: Mapping[str, int] | None = None
) -> Iterator[tuple[Fault, Outcome]]:
    """Every call the command makes failed in turn, by each of `errors` (the operation's usual one where none is named).

    Of an operation in `step`, only every so many calls. Each in a workspace of its own.
    """
    errors, step = tuple(errors), step or {}
    with tempfile.TemporaryDirectory() as text:
        ready = ready_to_run(Path(text) / "ready")
        counted = calls_of(Path(shutil.copytree(ready, Path(text) / "counted")), *COMMANDS[command])
        for operation in operations:
            for call in range(1, counted[operation] + 1, step.get(operation, 1)):
                for error in errors or (OPERATIONS[operation],):
                    folder = Path(shutil.copytree(ready, Path(text) / "under a fault"))
                    fault = Fault(operation, call, error)
                    yield fault, under(fault, folder, *COMMANDS[command])
                    shutil.rmtree(folder)


COMMANDS: dict[str, tuple[str, ...]] = {
    "run": ("run", "."),
    "consolidate": ("consolidate", "."),
    "validate": ("validate", ".", "--findings", "findings"),
    "issue-returns": ("issue-returns", ".", "--replace"),
    "build-workbooks": ("build-workbooks", ".", "--replace"),
    "accessible-copy": ("accessible-copy", "."),
    "new": ("new", "another"),
    "summary": ("summary", "master.xlsx"),
    "compare": ("compare",),
    "explain": ("explain", "AS01"),
    "check-rulebook": ("check-rulebook", "rulebook.xlsx"),
    "doctor": ("doctor", "master.xlsx"),
}
"""Each command that touches a disk, as it is typed in the workspace."""


def ready_to_run(folder: Path) -> Path:
    """A workspace with two quarters, and returns that change the second: a run writes findings, backup and master."""
    made = workspace(folder)
    send_all(made, period=Q1)
    CliRunner().invoke(main, ["run", str(made), "--period", str(Q1)], prog_name="kpi-xl")
    for path in (made / "submissions").iterdir():
        path.unlink()
    send_all(made)
    CliRunner().invoke(main, ["run", str(made)], prog_name="kpi-xl")
    send(made, "AS", {**VALUES, "AS01": 88.0})
    send(made, "EC", {**VALUES, "EC01": "much"})
    return made


def _main() -> None:
    """python tests/injected_faults.py [COMMAND ...] [OPERATION ...] [ERRNO NAME ...]"""
    wanted = sys.argv[1:]
    operations = [one for one in wanted if one in OPERATIONS] or list(OPERATIONS)
    errors = [getattr(errno, one) for one in wanted if hasattr(errno, one)]
    for command in [one for one in wanted if one in COMMANDS] or ["run"]:
        found: dict[tuple[str, ...], list[int]] = {}
        for fault, came in sweep(command, operations, errors):
            left = f", left over: {', '.join(came.left_over)}" if came.left_over else ""
            words = f"exit {came.exit_code}, {came.master} master{left}: {came.traceback or came.last_words}"
            found.setdefault((fault.operation, errno.errorcode[fault.error], came.hit, words), []).append(fault.call)
        for (operation, error, hit, words), numbers in found.items():
            print(f"{command} | {operation} {error} | {', '.join(map(str, numbers))} | {hit} | {words}")


if __name__ == "__main__":
    _main()
