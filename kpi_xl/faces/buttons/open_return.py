"""The return whose button was pressed: what it says now, and where its rulebook is."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.faces.live.read_open_book import read_open_book
from kpi_xl.files.machine.profile_paths import filled_in
from kpi_xl.model.book import Book
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET, SHEETS_WITHOUT_ANSWERS, WORKSPACE_SETTING

if TYPE_CHECKING:
    import xlwings as xw


def open_return(book: "xw.Book") -> tuple[Book, Path | None]:
    """What the return says, as `kpi-xl validate` reads it, and the folder it was issued from, None where unsaid."""
    return read_open_book(book, skip=SHEETS_WITHOUT_ANSWERS), _workspace(book)


def _workspace(book: "xw.Book") -> Path | None:
    if MACRO_SETTINGS_SHEET not in book.sheet_names:
        return None
    settings = book.sheets[MACRO_SETTINGS_SHEET].range("A1:B30").value
    folder = next((str(value).strip() for key, value in settings if key == WORKSPACE_SETTING and value), "")
    return Path(filled_in(folder, os.environ)) if folder else None
