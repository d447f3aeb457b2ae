"""The xlwings that is installed: the text of its VBA module, and the Python it would start here.

Nothing is imported: that takes a while and, off Windows, is of no use.
"""

import os
import re
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from kpi_xl.files.disk.look import is_file, whole_path
from kpi_xl.files.disk.read import text as text_of
from kpi_xl.files.machine.profile_paths import for_everybody
from kpi_xl.model.errors import MissingExtraError
from kpi_xl.model.macros import PythonLink

_VERSION = re.compile(r'^Public Const XLWINGS_VERSION As String = "([^"]+)"', re.MULTILINE)


def python_link(interpreter_path: str = "", workspace: Path | None = None) -> PythonLink:
    """How workbooks built now reach Python: by `interpreter_path`, or what `interpreter` says where that is "".

    A path in this user's profile is written with the variable, for the workbooks go to others. Raises
    MissingExtraError as `vba_module` does.
    """
    folder = "" if workspace is None else str(whole_path(workspace))
    paths = (for_everybody(path, os.environ) for path in (interpreter_path or interpreter(), folder))
    return PythonLink(vba_module(), *paths)


def vba_module() -> str:
    """The text of xlwings.bas. Raises MissingExtraError where there is no xlwings, or one whose parts do not match."""
    spec = find_spec("xlwings")
    module = None if spec is None or spec.origin is None else Path(spec.origin).with_name("xlwings.bas")
    if module is None or not is_file(module):
        raise MissingExtraError("Workbooks with buttons", "xlwings")
    text = text_of(module)
    if vba_version(text) != version("xlwings"):
        # Excel would look for a DLL of the other version and say "Object required".
        raise MissingExtraError("Workbooks with buttons", f"all of xlwings {version('xlwings')}")
    return text


def vba_version(module: str) -> str:
    """The version the text of xlwings' VBA module says it is; "" where it says none."""
    found = _VERSION.search(module)
    return found[1] if found else ""


def interpreter() -> str:
    """What a workbook built here should start: this Python without a console on Windows, elsewhere "".

    "" leaves it to the settings of the PC where the workbook is opened: no Python of this machine is there.
    """
    if os.name != "nt":
        return ""
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return str(quiet if is_file(quiet) else sys.executable)
