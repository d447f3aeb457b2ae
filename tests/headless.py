"""A button pressed without Excel: from the drawing in the file to the message box."""

from pathlib import Path

import xlwings as xw
from live_engine import open_in_excel
from macro_workbooks import RUN_PYTHON, SUB
from proof.buttons import drawn_buttons
from pyopenvba import ExcelFile


def press(path: Path, caption: str, book: xw.Book | None = None) -> xw.Book:
    """Find the button in the file, its macro in the file's VBA, and run what that hands to Python."""
    (macro,) = (button.macro for button in drawn_buttons(path) if button.caption == caption)
    with ExcelFile(path) as project:
        subs = {name: body for code in project.vba_modules().values() for name, body in SUB.findall(code)}
    (line,) = RUN_PYTHON.findall(subs[macro])
    book = book or open_in_excel(path)
    book.set_mock_caller()
    exec(line)
    return book


def said(book: xw.Book) -> tuple[str, str]:
    (alert,) = book.app.impl.alerts
    return alert
