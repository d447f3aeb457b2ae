"""Windows' own number for a file that would not open: Python's `open` keeps only the errno, one for several causes."""

import errno
import os
from pathlib import Path

from kpi_xl.files.disk.long_path import long_path

_READ, _WRITE = 0x8000_0000, 0x4001_0000
"""Generic reading; generic writing and deleting, which replacing a file is."""
_ALL_MAY_SHARE, _OPEN_EXISTING = 0x7, 3
_FAILED = 2**64 - 1, 2**32 - 1, -1


def windows_number(error: OSError, path: Path | None, *, writing: bool) -> int | None:
    """Found by asking Windows itself to open the file once more; None where that says nothing, and off Windows."""
    if path is None or os.name != "nt" or error.errno not in (errno.EACCES, errno.EINVAL, errno.EIO):
        return None
    try:
        return _asked(str(long_path(path)), _WRITE if writing else _READ)
    except (OSError, AttributeError, ValueError):
        return None


def _asked(path: str, access: int) -> int | None:
    import ctypes

    kernel = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009 # mypy on Linux knows no WinDLL
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(path, access, _ALL_MAY_SHARE, None, _OPEN_EXISTING, 0, None)
    if handle in _FAILED:
        return int(getattr(ctypes, "get_last_error")())  # noqa: B009 # the same
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return None
