"""Parts that could run, embed or fetch something. They are named to the reader and otherwise left alone."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import Relationship, relationships, targets
from kpi_xl.files.reading.read_workbook import Contents
from kpi_xl.model.buttons import RETURN_BUTTONS

_FOLDERS = (
    "/activex/",
    "/customui/",
    "/embeddings/",
    "/intlmacrosheets/",
    "/macrosheets/",
    "/querytables/",
    "/webextensions/",
)
_SUFFIXES = ("vbaproject.bin", ".ocx", ".exe", ".dll", ".vbs", ".js", "/connections.xml", "/volatiledependencies.xml")
_KINDS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "connections", "volatileDependencies")
_PACKAGE_KINDS = ("extensibility", "webextensiontaskpanes")
"""Of what belongs to the file as a whole: buttons in the ribbon, add-ins that open with it."""
_MACRO = re.compile(rb"""\smacro=["']([^"']+)["']|<(?:\w+:)?FmlaMacro>([^<]+)<""")
_MOST = 5_000_000
"""Bytes of a drawing that are looked through."""
OUR_MACROS = {button.macro for button in RETURN_BUTTONS}


def active_parts(package: Package, contents: Contents) -> tuple[str, ...]:
    """Macros, ActiveX controls, embedded objects, queries: part names in order, wherever the file keeps them."""
    related = {target.lower() for kind in _KINDS for target in targets(contents.related, kind)}
    of_file = relationships(package, "")
    related |= {target.lower() for kind in _PACKAGE_KINDS for target in targets(of_file, kind)}
    related |= {part.lower() for part in targets(contents.related, "externalLink") if _starts_a_program(package, part)}
    return tuple(sorted(name for name in package.names if name.lower() in related or looks_active(name)))


def external_links(package: Package, contents: Contents) -> tuple[str, ...]:
    """What linked workbooks are called, in the order formulas count them ([1], [2]); "" when the file lost one."""
    by_id = {one.id: one.target for one in contents.related if one.kind == "externalLink"}
    return tuple(_linked(package, by_id.get(one, "")) for one in contents.external_ids)


def reaching_out(package: Package) -> tuple[str, ...]:
    """In words: buttons and pictures that run a macro which is not one of ours, and what is fetched from elsewhere."""
    return tuple(dict.fromkeys((*_foreign_buttons(package), *_fetched(package))))


@lru_cache(maxsize=1024)
def looks_active(name: str) -> bool:
    place = "/" + name.replace("\\", "/").lower()
    return place.endswith(_SUFFIXES) or any(folder in place for folder in _FOLDERS)


def _starts_a_program(package: Package, part: str) -> bool:
    """A link by DDE or OLE asks a program, which Excel would start, and not a workbook."""
    content = _looked_at(package, part)
    return b"ddeLink" in content or b"oleLink" in content


def _foreign_buttons(package: Package) -> Iterator[str]:
    for name in package.names:
        if "drawings/" in name.lower() and not name.lower().endswith(".rels"):
            if package.size(name) > _MOST:
                yield f'a drawing too large to look through ("{name}")'
            for in_shape, in_button in _MACRO.findall(_looked_at(package, name)):
                macro = (in_shape or in_button).decode("utf-8", "replace").strip()
                if macro.removeprefix("[0]!") not in OUR_MACROS:
                    yield f'a button that runs "{macro}"'


def _fetched(package: Package) -> Iterator[str]:
    """Links in cells wait for a click, and linked workbooks are told of as such."""
    for name in package.names:
        if name.lower().endswith(".rels") and "externallinks/" not in name.lower():
            folder, _, listing = name.replace("\\", "/").rpartition("_rels/")
            for one in _pointed_to(package, folder + listing[: -len(".rels")]):
                if one.external and one.kind != "hyperlink":
                    yield f'something to fetch from "{one.target}"'


def _looked_at(package: Package, name: str) -> bytes:
    """A part beside those that are read: one that is damaged or very large is passed over, the return may be sound."""
    if package.size(name) > _MOST:
        return b""
    try:
        return package.part(name).replace(b"\0", b"")
    except ReadError:
        return b""


def _pointed_to(package: Package, part: str) -> tuple[Relationship, ...]:
    try:
        return relationships(package, part)
    except ReadError:
        return ()


def _linked(package: Package, part: str) -> str:
    outside = (one.target for one in relationships(package, part) if one.external) if part else iter(())
    return next(outside, "")
