"""Refresh dashboard: every sheet worked out again from this workbook's own records and the rulebook as it is now."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.consolidate_submissions import missing_sheets, moved, ready_to_write
from kpi_xl.faces.buttons.open_master import open_master, selection_in, workspace_folder
from kpi_xl.faces.installed_xlwings import python_link
from kpi_xl.faces.live.quietly import quietly
from kpi_xl.faces.live.read_open_book import place_of
from kpi_xl.faces.live.write_changes import differs, write_changes
from kpi_xl.model.book import Book
from kpi_xl.workflows.refresh_open import Refreshed, lay_out, refresh

if TYPE_CHECKING:
    import xlwings as xw


def refresh_dashboard(book: "xw.Book") -> str:
    """What was typed over a formula is put back, and the reader's choice of quarter and thresholds stays.

    Where sheets are missing or belong on other rows, which cannot be done in an open workbook, a new one is written
    beside it and opened; the open one is left as it is.
    """
    now, folder, when = open_master(book), workspace_folder(book), datetime.now()
    refreshed = refresh(now, folder, selection_in(book), when)
    if not missing_sheets(now, refreshed.fresh) and not moved(now, refreshed.fresh):
        return _in_place(book, now, refreshed, folder, when)
    path = lay_out(refreshed, place_of(book) or folder / "master.xlsm", python_link(workspace=folder), when)
    book.app.books.open(str(path))
    return _opened(path)


def _in_place(book: "xw.Book", now: Book, refreshed: Refreshed, folder: Path, when: datetime) -> str:
    if not differs(now, refreshed.fresh.book):
        return "Every sheet was as it should be. Nothing was changed."
    undo = ready_to_write(book, now, refreshed.fresh, folder, when)
    with quietly(book.app):
        write_changes(book, now, refreshed.fresh.book, refreshed.fresh.tables)
    return f"Every sheet is worked out again. {undo}"


def _opened(path: Path) -> str:
    return (
        f"{path.name} is open: the same records, every sheet laid out anew. Look at it; when it is right, close the "
        "old workbook and save the new one under its name."
    )
