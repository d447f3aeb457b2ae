"""Macros and settings of the buttons for a copy that goes back: made anew from what we have, never taken from a return.

The settings are those we know we issued: what a return says they are was anybody's to change.
"""

from collections.abc import Mapping
from functools import lru_cache
from posixpath import basename, dirname, join

from kpi_xl.files.findings.add_sheet import TYPES, Listing
from kpi_xl.files.findings.code_name import code_name
from kpi_xl.files.findings.xml_edit import xml_text
from kpi_xl.files.house_style.xml_escape import in_element
from kpi_xl.files.macros.macro_book import NO_PYTHON, python_settings, shipped_module
from kpi_xl.files.macros.vba_project import WORKBOOK_NAME, vba_project
from kpi_xl.files.macros.xlwings_module import vba_module
from kpi_xl.files.reading.read_workbook import Contents, SheetEntry
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET
from kpi_xl.model.errors import MissingExtraError
from kpi_xl.model.macros import PythonLink

_PROJECT = "xl/vbaProject.bin"
_RELATION = "rIdKpiXlMacros"
_KIND = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_TYPE = "application/vnd.ms-office.vbaProject"


def settings_sheets(contents: Contents) -> list[SheetEntry]:
    """The sheet xlwings takes its settings from, and one that was put aside under its name."""
    return [
        one
        for one in contents.sheets
        if one.part and one.name.strip().casefold().removeprefix("_") == MACRO_SETTINGS_SHEET
    ]


def with_own_settings(listing: Listing, contents: Contents, link: PythonLink | None) -> dict[str, bytes | None]:
    """The parts to change so that the settings are those of `link`; None, and on a sheet put aside, leaves none."""
    edits: dict[str, bytes | None] = {}
    for entry in settings_sheets(contents):
        part = listing.spelt(entry.part or "")
        named = code_name(listing.package.part(part))
        wanted = link is not None and entry.name.strip().casefold() == MACRO_SETTINGS_SHEET
        edits[part] = _sheet(listing.namespace, named, python_settings(link) if wanted and link else {})
        pointing = join(dirname(part), "_rels", basename(part) + ".rels")
        if pointing.lower() in listing.names:
            edits[listing.names[pointing.lower()]] = None
    return edits


def with_own_macros(listing: Listing, contents: Contents) -> dict[str, bytes | None]:
    """The parts to change so that a workbook without macros has those of a return; none where they cannot be made here.

    Raises EditError where the workbook is not of a shape that can take them.
    """
    names = [code_name(listing.package.part(entry.part)) for entry in contents.sheets if entry.part]
    try:
        project = _project(tuple(name for name in names if name))
    except MissingExtraError:
        return {}
    rels = listing.spelt(join(dirname(listing.part), "_rels", basename(listing.part) + ".rels"))
    related = xml_text(listing.package.part(rels), "Relationships")
    types = xml_text(listing.package.part(listing.spelt(TYPES)), "Types")
    relation = f'<{related.prefix}Relationship Id="{_RELATION}" Type="{_KIND}" Target="/{_PROJECT}"/>'
    override = f'<{types.prefix}Override PartName="/{_PROJECT}" ContentType="{_TYPE}"/>'
    return {
        _PROJECT: project,
        rels: related.insert("Relationships", relation).encoded(),
        listing.spelt(TYPES): types.insert("Types", override).encoded(),
    }


@lru_cache(maxsize=8)
def _project(sheets: tuple[str, ...]) -> bytes:
    """Nearly all returns of a quarter have the same sheets."""
    return vba_project([vba_module(), shipped_module(NO_PYTHON), shipped_module("ReturnButtons")], sheets)


def _sheet(namespace: str, named: str, settings: Mapping[str, str]) -> bytes:
    properties = f'<sheetPr codeName="{named}"/>' if named else ""
    rows = "".join(
        f'<row r="{row}">{_cell(f"A{row}", key)}{_cell(f"B{row}", value)}</row>'
        for row, (key, value) in enumerate(settings.items(), start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}">{properties}<sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def _cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{in_element(text)}</t></is></c>'


def workbook_is_named_as_ours(listing: Listing) -> bool:
    """The workbook's own module is called as in the projects we make; one called otherwise would get a second."""
    return f'codeName="{WORKBOOK_NAME}"' in listing.xml.text
