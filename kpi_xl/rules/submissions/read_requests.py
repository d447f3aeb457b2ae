"""The changes of the rulebook an officer asks for, from the sheet Change requests of a return."""

from kpi_xl.model.book import Book
from kpi_xl.model.columns import REQUEST_COLUMNS, REQUESTS_SHEET
from kpi_xl.model.submission import ChangeRequest
from kpi_xl.rules.submissions.cell_text import text_of, word_of
from kpi_xl.rules.tables.table import find_table


def read_requests(book: Book) -> tuple[ChangeRequest, ...]:
    """Rows with anything in them, in the order they stand. A return sent out before there was the sheet has none."""
    sheet = book.sheet(REQUESTS_SHEET)
    table = None if sheet is None else find_table(sheet, REQUEST_COLUMNS)
    if sheet is None or table is None or not table.readable:
        return ()
    rows = (
        ({field: text_of(cell) for field, cell in cells.items()}, sheet.place(row, table.columns["kpi_id"]), cells)
        for row, cells in table.rows()
    )
    return tuple(
        ChangeRequest(
            kpi_id=word_of(cells.get("kpi_id")),
            what=word_of(cells.get("what")),
            new=texts.get("new", ""),
            reason=texts.get("reason", ""),
            asked_by=word_of(cells.get("asked_by")),
            place=place,
        )
        for texts, place, cells in rows
        if any(texts.values())
    )
