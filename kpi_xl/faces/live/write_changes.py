"""An open workbook brought to what a newly written one says: its tables resized, and the cells that differ typed in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kpi_xl.faces.live.protection import refuse_protected
from kpi_xl.faces.live.write_open_book import as_text, write_block
from kpi_xl.files.reading.read_tables import TableRange
from kpi_xl.model.book import Book, Cell, Kind, Sheet
from kpi_xl.rules.master.sheet_changes import Rectangle, sheet_changes

if TYPE_CHECKING:
    import xlwings as xw


def write_changes(book: "xw.Book", now: Book, wanted: Book, tables: Iterable[TableRange]) -> int:
    """Bring every sheet of `wanted` to what it says there; how many cells were written. Other sheets are left alone.

    Tables come first: a formula that names one is refused while it is not there. Raises WorkspaceError, with nothing
    written, where a sheet is protected.
    """
    refuse_protected(book, [sheet.name for sheet in wanted.sheets])
    for table in tables:
        _fit_table(book.sheets[table.sheet], table, wanted)
    known = {sheet.name: sheet for sheet in now.sheets}
    return sum(_write(book.sheets[sheet.name], known[sheet.name], sheet) for sheet in wanted.sheets)


def differs(now: Book, wanted: Book) -> bool:
    """Whether `write_changes` would write anything."""
    known = {sheet.name: sheet for sheet in now.sheets}
    return any(
        {*known[sheet.name].merges} != {*sheet.merges} or sheet_changes(known[sheet.name], sheet)
        for sheet in wanted.sheets
    )


def _fit_table(sheet: "xw.Sheet", wanted: TableRange, book: Book) -> None:
    """Give a table its new range, or make it where it is not there yet, as one of a sheet that had no rows."""
    cells = sheet.range(wanted.cells)
    known = {table.name: table for table in sheet.tables}
    if wanted.name not in known:
        _write_headers(sheet, cells, book)
        sheet.tables.add(source=cells, name=wanted.name, has_headers=True, table_style_name="TableStyleLight1")
    elif known[wanted.name].range.address != cells.address:
        known[wanted.name].resize(cells)


def _write_headers(sheet: "xw.Sheet", cells: "xw.Range", book: Book) -> None:
    source = book.sheet(sheet.name)
    assert source is not None
    columns = range(cells.column, cells.column + cells.shape[1])
    write_block(sheet, cells.row, cells.column, [[_typed(source.cell(cells.row, column)) for column in columns]])


def _write(sheet: "xw.Sheet", now: Sheet, wanted: Sheet) -> int:
    """Cells that are to be one no more are parted first: Excel drops what is written into a merged cell's rest."""
    changes = sheet_changes(now, wanted)
    last_row = max(now.rows, default=0)
    for cells in sorted({*now.merges} - {*wanted.merges}):
        sheet.range(cells).unmerge()
    for change in changes:
        write_block(sheet, change.row, change.column, [[_typed(cell) for cell in row] for row in change.rows])
        if change.row + len(change.rows) - 1 > last_row:
            _format_new_rows(sheet, change, last_row)
    for cells in sorted({*wanted.merges} - {*now.merges}):
        sheet.range(cells).merge()
    return sum(len(change.rows) * len(change.rows[0]) for change in changes)


def _typed(cell: Cell | None) -> object:
    if cell is None or cell.value is None:
        return "" if cell is None or cell.formula is None else f"={cell.formula}"
    if cell.formula is not None:
        return f"={cell.formula}"
    return as_text(str(cell.value)) if cell.kind is Kind.TEXT else cell.value


def _format_new_rows(sheet: "xw.Sheet", change: Rectangle, last_row: int) -> None:
    """Rows below all there was have no number formats yet: a date would show as its number."""
    first = max(change.row, last_row + 1)
    bottom = change.row + len(change.rows) - 1
    for at, column in enumerate(zip(*change.rows[first - change.row :], strict=True), start=change.column):
        formats = {cell.number_format for cell in column if cell is not None and cell.kind is not Kind.TEXT}
        if len(formats) == 1 and formats != {"General"}:
            sheet.range((first, at), (bottom, at)).number_format = formats.pop()
