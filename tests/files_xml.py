"""Workbooks put together from XML by hand, for what no library writes; and the ways zips go wrong."""

import io
import zipfile
from collections.abc import Mapping

from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.model.book import Book, Cell, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RETURN = '<sheet name="Return" sheetId="1" r:id="rId1"/>'
Parts = Mapping[str, str | bytes]


def zipped(parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def relations(*rows: tuple[str, str, str]) -> str:
    """Each row is id, kind, target; a target with :// or a backslash is external."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{_mode(target)}/>'
        for key, kind, target in rows
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def _mode(target: str) -> str:
    return ' TargetMode="External"' if "://" in target else ""


def sheet_xml(rows: str, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """A worksheet part; `rows` is what stands in sheetData."""
    opened = f'{HEAD}<worksheet xmlns="{namespace}" xmlns:r="{OFFICE}">'
    return f"{opened}{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def strings_xml(*items: str) -> str:
    """The shared strings; an item is the inside of <si>."""
    return f'{HEAD}<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles_xml(*formats: str) -> str:
    """Style 0 is General; style n+1 has the nth of `formats`, a code or the number of a built-in one."""
    own = {code: 164 + index for index, code in enumerate(formats) if not code.isdecimal()}
    written = "".join(f'<numFmt numFmtId="{key}" formatCode="{escaped(code)}"/>' for code, key in own.items())
    xfs = "".join(f'<xf numFmtId="{own.get(code, code)}"/>' for code in ("0", *formats))
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{written}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>'
    )


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def workbook_xml(
    sheets: str = '<sheet name="Return" sheetId="1" r:id="rId1"/>', before: str = "", after: str = ""
) -> str:
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets>{after}</workbook>'


def workbook_parts(sheet: str, **others: str | bytes) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet. `others`: strings, styles, workbook (whole parts), more (relations)."""
    related = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId3", "styles", "styles.xml"),
    ]
    return {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": others.get("workbook", workbook_xml()),
        "xl/_rels/workbook.xml.rels": relations(*related),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": others.get("strings", strings_xml()),
        "xl/styles.xml": others.get("styles", styles_xml()),
    }


def book_of(parts: Parts) -> Book:
    book = read_bytes_book(zipped(parts), "made.xlsx")
    assert isinstance(book, Book), book
    return book


def sheet_of(rows: str, before: str = "", after: str = "", **others: str | bytes) -> Sheet:
    return book_of(workbook_parts(sheet_xml(rows, before, after), **others)).sheets[0]


def cell_of(cell: str, **others: str | bytes) -> Cell | None:
    """The cell A1 of a sheet with nothing else; `cell` is a whole <c>."""
    return sheet_of(f'<row r="1">{cell}</row>', **others).cell(1, 1)
