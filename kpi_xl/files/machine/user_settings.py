"""The user's own settings of xlwings, which count for every workbook that does not say otherwise on its sheet."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from kpi_xl.files.disk.look import is_file
from kpi_xl.files.disk.read import text
from kpi_xl.files.disk.write import delete, write_bytes
from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.saving.safe_save import make_folder, save_atomically
from kpi_xl.model.errors import DiskError, MachineError

SERVED = {"DEBUG UDFS": "True", "USE UDF SERVER": "True"}
"""By these xlwings asks the server that is running for functions and for buttons, and starts no process."""


def user_settings_place(computer: Computer) -> Path | None:
    """None where Windows does not say whose folder it is."""
    home = computer.variables.get("USERPROFILE")
    return Path(home) / ".xlwings" / "xlwings.conf" if home else None


def have_served(computer: Computer) -> Path:
    """Tell xlwings of this user to ask the server; other settings stay. Raises MachineError or SaveError."""
    path = user_settings_place(computer)
    if path is None:
        raise MachineError("Windows does not say where this user's own folder is.")
    make_folder(path.parent)
    _save(path, [*_others(path), *(f'"{name}","{value}"' for name, value in SERVED.items())])
    return path


def have_served_no_longer(computer: Computer) -> Path | None:
    """Take that back; the file goes when nothing else is in it. None when there was nothing to take back."""
    path = user_settings_place(computer)
    if path is None or not is_file(path):
        return None
    others = list(_others(path))
    if others:
        _save(path, others)
        return path
    delete(path)
    return path


def _others(path: Path) -> Iterator[str]:
    """The lines that are not ours, as they are: Latin-1 gives every byte back."""
    if is_file(path):
        lines = text(path, "latin-1").splitlines()
        yield from (line for line in lines if line.strip() and _name(line) not in SERVED)


def _name(line: str) -> str:
    return next(csv.reader([line]), [""])[0].strip().upper()


def _save(path: Path, lines: list[str]) -> None:
    content = "\r\n".join([*lines, ""]).encode("latin-1")
    save_atomically(path, lambda building: write_bytes(building, content))


def file_settings(path: Path) -> Mapping[str, str]:
    """Lines of "NAME","value", by upper-case name; none where there is no such file."""
    try:
        lines = csv.reader(text(path, "latin-1").splitlines())
        return {row[0].strip().upper(): row[1].strip() for row in lines if len(row) > 1}
    except DiskError:
        return {}
