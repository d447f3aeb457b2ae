"""Examine a PC, and the workbook or folder a person asks about, for all that stops buttons and functions."""

from pathlib import Path

from kpi_xl.files.disk.look import is_folder, is_there, whole_path
from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.logon_launcher import look_for_launcher
from kpi_xl.files.machine.look_at_book import look_at_book
from kpi_xl.files.machine.look_at_excel import API_RULE, look_at_excel, look_at_rule
from kpi_xl.files.machine.look_at_places import is_web_address, look_at_places
from kpi_xl.files.machine.look_at_settings import look_at_libraries, look_at_settings
from kpi_xl.files.machine.look_at_trust import look_at_trust
from kpi_xl.model.diagnosis import Diagnosis
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.machine import Machine, Python
from kpi_xl.rules.machine.checks import CHECKS


def examine(place: str, computer: Computer) -> tuple[Diagnosis, ...]:
    """One diagnosis a check. `place` is a workbook, a folder, or a workbook's address on SharePoint.

    Raises WorkspaceError when there is nothing at `place`.
    """
    machine = look_at_machine(place, computer)
    return tuple(check(machine) for check in CHECKS)


def look_at_machine(place: str, computer: Computer) -> Machine:
    path = _workbook(place)
    book = None if path is None else look_at_book(path)
    settings = look_at_settings(computer, path)
    python = _python(computer)
    version = (book.xlwings if book else "") or python.xlwings or ""
    registry = computer.registry
    return Machine(
        windows=computer.windows,
        python=python,
        settings=settings,
        places=look_at_places(computer, place if is_web_address(place) else str(whole_path(Path(place)))),
        book=book,
        excel=None if registry is None else look_at_excel(registry),
        trust=None if registry is None else look_at_trust(computer, registry),
        rule=None if registry is None else look_at_rule(registry),
        api_rule=None if registry is None else look_at_rule(registry, API_RULE),
        logon_launcher=None if registry is None else look_for_launcher(computer, registry),
        libraries=look_at_libraries(computer, settings, version),
    )


def _workbook(place: str) -> Path | None:
    """The workbook at `place`; None for a folder or a web address."""
    if is_web_address(place):
        return None
    path = whole_path(Path(place))
    if not is_there(path):
        raise WorkspaceError(f"There is no workbook or folder {place}.")
    return None if is_folder(path) else path


def _python(computer: Computer) -> Python:
    return Python(
        executable=computer.executable,
        version=computer.version,
        bits=computer.bits,
        xlwings=computer.installed("xlwings"),
        pywin32=computer.installed("pywin32"),
        command=computer.on_path("kpi-xl") or "",
    )
