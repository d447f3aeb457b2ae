"""The workbook of worksheet functions: its sheets, the VBA that calls Python, and the help Excel shows of each."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.macros.function_help import ON_OPEN, help_module
from kpi_xl.files.macros.macro_book import add_macros
from kpi_xl.model.macros import FunctionsCode, PythonLink

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

Build = Callable[["Workbook", Formats], object]
"""Writes the sheets and the defined names."""


def write_functions_book(
    target: Path | IO[bytes], code: FunctionsCode, link: PythonLink, build: Build, *, created: datetime | None = None
) -> None:
    """Write the .xlsm to `target`; the same arguments give the same bytes.

    Raises SaveError when a cell or the file cannot be written, MissingExtraError where pyOpenVBA is not installed.
    """
    with new_workbook(target, "KPI functions", "Worksheet functions that rate and compare KPIs", created) as workbook:
        formats = Formats(workbook)
        build(workbook, formats)
        modules = [code.module, help_module(code.functions)]
        settings = {"UDF MODULES": code.python_module}
        add_macros(workbook, formats, link, modules, on_open=ON_OPEN, settings=settings)
