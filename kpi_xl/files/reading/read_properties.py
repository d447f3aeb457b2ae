"""Custom document properties: where the stamp of an issued return travels."""

from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import relationships, targets
from kpi_xl.files.reading.read_xml import Attributes, walk

_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
)
_TYPES = ("lpwstr", "lpstr", "bstr", "i1", "i2", "i4", "i8", "int", "uint", "r4", "r8", "decimal", "bool", "filetime")


def read_properties(package: Package) -> dict[str, str]:
    """Name to text; a number, date or yes/no as the file writes it. Empty when there are none."""
    related = relationships(package, "")
    parts = [*targets(related, "custom-properties"), *targets(related, "customProperties")]
    found: dict[str, str] = {}
    for part in filter(package.has, parts):
        found.update(_properties(package.part(part), part, package.limits.depth))
    return found


def _properties(content: bytes, part: str, depth: int) -> dict[str, str]:
    found: dict[str, str] = {}
    name = [""]

    def open_property(attributes: Attributes) -> None:
        name[0] = attributes.get("name", "")

    opened = {"property": open_property}
    closed = dict.fromkeys(_TYPES, lambda text: found.update({name[0]: text}))
    walk(part, content, depth, opened, closed, _NAMESPACES)
    return found
