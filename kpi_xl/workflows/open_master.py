"""Open a master: everything published so far."""

from pathlib import Path

from kpi_xl.files.master_book import master_book
from kpi_xl.model.master import Master
from kpi_xl.rules.master.read_master import MASTER_SHEETS, read_master


def open_master(path: Path) -> Master:
    """The master at `path`. Raises WorkspaceError when there is none or it cannot be read."""
    return read_master(master_book(path, MASTER_SHEETS))
