"""The small file in the user's Startup folder that has Windows start the function server at logon."""

from pathlib import Path

from kpi_xl.files.disk.look import is_file
from kpi_xl.files.disk.write import delete, write_bytes
from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.registry import Registry
from kpi_xl.files.saving.safe_save import make_folder, save_atomically
from kpi_xl.model.errors import MachineError

_NAME = "kpi_xl functions.cmd"
_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
"""Where Windows notes the user's own folders, which IT may have put on a server."""
_USUAL = r"%APPDATA%\Microsoft\Windows\Start Menu\Programs\Startup"

_LINES = (
    "@echo off",
    "rem Starts kpi_xl's function server for Excel. Made by: kpi-xl serve-functions --install",
    "chcp 65001 >nul",
    'start "kpi_xl functions" /b "{python}" -P -c "from kpi_xl.faces.cli import main; main()" serve-functions',
)
"""65001 is UTF-8, for names with accents; -P keeps Python from importing what lies in the Startup folder."""


def launcher_place(computer: Computer, registry: Registry) -> Path:
    folder = computer.expanded(str(registry.value(_FOLDERS, "Startup") or _USUAL))
    if "%" in folder:
        raise MachineError("Windows does not say where this user's Startup folder is.")
    return Path(folder.replace("\\", "/")) / _NAME  # Windows reads either stroke, the tests' system only this one


def look_for_launcher(computer: Computer, registry: Registry) -> str:
    """The launcher's path; "" where there is none."""
    try:
        place = launcher_place(computer, registry)
    except MachineError:
        return ""
    return str(place) if is_file(place) else ""


def write_launcher(computer: Computer, registry: Registry) -> Path:
    """Write it, anew where it is there already. Raises MachineError or SaveError when that cannot be done."""
    place = launcher_place(computer, registry)
    text = "\r\n".join((*_LINES, "")).format(python=_windowless(computer).replace("%", "%%"))
    make_folder(place.parent)
    save_atomically(place, lambda building: write_bytes(building, text.encode()))
    return place


def _windowless(computer: Computer) -> str:
    """pythonw.exe beside the interpreter, where it is there: it opens no window."""
    path = computer.path(computer.executable)
    windowless = str(path.with_name("pythonw.exe"))
    return windowless if computer.exists(windowless) else str(path)


def remove_launcher(computer: Computer, registry: Registry) -> Path | None:
    """The path of what was removed; None when there was nothing. Raises DiskError when it will not go."""
    place = launcher_place(computer, registry)
    return place if delete(place) else None
