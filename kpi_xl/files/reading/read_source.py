"""The bytes of a file, read once, with the hash that identifies them from then on."""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kpi_xl.files.disk.causes import Cause, cause_of, why
from kpi_xl.files.disk.look import status
from kpi_xl.files.disk.read import content
from kpi_xl.files.lock_file import is_lock_file, lock_owner
from kpi_xl.files.reading.limits import Limits, check_file_size
from kpi_xl.files.reading.read_error import ReadError, damaged
from kpi_xl.model.book import Unreadability
from kpi_xl.model.errors import DiskError


class Source(NamedTuple):
    """`content` is the whole file; `sha256` is of exactly those bytes, in hexadecimal."""

    content: bytes
    sha256: str


def read_source(path: Path, limits: Limits, read_bytes: Callable[[Path], bytes] = content) -> Source:
    """Reads the file, once more if it changed meanwhile. Raises ReadError when there is nothing to read."""
    try:
        before = _there(path)
        _check_readable(path, before, limits)
        for _attempt in range(2):
            read = read_bytes(path)
            after = _there(path)
            if _same(before, after) and len(read) == after.st_size:
                return Source(read, hashlib.sha256(read).hexdigest())
            before = after
    except (DiskError, OSError) as error:
        raise _failure(path, error) from error
    except ValueError as error:
        # A name no file can have, such as one with a null character.
        raise ReadError(Unreadability.MISSING, "there is no such file") from error
    raise damaged("the file was being changed while we read it; wait until it is saved and try again")


def _there(path: Path) -> os.stat_result:
    found = status(path)
    if found is None:
        raise ReadError(Unreadability.MISSING, "there is no such file")
    return found


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


def _failure(path: Path, error: DiskError | OSError) -> ReadError:
    """What is the matter with the disk, the rights or the network; the file itself may well be sound."""
    cause = cause_of(error, path)
    said = why(error, path)
    kind = _KINDS.get(cause, Unreadability.UNREACHED)
    return ReadError(kind, f"{said.why}. {said.do}")


_KINDS = {
    Cause.MISSING: Unreadability.MISSING,
    Cause.NO_RIGHTS: Unreadability.NO_PERMISSION,
    Cause.PLACEHOLDER: Unreadability.PLACEHOLDER,
    Cause.FOLDER: Unreadability.IS_FOLDER,
}
