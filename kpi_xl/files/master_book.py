"""The file of a master, read, or said plainly why it cannot be."""

from collections.abc import Collection
from pathlib import Path

from kpi_xl.files.reading.limits import MASTER
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import NOT_REACHED, Book, Unreadability, Unreadable
from kpi_xl.model.errors import WorkspaceError

_WHY = {
    Unreadability.MISSING: "There is no master at {path}. Make one with: kpi-xl run",
    **dict.fromkeys(NOT_REACHED, "{path} could not be read: {what}"),
    Unreadability.IS_FOLDER: "{path} is a folder. Give the master workbook itself, such as master.xlsx.",
    Unreadability.ENCRYPTED: "{path} has a password, so it cannot be read. Take the password off in Excel and save it.",
}
_OTHERWISE = (
    "{path} cannot be read as a workbook ({what}). Use the latest copy in the backups folder beside it, "
    "or open it in Excel and save it as an Excel Workbook (.xlsx)."
)


def master_book(path: Path, only: Collection[str]) -> Book:
    """The sheets named in `only`. Raises WorkspaceError, with what to do, when the file cannot be read."""
    found = read_book(path, only=only, limits=MASTER)
    if isinstance(found, Unreadable):
        kind = "" if found.kind in NOT_REACHED else found.kind.value
        what = ": ".join(filter(None, (kind, found.detail)))
        raise WorkspaceError(_WHY.get(found.kind, _OTHERWISE).format(path=path, what=what))
    return found
