"""What can be said of the workbook as a whole, before its return is looked at."""

from collections.abc import Callable, Iterator

from kpi_xl.model.book import Book
from kpi_xl.model.columns import LISTS_SHEET, STAMP_TEMPLATE
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place
from kpi_xl.rules.findings.found import found, listed, quoted

_MACROS = "vbaproject"


def dates_from_1904(book: Book) -> Iterator[Finding]:
    if book.epoch_1904:
        yield found("KPI117")


def calculation_off(book: Book) -> Iterator[Finding]:
    if book.manual_calculation:
        yield found("KPI154")


def links_to_other_workbooks(book: Book) -> Iterator[Finding]:
    if book.external_links:
        yield found("KPI155", found=listed([quoted(link) for link in book.external_links[:3]]))


def active_content(book: Book) -> Iterator[Finding]:
    """The macros of a return we issued are ours to know of; anything else that can run is worth a word."""
    issued = STAMP_TEMPLATE in book.properties
    parts = [part for part in book.active_parts if not (issued and _MACROS in part.casefold())]
    if parts:
        yield found("KPI167", found=listed([quoted(part) for part in parts[:3]]))


def pivot_tables(book: Book) -> Iterator[Finding]:
    if book.pivot_caches:
        yield found("KPI169", count=book.pivot_caches)


def hidden_sheets(book: Book) -> Iterator[Finding]:
    """The sheet that feeds the dropdowns is hidden on purpose."""
    for sheet in book.sheets:
        if sheet.state != "visible" and sheet.name != LISTS_SHEET:
            how = " so well that Excel does not offer to unhide it" if sheet.state == "veryHidden" else ""
            yield found("KPI146C", Place(sheet.name), found=sheet.name, how=how)


FILE_CHECKS: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    dates_from_1904,
    calculation_off,
    links_to_other_workbooks,
    active_content,
    pivot_tables,
    hidden_sheets,
)
