"""What a return holds that could run, start or fetch something: compared with what we put into a return."""

import re
from collections.abc import Iterator

from kpi_xl.model.book import Book, Cell, Sheet
from kpi_xl.model.columns import STAMP_MACROS
from kpi_xl.model.finding import Finding
from kpi_xl.model.issued_macros import not_issued
from kpi_xl.model.reaching_formula import reaches_out
from kpi_xl.model.sheet_row import SheetRow
from kpi_xl.rules.findings.make_finding import listed, make_finding, quoted

_PROJECT = "vbaproject"
_STARTS_ITSELF = re.compile(r"(?:.*!)?(?:_xlnm\.)?auto_?(?:open|close|activate|deactivate)", re.IGNORECASE)
_MOST = 5


def active_content(book: Book) -> Iterator[Finding]:
    """The macros of a return we issued are ours to know of; anything else that can run is worth a word.

    Ours are known by their code, for Excel writes the project anew whenever it saves, and names can be taken. What
    Excel compiled of it cannot be compared: only that a project of ours was tampered with in text is seen here.
    """
    stamped = book.properties.get(STAMP_MACROS, "").split(", ")
    foreign = not_issued(book.macros, stamped)
    ours = bool(book.macros) and not foreign and not book.macro_extras
    parts = [part for part in book.active_parts if not (ours and _PROJECT in part.casefold())]
    names = [name for name in book.names if _STARTS_ITSELF.fullmatch(name)]
    macros = [f"macros we did not put in ({listed([quoted(name) for name in foreign[:_MOST]])})"] if foreign else []
    told = [*macros, *map(quoted, (*book.macro_extras, *book.reaching_out, *parts, *names))]
    if told:
        yield make_finding("KPI167", found=listed(told[:_MOST]))


def formulas_that_reach_out(book: Book) -> Iterator[Finding]:
    for sheet in book.sheets:
        for cell in _with_formulas(sheet):
            if reaches_out(cell.formula or ""):
                yield make_finding("KPI167C", sheet.place(cell.row, cell.column), found=quoted(f"={cell.formula}"))


def _with_formulas(sheet: Sheet) -> Iterator[Cell]:
    for row in sheet.rows.values():
        if not isinstance(row, SheetRow) or any(row.shape.formulas):
            yield from (cell for cell in row.values() if cell.formula is not None)
