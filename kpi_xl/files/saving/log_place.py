"""Where the buttons in a workbook write what happened: a button has no terminal to print to."""

import os
from collections.abc import Mapping
from pathlib import Path

LOG_VARIABLE = "KPI_XL_LOG"
"""Set it to a path to have the log elsewhere."""

_NAME = "kpi_xl.log"


def log_place(environment: Mapping[str, str] | None = None, *, on_windows: bool = os.name == "nt") -> Path:
    """The log file of this user. Nothing is made: whoever writes it makes the folder."""
    variables = os.environ if environment is None else environment
    chosen = variables.get(LOG_VARIABLE, "").strip()
    if chosen:
        return Path(chosen)
    return local_folder(variables, on_windows=on_windows) / "kpi_xl" / _NAME


def local_folder(variables: Mapping[str, str], *, on_windows: bool = os.name == "nt") -> Path:
    """The user's folder for what belongs to this machine only; never one that roams with the profile."""
    if on_windows:
        return Path(variables.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(variables.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
