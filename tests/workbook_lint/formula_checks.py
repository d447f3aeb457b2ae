"""What is wrong with one formula: brackets, functions, sheets, tables, names, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbook_lint import functions, grid
from workbook_lint.book import Book
from workbook_lint.formula import Token, bracket_items, column_of, tokens, unbalanced
from workbook_lint.ranges import leads_somewhere, utf16

MAX_FORMULA = 8_192
MAX_LITERAL = 255
MAX_LEVELS = 64
MAX_ARGUMENTS = 255
_PARTS_OF_A_TABLE = {"#All", "#Data", "#Headers", "#Totals", "#This Row"}
_PARAMETER = re.compile(r"_xl(?:pm|op)\.")
_MAKERS_OF_PARAMETERS = {"_xlfn.LET", "_xlfn.LAMBDA"}
_COLUMN_OR_ROW = re.compile(r"\$?[A-Za-z]{1,3}\Z|\$?\d+\Z")
_LINK = re.compile(r'\bHYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,)]', re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|mailto|file|ftp):", re.IGNORECASE)
_END = Token("end", "")


@dataclass(frozen=True, slots=True)
class Known:
    """What formulas of one workbook may speak of; all keys in lower case, functions in upper."""

    book: Book
    functions: frozenset[str]
    sheets: dict[str, int]
    tables: dict[str, frozenset[str]]
    names: frozenset[tuple[str, int | None]]

    @classmethod
    def of(cls, book: Book, add_in: frozenset[str]) -> "Known":
        tables = {table.name.lower(): frozenset(map(str.lower, table.columns)) for table in book.tables}
        names = {(name.name.lower(), name.scope) for name in book.names} | {(table, None) for table in tables}
        sheets = {sheet.name.lower(): number for number, sheet in enumerate(book.sheets)}
        called = add_in | {name.name.upper() for name in book.names}
        return cls(book, called, sheets, tables, frozenset(names))


def complaints(known: Known, text: str, sheet: int | None, plain: bool) -> Iterator[str]:
    """`sheet` is the 0-based sheet the formula stands in, or None; a `plain` formula may not name a table."""
    if text.startswith("="):
        yield "a stored formula has no = of its own"
    if utf16(text) > MAX_FORMULA:
        yield f"{utf16(text)} characters, and a formula holds {MAX_FORMULA}"
    found = [token for token in tokens(text) if token.kind != "space"]
    if broken := unbalanced(found):
        yield broken
        return
    yield from _sizes(found)
    yield from _marks(found)
    yield from _functions(known, found)
    yield from (why for token in found if token.kind == "sheet" for why in _sheet(known, token))
    yield from (why for pair in pairwise([_END, *found]) for why in _table(known, *pair, plain))
    yield from _words(known, found, sheet)
    for link in _LINK.finditer(text):
        yield from _link(known.book, sheet, link[1].replace('""', '"'))


def _sizes(found: list[Token]) -> Iterator[str]:
    """Texts, brackets inside each other, and arguments; commas in { } are no arguments."""
    arguments: list[int] = []
    deepest = most = braces = 0
    for token in found:
        braces += (token.text == "{") - (token.text == "}")
        if token.kind == "text" and utf16(token.text[1:-1].replace('""', '"')) > MAX_LITERAL:
            yield f"a text of {utf16(token.text) - 2} characters, and one in a formula holds {MAX_LITERAL}"
        if token.kind == "function" or token.text == "(":
            arguments.append(1)
            deepest = max(deepest, len(arguments))
        elif token.text == ")" and arguments:
            most = max(most, arguments.pop())
        elif token.text == "," and arguments and not braces:
            arguments[-1] += 1
    if deepest > MAX_LEVELS:
        yield f"{deepest} levels, and a formula has {MAX_LEVELS}"
    if most > MAX_ARGUMENTS:
        yield f"{most} arguments, and a function takes {MAX_ARGUMENTS}"


def _marks(found: list[Token]) -> Iterator[str]:
    braces = 0
    for token in found:
        braces += (token.text == "{") - (token.text == "}")
        if token.kind == "error" and token.text == "#REF!":
            yield "#REF!: it points at something deleted"
        if token.kind == "mark" and token.text == ";" and not braces:
            yield "; between arguments: a file always has commas"
        if token.kind == "mark" and token.text in {"@", "#"}:
            yield f"{token.text} is only typed in Excel: a file has _xlfn.SINGLE or _xlfn.ANCHORARRAY"
        if token.kind == "mark" and token.text in "“”‘’":
            yield f"{token.text} is a typographic quote"


def _functions(known: Known, found: list[Token]) -> Iterator[str]:
    called = (token.text for token in found if token.kind == "function" and not _PARAMETER.match(token.text))
    yield from filter(None, (functions.complaint(name, known.functions) for name in called))


def _sheet(known: Known, token: Token) -> Iterator[str]:
    if "[" in token.text:
        yield f"{token.text} is in another workbook"
        return
    if not token.quoted and grid.looks_like_a_cell(token.text):
        yield f"sheet {token.text} reads as a cell address and needs quotes"
    yield from (f"there is no sheet {name}" for name in token.text.split(":") if name.lower() not in known.sheets)


def _table(known: Known, before: Token, token: Token, plain: bool) -> Iterator[str]:
    if token.kind != "bracket":
        return
    if before.kind != "word":
        yield f"{token.text} names no table (the short form [Column] is only typed in Excel)"
        return
    if plain:
        yield f"{before.text}{token.text}: Excel takes no table reference here"
    columns = known.tables.get(before.text.lower())
    if columns is None:
        yield f"there is no table {before.text}"
        return
    for item in bracket_items(token.text):
        yield from _table_item(before.text, item, columns)


def _table_item(table: str, item: str, columns: frozenset[str]) -> Iterator[str]:
    if item.startswith("@"):
        yield f"{item}: a file has [#This Row],[Column]"
    elif item.startswith("#"):
        if item not in _PARTS_OF_A_TABLE:
            yield f"{item} is no part of a table"
    elif item and column_of(item).lower() not in columns:
        yield f"table {table} has no column {column_of(item)}"


def _words(known: Known, found: list[Token], sheet: int | None) -> Iterator[str]:
    parameters = any(token.kind == "function" and token.text in _MAKERS_OF_PARAMETERS for token in found)
    for before, token, after in zip([_END, *found], found, [*found[1:], _END], strict=False):
        if token.kind != "word" or after.kind == "bracket":
            continue
        if _PARAMETER.match(token.text):
            if not parameters:
                yield f"{token.text} is a parameter outside LET and LAMBDA"
            continue
        scope = known.sheets.get(before.text.lower()) if before.kind == "sheet" else sheet
        if not _is_reference(before, token, after) and not _is_name(known, token.text, scope):
            hint = " (a parameter of LET or LAMBDA is stored as _xlpm.NAME)" if parameters else ""
            yield f"{token.text} is neither a cell nor a name{hint}"


def _is_reference(before: Token, token: Token, after: Token) -> bool:
    ranged = ":" in (before.text, after.text) and _COLUMN_OR_ROW.match(token.text)
    return bool(ranged) or grid.cell(token.text) is not None or token.text.upper() in {"TRUE", "FALSE"}


def _is_name(known: Known, word: str, scope: int | None) -> bool:
    return (word.lower(), None) in known.names or (word.lower(), scope) in known.names


def _link(book: Book, sheet: int | None, target: str) -> Iterator[str]:
    if target.startswith("#"):
        if not leads_somewhere(book, -1 if sheet is None else sheet, target[1:]):
            yield f"the link leads to {target!r}, which is not there"
    elif target and not _ADDRESS.match(target):
        yield f"the link {target!r} is neither an address nor a place in this workbook (#'Sheet'!A1)"
