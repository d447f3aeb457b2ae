"""The return whose button was pressed: what it says now, and where its rulebook is."""

from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.faces.live.read_open_book import CONFIG_SHEET, read_open_book
from kpi_xl.model.book import Book
from kpi_xl.model.columns import CHECKS_SHEET, HOW_TO_SHEET, LISTS_SHEET

if TYPE_CHECKING:
    import xlwings as xw

WORKSPACE_KEY = "KPI_XL_WORKSPACE"
"""The row of xlwings.conf that names the folder the return was issued from."""

_NO_ANSWERS = (HOW_TO_SHEET, CHECKS_SHEET, LISTS_SHEET, CONFIG_SHEET)


def open_return(book: "xw.Book") -> tuple[Book, Path | None]:
    """What the return says, as `kpi-xl validate` reads it, and the folder it was issued from, None where unsaid."""
    return read_open_book(book, skip=_NO_ANSWERS), _workspace(book)


def _workspace(book: "xw.Book") -> Path | None:
    if CONFIG_SHEET not in book.sheet_names:
        return None
    settings = book.sheets[CONFIG_SHEET].range("A1:B30").value
    folder = next((str(value).strip() for key, value in settings if key == WORKSPACE_KEY and value), "")
    return Path(folder) if folder else None
