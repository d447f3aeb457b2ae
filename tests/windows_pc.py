"""A Windows PC for tests on any system: its disk refuses as Windows does, and its console hands over arguments.

    with disk_of_windows(folder, Refusal(HELD, times=3)) as disk: ...    the first three calls that change a file
    with running_on_windows(module): ...                                 `os.name` is "nt" for that module
    typed("run", "Q*")                                                   what is typed at a prompt, through click

The next thing Windows does otherwise is a Cause here, or an attribute. Excel is tests/live_engine; the registry, the
drives and Defender are tests/fabricated_pc.py.
"""

import errno
import io
import ntpath
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple
from unittest.mock import patch

import click.core
import click.utils
from injected_faults import UNFINISHED, Watch, touched

from kpi_xl.faces.cli import main

READ_ONLY, OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS = 0x1, 0x1000, 0x40000, 0x400000
"""Attributes of a file, as `st_file_attributes` has them; the latter three are OneDrive's placeholders."""
LONGEST = 260
"""Letters of a whole path from which on Windows finds nothing, unless the path begins with the prefix."""
PREFIX = "\\\\?\\"

CHANGING = frozenset({"open to write", "replace", "unlink", "mkdir"})
READING = frozenset({"open to read", "read"})
ANY = CHANGING | READING | {"stat", "list", "write"}


class Cause(NamedTuple):
    """Why Windows refuses: its own number, the `errno` Python makes of that, and what Windows says."""

    winerror: int
    errno: int
    text: str

    def error(self, path: str) -> OSError:
        refused = OSError(self.errno, self.text, path)
        refused.winerror = self.winerror  # type: ignore[attr-defined] # off Windows Python sets none
        return refused


DENIED = Cause(5, errno.EACCES, "Access is denied")
HELD = Cause(32, errno.EACCES, "The process cannot access the file because it is being used by another process")
LOCKED = Cause(
    33, errno.EACCES, "The process cannot access the file because another process has locked a portion of it"
)
WRITE_PROTECTED = Cause(19, errno.EACCES, "The media is write protected")
FULL = Cause(112, errno.ENOSPC, "There is not enough space on the disk")
TOO_LONG = Cause(3, errno.ENOENT, "The system cannot find the path specified")
GUARDED = Cause(2, errno.ENOENT, "The system cannot find the file specified")
"""What controlled folder access says of a file that is to be made, though the folder is there."""
CLOUD_OFF = Cause(362, errno.EINVAL, "The cloud file provider is not running")
CLOUD_UNREACHED = Cause(388, errno.EINVAL, "The cloud operation was unsuccessful as there is no network")
CLOUD_SLOW = Cause(426, errno.EINVAL, "The cloud operation was not completed before the time-out period expired")
SHARE_NOT_FOUND = Cause(53, errno.ENOENT, "The network path was not found")
SHARE_GONE = Cause(64, errno.EINVAL, "The specified network name is no longer available")
SHARE_ERROR = Cause(59, errno.EINVAL, "An unexpected network error occurred")
CAUSES = (
    *(DENIED, HELD, LOCKED, WRITE_PROTECTED, FULL, GUARDED),
    *(CLOUD_OFF, CLOUD_UNREACHED, CLOUD_SLOW, SHARE_NOT_FOUND, SHARE_GONE, SHARE_ERROR),
)


@dataclass
class Refusal:
    """The first `times` calls (None: all) of those `operations` on files whose name is like `name` are refused.

    The name a file is built under is like any name of its suffix. `met` counts the calls refused.
    """

    cause: Cause
    operations: frozenset[str] = CHANGING
    name: str = "*"
    times: int | None = None
    met: int = 0

    def refuses(self, operation: str, name: str) -> bool:
        meant = fnmatch(name, self.name) or (name.startswith(UNFINISHED) and self.name == "*")
        return operation in self.operations and meant and (self.times is None or self.met < self.times)


@dataclass
class WindowsDisk(Watch):
    """`attributes` are by file name. `waited` is how long the program paused, in seconds, of which none are real."""

    refusals: tuple[Refusal, ...] = ()
    attributes: Mapping[str, int] = field(default_factory=dict)
    longest: int = LONGEST
    waited: float = 0.0

    def concerns(self, path: object) -> bool:
        return super().concerns(self.really(path))

    def really(self, path: Any) -> Any:
        """Without the prefix, which only Windows knows."""
        text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        return text.removeprefix(PREFIX) if text.startswith(PREFIX) else path

    def happens(self, operation: str, on: object) -> None:
        super().happens(operation, on)
        self.meets(operation, on)

    def meets(self, operation: str, path: object) -> None:
        text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
        by_name = operation not in {"read", "write"}  # those go by the file that is open
        if by_name and not text.startswith(PREFIX) and len(os.path.abspath(text)) >= self.longest:  # noqa: PTH100 # as Windows does
            raise TOO_LONG.error(text)
        name = Path(text).name
        for refusal in self.refusals:
            if refusal.refuses(operation, name):
                refusal.met += 1
                raise refusal.cause.error(text)
        if operation in CHANGING and self.attributes.get(name, 0) & READ_ONLY and operation != "mkdir":
            raise DENIED.error(text)

    def answers(self, operation: str, on: Any, answer: Any) -> Any:
        if operation == "stat":
            return _Stat(answer, self.attributes.get(Path(os.fsdecode(on)).name, 0))
        if operation == "list" and hasattr(answer, "__enter__"):
            return _Listing(answer, os.fsdecode(on), self.attributes)
        return answer

    def sleep(self, seconds: float) -> None:
        self.waited += seconds


class _Stat:
    """An os.stat_result with the attributes Windows adds."""

    def __init__(self, really: os.stat_result, attributes: int) -> None:
        self._really, self.st_file_attributes = really, attributes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._really, name)

    def __getitem__(self, number: int) -> Any:
        return self._really[number]


class _Listing:
    """What os.scandir gives: the entries keep the spelling of the folder that was asked for."""

    def __init__(self, really: Any, folder: str, attributes: Mapping[str, int]) -> None:
        self._really, self._folder, self._attributes = really, folder, attributes

    def __enter__(self) -> "_Listing":
        return self

    def __exit__(self, *_: object) -> None:
        self._really.close()

    close = __exit__

    def __iter__(self) -> Iterator["_Entry"]:
        return (_Entry(entry, self._folder, self._attributes.get(entry.name, 0)) for entry in self._really)


class _Entry:
    """Of itself it knows what the folder's list says, so a long path is no trouble for it."""

    def __init__(self, really: "os.DirEntry[str]", folder: str, attributes: int) -> None:
        self._really, self._attributes = really, attributes
        self.name, self.path = really.name, os.path.join(folder, really.name)  # noqa: PTH118 # no Path: it is a text

    def __fspath__(self) -> str:
        return self.path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._really, name)

    def stat(self, *, follow_symlinks: bool = True) -> _Stat:
        return _Stat(self._really.stat(follow_symlinks=follow_symlinks), self._attributes)


@contextmanager
def disk_of_windows(
    folder: Path, *refusals: Refusal, attributes: Mapping[str, int] | None = None, longest: int = LONGEST
) -> Iterator[WindowsDisk]:
    """Meanwhile `folder` and all in it lie on a disk of Windows', and pauses of the program take no time."""
    disk = WindowsDisk(folder.resolve(), None, "", refusals, attributes or {}, longest)
    with touched(disk), patch.object(time, "sleep", disk.sleep), patch.multiple(os.path, **_whole_paths()):
        yield disk


def _keeping_prefix(name: str) -> Callable[..., Any]:
    """A path with the prefix begins at the root there, whoever asks: our code, pathlib or a library."""
    function = getattr(os.path, name)

    def asked(path: Any, **how: Any) -> Any:
        text = os.fspath(path)
        if isinstance(text, str) and text.startswith(PREFIX):
            return PREFIX + function(text.removeprefix(PREFIX), **how)
        return function(path, **how)

    return asked


def _whole_paths() -> dict[str, Callable[..., Any]]:
    return {name: _keeping_prefix(name) for name in ("abspath", "realpath")}


class NtOs(ModuleType):
    """`os` for a module that is to think it runs on Windows; `path` fills in variables as there."""

    name = "nt"

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        super().__init__("os")
        self.environ = {**os.environ, **(variables or {})}
        filled_in = {"expandvars": self._expanded, "expanduser": self._at_home, **_whole_paths()}
        self.path = SimpleNamespace(**{**vars(os.path), **filled_in})

    def _expanded(self, text: str) -> str:
        with patch.dict(os.environ, self.environ):
            return ntpath.expandvars(text)

    def _at_home(self, text: str) -> str:
        with patch.dict(os.environ, self.environ):
            return ntpath.expanduser(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


@contextmanager
def running_on_windows(*modules: ModuleType, variables: Mapping[str, str] | None = None) -> Iterator[None]:
    """Meanwhile `os` in these modules, and nowhere else, says that it is Windows'."""
    with ExitStack() as stack:
        for module in modules:
            stack.enter_context(patch.object(module, "os", NtOs(variables)))
        yield


class Said(NamedTuple):
    code: int
    out: str
    err: str


def typed(*arguments: str, variables: Mapping[str, str] | None = None) -> Said:
    """What `kpi-xl` answers to arguments as a Windows console hands them over, which CliRunner would step around."""
    out, err = io.StringIO(), io.StringIO()
    with (
        running_on_windows(click.core, click.utils, variables=variables),
        patch.dict(os.environ, variables or {}),
        patch.object(sys, "argv", ["kpi-xl", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = _exit_code()
    return Said(code, out.getvalue(), err.getvalue())


def _exit_code() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def causes(which: Iterable[Cause] = CAUSES) -> list[Any]:
    """For pytest.mark.parametrize: each cause under its number and first words."""
    import pytest

    return [pytest.param(cause, id=f"{cause.winerror} {' '.join(cause.text.split()[:4])}") for cause in which]
