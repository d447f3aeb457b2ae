"""The bytes of a file, read once, with the hash that identifies them from then on."""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kpi_xl.files.lock_file import is_lock_file, lock_owner
from kpi_xl.files.reading.limits import Limits, check_file_size
from kpi_xl.files.reading.read_error import ReadError, damaged
from kpi_xl.model.book import Unreadability

# Windows: the file is only a name until something reads it (offline, recall on open, recall on data access).
_NOT_HERE_YET = 0x1000 | 0x4_0000 | 0x40_0000
# Windows error codes of the cloud file system, ERROR_CLOUD_FILE_... in winerror.h.
_CLOUD_ERRORS = range(358, 405)


class Source(NamedTuple):
    """`content` is the whole file; `sha256` is of exactly those bytes, in hexadecimal."""

    content: bytes
    sha256: str


def read_source(path: Path, limits: Limits, read_bytes: Callable[[Path], bytes] = Path.read_bytes) -> Source:
    """Reads the file, once more if it changed meanwhile. Raises ReadError when there is nothing to read."""
    try:
        before = path.stat()
        _check_readable(path, before, limits)
        for _attempt in range(2):
            content = read_bytes(path)
            after = path.stat()
            if _same(before, after) and len(content) == after.st_size:
                return Source(content, hashlib.sha256(content).hexdigest())
            before = after
    except OSError as error:
        raise _failure(path, error) from error
    except ValueError as error:
        # A name no file can have, such as one with a null character.
        raise ReadError(Unreadability.MISSING, "there is no such file") from error
    raise damaged("the file was being changed while we read it; wait until it is saved and try again")


def _check_readable(path: Path, status: os.stat_result, limits: Limits) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(Unreadability.IS_FOLDER, "it is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(Unreadability.NOT_A_WORKBOOK, "it is a device or a pipe, not a file")
    if is_lock_file(path.name):
        raise ReadError(Unreadability.LOCK_FILE, _who_has_it(path))
    check_file_size(status.st_size, limits)


def _who_has_it(path: Path) -> str:
    """Excel keeps its lock file to itself on Windows, so not being able to read it is usual."""
    return f"{lock_owner(path) or 'somebody'} has the workbook open"


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns, before.st_ino) == (after.st_size, after.st_mtime_ns, after.st_ino)


def _failure(path: Path, error: OSError) -> ReadError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ReadError(Unreadability.MISSING, "there is no such file")
    if _in_the_cloud(path, error):
        return ReadError(Unreadability.PLACEHOLDER, "it is still in OneDrive and could not be downloaded")
    if isinstance(error, PermissionError):
        return ReadError(Unreadability.NO_PERMISSION, "we are not allowed to read it, or another program holds it")
    return damaged(f"the disk or network stopped part-way ({error.strerror or error})")


def _in_the_cloud(path: Path, error: OSError) -> bool:
    if getattr(error, "winerror", None) in _CLOUD_ERRORS:
        return True
    try:
        return bool(getattr(path.stat(), "st_file_attributes", 0) & _NOT_HERE_YET)
    except OSError:
        return False
