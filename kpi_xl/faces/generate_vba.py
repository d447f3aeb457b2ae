"""`python -m kpi_xl.faces.generate_vba MODULE`: prints the VBA of its functions, with their help, as JSON.

Run by faces/vba_functions.py in a process that ends with it, because of what it does to sys.modules.
"""

import json
import sys
from importlib import import_module
from io import StringIO
from types import ModuleType, SimpleNamespace
from typing import Any

_HEADER = """Attribute VB_Name = "xlwings_udfs"
'Made by xlwings from the functions of kpi_xl: changes here are lost when the workbook is built anew.
#Const App = "Microsoft Excel" 'Adjust when using outside of Excel
"""
_WINDOWS_ONLY = ("pythoncom", "pywintypes", "win32com", "win32com.client")
_DECORATORS = {"func": "xlfunc", "sub": "xlsub", "script": "xlsub", "arg": "xlarg", "ret": "xlret"}


def generate(python_module: str) -> tuple[str, list[dict[str, Any]]]:
    """The VBA module's text and, of each function in order of name, what the function wizard says."""
    udfs = _udfs()
    module = import_module(python_module)
    code = StringIO(_HEADER)
    code.seek(0, 2)
    # Of the workbook only the name is looked at, for its ending.
    udfs.generate_vba_wrapper(python_module, module, code, SimpleNamespace(Name="functions.xlsm"))
    known = (getattr(getattr(module, name), "__xlfunc__", None) for name in dir(module))
    return code.getvalue(), [_about(one) for one in known if one]


def _udfs() -> Any:
    """xlwings.udfs, with the decorators that note what a function is; off Windows xlwings' own note nothing."""
    xlwings = import_module("xlwings")
    if sys.platform == "win32":
        return import_module("xlwings.udfs")
    for name in _WINDOWS_ONLY:
        sys.modules[name] = _StandIn(name)
    udfs = import_module("xlwings.udfs")
    for name, real in _DECORATORS.items():
        setattr(xlwings, name, getattr(udfs, real))
    return udfs


class _StandIn(ModuleType):
    """Has every name, so that xlwings.udfs can be imported; none of them is used to write VBA."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return None


def _about(function: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": function["name"],
        "about": function["ret"]["doc"],
        "category": str(function["category"]),
        "arguments": [(one["name"], one["doc"]) for one in function["args"] if not one["vba"]],
    }


if __name__ == "__main__":
    print(json.dumps(generate(sys.argv[1])))
