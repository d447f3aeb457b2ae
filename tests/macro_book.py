"""A small workbook with macros as kpi-xl builds them: the xlwings module's header, and its settings sheet."""

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter
from fabricated_pc import PYTHON
from pyopenvba import ExcelFile

SETTINGS = {"INTERPRETER_WIN": PYTHON, "ADD_WORKBOOK_TO_PYTHONPATH": "FALSE"}


def macro_book(
    folder: Path, *, xlwings: str | None = "0.37.8", settings: Mapping[str, object] | None = SETTINGS
) -> Path:
    """`xlwings` None leaves its module out; `settings` None its sheet."""
    plain, path = folder / "plain.xlsm", folder / "return.xlsm"
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet("Return")
        if settings is not None:
            book.add_worksheet("xlwings.conf").write_column(0, 0, settings)
            book.get_worksheet_by_name("xlwings.conf").write_column(0, 1, settings.values())
    with ExcelFile(plain) as made:
        project = made.add_vba_project()
        if xlwings is not None:
            project.add_module("xlwings", f"'Version: {xlwings}\r\nSub RunPython()\r\nEnd Sub\r\n")
        project.add_module("buttons", "Sub CheckMyReturn()\r\nEnd Sub\r\n")
        made.save(path)
    plain.unlink()
    return path
