"""What can be said of the workbook as a whole, before its return is looked at."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from kpi_xl.model.book import Book
from kpi_xl.model.columns import LISTS_SHEET, MACRO_SETTINGS_SHEET
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place
from kpi_xl.model.storable_text import is_storable, marked, storable, unstorable
from kpi_xl.rules.checks.active_content import active_content, formulas_that_reach_out
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.tables.storable_book import Replaced
from kpi_xl.rules.words.wording import counted


def inside_a_zip(book: Book) -> Iterator[Finding]:
    if book.zipped:
        yield make_finding("KPI190", found=quoted(book.zipped))


def dates_from_1904(book: Book) -> Iterator[Finding]:
    if book.epoch_1904:
        yield make_finding("KPI117")


def calculation_off(book: Book) -> Iterator[Finding]:
    if book.manual_calculation:
        yield make_finding("KPI154")


def links_to_other_workbooks(book: Book) -> Iterator[Finding]:
    """One whose name is not in the file is lost, or a program that is asked."""
    if book.external_links:
        named = dict.fromkeys(quoted(link) or "something outside it" for link in book.external_links)
        yield make_finding("KPI155", found=listed(list(named)[:3]))


def pivot_tables(book: Book) -> Iterator[Finding]:
    if book.pivot_caches:
        yield make_finding("KPI169", count=counted(book.pivot_caches, "pivot table"))


def hidden_sheets(book: Book) -> Iterator[Finding]:
    """The sheets that feed the dropdowns and the buttons are hidden on purpose."""
    for sheet in book.sheets:
        if sheet.state != "visible" and sheet.name not in (LISTS_SHEET, MACRO_SETTINGS_SHEET):
            how = " so well that Excel does not offer to unhide it" if sheet.state == "veryHidden" else ""
            yield make_finding("KPI146C", Place(sheet.name), found=sheet.name, how=how)


def unstorable_text(path: str, replaced: Iterable[Replaced]) -> Iterator[Finding]:
    """What was replaced before the workbook was looked at, and what its name cannot be written as."""
    name = PurePath(path).name
    if not is_storable(name):
        yield make_finding("KPI189B", found=quoted(marked(name)), characters=unstorable(name))
    for place, text in replaced:
        facts = {"found": quoted(marked(text)), "characters": unstorable(text)}
        yield Remark("KPI189", facts, old=facts["found"], new=quoted(storable(text))).at(place)


FILE_CHECKS: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    inside_a_zip,
    dates_from_1904,
    calculation_off,
    links_to_other_workbooks,
    active_content,
    formulas_that_reach_out,
    pivot_tables,
    hidden_sheets,
)
