"""The functions workbook with Python behind it: its sheets, the VBA that calls Python, and Excel's help of each."""

from datetime import datetime
from pathlib import Path
from typing import IO

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.macros.function_help import ON_OPEN, help_module
from kpi_xl.files.macros.macro_book import add_macros
from kpi_xl.files.write_functions import build_functions_book
from kpi_xl.model.macros import FunctionsCode, PythonLink


def write_macro_functions(
    target: Path | IO[bytes], code: FunctionsCode, link: PythonLink, *, created: datetime | None = None
) -> None:
    """Write the .xlsm to `target`; the same arguments give the same bytes.

    Raises SaveError when a cell or the file cannot be written, MissingExtraError where pyOpenVBA is not installed.
    """
    with new_workbook(target, "KPI functions", "Ratings and comparisons as worksheet functions", created) as workbook:
        build_functions_book(workbook, python=True)
        modules = [code.module, help_module(code.functions)]
        settings = {"UDF MODULES": code.python_module}
        add_macros(workbook, Formats(workbook), link, modules, on_open=ON_OPEN, settings=settings)
