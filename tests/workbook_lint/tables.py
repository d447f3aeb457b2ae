"""Tables: ids and names unique, as wide as their range, headers that match the cells."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from workbook_lint import grid
from workbook_lint.book import Book, Sheet, Table
from workbook_lint.grid import Area
from workbook_lint.sheets import bad_name

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def problems(book: Book) -> Iterator[str]:
    ids = Counter(table.root.get("id") for table in book.tables)
    names = Counter(table.name.lower() for table in book.tables)
    yield from (f"table id {key}: used by {count} tables" for key, count in ids.items() if count > 1)
    yield from (f"table {name}: {count} tables have this name" for name, count in names.items() if count > 1)
    for sheet in book.sheets:
        declared = sheet.root.findall("tableParts/tablePart")
        if len(declared) != len(sheet.tables):
            yield f"{sheet.name}: lists {len(declared)} tables and has {len(sheet.tables)}"
        for one, other in combinations(sheet.tables, 2):
            first, second = grid.area(one.root.get("ref", "")), grid.area(other.root.get("ref", ""))
            if first and second and first.overlaps(second):
                yield f"{sheet.name}: tables {one.name} and {other.name} overlap"
        for table in sheet.tables:
            yield from (f"table {table.name}: {why}" for why in _table(sheet, table))


def _table(sheet: Sheet, table: Table) -> Iterator[str]:
    yield from bad_name(table.name)
    at = grid.area(table.root.get("ref", ""))
    if at is None:
        yield f"{table.root.get('ref')!r} is no range"
        return
    headers, totals = (
        int(table.root.get(key, default)) for key, default in (("headerRowCount", "1"), ("totalsRowCount", "0"))
    )
    if at.bottom - at.top + 1 <= headers + totals:
        yield "no row of its own below the headers"
    yield from _columns(table, at)
    if headers:
        yield from _headers(sheet, table, at)
    yield from _filter(table, at, totals)


def _columns(table: Table, at: Area) -> Iterator[str]:
    items = table.root.findall("tableColumns/tableColumn")
    if len(items) != at.width:
        yield f"{len(items)} columns over a range {at.width} wide"
    if table.root.find("tableColumns[@count]") is not None:
        count = table.root.find("tableColumns").get("count")  # type: ignore[union-attr]  # found on the line above
        if count != str(len(items)):
            yield f"says {count} columns and lists {len(items)}"
    for kind in ("id", "name"):
        counted = Counter(item.get(kind, "").lower() for item in items)
        yield from (f"{count} columns have the {kind} {key!r}" for key, count in counted.items() if count > 1)


def _headers(sheet: Sheet, table: Table, at: Area) -> Iterator[str]:
    row = next((cells for number, cells in sheet.rows if number == at.top), [])
    shown = {place[1]: cell for cell in row if (place := grid.cell(cell.address))}
    for offset, name in enumerate(table.columns):
        cell = shown.get(at.left + offset)
        if cell is None or cell.kind not in {"s", "inlineStr"}:
            yield f"column {name!r} has no text in its header cell"
        elif cell.text != _unescaped(name):
            yield f"column {name!r} has {cell.text!r} in its header cell"


def _unescaped(name: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)


def _filter(table: Table, at: Area, totals: int) -> Iterator[str]:
    item = table.root.find("autoFilter")
    if item is not None and grid.area(item.get("ref", "")) != at._replace(bottom=at.bottom - totals):
        yield f"the filter's range {item.get('ref')} is not that of the table without its totals"
