"""Every formula of the workbook, wherever it stands."""

from collections.abc import Iterator
from typing import NamedTuple

from workbook_lint import formula_checks
from workbook_lint.book import Book, Sheet
from workbook_lint.formula_checks import Known

_RULES = (".//cfRule/formula", ".//formula1", ".//formula2", "extLst//f")
_OF_A_COLUMN = ("calculatedColumnFormula", "totalsRowFormula")


class Formula(NamedTuple):
    """`sheet` is the 0-based sheet it belongs to, None outside sheets; a `plain` one may not name a table."""

    where: str
    text: str
    sheet: int | None
    plain: bool = False


def problems(book: Book, add_in: frozenset[str]) -> Iterator[str]:
    known = Known.of(book, add_in)
    complaints: dict[tuple[str, int | None, bool], list[str]] = {}
    for formula in formulas(book):
        key = formula[1:]
        if key not in complaints:
            complaints[key] = list(formula_checks.complaints(known, *key))
        yield from (f"{formula.where}: {why} in {formula.text[:120]}" for why in complaints[key])


def formulas(book: Book) -> Iterator[Formula]:
    yield from (Formula(f"name {name.name}", name.formula, name.scope) for name in book.names)
    for number, sheet in enumerate(book.sheets):
        yield from _in_cells(number, sheet)
        yield from _in_rules(number, sheet)
        yield from _in_tables(number, sheet)
    charts = (part for part in book.parts.names if "/charts/" in part and part.endswith(".xml"))
    for part in charts:
        yield from (Formula(part, f.text or "", None, plain=True) for f in book.parts.tree(part).iter("f"))


def _in_cells(number: int, sheet: Sheet) -> Iterator[Formula]:
    for _, cells in sheet.rows:
        yield from (Formula(f"{sheet.name}!{cell.address}", cell.formula, number) for cell in cells if cell.formula)


def _in_rules(number: int, sheet: Sheet) -> Iterator[Formula]:
    """Conditional formats, validations, sparklines."""
    for path in _RULES:
        for item in sheet.root.iterfind(path):
            yield Formula(f"{sheet.name} {path.strip('./')}", item.text or "", number, plain=True)


def _in_tables(number: int, sheet: Sheet) -> Iterator[Formula]:
    for table in sheet.tables:
        for tag in _OF_A_COLUMN:
            yield from (Formula(f"table {table.name}", f.text or "", number) for f in table.root.iter(tag))
