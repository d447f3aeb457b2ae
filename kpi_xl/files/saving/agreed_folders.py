"""Folders on other machines that this user has agreed to look in, kept beside the buttons' log.

A return says where its rulebook is, and whoever sends a workbook can have it say anything: to look in a folder of
another machine is to sign in there.
"""

import re
from pathlib import Path

from kpi_xl.files.disk.read import text
from kpi_xl.files.disk.write import append, make_folder
from kpi_xl.files.saving.log_place import log_place
from kpi_xl.model.errors import DiskError
from kpi_xl.model.shown_text import shown

_NAME = "agreed folders.txt"
_ON_ANOTHER_MACHINE = re.compile(r"[\\/]{2}|[A-Za-z][\w+.-]+:[\\/]")


def on_another_machine(folder: str) -> bool:
    r"""Whether it names a machine (\\server\share, //server/share, a web address). A drive letter is the PC's own."""
    return bool(_ON_ANOTHER_MACHINE.match(folder.strip()))


def is_agreed(folder: str) -> bool:
    return _line(folder) in _agreed()


def agree(folder: str) -> None:
    """Keep it; where that cannot be written, the next press asks again."""
    place = _place()
    try:
        make_folder(place.parent)
        append(place, f"{_line(folder)}\n")
    except DiskError:
        return


def _agreed() -> set[str]:
    try:
        return set(text(_place()).splitlines())
    except (DiskError, UnicodeDecodeError):
        return set()


def _line(folder: str) -> str:
    return shown(folder.strip()).casefold().rstrip("\\/")


def _place() -> Path:
    return log_place().with_name(_NAME)
