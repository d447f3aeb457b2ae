"""The xlwings that is installed: the text of its VBA module, and the Python it would start here.

Nothing is imported: that takes a while and, off Windows, is of no use.
"""

import os
import sys
from pathlib import Path

from kpi_xl.files.disk.look import is_file, whole_path
from kpi_xl.files.machine.profile_paths import for_everybody
from kpi_xl.files.macros.xlwings_module import vba_module
from kpi_xl.model.macros import PythonLink


def python_link(interpreter_path: str = "", workspace: Path | None = None) -> PythonLink:
    """How workbooks built now reach Python: by `interpreter_path`, or what `interpreter` says where that is "".

    A path in this user's profile is written with the variable, for the workbooks go to others. Raises
    MissingExtraError as `vba_module` does.
    """
    folder = "" if workspace is None else str(whole_path(workspace))
    paths = (for_everybody(path, os.environ) for path in (interpreter_path or interpreter(), folder))
    return PythonLink(vba_module(), *paths)


def interpreter() -> str:
    """What a workbook built here should start: this Python without a console on Windows, elsewhere "".

    "" leaves it to the settings of the PC where the workbook is opened: no Python of this machine is there.
    """
    if os.name != "nt":
        return ""
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return str(quiet if is_file(quiet) else sys.executable)
