"""Saving so that nothing is ever half written: built beside its place, then swapped in with one rename."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from kpi_xl.files.saving.long_path import long_path
from kpi_xl.files.saving.open_in_excel import busy_message, refuse_if_open
from kpi_xl.model.errors import FileBusyError, SaveError

_MARK = ".kpi-xl-unfinished-"
_TRIES, _PAUSE = 6, 0.1
"""A virus scanner or a synchronised folder may hold a new file for a moment on Windows."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def save_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` make the file under another name in the same folder, then put it in the place of `path`.

    However the program ends, `path` is either what it was or whole and new. Raises FileBusyError when the old file
    is open in Excel, SaveError when the new one cannot be written; errors of `write` that are not the disk's pass
    through. The unfinished file is removed in each case, and by `remove_unfinished` after a power cut.
    """
    path = long_path(path.resolve() if path.is_symlink() else path)  # what the link leads to, not the link
    refuse_if_open(path)
    with _unfinished(path) as building:
        write(building)
        _flush(building)
        _keep_mode(path, building)
        _swap(building, path)
    _flush_folder(path.parent)


def backup(path: Path, folder: Path, when: datetime) -> Path | None:
    """Copy `path` into `folder` under its name and `when`; the copy's path, or None when there is nothing to copy.

    No earlier backup is ever replaced or removed. Raises SaveError when the copy cannot be made.
    """
    if not path.exists():
        return None
    make_folder(folder)
    copy = _free_name(folder, f"{path.stem} {when:%Y-%m-%d %H%M%S}", path.suffix)
    save_atomically(copy, lambda building: shutil.copy2(long_path(path), building))
    return copy


def make_folder(folder: Path) -> None:
    """Make `folder` where it is not there. Raises SaveError when that cannot be done."""
    try:
        long_path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(f"The folder {folder} cannot be made: {_reason(error)}") from error


def remove_unfinished(folder: Path) -> None:
    """Remove what runs that were cut off left behind in `folder`. Only for whoever alone may write there."""
    for left in folder.glob(f"{_MARK}*"):
        left.unlink(missing_ok=True)


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    number, path = 1, folder / f"{stem}{suffix}"
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){suffix}"
    return path


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """A name to build under, gone afterwards. Trouble with the disk becomes SaveError."""
    building = path.with_name(f"{_MARK}{token_hex(4)}{path.suffix}")
    try:
        yield building
    except FileBusyError:
        raise
    except Exception as error:
        trouble = _disk_error(error)
        if trouble is None:
            raise
        raise SaveError(f"{path} could not be saved: {_reason(trouble)} What was there before is unchanged.") from error
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Have the disk really hold the file, so that a power cut after the rename finds it whole."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Have the disk hold the rename as well. Windows does that by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def _keep_mode(path: Path, building: Path) -> None:
    """Who may read the file stays as it was."""
    if path.exists():
        with suppress(OSError):
            shutil.copymode(path, building)


def _swap(building: Path, path: Path) -> None:
    for last in (*[False] * (_TRIES - 1), True):
        try:
            building.replace(path)
            return
        except PermissionError as error:
            if os.name != "nt":
                raise
            if last:
                raise FileBusyError(busy_message(path)) from error
            time.sleep(_PAUSE)


def _disk_error(error: BaseException | None) -> OSError | None:
    """The operating system's complaint in `error` or behind it: XlsxWriter passes it on inside one of its own."""
    while error is not None:
        for found in (error, *error.args):
            if isinstance(found, OSError):
                return found
        error = error.__cause__ or error.__context__
    return None


def _reason(error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return "there is no room left on the disk. Make room, then try again."
    if isinstance(error, PermissionError):
        return "you may not write there. Ask for permission, or work in another folder."
    if isinstance(error, FileNotFoundError):
        return "the folder is not there. It may have been moved, or the network drive is off."
    return f"the disk says: {error.strerror or error}."
