"""Finding the sheet and table of a return by its headings, whatever the sheet is called."""

from kpi_xl.model.book import Book
from kpi_xl.model.columns import RETURN_COLUMNS, RETURN_SHEET
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place
from kpi_xl.rules.findings.make_finding import listed, make_finding
from kpi_xl.rules.tables.table import Table, find_table

NO_RETURN = "KPI147C"
"""The finding of a workbook with no table of a return in it."""

_NAMED = [column.header for column in RETURN_COLUMNS if column.required]


def find_return(book: Book) -> tuple[Table | None, list[Finding]]:
    """The one table with a return's headings; None, with the finding that says why, when there is none or more."""
    tables = [table for sheet in book.sheets if (table := find_table(sheet, RETURN_COLUMNS)) is not None]
    if not tables:
        return None, [make_finding(NO_RETURN, headers='", "'.join(_NAMED))]
    if len(tables) > 1:
        places = [Place(table.sheet.name) for table in tables]
        return None, [make_finding("KPI147B", places, found=listed([f'"{place.sheet}"' for place in places]))]
    name = tables[0].sheet.name
    if name.strip().casefold() == RETURN_SHEET.casefold():
        return tables[0], []
    return tables[0], [make_finding("KPI147", Place(name), found=name, expected=RETURN_SHEET)]
