"""Why a disk, a share or Windows refuses, told apart, and the sentences that say so. They are written only here.

Windows' own number decides where there is one: Python's errno has one value for a file held, one without rights and one
that may only be read. Numbers are those of winerror.h and errno.h.
"""

import errno
import os
import stat
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from kpi_xl.files.disk.long_path import long_path, spoken
from kpi_xl.files.disk.windows_number import windows_number
from kpi_xl.model.errors import DiskError

_DENIED = 5
_READ_ONLY = 0x1
_NOT_HERE_YET = 0x1000 | 0x4_0000 | 0x40_0000
"""Attributes of a file that is only a name until something reads it: offline, recall on open, recall on access."""


class Said(NamedTuple):
    """`why` is a clause and `do` whole sentences; `patience` is how many seconds of trying again are worth it."""

    why: str
    do: str
    patience: float = 0.0


class Cause(Enum):
    """What keeps a file from being reached, as far as the system tells."""

    MISSING = Said("it is not there", "Check the name and the folder, and that the network drive is there.")
    NO_FOLDER = Said(
        "the folder is not there",
        "It may have been moved, or the network drive is off.",
    )
    GUARDED = Said(
        "the folder is there, but nothing may be made in it",
        "Windows' Controlled folder access is probably on: ask IT to allow Python there, or work in another folder.",
    )
    HELD = Said(
        "another program holds it: Excel, a virus scanner, OneDrive or the preview of a file window",
        "Close it there, wait a moment, then try again.",
        12.0,
    )
    READ_ONLY = Said(
        "it is marked read-only",
        "Take the mark off (right-click it, Properties, untick Read-only), then try again.",
    )
    READ_ONLY_DISK = Said("the disk may only be read", "Work in a folder on another disk.")
    NO_RIGHTS = Said(
        "you have no permission for it",
        "Ask whoever looks after the folder for permission, or work in another one.",
        1.5,
    )
    PLACEHOLDER = Said(
        "it is still in OneDrive and could not be downloaded",
        'Right-click it, choose "Always keep on this device", wait for it, and try again.',
        3.0,
    )
    LOST = Said(
        "the network drive or share does not answer",
        "Check that it opens in a file window, then try again.",
        12.0,
    )
    FULL = Said("there is no room left on the disk", "Make room, then try again.")
    TOO_MANY = Said(
        "too many files are open on this computer", "Close some programs, or restart it, then try again.", 3.0
    )
    NO_MEMORY = Said("this computer is out of memory", "Close some programs, then try again.", 1.5)
    LONG_NAME = Said("its name is longer than the disk allows", "Give it or its folder a shorter name.")
    BAD_NAME = Said("no file can have that name", "Check the name.")
    CIRCLE = Said("it is a link that leads round in a circle", "Put the file itself there.")
    INFECTED = Said("the virus scanner refuses it", "Ask IT what it found.")
    POLICY = Said("a policy of your IT refuses it", "Ask IT to allow it, or work in another folder.")
    IN_THE_WAY = Said("something else of that name is in the way", "Give it another name, or move it out of the way.")
    FOLDER = Said("it is a folder", "Give the file itself, or move the folder out of the way.")
    LINK = Said("it is a link to another folder, which is not followed", "Put the files themselves in this folder.")
    BROKEN = Said(
        "the disk or network stopped part-way",
        "Try again; if it stays, copy the folder to another disk and tell IT.",
        1.5,
    )
    OTHER = Said("the system refuses", "Try again; if it stays, tell IT.", 0.5)


def _numbers(**named: Iterable[int]) -> dict[int, Cause]:
    return {number: Cause[name] for name, numbers in named.items() for number in numbers}


_WINDOWS = _numbers(
    MISSING=(2, 3),
    TOO_MANY=(4,),
    NO_RIGHTS=(5, 65, 1314, 1326, 1327, 1330, 1331, 1909),
    NO_MEMORY=(8, 14, 1450, 1455),
    READ_ONLY_DISK=(19,),
    LOST=(15, 21, *range(51, 60), 64, 67, 68, 70, 71, 88, 121, 1203, 1219, 1222, *range(1225, 1238), 1240, 1256, 1311),
    BROKEN=(23, 25, 26, 27, 29, 30, 31, 483, 1005, 1006, 1117, 1167, 1392, 1393),
    HELD=(32, 33, 36, 142, 170, 303, 1224, 2404),
    FULL=(39, 112, 1295, 1296),
    BAD_NAME=(123, 161, 267),
    IN_THE_WAY=(80, 183),
    LONG_NAME=(111, 206),
    INFECTED=(225, 226),
    PLACEHOLDER=(*range(358, 405), *range(426, 437), 4350),
    POLICY=(786, 1260, 4551, 1933),
    CIRCLE=(681, 1921),
)


def _known(*names: str) -> tuple[int, ...]:
    """Those this system has: Windows lacks some."""
    return tuple(getattr(errno, name) for name in names if hasattr(errno, name))


_ERRNO = _numbers(
    MISSING=_known("ENOENT", "ENOTDIR"),
    NO_RIGHTS=_known("EACCES", "EPERM"),
    READ_ONLY_DISK=_known("EROFS"),
    HELD=_known("EBUSY", "ETXTBSY", "EAGAIN", "EDEADLK", "ENOLCK"),
    LOST=_known("ESTALE", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET")
    + _known("ETIMEDOUT", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "ENOLINK", "ENONET", "EREMOTEIO", "ECOMM"),
    FULL=_known("ENOSPC", "EDQUOT", "EFBIG"),
    TOO_MANY=_known("EMFILE", "ENFILE"),
    NO_MEMORY=_known("ENOMEM", "ENOBUFS"),
    LONG_NAME=_known("ENAMETOOLONG"),
    BAD_NAME=_known("EILSEQ"),
    IN_THE_WAY=_known("EEXIST", "ENOTEMPTY"),
    CIRCLE=_known("ELOOP"),
    FOLDER=_known("EISDIR"),
    BROKEN=_known("EIO", "ENXIO", "ENODEV", "EBADMSG", "EUCLEAN", "ENODATA"),
)


def cause_of(error: BaseException, path: Path | None = None, *, writing: bool = False) -> Cause:
    """`path` is what was touched; where an answer is not sure it is looked at, and no trouble comes of that."""
    if isinstance(error, DiskError):
        return Cause[error.cause]
    if not isinstance(error, OSError):
        return Cause.BAD_NAME if isinstance(error, ValueError) else Cause.OTHER
    cause = _WINDOWS.get(_number(error, path, writing) or 0) or _ERRNO.get(error.errno or 0, Cause.OTHER)
    return cause if path is None else _looked_at(cause, path, writing)


def _number(error: OSError, path: Path | None, writing: bool) -> int | None:
    """Windows' number. A file that is held refuses to be replaced with "denied", as one without rights does."""
    told = getattr(error, "winerror", None)
    asked = windows_number(error, path, writing=writing) if told in (None, _DENIED) else None
    return asked or told


def _looked_at(cause: Cause, path: Path, writing: bool) -> Cause:
    """What one number of the system's stands for, told apart by the file itself."""
    if cause is Cause.MISSING and writing:
        return Cause.NO_FOLDER if _mode(path.parent) is None else Cause.GUARDED if os.name == "nt" else cause
    if cause is Cause.NO_RIGHTS and writing and marked_read_only(path):
        return Cause.READ_ONLY
    if cause in (Cause.NO_RIGHTS, Cause.BAD_NAME, Cause.OTHER) and not writing and is_placeholder(path):
        return Cause.PLACEHOLDER
    return cause


def marked_read_only(path: Path) -> bool:
    """Whether the file is there and its own mark, not the folder's rights, says that nobody may change it."""
    found = _mode(path)
    if found is None or not stat.S_ISREG(found.st_mode):
        return False
    attributes = getattr(found, "st_file_attributes", None)
    return bool(attributes & _READ_ONLY) if attributes is not None else not found.st_mode & 0o222


def is_placeholder(path: Path) -> bool:
    """Whether the file is only a name so far, whose content is in OneDrive."""
    found = _mode(path)
    return found is not None and bool(getattr(found, "st_file_attributes", 0) & _NOT_HERE_YET)


def _mode(path: Path) -> os.stat_result | None:
    try:
        return os.stat(long_path(path))  # noqa: PTH116 # Path.stat is this call
    except (OSError, ValueError):
        return None


def why(error: BaseException, path: Path | None = None, *, writing: bool = False) -> Said:
    """The sentences for `error`; where no cause is known, what the system says."""
    if isinstance(error, DiskError):
        return Said(error.why, error.do)
    cause = cause_of(error, path, writing=writing)
    if cause in (Cause.OTHER, Cause.BROKEN):
        detail = getattr(error, "strerror", None) or str(error)
        return cause.value._replace(why=f"{cause.value.why} ({detail})") if detail else cause.value
    return cause.value


def could_not(do: str, path: Path, error: BaseException, *, writing: bool = False) -> DiskError:
    """The error to raise for `error`: "PATH could not be read: why. What to do." with `do` being "be read"."""
    cause = cause_of(error, path, writing=writing)
    return refused(do, path, cause, why(error, path, writing=writing))


def refused(do: str, path: Path, cause: Cause, said: Said | None = None) -> DiskError:
    """The same for a cause that is known without an error."""
    told = said or cause.value
    place = spoken(path)
    return DiskError(f"{place} could not {do}: {told.why}. {told.do}", place, cause.name, told.why, told.do)


def disk_trouble(error: BaseException | None) -> OSError | DiskError | None:
    """The system's complaint in `error` or behind it: XlsxWriter passes it on inside one of its own."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        for found in (error, *error.args):
            if isinstance(found, OSError | DiskError):
                return found
        error = error.__cause__ or error.__context__
    return None
