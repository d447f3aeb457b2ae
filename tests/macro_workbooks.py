"""Workbooks with macros for the tests, made by the project's own writers."""

import re
from datetime import date
from pathlib import Path

from small_council import Q2, rulebook

from kpi_xl.faces.installed_xlwings import vba_module
from kpi_xl.files.resources import macro
from kpi_xl.files.write_macro_return import write_macro_return
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.return_plan import Answer, Entries, SignOffAnswer
from kpi_xl.rules.returns.plan_return import plan_return

SUB = re.compile(r"^Public Sub (\w+)\(\)\r?\n(.*?)^End Sub", re.MULTILINE | re.DOTALL)
RUN_PYTHON = re.compile(r'^\s*RunPython "([^"]*)"\s*$', re.MULTILINE)


def link() -> PythonLink:
    return PythonLink(vba_module(), r"%LOCALAPPDATA%\kpi_xl\Scripts\pythonw.exe")


def macro_return(path: Path, *, filled: bool = True) -> Path:
    """The return of Adult Services in the small council, with buttons."""
    plan = plan_return(rulebook(), "AS", Q2, None)
    answers = {row.kpi.kpi_id: Answer(91.0, commentary="As expected this quarter.") for row in plan.rows}
    entries = Entries(answers, sign_off=SignOffAnswer("Director", date(2022, 10, 14)))
    write_macro_return(path, plan, link(), entries if filled else None)
    return path


def run_lines(module: str) -> dict[str, list[str]]:
    """What each public Sub of macros/`module`.bas gives to RunPython."""
    code = macro(f"{module}.bas").read_bytes().decode("ascii")
    return {name: RUN_PYTHON.findall(body) for name, body in SUB.findall(code)}
