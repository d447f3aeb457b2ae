"""The workbook's list of sheets and its defined names."""

import re
from collections import Counter
from collections.abc import Iterator

from workbook_lint import grid
from workbook_lint.book import Book, Sheet
from workbook_lint.ranges import utf16

_BARRED_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SPELLED_UNDERSCORE = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_NAME = re.compile(r"[^\W\d]\w*(?:[.\\?]\w*)*\Z|[_\\][\w.\\?]*\Z")
_BUILT_IN = re.compile(r"_xlnm\.(?:Print_Area|Print_Titles|_FilterDatabase|Criteria|Extract)\Z")


def problems(book: Book) -> Iterator[str]:
    for name in book.missing_sheets:
        yield f"{name}: the workbook lists this sheet, and no part holds it"
    names = Counter(sheet.name.casefold() for sheet in book.sheets)
    ids = Counter(item.get("sheetId") for item in book.root.iterfind("sheets/sheet"))
    yield from (f"{name}: {count} sheets have this name" for name, count in names.items() if count > 1)
    yield from (f"{book.part}: sheetId {key} is used {count} times" for key, count in ids.items() if count > 1)
    for sheet in book.sheets:
        yield from _sheet_name(sheet.name)
        yield from _comments(book, sheet)
    yield from _view(book)
    yield from _defined_names(book)


def _sheet_name(name: str) -> Iterator[str]:
    length = utf16(_SPELLED_UNDERSCORE.sub("_", name))
    if not 1 <= length <= 31:
        yield f"{name}: a sheet name has 1 to 31 characters, this one has {length}"
    if _BARRED_IN_SHEET_NAMES.search(name) or name.startswith("'") or name.endswith("'"):
        yield f"{name}: a sheet name may not hold [ ] : * ? / \\ or start or end with an apostrophe"
    if name.lower() == "history":
        yield f"{name}: Excel keeps this sheet name for itself"


def _view(book: Book) -> Iterator[str]:
    visible = [number for number, sheet in enumerate(book.sheets) if sheet.state == "visible"]
    if not visible:
        yield f"{book.part}: no sheet is visible"
    view = book.root.find("bookViews/workbookView")
    active = int(view.get("activeTab", "0")) if view is not None else 0
    if visible and active not in visible:
        yield f"{book.part}: the active sheet, number {active}, is hidden or not there"
    selected = [
        sheet.name for sheet in book.sheets for view in sheet.root.iter("sheetView") if view.get("tabSelected") == "1"
    ]
    if len(selected) > 1:
        yield f"{book.part}: {', '.join(selected)} are selected together, so typing in one would change all"


def _comments(book: Book, sheet: Sheet) -> Iterator[str]:
    if book.parts.related(sheet.part, "comments") and sheet.root.find("legacyDrawing") is None:
        yield f"{sheet.name}: comments without the drawing that shows them"


def _defined_names(book: Book) -> Iterator[str]:
    taken = Counter((name.name.lower(), name.scope) for name in book.names)
    tables = {table.name.lower() for table in book.tables}
    yield from (f"{key}: defined {count} times" for (key, _scope), count in taken.items() if count > 1)
    for name in book.names:
        if not _BUILT_IN.match(name.name):
            yield from bad_name(name.name)
        if name.name.lower() in tables:
            yield f"{name.name}: both a defined name and a table"
        if name.scope is not None and not 0 <= name.scope < len(book.sheets) + len(book.missing_sheets):
            yield f"{name.name}: local to sheet number {name.scope}, which is not there"


def bad_name(name: str) -> Iterator[str]:
    """Why `name` may be neither a defined name nor a table's."""
    if grid.looks_like_a_cell(name):
        yield f"{name}: reads as a cell address, so it cannot be a name"
    elif not _NAME.match(name) or len(name) > 255:
        yield f"{name}: not a possible name (letters, digits, _ and . only, and not a digit first)"
