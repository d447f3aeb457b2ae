"""The VBA module of the xlwings that is installed, by which a workbook calls Python. Nothing is imported."""

import re
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from kpi_xl.files.disk.look import is_file
from kpi_xl.files.disk.read import text as text_of
from kpi_xl.model.errors import MissingExtraError

_VERSION = re.compile(r'^Public Const XLWINGS_VERSION As String = "([^"]+)"', re.MULTILINE)


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
