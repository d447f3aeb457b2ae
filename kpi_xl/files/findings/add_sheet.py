"""One more sheet in somebody else's workbook: the parts that list sheets, edited; nothing else touched."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join

from kpi_xl.files.findings.xml_edit import EditError, XmlText, xml_text
from kpi_xl.files.house_style.xml_escape import in_attribute
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import relationships, targets

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = {
    MAIN: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TYPES = "[Content_Types].xml"
_RELATION = "rIdKpiXlChecks"


@dataclass(frozen=True, slots=True)
class Listing:
    """The part of a package that lists its sheets. `names` are part names as the zip spells them, by lower case."""

    package: Package
    names: Mapping[str, str]
    part: str
    xml: XmlText

    @property
    def namespace(self) -> str:
        return STRICT if STRICT in self.xml.text else MAIN

    def spelt(self, part: str) -> str:
        """Raises EditError for a part that is not there."""
        if part.lower() not in self.names:
            raise EditError(f"the part {part} is missing")
        return self.names[part.lower()]


def sheet_listing(package: Package) -> Listing:
    """Raises EditError or ReadError where the package has none that can be edited."""
    names = {name.lower(): name for name in package.names}
    main = [*targets(relationships(package, ""), "officeDocument"), "xl/workbook.xml"]
    part = next((names[name.lower()] for name in main if name.lower() in names), "")
    if not part:
        raise EditError("there is no workbook part")
    return Listing(package, names, part, xml_text(package.part(part), "workbook"))


def add_sheet(listing: Listing, name: str, taken: list[str], sheet: bytes) -> dict[str, bytes]:
    """The parts to change for a last sheet called `name` (with a number where `taken` has it)."""
    relations = _RELATIONS[listing.namespace]
    part = join(dirname(listing.part), "worksheets", "kpi_xl_checks.xml")
    if part.lower() in listing.names:
        raise EditError(f"there is a part {part} already")
    rels = listing.spelt(join(dirname(listing.part), "_rels", basename(listing.part) + ".rels"))
    relation = f'Id="{_RELATION}" Type="{relations}/worksheet" Target="/{part}"'
    related = xml_text(listing.package.part(rels), "Relationships")
    types = xml_text(listing.package.part(listing.spelt(TYPES)), "Types")
    return {
        part: sheet,
        listing.part: listing.xml.insert("sheets", _entry(listing, _free(name, taken), relations)).encoded(),
        rels: related.insert("Relationships", f"<{related.prefix}Relationship {relation}/>").encoded(),
        listing.spelt(TYPES): types.insert(
            "Types", f'<{types.prefix}Override PartName="/{part}" ContentType="{_SHEET_TYPE}"/>'
        ).encoded(),
    }


def unhide(listing: Listing, name: str) -> dict[str, bytes]:
    """The part to change so that the sheet called `name` shows."""
    entry = re.compile(rf'<{re.escape(listing.xml.prefix)}sheet\s[^<>]*?name="{re.escape(in_attribute(name))}"[^<>]*>')
    match = entry.search(listing.xml.text)
    if match is None:
        raise EditError(f"the sheet {name} is not listed")
    text = listing.xml.text
    shown = re.sub(r"""\sstate=(["'])\w+\1""", "", match[0])
    return {listing.part: XmlText(text[: match.start()] + shown + text[match.end() :]).encoded()}


def _entry(listing: Listing, name: str, relations: str) -> str:
    """A sheet number nobody has used; the relation's prefix is declared where it stands."""
    used = [int(number) for number in re.findall(r"""\ssheetId=["'](\d+)""", listing.xml.text)]
    element = f"{listing.xml.prefix}sheet"
    return (
        f'<{element} name="{in_attribute(name)}" sheetId="{max(used, default=0) + 1}" '
        f'xmlns:kpixl="{relations}" kpixl:id="{_RELATION}"/>'
    )


def _free(name: str, taken: list[str]) -> str:
    names = {one.casefold() for one in taken}
    numbers = range(2, len(names) + 3)
    return next(one for one in (name, *(f"{name} {number}" for number in numbers)) if one.casefold() not in names)
