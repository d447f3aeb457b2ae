"""The officer's own workbook with a sheet of findings, to send back. The file they sent is only read."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

from kpi_xl.files.disk.read import content as content_of
from kpi_xl.files.disk.write import write_bytes
from kpi_xl.files.findings.add_sheet import TYPES, Listing, add_sheet, sheet_listing, unhide
from kpi_xl.files.findings.calculation_chain import without_calculation_chain
from kpi_xl.files.findings.checks_looks import PLAIN, Looks, add_looks
from kpi_xl.files.findings.checks_sheet import checks_sheet
from kpi_xl.files.findings.clean_copy import clean_parts
from kpi_xl.files.findings.code_name import code_name
from kpi_xl.files.findings.findings_workbook import write_findings_workbook
from kpi_xl.files.findings.macros_anew import with_own_macros, with_own_settings, workbook_is_named_as_ours
from kpi_xl.files.findings.mend_form import mended
from kpi_xl.files.findings.xml_edit import EditError, xml_text
from kpi_xl.files.findings.zip_parts import with_parts
from kpi_xl.files.reading.limits import SUBMISSION
from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_properties import read_properties
from kpi_xl.files.reading.read_workbook import Contents, SheetEntry, read_contents
from kpi_xl.files.reading.read_zipped import open_zipped, workbook_inside
from kpi_xl.files.saving.save_workbook import fault_in_xml, read_back
from kpi_xl.model.book import Book, Unreadable
from kpi_xl.model.columns import CHECKS_SHEET, STAMP_MACROS
from kpi_xl.model.errors import DiskError
from kpi_xl.model.issued_macros import ISSUED, not_issued
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.submission import Checked

_LOOSE_ENDS = re.compile(rb"<(?:\w+:)?(?:tablePart|drawing|legacyDrawing|controls|oleObjects|mergeCell)[\s/>]")
"""What the Checks sheet of a return we issued never holds. A sheet with any of these is somebody's own and is kept."""
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</(?:\w+:)?f>")
_LINK = b"HYPERLINK("
"""The only formulas of ours there: the links that the button Check my return writes."""


_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def write_findings_copy(source: Path, checked: Checked, out: Path, link: PythonLink | None = None) -> None:
    """Write to `out` the workbook at `source` with the findings of `checked` on its Checks sheet.

    Only the Checks sheet, the list of looks, damaged cells of the form (mend_form.py) and, where the sheet is new or
    had formulas, the parts that list sheets and formulas differ from the source; and what runs, links or fetches is
    left out (clean_copy.py). A return with our buttons has macros made anew, and settings as `link` says them. Where
    the source is no workbook, has changed since it was checked, or cannot be edited or cleaned safely, `out` is a
    workbook of the findings alone. Raises DiskError when `out` cannot be written.
    """
    copy = None if checked.status == "unreadable" else _copy(source, checked, link or PythonLink(""))
    if copy is None:
        write_findings_workbook(checked, out)
        _say_kind(out)
        read_back(out, out)
    else:
        write_bytes(out, copy)


def _say_kind(out: Path) -> None:
    """Excel opens no .xlsm that says it is a workbook without macros; it may well hold none."""
    if out.suffix.casefold() == ".xlsm":
        content = content_of(out)
        types = Package(content, SUBMISSION).part(TYPES)
        write_bytes(out, with_parts(content, {TYPES: types.replace(_PLAIN, _WITH_MACROS)}))


def _copy(source: Path, checked: Checked, link: PythonLink) -> bytes | None:
    try:
        content = content_of(source)
        if hashlib.sha256(content).hexdigest() != checked.sha256:
            return None
        workbook = _workbook(content)
        if workbook is None:
            return None
        content = _with_macros_anew(_clean(workbook), source, workbook, link)
        package = Package(content, SUBMISSION)
        edits = _edits(package, read_contents(package), checked)
        copy = with_parts(content, edits)
        return None if _faulty(copy, edits, source.name) else copy
    except (DiskError, ReadError, EditError, BadZipFile):
        return None


def _workbook(content: bytes) -> bytes | None:
    """The workbook itself, out of the zip it was sent in; None for one with macros there: the copy is named an .xlsx.

    Raises ReadError where a zip holds no workbook.
    """
    zipped = workbook_inside(Package(content, SUBMISSION), SUBMISSION)
    if zipped is None:
        return content
    open_zipped(zipped, SUBMISSION)
    return zipped.content if zipped.name.lower().endswith(".xlsx") else None


def _faulty(copy: bytes, edits: Mapping[str, bytes | None], name: str) -> bool:
    """Whether the copy cannot be read back. Parts that were not edited are as they were sent, sound or not."""
    if any(part is not None and fault_in_xml(part) for part in edits.values()):
        return True
    book = read_bytes_book(copy, name, only=())
    return isinstance(book, Unreadable) or _carries_on(book)


def _carries_on(book: Book) -> bool:
    """Whether anything is left that runs, links or fetches and is not what we make ourselves."""
    ours = not not_issued(book.macros, ISSUED) and book.macros
    parts = [part for part in book.active_parts if not (ours and part.casefold().endswith("vbaproject.bin"))]
    return bool(parts or book.macro_extras or book.reaching_out or book.external_links)


def _clean(content: bytes) -> bytes:
    parts = clean_parts(Package(content, SUBMISSION))
    return with_parts(content, parts) if parts else content


def _with_macros_anew(clean: bytes, source: Path, sent: bytes, link: PythonLink) -> bytes:
    """`clean` is what was `sent`, less its macros."""
    package = Package(clean, SUBMISSION)
    contents, listing = read_contents(package), sheet_listing(package)
    had = _had_our_buttons(source, Package(sent, SUBMISSION)) and workbook_is_named_as_ours(listing)
    macros = with_own_macros(listing, contents) if had else {}
    parts = {**with_own_settings(listing, contents, link if macros else None), **macros}
    return with_parts(clean, parts) if parts else clean


def _had_our_buttons(source: Path, sent: Package) -> bool:
    stamped = read_properties(sent).get(STAMP_MACROS, "").split(", ")
    had = any(name.lower().endswith("vbaproject.bin") for name in sent.names)
    return had and "ReturnButtons" in stamped and source.suffix.casefold() == ".xlsm"


def _edits(package: Package, contents: Contents, checked: Checked) -> dict[str, bytes | None]:
    """The parts that change, by the name the zip spells; None for one that goes."""
    listing = sheet_listing(package)
    edits, looks = _looks(listing, contents)
    edits |= mended(listing, contents, checked, edits)
    ours = _own_sheet(listing, contents)
    own_name = "" if ours is None or ours.part is None else code_name(package.part(ours.part))
    sheet = checks_sheet(checked, looks, listing.namespace, own_name)
    if ours is None or ours.part is None:
        return {**edits, **add_sheet(listing, CHECKS_SHEET, [entry.name for entry in contents.sheets], sheet)}
    if ours.state != "visible":
        edits |= unhide(listing, ours.name)
    links = without_calculation_chain(listing, contents) if _FORMULA.search(package.part(ours.part)) else {}
    return {**edits, **links, listing.spelt(ours.part): sheet}


def _looks(listing: Listing, contents: Contents) -> tuple[dict[str, bytes], Looks]:
    """Plain looks where the workbook's own list cannot be added to."""
    part = contents.first("styles")
    try:
        if part is not None:
            styles, looks = add_looks(xml_text(listing.package.part(part), "styleSheet"))
            return {listing.spelt(part): styles.encoded()}, looks
    except EditError:
        pass
    return {}, PLAIN


def _own_sheet(listing: Listing, contents: Contents) -> SheetEntry | None:
    """The Checks sheet of a return we issued, if this is one."""
    for entry in contents.sheets:
        if entry.name.strip().casefold() == CHECKS_SHEET.casefold() and entry.part is not None:
            return entry if _is_ours(listing.package.part(entry.part)) else None
    return None


def _is_ours(sheet: bytes) -> bool:
    return not _LOOSE_ENDS.search(sheet) and all(one.startswith(_LINK) for one in _FORMULA.findall(sheet))
