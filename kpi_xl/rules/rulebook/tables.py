"""Finding the rulebook's tables in a workbook, and saying what is missing before any row is read."""

from collections.abc import Iterator, Mapping

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.book import Book, Sheet
from kpi_xl.model.columns import RETURN_COLUMNS, RETURN_SHEET, STAMP_UNIT
from kpi_xl.model.finding import Finding
from kpi_xl.model.master_layout import RESULTS
from kpi_xl.model.place import Place
from kpi_xl.model.rulebook_layout import RULEBOOK_TABLES, UNITS, RulebookTable
from kpi_xl.rules.rulebook.row import RulebookRow
from kpi_xl.rules.rulebook.words import suggestion
from kpi_xl.rules.tables.table import Table, find_table, header_score

_ALIKE = 0.75
"""The share of headings that make a sheet of another name the table looked for."""

Tables = Mapping[str, Table]
"""Tables found, by the name of the sheet they belong on."""


def find_tables(book: Book) -> dict[str, Table]:
    """Each of the rulebook's tables that is there: by the sheet's name, else by its headings."""
    return {table.sheet: found for table in RULEBOOK_TABLES if (found := _find(book, table)) is not None}


def _find(book: Book, table: RulebookTable) -> Table | None:
    sheet = book.sheet(table.sheet) or _look_alike(book, table)
    return None if sheet is None else find_table(sheet, table.columns)


def _look_alike(book: Book, table: RulebookTable) -> Sheet | None:
    """A renamed sheet. One named as another table's own is left to that table."""
    own = {other.sheet.casefold() for other in RULEBOOK_TABLES}
    others = [sheet for sheet in book.sheets if sheet.name.strip().casefold() not in own]
    return next((sheet for sheet in others if header_score(sheet, table.columns) >= _ALIKE), None)


def what_else(book: Book, tables: Tables) -> str | None:
    """What the workbook is when it is no rulebook, None when it is (however incomplete)."""
    named = book.sheet(RETURN_SHEET)
    if STAMP_UNIT in book.properties or (named is not None and header_score(named, RETURN_COLUMNS) >= 0.5):
        return "a directorate's return"
    if book.sheet(RESULTS.sheet) is not None and UNITS.sheet not in tables:
        return "a master workbook"
    if not any(table.sheet in tables for table in RULEBOOK_TABLES if table.required):
        return "a workbook without any of the rulebook's tables"
    return None


def table_findings(tables: Tables) -> Iterator[Finding]:
    """What is wrong with the tables as such: missing, without a column, empty, a heading twice or unknown."""
    for layout in RULEBOOK_TABLES:
        table = tables.get(layout.sheet)
        if table is None:
            if layout.required:
                yield Finding(problems.SHEET_MISSING, (), {"sheet": layout.sheet, "purpose": layout.purpose})
            continue
        yield from _heading_findings(layout, table)
        if layout.required and table.readable and next(table.rows(), None) is None:
            place = table.sheet.place(table.header_row + 1, min(table.columns.values()))
            yield Finding(problems.TABLE_EMPTY, (place,), {"sheet": layout.sheet})


def _heading_findings(layout: RulebookTable, table: Table) -> Iterator[Finding]:
    for column in table.missing:
        if column.required:
            row = Place(table.sheet.name, f"{table.header_row}:{table.header_row}")
            yield Finding(problems.COLUMN_MISSING, (row,), {"sheet": layout.sheet, "column": column.header})
    for cell in table.repeated:
        yield Finding(problems.COLUMN_REPEATED, (Place(table.sheet.name, cell.address),), {"header": cell.value})
    absent = [column.header for column in table.missing]
    for cell in table.unknown:
        facts = {"header": cell.value, "suggestion": suggestion(str(cell.value), absent)}
        yield Finding(problems.COLUMN_UNKNOWN, (Place(table.sheet.name, cell.address),), facts)


def rows_of(layout: RulebookTable, tables: Tables, epoch_1904: bool) -> list[RulebookRow]:
    """The rows of a table that can be read; none where it is missing or lacks a column it cannot do without."""
    table = tables.get(layout.sheet)
    if table is None or not table.readable:
        return []
    return [RulebookRow(layout, table, number, cells, epoch_1904) for number, cells in table.rows()]
