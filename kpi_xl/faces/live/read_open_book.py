"""An open workbook as a Book: what its cells hold now, and of the rest what its saved file says."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.faces.live.quietly import work_out
from kpi_xl.files.disk.look import is_file
from kpi_xl.files.reading.limits import MASTER
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book, Sheet, Unreadable
from kpi_xl.rules.submissions.open_sheet import Block, open_sheet

if TYPE_CHECKING:
    import xlwings as xw


def read_open_book(book: "xw.Book", only: Collection[str] | None = None, skip: Collection[str] = ()) -> Book:
    """Two block reads a sheet. `only` and `skip` are sheets by name, as in `read_book`.

    Where the saved file cannot be read (never saved, or only on a web address) there is nothing to say of formats,
    merges, hidden rows, notes and stamps, and the Book's `sha256` is "".
    """
    work_out(book.app, book.app.calculation)
    saved = saved_book(book, only, skip)
    known = {sheet.name: sheet for sheet in saved.sheets}
    sheets = []
    for name in book.sheet_names:
        sheet = known.get(name) or Sheet(name, {})
        wanted = name not in skip and (only is None or name in only)
        sheets.append(open_sheet(sheet, _block(book.sheets[name]), saved.epoch_1904) if wanted else sheet)
    # Excel has worked everything out, whatever the file asked for when it was saved.
    return replace(saved, sheets=tuple(sheets), calculate_on_load=False)


def saved_book(book: "xw.Book", only: Collection[str] | None, skip: Collection[str]) -> Book:
    """The workbook as last saved; an empty Book of that name where there is no file to read."""
    path = place_of(book)
    read = None if path is None else read_book(path, only, MASTER, skip=skip)
    return Book(str(path or book.name), "", 0, ()) if read is None or isinstance(read, Unreadable) else read


def place_of(book: "xw.Book") -> Path | None:
    """Where the workbook is saved; None for a new one, and one on a web address that leads to no folder here."""
    try:
        path = Path(book.fullname)
    except Exception:  # xlwings raises several kinds where it cannot turn a SharePoint address into a path
        return None
    return path if path.is_absolute() and is_file(path) else None


def _block(sheet: "xw.Sheet") -> Block:
    used = sheet.used_range
    values = used.options(ndim=2, err_to_str=True).value
    return Block(used.row, used.column, values, rows_of(used.formula, used.shape))


def rows_of(raw: Any, shape: tuple[int, int]) -> list[list[object]]:
    """Excel hands over one cell as itself and, on a Mac, one row or column flat; here always rows."""
    cells = [raw] if not isinstance(raw, list | tuple) else list(raw)
    if cells and isinstance(cells[0], list | tuple):
        return [list(row) for row in cells]
    return [cells] if shape[0] == 1 else [[one] for one in cells]
