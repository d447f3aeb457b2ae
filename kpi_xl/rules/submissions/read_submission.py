"""A workbook read as a return: its table's rows, its stamp and cover, and whose and for when it is."""

from collections.abc import Iterator

from kpi_xl.model.book import Book, Cell, Kind
from kpi_xl.model.excel_date import DAYS_FROM_1900_TO_1904
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.place import file_name
from kpi_xl.model.sheet_row import SheetRow
from kpi_xl.model.submission import Entry, Submission
from kpi_xl.model.table_row import TableRow
from kpi_xl.rules.number_format.appearance import appearance, is_bare_date
from kpi_xl.rules.number_format.sections import Form
from kpi_xl.rules.submissions.cell_text import word_of
from kpi_xl.rules.submissions.cover import Cover, read_services, read_sign_off, read_stamp, read_summary
from kpi_xl.rules.submissions.read_requests import read_requests
from kpi_xl.rules.tables.table import Table


def read_submission(book: Book, table: Table, cover: Cover) -> Submission:
    """The return as found; nothing in it is judged. Dates are brought to the 1900 count."""
    stamp = read_stamp(book)
    return Submission(
        book=book,
        sheet=table.sheet.name,
        header_row=table.header_row,
        columns=table.columns,
        entries=tuple(_entries(table, book.epoch_1904)),
        stamp=stamp,
        unit=agreed([stamp.unit, cover.unit.text]),
        period=_agreed_period(period_sources(book, stamp.period, cover.period.text)),
        summary=read_summary(book),
        services=read_services(book),
        sign_off=read_sign_off(book, cover),
        requests=read_requests(book),
    )


def agreed(texts: list[str]) -> str | None:
    """The one text they all give, capitals and blanks apart; None when they differ or there is none."""
    given = {text.casefold(): text for text in reversed(texts) if text}
    return next(iter(given.values())) if len(given) == 1 else None


def period_sources(book: Book, stamp: str, cover: str) -> dict[str, str]:
    """Where the return names its quarter, in the words a message uses, to the text there. Silent sources are left out.

    A file name counts only when it names one quarter.
    """
    name = file_name(book.path)
    return {
        source: text
        for source, text in (
            ("its stamp", stamp),
            ("the Sign-off sheet", cover),
            ("the file name", name if read_period(name) is not None else ""),
        )
        if text
    }


def _agreed_period(sources: dict[str, str]) -> Period | None:
    named = {period for text in sources.values() if (period := read_period(text)) is not None}
    return named.pop() if len(named) == 1 else None


def _entries(table: Table, epoch_1904: bool) -> Iterator[Entry]:
    for row, cells in table.rows():
        if epoch_1904:
            cells = TableRow(SheetRow.of(row, map(_from_1900, cells.row.values())), cells.fields)
        held = cells.held("kpi_id")
        yield Entry(held if isinstance(held, str) else word_of(cells.get("kpi_id")), row, cells)


def _has_a_day(cell: Cell, value: float) -> bool:
    """A time alone is the same from whichever day one counts."""
    return is_bare_date(cell) or appearance(cell.number_format, value).form is Form.DATE


def _from_1900(cell: Cell) -> Cell:
    if cell.kind is Kind.DATE and isinstance(cell.value, float) and _has_a_day(cell, cell.value):
        return cell._replace(value=cell.value + DAYS_FROM_1900_TO_1904)
    return cell
