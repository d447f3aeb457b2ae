"""Custom document properties: where the stamp of an issued return travels."""

import re

from kpi_xl.files.reading.read_once import once_for_same_bytes
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_plain_xml import UnaccountedError, plain_content, resolved
from kpi_xl.files.reading.read_relationships import relationships, targets
from kpi_xl.files.reading.read_xml import Attributes, walk

_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
)
_TYPES = ("lpwstr", "lpstr", "bstr", "i1", "i2", "i4", "i8", "int", "uint", "r4", "r8", "decimal", "bool", "filetime")
_TEXT = re.compile(rb"(?<=<vt:lpwstr>)([^<]*)(?=</vt:lpwstr>)")
Properties = tuple[tuple[str, str], ...]


def read_properties(package: Package) -> dict[str, str]:
    """Name to text; a number, date or yes/no as the file writes it. Empty when there are none."""
    related = relationships(package, "")
    parts = [*targets(related, "custom-properties"), *targets(related, "customProperties")]
    found: dict[str, str] = {}
    for part in filter(package.has, parts):
        content = package.part(part)
        try:
            found.update(_texts_apart(content, part, package.limits.depth))
        except UnaccountedError:
            found.update(_properties(content, part, package.limits.depth))
    return found


def _texts_apart(content: bytes, part: str, depth: int) -> Properties:
    """As `_properties`, which sees the same bytes for all returns of a template, the texts taken out.

    Raises UnaccountedError where some property is no plain text, or the part could hide one.
    """
    pieces = _TEXT.split(content)
    texts = [resolved(plain_content(text)) for text in pieces[1::2]]
    named = _properties(b"".join(pieces[::2]), part, depth)
    if len(named) != len(texts) or b"<!" in content or content.find(b"<?", 1) > 0:
        raise UnaccountedError
    return tuple([(name, text) for (name, _), text in zip(named, texts, strict=True)])


@once_for_same_bytes
def _properties(content: bytes, part: str, depth: int) -> Properties:
    """In the file's order. Raises ReadError as walk does."""
    found: list[tuple[str, str]] = []
    name = [""]

    def open_property(attributes: Attributes) -> None:
        name[0] = attributes.get("name", "")

    opened = {"property": open_property}
    walk(part, content, depth, opened, dict.fromkeys(_TYPES, lambda text: found.append((name[0], text))), _NAMESPACES)
    return tuple(found)
