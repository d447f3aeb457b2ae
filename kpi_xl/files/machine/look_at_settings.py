"""What xlwings is told, in the order it asks: the workbook's sheet, a file beside the workbook, a file of the user."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.look_at_book import SETTINGS_SHEET, sheet_settings
from kpi_xl.files.machine.profile_paths import for_everybody
from kpi_xl.files.machine.user_settings import file_settings, user_settings_place
from kpi_xl.model.machine import Libraries, XlwingsSettings

_FILE = "xlwings.conf"
_INTERPRETERS = ("INTERPRETER_WIN", "INTERPRETER")
"""Today's name of the setting, and the one before."""


def look_at_settings(computer: Computer, book: Path | None) -> XlwingsSettings:
    """The nearest word on each setting counts, whichever of the three places it stands in."""
    told: dict[str, str] = {}
    stands_in = ""
    for place, settings in _places(computer, book):
        names_the_first = bool(_interpreter(settings)) and not _interpreter(told)
        if names_the_first or (settings and not stands_in):
            stands_in = place
        told = {**settings, **told}
    named = _interpreter(told)
    interpreter, shared = computer.expanded(named), for_everybody(named, computer.variables)
    exists = computer.exists(interpreter) if computer.windows and interpreter else None
    return XlwingsSettings(stands_in, told, interpreter, exists, "" if shared == named else shared)


def _places(computer: Computer, book: Path | None) -> Iterator[tuple[str, Mapping[str, str]]]:
    if book is not None:
        yield f"the sheet {SETTINGS_SHEET}", sheet_settings(book) or {}
        yield f"{_FILE} beside the workbook", file_settings(book.parent / _FILE)
    path = user_settings_place(computer)
    if path is not None:
        yield str(path), file_settings(path)


def _interpreter(told: Mapping[str, str]) -> str:
    return next((told[name] for name in _INTERPRETERS if told.get(name)), "")


def look_at_libraries(computer: Computer, settings: XlwingsSettings, version: str) -> Libraries:
    """xlwings.bas looks beside the interpreter Excel starts, then one folder up, where a virtual environment has it."""
    beside = computer.path(settings.interpreter or computer.executable).parent
    folders = (beside, beside.parent)
    names = (f"xlwings{bits}-{version}.dll" for bits in (64, 32))
    there = (name for name in names if any(computer.exists(str(folder / name)) for folder in folders))
    return Libraries(tuple(map(str, folders)), tuple(there))
