"""Changing what is on the disk, with second tries. Whatever a disk refuses is a DiskError.

A file of a council's is written by files/saving, which builds it whole beside its place and uses these.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from kpi_xl.files.disk.causes import could_not
from kpi_xl.files.disk.long_path import long_path
from kpi_xl.files.disk.look import is_folder, is_there
from kpi_xl.files.disk.patience import patiently
from kpi_xl.files.disk.read import content


def write_bytes(path: Path, made: bytes) -> None:
    write_with(path, lambda file: file.write(made))


def write_with(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Make the file at `path` of what `write` puts into it; tried again from the start where the disk refuses."""

    def made() -> None:
        with open(long_path(path), "wb") as file:  # noqa: PTH123 # Path.open is this call
            write(file)

    try:
        patiently(made, path, writing=True)
    except OSError as error:
        raise could_not("be written", path, error, writing=True) from error


def append(path: Path, line: str) -> None:
    """Add to the end of a log or a journal, which is made where it is not there."""

    def added() -> None:
        with open(long_path(path), "ab") as file:  # noqa: PTH123 # Path.open is this call
            file.write(line.encode(errors="backslashreplace"))

    try:
        patiently(added, path, writing=True)
    except OSError as error:
        raise could_not("be written", path, error, writing=True) from error


def copy(source: Path, target: Path) -> None:
    """The content alone: a copy of a file marked read-only is not marked so."""
    write_bytes(target, content(source))


def delete(path: Path) -> bool:
    """Whether there was anything to delete. Raises DiskError where it stays."""
    try:
        patiently(lambda: os.unlink(long_path(path)), path, writing=True)  # noqa: PTH108 # Path.unlink is this call
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise could_not("be deleted", path, error, writing=True) from error
    return True


def make_folder(folder: Path) -> None:
    """Make `folder` and those it is in, where they are not there."""
    try:
        patiently(lambda: os.makedirs(long_path(folder), exist_ok=True), folder, writing=True)  # noqa: PTH103 # as Path.mkdir
    except FileExistsError as error:
        if not is_folder(folder):  # or the disk does not say, which is raised
            raise could_not("be made", folder, error, writing=True) from error
    except (OSError, ValueError) as error:
        lacking = next((one for one in (folder, *folder.parents) if is_there(one.parent)), folder)
        raise could_not("be made", lacking, error, writing=True) from error


def put_in_place(building: Path, path: Path) -> None:
    """Have the file `building` be the file `path`, in one step. Raises DiskError where the old one stays."""
    try:
        patiently(lambda: os.replace(long_path(building), long_path(path)), path, writing=True)  # noqa: PTH105 # as Path.replace
    except OSError as error:
        raise could_not("be replaced", path, error, writing=True) from error


def try_to_change(path: Path) -> None:
    """Open a file that is there as if to change it, and do nothing. Raises DiskError where that is refused."""

    def opened() -> None:
        with open(long_path(path), "r+b"):  # noqa: PTH123 # Path.open is this call
            pass

    try:
        patiently(opened, path, writing=True)
    except OSError as error:
        raise could_not("be replaced", path, error, writing=True) from error


def flush(path: Path) -> None:
    """Have the disk really hold the file, so that a power cut finds it whole."""
    try:
        with patiently(lambda: open(long_path(path), "r+b"), path, writing=True) as file:  # noqa: PTH123 # closed here
            os.fsync(file.fileno())
    except OSError as error:
        raise could_not("be written", path, error, writing=True) from error


def flush_folder(folder: Path) -> None:
    """Have the disk hold the names in it as well. Windows does that by itself; some network drives cannot."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def keep_rights(path: Path, building: Path) -> None:
    """Who may read `building` is who may read `path`, as far as the system lets us say so."""
    with suppress(OSError):
        shutil.copymode(long_path(path), long_path(building))
