"""Whether somebody has a workbook open, and who: office programs leave a small file beside it saying so."""

import os
from pathlib import Path

from kpi_xl.files.lock_file import lock_file, who_has_open
from kpi_xl.model.errors import FileBusyError


def refuse_if_open(path: Path) -> None:
    """Raise FileBusyError, naming who has it open where that is known, when `path` cannot be replaced now."""
    if path.exists() and is_open(path):
        raise FileBusyError(busy_message(path))


def is_open(path: Path, *, on_windows: bool = os.name == "nt") -> bool:
    """Windows knows itself; elsewhere, or on a share, the lock file is the sign."""
    if not on_windows:
        return lock_file(path) is not None
    try:
        with path.open("r+b"):
            return False
    except PermissionError:
        return True


def busy_message(path: Path) -> str:
    who = who_has_open(path) or "Somebody"
    message = f"{who} has {path.name} open, so it cannot be replaced. Close it in Excel, then try again."
    lock = lock_file(path)
    if lock is not None:
        message += f" If nobody has it open, Excel stopped without tidying up: delete the file {lock.name} beside it."
    return message
