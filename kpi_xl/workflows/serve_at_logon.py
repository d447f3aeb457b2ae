"""Have the function server started at logon, or no longer. All of it is the user's own: no administrator."""

from pathlib import Path

from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.logon_launcher import remove_launcher, write_launcher
from kpi_xl.files.machine.registry import Registry
from kpi_xl.files.machine.user_settings import have_served, have_served_no_longer
from kpi_xl.model.errors import MachineError
from kpi_xl.model.extras import WITH_EXCEL


def serve_at_logon(computer: Computer) -> tuple[Path, Path]:
    """The launcher and the settings written: one starts the server, the other has the user's workbooks ask it.

    Raises MachineError off Windows or without xlwings, SaveError when something cannot be saved.
    """
    registry = windows_of(computer)
    if computer.installed("xlwings") is None:
        raise MachineError(f"The function server needs xlwings. {WITH_EXCEL}")
    launcher = write_launcher(computer, registry)  # first: workbooks must not ask for what nothing starts
    return launcher, have_served(computer)


def serve_no_longer(computer: Computer) -> tuple[Path, ...]:
    """What was removed or changed back; nothing where nothing was installed. Raises MachineError off Windows."""
    registry = windows_of(computer)
    undone = (have_served_no_longer(computer), remove_launcher(computer, registry))
    return tuple(path for path in undone if path is not None)


def windows_of(computer: Computer) -> Registry:
    if computer.registry is None:
        raise MachineError("The function server needs Windows: it stands beside Excel, and there is none here.")
    return computer.registry
