"""The workbook as the checks see it: sheets with their cells, tables, names, strings and counts of styles."""

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from workbook_lint.parts import Parts


class Cell(NamedTuple):
    """`address` as written ("" when the file gives none); `text` is the shown text of a string, else the raw value."""

    address: str
    kind: str
    style: int
    text: str
    formula: str | None


@dataclass(slots=True)
class Table:
    name: str
    part: str
    root: Element
    columns: list[str]


@dataclass(slots=True)
class Sheet:
    """`rows` are (row number as written, cells in the order of the file)."""

    name: str
    part: str
    state: str
    root: Element
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def texts(self) -> dict[str, Cell]:
        return {cell.address: cell for _, cells in self.rows for cell in cells}


class Name(NamedTuple):
    """A defined name; `scope` is the 0-based sheet it is local to, None for the workbook."""

    name: str
    scope: int | None
    formula: str


@dataclass(slots=True)
class Book:
    parts: Parts
    root: Element
    part: str
    sheets: list[Sheet]
    names: list[Name]
    strings: list[str]
    missing_sheets: list[str]

    @property
    def tables(self) -> list[Table]:
        return [table for sheet in self.sheets for table in sheet.tables]

    def sheet_named(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name.lower() == name.lower()), None)


def read_book(parts: Parts) -> Book | None:
    """None when the package names no workbook part."""
    part = next(iter(parts.related("", "officeDocument")), None)
    if part is None:
        return None
    root = parts.tree(part)
    shared = next(iter(parts.related(part, "sharedStrings")), None)
    strings = [_text(item) for item in parts.tree(shared)] if shared else []
    book = Book(parts, root, part, [], _names(root), strings, [])
    for item in root.iterfind("sheets/sheet"):
        target = parts.relations(part).get(item.get("r:id", ""))
        if target and parts.has(target.target):
            book.sheets.append(_sheet(parts, item, target.target, strings))
        else:
            book.missing_sheets.append(item.get("name", ""))
    return book


def _names(root: Element) -> list[Name]:
    return [
        Name(
            item.get("name", ""),
            int(item.get("localSheetId", "-1")) if item.get("localSheetId") else None,
            item.text or "",
        )
        for item in root.iterfind("definedNames/definedName")
    ]


def _sheet(parts: Parts, item: Element, part: str, strings: list[str]) -> Sheet:
    root = parts.tree(part)
    sheet = Sheet(item.get("name", ""), part, item.get("state", "visible"), root)
    sheet.rows = [(_whole(row.get("r")), [_cell(c, strings) for c in row]) for row in root.iterfind("sheetData/row")]
    sheet.tables = [_table(parts, target) for target in parts.related(part, "table")]
    return sheet


def _whole(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0


def _cell(item: Element, strings: list[str]) -> Cell:
    kind = item.get("t", "n")
    value = item.findtext("v") or ""
    if kind == "inlineStr":
        value = "".join(_text(inline) for inline in item.iterfind("is"))
    elif kind == "s" and value.isdigit() and int(value) < len(strings):
        value = strings[int(value)]
    formula = item.find("f")
    return Cell(item.get("r", ""), kind, _whole(item.get("s")), value, None if formula is None else formula.text or "")


def _text(item: Element) -> str:
    """Plain or rich text; phonetic runs are not part of it."""
    runs = [*item.iterfind("t"), *item.iterfind("r/t")]
    return "".join(run.text or "" for run in runs)


def _table(parts: Parts, part: str) -> Table:
    root = parts.tree(part)
    columns = [column.get("name", "") for column in root.iterfind("tableColumns/tableColumn")]
    return Table(root.get("displayName", ""), part, root, columns)
