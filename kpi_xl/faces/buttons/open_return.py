"""The return whose button was pressed: what it says now, and where its rulebook is."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.telling import agreed_to
from kpi_xl.faces.live.read_formats import formats_now
from kpi_xl.faces.live.read_open_book import read_open_book
from kpi_xl.files.machine.profile_paths import filled_in
from kpi_xl.files.saving.agreed_folders import agree, is_agreed, on_another_machine
from kpi_xl.model.book import Book
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET, SHEETS_WITHOUT_ANSWERS, WORKSPACE_SETTING
from kpi_xl.rules.submissions.find_return import find_return
from kpi_xl.rules.submissions.open_sheet import with_formats

if TYPE_CHECKING:
    import xlwings as xw


FIGURES = ("value", "numerator", "denominator")
"""The fields of a row that are figures of the officer's."""


def open_return(book: "xw.Book") -> tuple[Book, Path | None]:
    """What the return says, as `kpi-xl validate` reads it, and the folder it was issued from, None where unsaid."""
    return _with_formats_now(book, read_open_book(book, skip=SHEETS_WITHOUT_ANSWERS)), _workspace(book)


def _with_formats_now(book: "xw.Book", read: Book) -> Book:
    """With the formats the officer's figures have now, which the next save will write."""
    table, _ = find_return(read)
    if table is None:
        return read
    columns = [table.columns[field] for field in FIGURES if field in table.columns]
    now = formats_now(book.sheets[table.sheet.name], table.sheet, columns)
    sheets = (with_formats(sheet, now) if sheet.name == table.sheet.name else sheet for sheet in read.sheets)
    return replace(read, sheets=tuple(sheets))


def _workspace(book: "xw.Book") -> Path | None:
    if MACRO_SETTINGS_SHEET not in book.sheet_names:
        return None
    settings = book.sheets[MACRO_SETTINGS_SHEET].range("A1:B30").value
    folder = next((str(value).strip() for key, value in settings if key == WORKSPACE_SETTING and value), "")
    if not on_another_machine(folder):
        folder = filled_in(folder, os.environ)  # never into a path to elsewhere, which would carry it there
    return Path(folder) if folder and _may_look_in(book, folder) else None


def _may_look_in(book: "xw.Book", folder: str) -> bool:
    """What a cell says is anybody's to write, and to look on another machine is to sign in there: so the user is asked.

    Once: what was agreed to is kept. Where the user does not agree, the rulebook is looked for near the workbook.
    """
    if not on_another_machine(folder) or is_agreed(folder):
        return True
    if not agreed_to(book, _QUESTION.format(folder=folder)):
        return False
    agree(folder)
    return True


_QUESTION = (
    "This return says that its rulebook is on another machine, in\n\n{folder}\n\nIs that a folder of your council? "
    "OK looks there now and from now on. Cancel looks near this workbook only."
)
