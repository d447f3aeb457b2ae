"""One content of an XML part written in many ways, all of which an XML parser reads alike."""

import random
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from files_xml import MAIN, OFFICE, STRICT

STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252", "us-ascii")
NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&apos;"}
NOISE = ("<!-- 1 -->", "<!---->", "<!-- <row r='9'><c r='A9'><v>9</v></c></row> -->", "<?note <v>9</v> ?>", "<?x?>")


@dataclass
class Element:
    """`name` and the keys of `attributes` are "namespace local", or local where there is none."""

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True)
class Spelling:
    """Which liberties are taken: each with a chance of one in two where it could be, the whole part at random.

    `prefix` "" is the default namespace. `encoding` is one of ENCODINGS.
    """

    prefix: str = ""
    encoding: str = "utf-8"
    declared: bool = True
    quotes: bool = False
    spaces: bool = False
    order: bool = False
    empties: bool = False
    entities: bool = False
    cdata: bool = False
    noise: bool = False
    indented: bool = False
    redeclared: bool = False
    unnumbered: bool = False


def parsed(part: str) -> Element:
    """The part as elements; text only of those that have no others in them."""
    parser = expat.ParserCreate(namespace_separator=" ")
    root = Element("", {})
    path = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        path[-1].children.append(element)
        path.append(element)

    def text(found: str) -> None:
        path[-1].text += found

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parser.CharacterDataHandler = text
    parser.Parse(part.encode(), True)
    return root.children[0]


def strict(part: str) -> str:
    """The same in the namespaces of Strict Open XML."""
    return part.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE)


def spelt(part: str, spelling: Spelling, seed: int = 0) -> bytes:
    return _Speller(spelling, random.Random(seed)).part(parsed(part))


class _Speller:
    def __init__(self, spelling: Spelling, chance: random.Random) -> None:
        self._as = spelling
        self._chance = chance

    def part(self, root: Element) -> bytes:
        if self._as.unnumbered:
            _unnumbered(root)
        own = root.name.partition(" ")[0]
        others = sorted({space for name in _names(root) if (space := _space(name)) and space not in (own, XML)})
        prefixes = {own: self._as.prefix, XML: "xml", **{space: f"n{at}" for at, space in enumerate(others)}}
        body = self._between() + self._element(root, prefixes, declare=True) + self._between()
        encoding = self._as.encoding
        label = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, encoding)
        quote = self._quote()
        declared = self._as.declared or encoding in ("iso-8859-1", "windows-1252", "us-ascii")
        head = f"<?xml version={quote}1.0{quote} encoding={quote}{label}{quote}?>" if declared else ""
        mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
        return mark + (head + body).encode(encoding, "xmlcharrefreplace")

    def _maybe(self, liberty: bool) -> bool:
        return liberty and self._chance.random() < 0.5

    def _quote(self) -> str:
        return "'" if self._maybe(self._as.quotes) else '"'

    def _space(self) -> str:
        return self._chance.choice((" ", "\n", "\t ", "")) if self._as.spaces else ""

    def _between(self) -> str:
        """What may stand between elements."""
        noise = self._chance.choice(NOISE) if self._maybe(self._as.noise) else ""
        return (self._chance.choice(("\n  ", " ", "\r\n")) if self._maybe(self._as.indented) else "") + noise

    def _element(self, element: Element, prefixes: dict[str, str], declare: bool = False) -> str:
        space, _, local = element.name.rpartition(" ")
        declared = {space: prefixes[space] for space in prefixes if space != XML} if declare else {}
        if not declare and self._maybe(self._as.redeclared):
            prefixes = {**prefixes, space: self._chance.choice(("", "y", "zz"))}
            declared = {space: prefixes[space]}
        name = f"{prefixes[space]}:{local}" if prefixes.get(space) else local
        attributes = [(self._name(key, prefixes), value) for key, value in element.attributes.items()]
        attributes += [(f"xmlns:{prefix}" if prefix else "xmlns", uri) for uri, prefix in declared.items()]
        if self._as.order:
            self._chance.shuffle(attributes)
        opened = f"<{name}" + "".join(self._attribute(*one) for one in attributes) + self._space()
        if not element.children and not element.text:
            if self._maybe(self._as.empties):
                return f"{opened}>{self._comment()}</{name}{self._space()}>"
            return f"{opened}/>"
        if element.children:
            content = "".join(self._between() + self._element(child, prefixes) for child in element.children)
            content += self._between()
        else:
            content = self._text(element.text)
        return f"{opened}>{content}</{name}{self._space()}>"

    def _name(self, key: str, prefixes: dict[str, str]) -> str:
        space, _, local = key.rpartition(" ")
        return f"{prefixes[space]}:{local}" if space else local

    def _attribute(self, name: str, value: str) -> str:
        quote = self._quote()
        written = "".join(self._character(one, must=one in "<&\t\n\r" or one == quote) for one in value)
        return f"{self._space() or ' '}{name}{self._space()}={self._space()}{quote}{written}{quote}"

    def _text(self, text: str) -> str:
        return "".join(self._comment() + piece for piece in self._pieces(text)) + self._comment()

    def _pieces(self, text: str) -> list[str]:
        """In stretches, some of them CDATA."""
        cuts = sorted(self._chance.sample(range(len(text) + 1), min(2, len(text))))
        stretches = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        return [self._stretch(one) for one in stretches]

    def _stretch(self, text: str) -> str:
        plain = not re.search(r"\r|]|[^\x00-\x7f]", text)
        if plain and self._maybe(self._as.cdata):
            return f"<![CDATA[{text}]]>"
        return "".join(self._character(one, must=one in "<&\r>") for one in text)

    def _comment(self) -> str:
        return self._chance.choice(NOISE) if self._maybe(self._as.noise) else ""

    def _character(self, one: str, must: bool) -> str:
        if not must and not (self._as.entities and self._chance.random() < 0.3):
            return one
        written = [f"&#{ord(one)};", f"&#x{ord(one):x};", f"&#x{ord(one):04X};"]
        if one in NAMED:
            written.append(NAMED[one])
        return self._chance.choice(written) if self._as.entities else written[-1]


def _names(element: Element) -> set[str]:
    own = {element.name, *element.attributes}
    return own.union(*map(_names, element.children))


def _space(name: str) -> str:
    return name.rpartition(" ")[0]


def _unnumbered(element: Element) -> None:
    """Leaves out the numbers of rows and the addresses of cells that follow the one before."""
    row = column = 0
    for child in element.children:
        _unnumbered(child)
        local = child.name.rpartition(" ")[2]
        match = re.fullmatch("([A-Z]*)([0-9]*)", child.attributes.get("r", "?"))
        if local == "row" and match:
            if int(match[2]) == row + 1:
                del child.attributes["r"]
            row = int(match[2])
        if local == "c" and match and len(match[1]) == 1:
            if ord(match[1]) - 64 == column + 1:
                del child.attributes["r"]
            column = ord(match[1]) - 64
