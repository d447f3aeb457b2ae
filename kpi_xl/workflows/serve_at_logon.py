"""Have the function server started at logon, or no longer. It is the user's own Startup folder: no administrator."""

from pathlib import Path

from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.logon_launcher import remove_launcher, write_launcher
from kpi_xl.files.machine.registry import Registry
from kpi_xl.model.errors import MachineError


def serve_at_logon(computer: Computer) -> Path:
    """The launcher written. Raises MachineError off Windows or without xlwings, SaveError when it cannot be saved."""
    registry = windows_of(computer)
    if computer.installed("xlwings") is None:
        raise MachineError("The function server needs xlwings. Run: python -m pip install kpi-xl[excel]")
    return write_launcher(computer, registry)


def serve_no_longer(computer: Computer) -> Path | None:
    """The launcher removed; None when there was none. Raises MachineError off Windows."""
    return remove_launcher(computer, windows_of(computer))


def windows_of(computer: Computer) -> Registry:
    if computer.registry is None:
        raise MachineError("The function server needs Windows: it stands beside Excel, and there is none here.")
    return computer.registry
