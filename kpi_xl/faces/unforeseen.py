"""Errors nobody foresaw, in words."""

from pathlib import Path

from kpi_xl.files.disk.causes import why
from kpi_xl.files.saving.log_trouble import log_trouble
from kpi_xl.model.errors import DiskError


def unforeseen(error: Exception, doing: str) -> str:
    """What to say of `error`, which came up while `doing`: the disk's reason, or where it is written down."""
    trouble = next((one for one in (error, *error.args) if isinstance(one, OSError | DiskError)), None)
    if isinstance(trouble, DiskError):
        return str(trouble)
    if isinstance(trouble, OSError):
        place = trouble.filename
        path = Path(place) if isinstance(place, str) else None
        said = why(trouble, path)
        return f"{'something' if path is None else path} could not be read or written: {said.why}. {said.do}"
    if isinstance(error, MemoryError):
        return "this computer is out of memory. Close some programs, then try again."
    log = log_trouble(doing, error)
    where = f"What happened is in {log}: please" if log else f"It says: {type(error).__name__} {error}. Please"
    return f"kpi_xl made a mistake of its own. {where} report it, with the files it was about."
