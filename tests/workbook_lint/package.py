"""The package: every part typed once, every relationship leading somewhere, every id used declared."""

from collections import Counter
from collections.abc import Iterator

from workbook_lint.parts import Parts, source_of

CONTENT_TYPES = "[Content_Types].xml"
_UNTYPED = {"application/xml", "text/xml"}


def problems(parts: Parts) -> Iterator[str]:
    for name, count in Counter(name.lower() for name in parts.names).items():
        if count > 1:
            yield f"{name}: stored {count} times"
    yield from _content_types(parts)
    for name in parts.names:
        if name.endswith(".rels"):
            yield from _relations(parts, name)
        elif name.endswith((".xml", ".vml")) and name != CONTENT_TYPES:
            yield from _used_ids(parts, name)


def _content_types(parts: Parts) -> Iterator[str]:
    if not parts.has(CONTENT_TYPES):
        yield f"{CONTENT_TYPES}: missing"
        return
    items = list(parts.tree(CONTENT_TYPES))
    defaults = {item.get("Extension", "").lower(): item.get("ContentType") for item in items if item.tag == "Default"}
    overrides = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType") for item in items if item.tag == "Override"
    }
    for name in overrides:
        if not parts.has(name):
            yield f"{CONTENT_TYPES}: types {name}, which is not there"
    for name in parts.names:
        kind = overrides.get(name, defaults.get(name.rpartition(".")[2].lower()))
        if name != CONTENT_TYPES and (kind is None or (kind in _UNTYPED and name.startswith("xl/"))):
            yield f"{name}: no content type says what it is"


def _relations(parts: Parts, rels: str) -> Iterator[str]:
    source = source_of(rels)
    if source and not parts.has(source):
        yield f"{rels}: belongs to {source}, which is not there"
    for key, count in Counter(item.get("Id") for item in parts.tree(rels)).items():
        if count > 1:
            yield f"{rels}: relationship {key} is declared {count} times"
    for key, relation in parts.relations(source).items():
        if not relation.external and not parts.has(relation.target):
            yield f"{rels}: {key} leads to {relation.target}, which is not there"


def _used_ids(parts: Parts, name: str) -> Iterator[str]:
    known = parts.relations(name)
    for element in parts.tree(name).iter():
        for attribute, value in element.items():
            if attribute.startswith("r:") and value and value not in known:
                yield f"{name}: <{element.tag}> uses relationship {value}, which is not declared"
