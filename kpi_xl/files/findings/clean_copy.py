"""An officer's workbook without all that runs, links or fetches, so that what is sent back carries none of it on.

Parts go with what points to them; formulas that took a value from elsewhere keep the value. Whoever uses this looks at
the result again (findings_copy.py): where something is left, the findings go back in a workbook of their own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from posixpath import basename, dirname, join

from kpi_xl.files.findings.xml_edit import EditError, without_elements
from kpi_xl.files.reading.read_active_parts import OUR_MACROS, looks_active
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import Relationship, relationships
from kpi_xl.model.reaching_formula import takes_from_elsewhere

_GONE = (
    *("vbaProject", "vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3", "wordVbaData"),
    *("attachedToolbars", "externalLink", "connections", "queryTable", "customXml", "customXmlProps"),
    *("printerSettings", "control", "activeXControlBinary", "oleObject", "package", "volatileDependencies"),
    *("extensibility", "webextensiontaskpanes", "webextension"),
)
"""Kinds of parts that are left out, by the last word of what the relationship calls itself."""
_MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")
_SAFE_LINKS = ("http://", "https://", "mailto:")
_DROPPED = {"externalLink": "externalReferences", "control": "controls", "oleObject": "oleObjects"}
"""The element that lists what is gone."""
_SHEET = re.compile(r"/worksheets/[^/]+\.xml$", re.IGNORECASE)
_RELATION = re.compile(r"""<(?:[\w.-]+:)?Relationship\s[^<>]*?\bId=["']([^"']*)["'][^<>]*?(?:/>|>\s*</[^<>]*>)""")
_OVERRIDE = re.compile(r"""<(?:[\w.-]+:)?Override\s[^<>]*?\bPartName=["']/?([^"']*)["'][^<>]*?(?:/>|>\s*</[^<>]*>)""")
_FORMULA = re.compile(r"<((?:[\w.-]+:)?f)((?:\s[^<>]*?)?)(?:/>|>([^<]*)</\1>)")
_SHARED = re.compile(r"""\bsi=["'](\d+)["']""")
_NAME = re.compile(r"<((?:[\w.-]+:)?definedName)(\s[^<>]*)>([^<]*)</\1>")
_NAME_THAT_RUNS = re.compile(
    r"""\bname=["'](?:_xlnm\.)?auto_?(?:open|close|activate|deactivate)\b|\b(?:xlm|function|vbProcedure)=["'](?:1|true)""",
    re.IGNORECASE,
)
_TAG_WITH_MACRO = re.compile(r"<[^<>/!?][^<>]*\smacro=[^<>]*>")
_MACRO = re.compile(r"""(\smacro=)(["'])([^"'<>]*)\2""")
_OLD_MACRO = re.compile(r"<((?:\w+:)?FmlaMacro)>([^<]*)</\1>")
_HYPERLINK = re.compile(r"<(?:[\w.-]+:)?hyperlink\s[^<>]*/>")
_MENTION = re.compile(r"""\s[\w.-]+:(?:id|link|embed|relid|pict|href)=["']([^"']*)["']""")
_LARGEST_LIST = 1_000_000
"""Characters of a list of parts or of what they point to: no workbook of people's has a longer one."""
TYPES = "[Content_Types].xml"


@dataclass(slots=True)
class _Cleaning:
    """Parts by the name the zip spells; texts are made when a part is first changed."""

    package: Package
    edits: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def change(self, part: str, change: Callable[[str], str]) -> None:
        before = self.edits.get(part)
        if before is None:
            before = _text(self.package.part(part))
            if len(before) > _LARGEST_LIST and part.endswith((".rels", TYPES)):
                raise EditError("it lists too much")
        after = change(before)
        if after != before:
            self.edits[part] = after


def clean_parts(package: Package) -> dict[str, bytes | None]:
    """The parts to change, by the name the zip spells; None for one that goes. Empty for a workbook with none of it.

    Raises EditError or ReadError where the workbook is not of a shape that can be cleaned.
    """
    work = _Cleaning(package)
    names = {name.lower(): name for name in package.names}
    for listing in [name for name in package.names if name.lower().endswith(".rels")]:
        _clean_relations(work, names, listing)
    work.gone |= {name for name in package.names if looks_active(name)}
    work.gone |= {name for name in package.names if _owner(name) in work.gone}
    for name in package.names:
        if name not in work.gone:
            _clean_part(work, name)
    lower = {name.lower() for name in work.gone}
    if lower:
        work.change(names[TYPES.lower()], lambda text: _OVERRIDE.sub(_unless(lambda one: one.lower() in lower), text))
    kept = {name: text.encode() for name, text in work.edits.items() if name not in work.gone}
    return {**kept, **dict.fromkeys(sorted(work.gone))}


def _clean_relations(work: _Cleaning, names: dict[str, str], listing: str) -> None:
    owner = _owner(listing)
    if any(one.kind in _MACRO_SHEETS for one in relationships(work.package, owner)):
        raise EditError("a sheet in it is made of macros")
    bad = [one for one in relationships(work.package, owner) if _is_bad(one)]
    if not bad:
        return
    if any(one.kind == "queryTable" for one in bad) and "/tables/" in f"/{owner.lower()}":
        raise EditError("a table in it is the answer of a query")
    ids = {one.id for one in bad}
    work.change(listing, lambda text: _RELATION.sub(_unless(lambda one: one in ids), text))
    work.gone |= {names[one.target.lower()] for one in bad if not one.external and one.target.lower() in names}
    work.kinds |= {one.kind for one in bad}
    if owner.lower() in names and owner.lower().endswith((".xml", ".vml")):
        dropped = {_DROPPED[one.kind] for one in bad if one.kind in _DROPPED}
        work.change(names[owner.lower()], lambda text: _without_ids(without_elements(text, dropped), ids))


def _is_bad(one: Relationship) -> bool:
    if one.kind == "hyperlink" and one.external:
        return not one.target.lower().startswith(_SAFE_LINKS)
    return one.external or one.kind in _GONE


def _clean_part(work: _Cleaning, name: str) -> None:
    lower = name.lower()
    if _SHEET.search("/" + lower):
        work.change(name, _without_outside_formulas)
    elif lower.endswith("/workbook.xml"):
        work.change(name, lambda text: _NAME.sub(_kept_name, without_elements(text, ("absPath",))))
    if ("drawings/" in lower and not lower.endswith(".rels")) or _SHEET.search("/" + lower):
        work.change(name, _our_macros)


def _without_ids(text: str, ids: set[str]) -> str:
    """Links whose target is gone go whole; of other elements only the mention goes."""

    def kept(tag: re.Match[str]) -> str:
        return "" if any(one[1] in ids for one in _MENTION.finditer(tag[0])) else tag[0]

    text = _HYPERLINK.sub(kept, text)
    text = re.sub(r"<((?:[\w.-]+:)?hyperlinks)(?:\s[^<>]*)?>\s*</\1>", "", text)
    return _MENTION.sub(_unless(lambda one: one in ids), text)


def _without_outside_formulas(text: str) -> str:
    """A value that came from outside stays as it was last; cells that share such a formula, too."""
    shared = {
        _shared(attributes)
        for _, attributes, formula in _FORMULA.findall(text)
        if takes_from_elsewhere(unescape(formula))
    }
    if not shared:
        return text

    def kept(found: re.Match[str]) -> str:
        number = _shared(found[2])
        outside = takes_from_elsewhere(unescape(found[3] or "")) or (number and number in shared)
        return "" if outside else found[0]

    return _FORMULA.sub(kept, text)


def _shared(attributes: str) -> str:
    found = _SHARED.search(attributes)
    return found[1] if found else ""


def _kept_name(found: re.Match[str]) -> str:
    outside = takes_from_elsewhere(unescape(found[3])) or _NAME_THAT_RUNS.search(found[2])
    return "" if outside else found[0]


def _our_macros(text: str) -> str:
    text = _OLD_MACRO.sub(lambda found: found[0] if _is_ours(found[2]) else "", text)
    return _TAG_WITH_MACRO.sub(
        lambda tag: _MACRO.sub(lambda found: found[0] if _is_ours(found[3]) else f'{found[1]}""', tag[0]), text
    )


def _is_ours(macro: str) -> bool:
    return macro.strip().removeprefix("[0]!") in ("", *OUR_MACROS)


def _unless(bad: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    return lambda found: "" if bad(found[1]) else found[0]


def _owner(listing: str) -> str:
    """The part whose relationships a .rels part lists; "" for the package, and for what is no such part."""
    folder, name = dirname(listing), basename(listing)
    return join(dirname(folder), name[: -len(".rels")]) if name.endswith(".rels") and len(name) > 5 else ""


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditError("it is not in UTF-8") from error
