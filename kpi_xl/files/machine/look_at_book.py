"""What a workbook brings along: the xlwings in its VBA, its settings for xlwings, and the mark of the internet."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

from kpi_xl.files.disk.long_path import long_path
from kpi_xl.files.internet_mark import zone_of
from kpi_xl.files.reading.limits import RULEBOOK
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book, Sheet, Unreadable
from kpi_xl.model.extras import WITH_EXCEL
from kpi_xl.model.machine import MacroBook

SETTINGS_SHEET = "xlwings.conf"
"""What xlwings calls the sheet; a _ before the name turns it off."""

_TORN = (OSError, ValueError, LookupError, struct.error, zlib.error, zipfile.BadZipFile)
"""What a torn container shows itself by, whoever reads it."""

_VERSION = re.compile(r"^\s*'\s*Version:\s*(\S+)", re.MULTILINE | re.IGNORECASE)


def look_at_book(path: Path) -> MacroBook:
    book = read_book(path, only=(), limits=RULEBOOK)  # our limits first: what reads macros has none
    version, unread = ("", _why(book)) if isinstance(book, Unreadable) else _vba_version(path)
    return MacroBook(str(path), version, unread, zone_of(path))


def _why(book: Unreadable) -> str:
    return f"{Path(book.path).name} cannot be read ({book.detail or book.kind.value})"


def sheet_settings(path: Path) -> dict[str, str] | None:
    """The names and values on the workbook's settings sheet, names in capitals; None where there is no such sheet.

    As in xlwings the list ends at the first row without a name.
    """
    book = read_book(path, only=(SETTINGS_SHEET,), limits=RULEBOOK)
    sheet = book.sheet(SETTINGS_SHEET) if isinstance(book, Book) else None
    return None if sheet is None else _told(sheet)


def _told(sheet: Sheet) -> dict[str, str]:
    told: dict[str, str] = {}
    row = 1
    while name := _text(sheet, row, 1):
        told[name.upper()] = _text(sheet, row, 2)
        row += 1
    return told


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    return "" if cell is None or cell.value is None else str(cell.value).strip()


def _vba_version(path: Path) -> tuple[str, str]:
    """The version in the header of the xlwings module, or else why there is none."""
    if path.suffix.casefold() not in (".xlsm", ".xlam", ".xltm"):
        return "", f"{path.name} is a {path.suffix or 'file'} without macros, so it has no buttons"
    try:
        from pyopenvba import ExcelFile
        from pyopenvba.exceptions import PyOpenVBAError
    except ImportError:
        return "", f"pyOpenVBA, which reads macros, is not installed. {WITH_EXCEL}"
    try:
        with ExcelFile(long_path(path)) as book:
            return _in_modules({name.casefold(): book.get_module(name) for name in book.module_names()}, path.name)
    except (PyOpenVBAError, *_TORN) as error:
        return "", f"the macros of {path.name} cannot be read ({error})"


def _in_modules(sources: dict[str, str], name: str) -> tuple[str, str]:
    found = _VERSION.search(sources.get("xlwings", ""))
    return ("", f"{name} has no xlwings module, so nothing in it calls Python") if found is None else (found[1], "")
