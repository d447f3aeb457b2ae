"""Workbooks with macros for the tests, made by the project's own writers."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import varied_council
from pyopenvba import ExcelFile
from small_council import Q2, rulebook

from kpi_xl.files.macros.xlwings_module import vba_module
from kpi_xl.files.resources import macro
from kpi_xl.files.write_macro_master import write_macro_master
from kpi_xl.files.write_macro_return import write_macro_return
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.return_plan import Answer, Entries, SignOffAnswer
from kpi_xl.rules.returns.plan_return import plan_return

SUB = re.compile(r"^Public Sub (\w+)\(\)\r?\n(.*?)^End Sub", re.MULTILINE | re.DOTALL)
RUN_PYTHON = re.compile(r'^\s*If RunPython\("([^"]*)"\) = -1 Then SayPythonFailed\s*$', re.MULTILINE)


INTERPRETER = r"%LOCALAPPDATA%\kpi_xl\Scripts\pythonw.exe"


def python_link(interpreter: str = INTERPRETER) -> PythonLink:
    return PythonLink(vba_module(), interpreter)


def macro_return(path: Path, *, filled: bool = True, link: PythonLink | None = None) -> Path:
    """The return of Adult Services in the small council, with buttons."""
    plan = plan_return(rulebook(), "AS", Q2, None)
    answers = {row.kpi.kpi_id: Answer(91.0, words={"commentary": "As expected this quarter."}) for row in plan.rows}
    entries = Entries(
        answers, summary="A quarter like the last.", sign_off=SignOffAnswer("Director", date(2022, 10, 14))
    )
    write_macro_return(path, plan, link or python_link(), entries if filled else None)
    return path


def public_subs(path: Path) -> list[str]:
    """The macros Excel offers for a button in the workbook at `path`."""
    with ExcelFile(path) as book:
        return [name for code in book.vba_modules().values() for name, _ in SUB.findall(code)]


def run_lines(module: str) -> dict[str, list[str]]:
    """What each public Sub of macros/`module`.bas gives to RunPython."""
    code = macro(f"{module}.bas").read_bytes().decode("ascii")
    return {name: RUN_PYTHON.findall(body) for name, body in SUB.findall(code)}


def macro_master(path: Path, *, details: bool = True, link: PythonLink | None = None) -> Path:
    """The varied council's master, with buttons."""
    rules = varied_council.rulebook()
    rules = replace(rules, settings=replace(rules.settings, detail_sheets=details))
    write_macro_master(path, varied_council.master(rules), rules, Q2, link or python_link())
    return path
