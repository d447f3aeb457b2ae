"""Open a master: everything published so far."""

from pathlib import Path

from kpi_xl.files.disk.look import status
from kpi_xl.files.master_book import master_book
from kpi_xl.model.master import Master
from kpi_xl.rules.master.read_master import MASTER_SHEETS, read_master

_KEPT = 4
_read: dict[Path, tuple[tuple[int, int], Master]] = {}


def open_master(path: Path) -> Master:
    """The master at `path`. Raises WorkspaceError when there is none or it cannot be read."""
    return read_master(master_book(path, MASTER_SHEETS))


def remembered_master(path: Path) -> Master:
    """As `open_master`, reading the file again only when its time or size has changed: for those who ask cell by cell.

    The few masters asked for last are kept.
    """
    found = status(path)
    if found is None:
        return open_master(path)  # says what is the matter with it
    stamp = found.st_mtime_ns, found.st_size
    kept = _read.pop(path, None)
    if kept is None or kept[0] != stamp:
        kept = stamp, open_master(path)
    _read[path] = kept  # last in, so the first is the one not asked for longest
    while len(_read) > _KEPT:
        del _read[next(iter(_read))]
    return kept[1]
