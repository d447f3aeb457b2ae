"""The officer's own workbook with a sheet of findings, to send back. The file they sent is only read."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

from kpi_xl.files.findings.add_sheet import Listing, add_sheet, sheet_listing, unhide
from kpi_xl.files.findings.calculation_chain import without_calculation_chain
from kpi_xl.files.findings.checks_looks import PLAIN, Looks, add_looks
from kpi_xl.files.findings.checks_sheet import checks_sheet
from kpi_xl.files.findings.findings_workbook import write_findings_workbook
from kpi_xl.files.findings.xml_edit import EditError, xml_text
from kpi_xl.files.findings.zip_parts import with_parts
from kpi_xl.files.reading.limits import SUBMISSION
from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_workbook import Contents, SheetEntry, read_contents
from kpi_xl.files.reading.read_zipped import open_zipped, workbook_inside
from kpi_xl.files.saving.save_workbook import fault_in_xml, read_back
from kpi_xl.model.book import Unreadable
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.submission import Checked

_LOOSE_ENDS = re.compile(rb"<(?:\w+:)?(?:tablePart|drawing|legacyDrawing|controls|oleObjects|mergeCell)[\s/>]")
"""What the Checks sheet of a return we issued never holds. A sheet with any of these is somebody's own and is kept."""
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</(?:\w+:)?f>")
_LINK = b"HYPERLINK("
"""The only formulas of ours there: the links that the button Check my return writes."""
_CODE_NAME = re.compile(rb"""<(?:\w+:)?sheetPr\s[^>]*?\bcodeName=["']([A-Za-z0-9_]+)["']""")


def write_findings_copy(source: Path, checked: Checked, out: Path) -> None:
    """Write to `out` the workbook at `source` with the findings of `checked` on its Checks sheet.

    Only the Checks sheet, the list of looks and, where the sheet is new or had formulas, the parts that list sheets
    and formulas differ from the source. Where the source is no workbook, has changed since it was checked, or cannot be
    edited safely, `out` is a workbook of the findings alone. Raises OSError when `out` cannot be written.
    """
    copy = None if checked.status == "unreadable" else _copy(source, checked)
    if copy is None:
        write_findings_workbook(checked, out)
        read_back(out, out)
    else:
        out.write_bytes(copy)


def _copy(source: Path, checked: Checked) -> bytes | None:
    try:
        content = source.read_bytes()
        if hashlib.sha256(content).hexdigest() != checked.sha256:
            return None
        package = Package(content, SUBMISSION)
        zipped = workbook_inside(package, SUBMISSION)
        if zipped is not None:
            if not zipped.name.lower().endswith(".xlsx"):
                return None  # the copy's name says it has no macros
            content, package = zipped.content, open_zipped(zipped, SUBMISSION)
        edits = _edits(package, read_contents(package), checked)
        copy = with_parts(content, edits)
        return None if _faulty(copy, edits, source.name) else copy
    except (OSError, ReadError, EditError, BadZipFile):
        return None


def _faulty(copy: bytes, edits: Mapping[str, bytes | None], name: str) -> bool:
    """Whether the copy cannot be read back. Parts that were not edited are as they were sent, sound or not."""
    if any(part is not None and fault_in_xml(part) for part in edits.values()):
        return True
    return isinstance(read_bytes_book(copy, name, only=()), Unreadable)


def _edits(package: Package, contents: Contents, checked: Checked) -> dict[str, bytes | None]:
    """The parts that change, by the name the zip spells; None for one that goes."""
    listing = sheet_listing(package)
    edits, looks = _looks(listing, contents)
    ours = _own_sheet(listing, contents)
    own_name = b"" if ours is None or ours.part is None else _code_name(package.part(ours.part))
    sheet = checks_sheet(checked, looks, listing.namespace, own_name.decode())
    if ours is None or ours.part is None:
        return {**edits, **add_sheet(listing, CHECKS_SHEET, [entry.name for entry in contents.sheets], sheet)}
    if ours.state != "visible":
        edits |= unhide(listing, ours.name)
    links = without_calculation_chain(listing, contents) if _FORMULA.search(package.part(ours.part)) else {}
    return {**edits, **links, listing.spelt(ours.part): sheet}


def _code_name(sheet: bytes) -> bytes:
    """What macros call the sheet: a module of that name is in the VBA project, and Excel would add another."""
    found = _CODE_NAME.search(sheet)
    return found[1] if found else b""


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
