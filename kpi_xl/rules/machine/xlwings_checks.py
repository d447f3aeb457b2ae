"""xlwings in its three places, all of one version: installed, in the workbook, and the library beside Python."""

from kpi_xl.model.diagnosis import Diagnosis, attention, fine, not_here
from kpi_xl.model.extras import WITH_EXCEL
from kpi_xl.model.machine import Machine
from kpi_xl.rules.machine.python_checks import NO_WINDOWS, REBUILD, why_no_book


def check_xlwings(machine: Machine) -> Diagnosis:
    python = machine.python
    if python.xlwings is None and not machine.windows:
        return not_here("xlwings", "it is not installed; only buttons and functions on Windows need it")
    lacking = "xlwings" if python.xlwings is None else "pywin32" if machine.windows and not python.pywin32 else ""
    if lacking:
        return attention(
            "xlwings",
            f"{lacking} is not installed",
            "Buttons and Python functions cannot work; the kpi-xl command can.",
            f"{WITH_EXCEL}.",
        )
    return fine("xlwings", f"version {python.xlwings}")


def check_vba(machine: Machine) -> Diagnosis:
    """Versions apart are what "Object required" after an upgrade comes from."""
    book, installed = machine.book, machine.python.xlwings
    if book is None:
        return not_here("xlwings in the workbook", why_no_book(machine))
    if book.unread:
        return not_here("xlwings in the workbook", book.unread)
    if installed is None:
        return not_here("xlwings in the workbook", f"it is {book.xlwings}; xlwings is not installed here to compare")
    if book.xlwings != installed and any(name.endswith(f"-{book.xlwings}.dll") for name in machine.libraries.names):
        return fine(
            "xlwings in the workbook",
            f"version {book.xlwings}, as in the environment it names",
            f"This Python has {installed}; an environment a version is how workbooks already out go on working.",
        )
    if book.xlwings != installed:
        return attention(
            "xlwings in the workbook",
            f"version {book.xlwings}, installed is {installed}",
            'The two must be the same; apart, buttons end in "Object required" or a library not found.',
            f"{REBUILD}. For returns already out, make the environment they name again, with xlwings {book.xlwings}: "
            "never upgrade in its folder, but make a new one for each version of kpi_xl (docs/it.md).",
        )
    return fine("xlwings in the workbook", f"version {book.xlwings}, as installed")


def check_library(machine: Machine) -> Diagnosis:
    """The wheel has both; it is Excel's bitness, not Python's, that says which is loaded."""
    if not machine.windows:
        return not_here("Library of xlwings", f"{NO_WINDOWS}; only xlwings for Windows has it")
    version = (machine.book.xlwings if machine.book else "") or machine.python.xlwings
    if not version:
        return not_here("Library of xlwings", "xlwings is not installed")
    bits = (machine.excel.bits if machine.excel else None) or 64
    wanted = f"xlwings{bits}-{version}.dll"
    if wanted in machine.libraries.names:
        return fine("Library of xlwings", wanted)
    return attention(
        "Library of xlwings",
        f"no {wanted} in {' or '.join(machine.libraries.looked_in)}",
        "Buttons and functions cannot reach Python. An antivirus program may have taken it away.",
        f"python -m pip install --force-reinstall --no-deps xlwings=={version}; if it goes again, ask IT to allow it.",
    )
