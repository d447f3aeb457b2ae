"""A part as Excel itself spells it: double quotes, addresses first, no comments; for readers that use no parser."""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from kpi_xl.files.reading.read_xml import MAIN, Attributes, Closed, Opened, walk
from kpi_xl.model.place import column_letters, column_number

_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_START = re.compile(rb"(?:<\?xml [^<>?]*\?>)?\s*<((?:\w+:)?)(?:worksheet|styleSheet)[\s>]")
_SPACES = tuple(f'="{space}"'.encode() for space in MAIN)
_PLAIN = rb' [\w:]+="[^"<>&]*"'
_CELL = rb'c r="[A-Z]{1,3}[0-9]+"(?: s="[0-9]+")?(?: (?:t|vm)="\w+")*'
_RULE = rb'dataValidation(?: (?!sqref)[\w:]+="[^"<>]*"| sqref="[^"<>&]*")*'
_SHEET = (
    rb"c|dataValidation|sheetProtection|col",
    rb"%s|%s|(?:sheetProtection|col)(?:%s)*" % (_CELL, _RULE, _PLAIN),
)
_STYLES = (rb"xf|protection|patternFill|fgColor", rb"(?:xf|protection|patternFill|fgColor)(?:%s)*" % _PLAIN)
"""Tags, and how they are usually spelt."""

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")


def usual_sheet(content: bytes, depth: int) -> bytes:
    """The part itself where it is spelt so; else what says how cells look and what may be done in them, spelt anew.

    Raises ReadError as walk does.
    """
    if _is_usual(content, _SHEET):
        return content
    return _spelt("worksheet", content, depth, ("cols", "col", "sheetData", "sheetProtection", "dataValidation"))


def usual_styles(content: bytes, depth: int) -> bytes:
    """The same for looks and fills."""
    if _is_usual(content, _STYLES):
        return content
    tags = ("fills", "fill", "patternFill", "fgColor", "cellXfs", "cellStyleXfs", "xf", "protection")
    return _spelt("styleSheet", content, depth, tags)


def _is_usual(content: bytes, tags: tuple[bytes, bytes]) -> bool:
    """May say no of one that is; never yes of one that is not."""
    start = _START.match(content)
    if start is None or content.count(b"<?") > 1 or sum(map(content.count, _SPACES)) != 1:
        return False
    if b"\0" in content or b"<!" in content or content.count(b":sqref>") != content.count(b"xm:sqref>"):
        return False
    any_way, usual = tags
    met = re.findall(b"<%s(?:%s)[\\s/>]" % (start[1], any_way), content)
    return len(re.findall(b"<%s(?:%s)\\s*/?>" % (start[1], usual), content)) == len(met)


def _spelt(root: str, content: bytes, depth: int, tags: tuple[str, ...]) -> bytes:
    made = [f"<{root}>"]
    cells = _Cells(made)
    opened: Opened = {**{tag: _opening(made, tag) for tag in tags}, "row": cells.row, "c": cells.cell}
    closed: Closed = {
        **{tag: _closing(made, tag) for tag in tags},
        "sqref": lambda text: made.append(f"<xm:sqref>{escape(text)}</xm:sqref>"),
    }
    walk(root, content, depth, opened, closed, (*MAIN, _XM))
    return "".join([*made, f"</{root}>"]).encode()


class _Cells:
    """Where the pass is: a row without a number follows the one before, and so does a cell without an address."""

    def __init__(self, made: list[str]) -> None:
        self._made = made
        self._row = self._column = 0

    def row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "").strip()
        self._row = int(number) if number.isdecimal() else self._row + 1
        self._column = 0

    def cell(self, attributes: Attributes) -> None:
        found = _ADDRESS.fullmatch(attributes.get("r", "").strip())
        self._column = column_number(found[1]) if found else self._column + 1
        address = f"{column_letters(self._column)}{found[2] if found else self._row}"
        style = attributes.get("s", "").strip()
        look = f' s="{int(style)}"' if style.isdecimal() else ""
        self._made.append(f'<c r="{address}"{look}/>')


def _opening(made: list[str], tag: str) -> Callable[[Attributes], object]:
    def start(attributes: Attributes) -> None:
        said = "".join(f' {name}="{_quoted(value)}"' for name, value in attributes.items())
        made.append(f"<{tag}{said}>")

    return start


def _quoted(value: str) -> str:
    return escape(value.strip(), {'"': "&quot;"})


def _closing(made: list[str], tag: str) -> Callable[[str], object]:
    return lambda _text: made.append(f"</{tag}>")
