"""What a part points to: sheets, comments, links. Targets inside the zip are resolved; those outside never followed."""

from collections.abc import Iterable
from posixpath import dirname, join, normpath
from typing import NamedTuple

from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_xml import Attributes, once_for_same_bytes, walk

_NAMESPACES = ("http://schemas.openxmlformats.org/package/2006/relationships",)


class Relationship(NamedTuple):
    """`kind` is the last word of the type's address (worksheet, comments, externalLink), the same in Strict files.

    `target` is a part name, or when `external` whatever the file says: an address or a path, for showing only.
    """

    id: str
    kind: str
    target: str
    external: bool


def relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    """In the file's order; empty when the part points nowhere. "" as `part` means the package itself."""
    folder = dirname(part)
    listing = join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels")
    if not package.has(listing):
        return ()
    return _listed(package.part(listing), listing, folder, package.limits.depth)


def targets(related: Iterable[Relationship], kind: str) -> list[str]:
    """The parts of one kind inside the zip."""
    return [one.target for one in related if one.kind == kind and not one.external]


@once_for_same_bytes
def _listed(content: bytes, name: str, folder: str, depth: int) -> tuple[Relationship, ...]:
    found: list[Relationship] = []

    def add(attributes: Attributes) -> None:
        external = attributes.get("TargetMode") == "External"
        target = attributes.get("Target", "")
        kind = attributes.get("Type", "").rpartition("/")[2]
        inside = normpath(join("/", folder, target.replace("\\", "/"))).lstrip("/")
        found.append(Relationship(attributes.get("Id", ""), kind, target if external else inside, external))

    walk(name, content, depth, {"Relationship": add}, namespaces=_NAMESPACES)
    return tuple(found)
