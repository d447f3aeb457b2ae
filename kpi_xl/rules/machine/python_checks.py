"""Python as Excel needs it: the interpreter here, and the one the workbook has Excel start."""

from pathlib import PureWindowsPath

from kpi_xl.model.diagnosis import Diagnosis, attention, fine, not_here
from kpi_xl.model.machine import Machine

NO_WINDOWS = "this is not Windows"
REBUILD = "Build the workbooks anew with the xlwings installed here: kpi-xl build-workbooks DIR"

_SHELL_SIGNS = "&%^"
"""The Windows shell, through which xlwings starts Python, reads these as its own. Spaces are quoted, and do no harm."""


def check_python(machine: Machine) -> Diagnosis:
    python = machine.python
    found = f"Python {python.version}, {python.bits}-bit, {python.executable}"
    if not machine.windows:
        return fine("Python", found)
    if from_store(python.executable):
        return attention(
            "Python",
            found,
            "It is Python from the Microsoft Store, which Excel cannot reach from outside its sandbox.",
            "Install Python from python.org for this user (no administrator needed), and kpi_xl there.",
        )
    signs = signs_in(python.executable, _SHELL_SIGNS)
    if signs:
        return attention(
            "Python",
            found,
            f"Its path holds {signs}, which the Windows shell reads as a sign of its own.",
            "Make the virtual environment in a folder without such signs.",
        )
    return fine("Python", found, _beside_excel(machine))


def check_command(machine: Machine) -> Diagnosis:
    """Where it is not on the PATH nothing is amiss, but what is advised elsewhere has to be typed otherwise."""
    python = machine.python
    if python.command:
        return fine("The command kpi-xl", python.command)
    program = python.executable.replace("pythonw.exe", "python.exe")
    return fine(
        "The command kpi-xl",
        "not on the PATH",
        f'Where it says kpi-xl, here and elsewhere, type: "{program}" -m kpi_xl',
    )


def _beside_excel(machine: Machine) -> str:
    if machine.excel is None or machine.excel.bits in (None, machine.python.bits):
        return ""
    return f"Excel is {machine.excel.bits}-bit; the two need not match, because they are two processes."


def from_store(executable: str) -> bool:
    return "windowsapps" in (part.casefold() for part in PureWindowsPath(executable).parts)


def signs_in(path: str, signs: str) -> str:
    return " ".join(sign for sign in signs if sign in path)


def why_no_book(machine: Machine) -> str:
    return "no workbook was named: kpi-xl doctor WORKBOOK" if machine.places.folder else "it is a web address"


def check_settings(machine: Machine) -> Diagnosis:
    settings = machine.settings
    if machine.book is None and not settings.told:
        return not_here("Settings of xlwings", why_no_book(machine))
    if machine.book is not None and machine.book.unread:
        return not_here("Settings of xlwings", machine.book.unread)
    if not settings.interpreter:
        return attention(
            "Settings of xlwings",
            "no INTERPRETER_WIN on a sheet xlwings.conf or in a file xlwings.conf",
            "Excel then starts whichever python the PC finds first, often the Microsoft Store's stand-in.",
            f"Name pythonw.exe of kpi_xl's environment there, with its whole path. {REBUILD}",
        )
    return _interpreter(machine)


def _interpreter(machine: Machine) -> Diagnosis:
    settings = machine.settings
    found = f"{settings.interpreter}, named in {settings.stands_in}"
    if settings.interpreter_exists is False or from_store(settings.interpreter):
        return attention(
            "Settings of xlwings",
            found,
            "There is no such program, or it is the Microsoft Store's: Excel will not find its interpreter.",
            f"Put the path of pythonw.exe itself there, not of its folder; here: {machine.python.executable}",
        )
    if machine.book is not None and settings.own_profile:
        return attention(
            "Settings of xlwings",
            found,
            "That is a folder of your own, so the buttons work for you and for nobody else.",
            f"Name it {settings.own_profile} instead. {REBUILD}",
        )
    if machine.book is not None and settings.told.get("ADD_WORKBOOK_TO_PYTHONPATH", "").casefold() != "false":
        return attention(
            "Settings of xlwings",
            "ADD_WORKBOOK_TO_PYTHONPATH is not FALSE",
            "A file called pandas.py beside the workbook would be run in place of the real pandas.",
            "Set it to FALSE on the sheet xlwings.conf.",
        )
    if settings.interpreter_exists is None:
        return not_here("Settings of xlwings", f"{NO_WINDOWS}, so nobody can tell whether there is {found}")
    return fine("Settings of xlwings", found)
