"""Merges, filters, columns, links and dropdowns of a sheet."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from workbook_lint import grid
from workbook_lint.book import Book, Sheet
from workbook_lint.formula import sheet_and_cell
from workbook_lint.grid import Area

_TEXT_LIMITS = {"prompt": 255, "error": 255, "promptTitle": 32, "errorTitle": 32}
_MAX_LIST = 255
_MAX_HEADER = 255
_MAX_RULE = 255
_MAX_LINKS = 65_530
_MAX_RANGES = 8_192


def utf16(text: str) -> int:
    """As Excel counts characters: an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def problems(book: Book) -> Iterator[str]:
    for number, sheet in enumerate(book.sheets):
        yield from _merges(sheet)
        yield from _columns(sheet)
        yield from _filter(book, number, sheet)
        yield from _links(book, number, sheet)
        yield from _dropdowns(sheet)
        yield from _headers(sheet)
        yield from _counts(sheet)


def areas(sheet: Sheet, texts: list[str]) -> Iterator[tuple[str, Area]]:
    return ((text, found) for text in texts if (found := grid.area(text)))


def _merges(sheet: Sheet) -> Iterator[str]:
    texts = [item.get("ref", "") for item in sheet.root.iterfind("mergeCells/mergeCell")]
    yield from (f"{sheet.name}: merge {text!r} is no range" for text in texts if not grid.area(text))
    merges = list(areas(sheet, texts))
    for (first, one), (second, other) in combinations(merges, 2):
        if one.overlaps(other):
            yield f"{sheet.name}: merges {first} and {second} overlap"
    tables = [(table.name, grid.area(table.root.get("ref", ""))) for table in sheet.tables]
    for text, merge in merges:
        yield from (
            f"{sheet.name}: merge {text} is in table {name}" for name, at in tables if at and at.overlaps(merge)
        )


def _columns(sheet: Sheet) -> Iterator[str]:
    spans = [(int(c.get("min", "0")), int(c.get("max", "0"))) for c in sheet.root.iterfind("cols/col")]
    for first, last in spans:
        if not 1 <= first <= last <= grid.LAST_COLUMN:
            yield f"{sheet.name}: columns {first} to {last} are no columns"
    for before, after in pairwise(spans):
        if before[1] >= after[0]:
            yield f"{sheet.name}: the widths of columns {before} and {after} overlap or are out of order"


def _filter(book: Book, number: int, sheet: Sheet) -> Iterator[str]:
    item = sheet.root.find("autoFilter")
    hidden = [n for n in book.names if n.scope == number and n.name == "_xlnm._FilterDatabase"]
    if item is None:
        return
    ref = item.get("ref", "")
    at = grid.area(ref)
    if at is None:
        yield f"{sheet.name}: the filter's range {ref!r} is no range"
        return
    for table in sheet.tables:
        other = grid.area(table.root.get("ref", ""))
        if other and other.overlaps(at):
            yield f"{sheet.name}: the sheet's filter {ref} lies over table {table.name}"
    if any((sheet_and_cell(name.formula) or ("", ""))[1].replace("$", "") != ref for name in hidden):
        yield f"{sheet.name}: the filter's range {ref} is not the one its hidden name gives"


def _links(book: Book, number: int, sheet: Sheet) -> Iterator[str]:
    for item in sheet.root.iterfind("hyperlinks/hyperlink"):
        if grid.area(item.get("ref", "")) is None:
            yield f"{sheet.name}: a link on {item.get('ref')!r}, which is no cell"
        location = item.get("location")
        if location is not None and item.get("r:id") is None and not leads_somewhere(book, number, location):
            yield f"{sheet.name}!{item.get('ref')}: the link leads to {location!r}, which is not there"


def leads_somewhere(book: Book, number: int, location: str) -> bool:
    """True for a cell of a sheet of the book, of sheet `number` itself, or a name defined there."""
    split = sheet_and_cell(location)
    if split is None:
        names = {name.name.lower() for name in book.names if name.scope in (None, number)}
        names |= {table.name.lower() for table in book.tables}
        return location.lower() in names or grid.area(location.replace("$", "")) is not None
    return book.sheet_named(split[0]) is not None and grid.area(split[1].replace("$", "")) is not None


def _dropdowns(sheet: Sheet) -> Iterator[str]:
    for item in sheet.root.iter("dataValidation"):
        where = f"{sheet.name}!{item.get('sqref') or item.findtext('sqref')}"
        for key, most in _TEXT_LIMITS.items():
            if utf16(item.get(key, "")) > most:
                count = utf16(item.get(key, ""))
                yield f"{where}: the {key} of a validation has {count} characters, the most is {most}"
        given = item.findtext("formula1") or ""
        for tag in ("formula1", "formula2"):
            formula = item.findtext(tag) or ""
            if not formula.startswith('"') and utf16(formula) > _MAX_RULE:
                yield f"{where}: {tag} of a validation has {utf16(formula)} characters, the most is {_MAX_RULE}"
        if item.get("type") == "list" and given.startswith('"') and len(given) - 2 > _MAX_LIST:
            yield f"{where}: a typed list has {len(given) - 2} characters, the most is {_MAX_LIST}"


def _headers(sheet: Sheet) -> Iterator[str]:
    for item in sheet.root.iterfind("headerFooter/*"):
        if utf16(item.text or "") > _MAX_HEADER:
            yield f"{sheet.name}: {item.tag} has {utf16(item.text or '')} characters, the most is {_MAX_HEADER}"


def _counts(sheet: Sheet) -> Iterator[str]:
    links = len(sheet.root.findall("hyperlinks/hyperlink"))
    if links > _MAX_LINKS:
        yield f"{sheet.name}: {links} links, the most is {_MAX_LINKS}"
    for item in sheet.root.iterfind("conditionalFormatting"):
        if len(item.get("sqref", "").split()) > _MAX_RANGES:
            yield f"{sheet.name}: a conditional format of more than {_MAX_RANGES} ranges"
