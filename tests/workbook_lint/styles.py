"""Numbers that point into styles.xml, and inside it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from workbook_lint.book import Book, Sheet

_MOST_FORMATS = 64_000
_MOST_NUMBER_FORMATS = 250
_LONGEST_NUMBER_FORMAT = 255
_POINTERS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
_FIRST_CUSTOM_FORMAT = 164


def problems(book: Book) -> Iterator[str]:
    part = next(iter(book.parts.related(book.part, "styles")), None)
    if part is None:
        yield f"{book.part}: no styles"
        return
    root = book.parts.tree(part)
    formats, differential = len(root.findall("cellXfs/xf")), len(root.findall("dxfs/dxf"))
    yield from _inside(root, part)
    for sheet in book.sheets:
        yield from _formats_used(sheet, formats)
        yield from _differential_used(sheet.root, sheet.name, differential)
    for table in book.tables:
        yield from _differential_used(table.root, table.name, differential)


def _inside(root: Element, part: str) -> Iterator[str]:
    counts = {group: len(root.findall(f"{group}/*")) for group in _POINTERS.values()}
    custom = {item.get("numFmtId") for item in root.iterfind("numFmts/numFmt")}
    formats = root.findall("cellXfs/xf")
    if len(formats) > _MOST_FORMATS:
        yield f"{part}: {len(formats)} cell formats, and Excel takes {_MOST_FORMATS}"
    yield from _number_formats(root, part)
    for number, xf in enumerate(formats):
        for pointer, group in _POINTERS.items():
            if int(xf.get(pointer, "0")) >= max(counts[group], 1):
                yield f"{part}: cell format {number} uses {pointer} {xf.get(pointer)} of {counts[group]}"
        if int(xf.get("numFmtId", "0")) >= _FIRST_CUSTOM_FORMAT and xf.get("numFmtId") not in custom:
            yield f"{part}: cell format {number} uses number format {xf.get('numFmtId')}, which is not defined"


def _number_formats(root: Element, part: str) -> Iterator[str]:
    codes = [item.get("formatCode", "") for item in root.iterfind("numFmts/numFmt")]
    if len(codes) > _MOST_NUMBER_FORMATS:
        yield f"{part}: {len(codes)} number formats, and Excel takes {_MOST_NUMBER_FORMATS} at most"
    for code in codes:
        if len(code) > _LONGEST_NUMBER_FORMAT:
            yield f"{part}: the number format {code[:40]}... is longer than {_LONGEST_NUMBER_FORMAT}"


def _formats_used(sheet: Sheet, formats: int) -> Iterator[str]:
    for _, cells in sheet.rows:
        yield from (
            f"{sheet.name}!{c.address}: cell format {c.style} of {formats}" for c in cells if c.style >= formats
        )
    others = [("row", "r", "s"), ("col", "min", "style")]
    for tag, where, pointer in others:
        for item in sheet.root.iter(tag):
            if int(item.get(pointer, "0")) >= formats:
                yield f"{sheet.name}: {tag} {item.get(where)} uses cell format {item.get(pointer)} of {formats}"


def _differential_used(root: Element, where: str, count: int) -> Iterator[str]:
    for element in root.iter():
        for attribute, value in element.items():
            if attribute.lower().endswith("dxfid") and int(value) >= count:
                yield f"{where}: <{element.tag}> uses differential format {value} of {count}"
