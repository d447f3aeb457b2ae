"""The master whose button was pressed: its workspace, and its quarter and thresholds as the reader chose them."""

from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.faces.live.read_open_book import place_of, read_open_book
from kpi_xl.files.disk.look import is_folder
from kpi_xl.files.master.calculations.references import SELECTED_PERIOD, SELECTED_THRESHOLDS
from kpi_xl.model.book import Book
from kpi_xl.model.buttons import FOLDER_NAME, SETTINGS_SHEET
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.period import read_period
from kpi_xl.model.selection import Selection

if TYPE_CHECKING:
    import xlwings as xw


def open_master(book: "xw.Book") -> Book:
    """Every sheet of the dashboard, as it stands now."""
    return read_open_book(book, skip=(MACRO_SETTINGS_SHEET, SETTINGS_SHEET))


def workspace_folder(book: "xw.Book") -> Path:
    """The folder named on Settings, or the workbook's own where that cell is blank.

    Raises WorkspaceError where neither is a folder that can be reached.
    """
    said = book.names[FOLDER_NAME].refers_to_range.value if FOLDER_NAME in book.names else None
    place = place_of(book)
    if not said and place is None:
        raise WorkspaceError(
            f"This workbook is not saved in a folder kpi_xl can reach. Type the workspace folder on {SETTINGS_SHEET}."
        )
    folder = Path(str(said).strip()) if said else place.parent if place else Path()
    if not folder.is_absolute() and place is not None:
        folder = place.parent / folder
    if not is_folder(folder):
        raise WorkspaceError(f"There is no folder {folder}. Correct the workspace folder on {SETTINGS_SHEET}.")
    return folder


def selection_in(book: "xw.Book") -> Selection | None:
    """What the reader chose on Summary; None where that is no quarter."""
    said = [str(book.names[name].refers_to_range.value or "") for name in (SELECTED_PERIOD, SELECTED_THRESHOLDS)]
    period, basis = (read_period(text) for text in said)
    return None if period is None else Selection(period, basis)
