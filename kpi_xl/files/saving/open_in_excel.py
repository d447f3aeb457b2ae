"""Whether a file can be replaced, and who has it open: office programs leave a small file beside it saying so."""

import os
from pathlib import Path

from kpi_xl.files.disk.causes import Cause, marked_read_only
from kpi_xl.files.disk.long_path import spoken
from kpi_xl.files.disk.look import is_file
from kpi_xl.files.disk.write import try_to_change
from kpi_xl.files.lock_file import lock_file, who_has_open
from kpi_xl.model.errors import DiskError, FileBusyError, KpiXlError, SaveError


def refuse_if_open(path: Path) -> None:
    """Raise where the file at `path` cannot be replaced now, before any work is done for it.

    FileBusyError, naming who where that is known, when a program holds it; SaveError when it is marked read-only or one
    may not write it; DiskError where the disk does not say.
    """
    if not is_file(path):
        return
    if os.name == "nt":  # Windows knows itself; elsewhere the lock file is the sign
        try:
            try_to_change(path)
        except DiskError as error:
            raise refusal(path, error) from error
    elif lock_file(path) is not None:
        raise FileBusyError(busy_message(path))
    elif marked_read_only(path):
        raise _not_replaced(path, *Cause.READ_ONLY.value[:2])


def refusal(path: Path, error: DiskError) -> KpiXlError:
    """What to raise where `error` kept the file from being replaced."""
    if error.cause == Cause.HELD.name:
        return FileBusyError(busy_message(path))
    return _not_replaced(path, error.why, error.do)


def _not_replaced(path: Path, why: str, do: str) -> SaveError:
    return SaveError(f"{spoken(path)} cannot be replaced: {why}. {do} It is as it was.")


def busy_message(path: Path) -> str:
    lock = lock_file(path)
    if lock is None:
        return f"{path.name} cannot be replaced: {Cause.HELD.value.why}. {Cause.HELD.value.do}"
    return (
        f"{who_has_open(path) or 'Somebody'} has {path.name} open, so it cannot be replaced. Close it in Excel, then "
        f"try again. If nobody has it open, Excel stopped without tidying up: delete the file {lock.name} beside it."
    )
