"""The PC as the looking goes through it: one small object, so that a test can be any PC."""

import os
import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from shutil import which

from kpi_xl.files.disk.look import is_file
from kpi_xl.files.machine.profile_paths import filled_in
from kpi_xl.files.machine.registry import Registry


@dataclass(frozen=True, slots=True)
class Computer:
    """`registry` is None where there is no Windows. `installed` gives a package's version, `exists` a file's being.

    `share_behind` gives the share a drive ("S:") stands for, "?" where Windows does not say which, "" for a disk of the
    PC's own. `on_path` gives where a program of that name is.
    """

    registry: Registry | None
    variables: Mapping[str, str]
    executable: str
    version: str
    bits: int
    installed: Callable[[str], str | None]
    exists: Callable[[str], bool]
    share_behind: Callable[[str], str] = lambda drive: ""
    on_path: Callable[[str], str | None] = which

    @property
    def windows(self) -> bool:
        return self.registry is not None

    def path(self, text: str) -> PurePath:
        return PureWindowsPath(text) if self.windows else PurePosixPath(text)

    def expanded(self, text: str) -> str:
        return filled_in(text, self.variables)


def this_computer() -> Computer:
    return Computer(
        registry=_registry(),
        variables=os.environ,
        executable=sys.executable,
        version=".".join(map(str, sys.version_info[:3])),
        bits=struct.calcsize("P") * 8,
        installed=_installed,
        exists=lambda path: is_file(Path(path)),
        share_behind=_share_behind,
    )


_REMOTE, _LONGEST = 4, 1024
"""Windows' number for a drive on the network, and room for the name of its share."""


def _share_behind(drive: str) -> str:
    if os.name != "nt":
        return ""
    import ctypes

    windows = getattr(ctypes, "windll")  # noqa: B009 # mypy on Linux knows no windll
    if windows.kernel32.GetDriveTypeW(f"{drive}\\") != _REMOTE:
        return ""
    name, room = ctypes.create_unicode_buffer(_LONGEST), ctypes.c_ulong(_LONGEST)
    refused = windows.mpr.WNetGetConnectionW(drive, name, ctypes.byref(room))
    return "?" if refused else name.value


def _registry() -> Registry | None:
    try:
        import winreg
    except ImportError:
        return None
    return Registry(winreg)


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
