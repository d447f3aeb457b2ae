"""Every formula of the workbook, wherever it stands."""

import re
from collections.abc import Iterator
from functools import cache
from string import ascii_uppercase
from typing import NamedTuple

from workbook_lint import formula_checks
from workbook_lint.book import Book, Sheet
from workbook_lint.formula_checks import Known

_RULES = (".//cfRule/formula", ".//formula1", ".//formula2", "extLst//f")
_OF_A_COLUMN = ("calculatedColumnFormula", "totalsRowFormula")


class Formula(NamedTuple):
    """`sheet` is the 0-based sheet it belongs to, None outside sheets; a `plain` one may not name a table.

    `row` is the row of its cell, "" where it stands in none.
    """

    where: str
    text: str
    sheet: int | None
    plain: bool = False
    row: str = ""

    @property
    def shape(self) -> str:
        """The same for formulas that only speak of cells of their own row, so that a column of them is read once."""
        return _own_row(self.row).sub(r"\1ROW", self.text) if self.row else self.text


@cache
def _own_row(row: str) -> re.Pattern[str]:
    """An address in that row, and nothing that only looks like one: a sheet, a table, a function, part of a text."""
    return re.compile(rf"(?<=[(,=<>+*/&-])(\$?[A-Z]{{1,3}}){row}(?=[),=<>+*/&-])")


def problems(book: Book, add_in: frozenset[str]) -> Iterator[str]:
    known = Known.of(book, add_in)
    complaints: dict[tuple[str, int | None, bool], list[str]] = {}
    for formula in formulas(book):
        key = (formula.shape, formula.sheet, formula.plain)
        if key not in complaints:
            complaints[key] = list(formula_checks.complaints(known, *formula[1:4]))
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
        for cell in cells:
            if cell.formula:
                row = cell.address.lstrip(ascii_uppercase)
                yield Formula(f"{sheet.name}!{cell.address}", cell.formula, number, row=row)


def _in_rules(number: int, sheet: Sheet) -> Iterator[Formula]:
    """Conditional formats, validations, sparklines."""
    for path in _RULES:
        for item in sheet.root.iterfind(path):
            yield Formula(f"{sheet.name} {path.strip('./')}", item.text or "", number, plain=True)


def _in_tables(number: int, sheet: Sheet) -> Iterator[Formula]:
    for table in sheet.tables:
        for tag in _OF_A_COLUMN:
            yield from (Formula(f"table {table.name}", f.text or "", number) for f in table.root.iter(tag))
