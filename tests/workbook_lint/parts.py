"""The zip as a package: parts, their XML without namespaces, and the relationships between them."""

import posixpath
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

_RELATIONSHIP_ATTRIBUTE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Relation(NamedTuple):
    """`target` is a part name without its leading slash, or an address when `external`."""

    kind: str
    target: str
    external: bool


class _Plain(dict[str, str]):
    """Tags without their namespace: a workbook has a million elements and a hundred tags."""

    def __missing__(self, tag: str) -> str:
        self[tag] = tag.rpartition("}")[2]
        return self[tag]


class Parts:
    """A workbook file taken apart. Tags lose their namespace; relationship attributes become r:id, r:embed."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            self.names = [item.filename for item in archive.infolist() if not item.is_dir()]
            self._raw = {name: archive.read(name) for name in self.names}
        self._trees: dict[str, ElementTree.Element] = {}
        self._relations: dict[str, dict[str, Relation]] = {}

    def malformed(self) -> dict[str, str]:
        found = {}
        for name in self.names:
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    self.tree(name)
                except ElementTree.ParseError as error:
                    found[name] = str(error)
        return found

    def tree(self, name: str) -> ElementTree.Element:
        if name not in self._trees:
            root, plain = ElementTree.fromstring(self._raw[name]), _Plain()
            for element in root.iter():
                element.tag = plain[element.tag]
                # items() of an element without attributes makes no dictionary for it, as .attrib does.
                for key in [key for key, _ in element.items() if key.startswith(_RELATIONSHIP_ATTRIBUTE)]:
                    element.attrib["r:" + key.rpartition("}")[2]] = element.attrib.pop(key)
            self._trees[name] = root
        return self._trees[name]

    def has(self, name: str) -> bool:
        return name in self._raw

    def relations(self, source: str) -> dict[str, Relation]:
        """By id. `source` is a part name, or "" for the package itself."""
        if source not in self._relations:
            rels = relations_part(source)
            items = self.tree(rels) if self.has(rels) else ()
            self._relations[source] = {item.get("Id", ""): _relation(source, item) for item in items}
        return self._relations[source]

    def related(self, source: str, kind: str) -> list[str]:
        """Targets, in the package, of the relations of `source` whose type ends in `kind`."""
        relations = self.relations(source).values()
        return [relation.target for relation in relations if relation.kind == kind and self.has(relation.target)]


def relations_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of(rels: str) -> str:
    """The part a .rels part belongs to: xl/_rels/workbook.xml.rels gives xl/workbook.xml."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relation(source: str, item: ElementTree.Element) -> Relation:
    kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
    if item.get("TargetMode") == "External":
        return Relation(kind, target, True)
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target)))
    return Relation(kind, joined.lstrip("/"), False)
