"""Asking what is on the disk. Only a thing that is not there is not there: whatever else is the matter is raised."""

import os
import stat
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from kpi_xl.files.disk.causes import Cause, cause_of, could_not, refused
from kpi_xl.files.disk.long_path import long_path
from kpi_xl.files.disk.patience import patiently
from kpi_xl.model.errors import DiskError

_ABSENT = (Cause.MISSING, Cause.LONG_NAME, Cause.BAD_NAME, Cause.CIRCLE)
"""Where no file is, or none can be."""


def status(path: Path) -> os.stat_result | None:
    """What the system knows of a file or folder; None where there is none. Raises DiskError where it does not say."""
    try:
        return patiently(lambda: os.stat(long_path(path)), path)  # noqa: PTH116 # Path.stat is this call
    except (OSError, ValueError) as error:
        if cause_of(error) in _ABSENT:
            return None
        raise could_not("be looked at", path, error) from error


def is_there(path: Path) -> bool:
    """Raises DiskError where the system does not say."""
    return status(path) is not None


def is_file(path: Path) -> bool:
    found = status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: Path) -> bool:
    found = status(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


class Entry(NamedTuple):
    """A thing in a folder, under its plain path. A link to a folder is none: it may lead round in a circle."""

    path: Path
    folder: bool
    link_to_folder: bool = False


def entries(folder: Path) -> list[Entry]:
    """What is in a folder, by name. Raises DiskError where it cannot be listed, also where it is not there."""
    try:
        return sorted(patiently(lambda: list(_listed(folder)), folder))
    except (OSError, ValueError) as error:
        raise could_not("be listed", folder, error) from error


def _listed(folder: Path) -> Iterator[Entry]:
    with os.scandir(long_path(folder)) as found:
        for one in found:
            is_folder, is_link = _answer(one.is_dir), _answer(one.is_symlink)
            yield Entry(folder / one.name, is_folder and not is_link, is_folder and is_link)


def _answer(ask: Callable[[], bool]) -> bool:
    try:
        return ask()
    except OSError:
        return False  # whoever reads it finds out what is the matter


def files_in(folder: Path, start: str = "", end: str = "") -> list[Path]:
    """Files right in the folder whose names begin and end so; none where there is no such folder."""
    if not is_folder(folder):
        return []
    names = (one.path for one in entries(folder) if not one.folder)
    return [path for path in names if path.name.startswith(start) and path.name.endswith(end)]


def walk(folder: Path, leave_out: Callable[[Path], bool]) -> Iterator[Path | DiskError]:
    """Every file under `folder`, each folder's by name, and an error for each folder that cannot be looked into.

    Folders that `leave_out` names are passed over. A link to a folder is not followed, and told.
    """
    try:
        found = entries(folder)
    except DiskError as error:
        yield error
        return
    for one in found:
        if not one.folder and not one.link_to_folder:
            yield one.path
        elif not leave_out(one.path):
            yield from walk(one.path, leave_out) if one.folder else [refused("be listed", one.path, Cause.LINK)]


def named_like(pattern: str) -> list[str]:
    """The paths in whose place `pattern` may stand by its * and ?, in order; a name that begins with a dot is none.

    A bracket is a letter, as at every prompt of Windows. Raises DiskError where a folder cannot be looked into.
    """
    typed = Path(pattern)
    found = [Path(typed.anchor)]
    for name in typed.parts[bool(typed.anchor) :]:
        found = [path for folder in found for path in _named(folder, name)]
    return sorted(str(path) for path in found if is_there(path))


def _named(folder: Path, name: str) -> list[Path]:
    if not any(sign in name for sign in "*?"):
        return [folder / name]  # whether it is there is asked of the whole path: not every folder on the way may tell
    pattern = name.replace("[", "[[]")
    there = entries(folder) if is_folder(folder) else []
    return [one.path for one in there if fnmatch(one.path.name, pattern) and not one.path.name.startswith(".")]


def what_it_leads_to(path: Path) -> Path:
    """The file a link leads to, so that it and not the link is replaced; other paths are as they are."""
    try:
        return Path(os.path.realpath(long_path(path))) if os.path.islink(long_path(path)) else path  # noqa: PTH114 # strings: the prefix stays
    except (OSError, ValueError):
        return path


def whole_path(path: Path) -> Path:
    """The path from the root on, links followed as far as the system tells."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return Path(os.path.abspath(path))  # noqa: PTH100 # asks no disk
