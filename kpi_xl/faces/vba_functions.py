"""Worksheet functions as VBA: the module Excel calls Python through, made by xlwings from a module of functions.

Works without Windows, and without Excel anywhere: nobody has to press "Import Functions".
"""

import json
import os
import subprocess
import sys

from kpi_xl.model.errors import MissingExtraError
from kpi_xl.model.macros import FunctionHelp, FunctionsCode

FUNCTIONS = "kpi_xl.faces.functions"


def functions_code(python_module: str = FUNCTIONS) -> FunctionsCode:
    """The VBA of the functions in `python_module`, and what each says of itself.

    In a Python of its own: off Windows xlwings has to be shown stand-ins for parts of Windows, which nothing else
    should meet; nothing in the present folder is imported. Raises MissingExtraError where there is no xlwings;
    RuntimeError when the functions cannot be loaded.
    """
    from importlib.util import find_spec

    if find_spec("xlwings") is None:
        raise MissingExtraError("Worksheet functions", "xlwings")
    command = [sys.executable, "-P", "-X", "utf8", "-m", "kpi_xl.faces.generate_vba", python_module]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=paths, check=False)
    if said.returncode:
        raise RuntimeError(f"The functions of {python_module} could not be turned into VBA:\n{said.stderr}")
    module, functions = json.loads(said.stdout)
    return FunctionsCode(python_module, module, tuple(map(_help, functions)))


def _help(told: dict[str, str | list[list[str]]]) -> FunctionHelp:
    name, about, category = (str(told[key]) for key in ("name", "about", "category"))
    return FunctionHelp(name, about, category, tuple((argument, words) for argument, words in told["arguments"]))
