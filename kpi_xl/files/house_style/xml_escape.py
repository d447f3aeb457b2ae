"""The one escape: text as XML holds it. Whatever kpi_xl writes into a workbook goes through here, by any writer.

A character XML cannot hold becomes a blank. Workbooks have a spelling for such characters, _x000B_, and Excel would
take a text that looks like one for the character; so the underscore of that text is spelled itself, _x005F_x000B_.
"""

import re

from kpi_xl.model.storable_text import UNSTORABLE, storable

_SPELLING = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_IN_ELEMENT = re.compile(rf"[&<>\r_{UNSTORABLE}]")
_IN_ATTRIBUTE = re.compile(rf'[&<>"\t\n\r_{UNSTORABLE}]')
_LINE_BREAKS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


class Escaped(str):
    """Text that has been through: going through again changes nothing."""

    __slots__ = ()


def in_element(text: str) -> str:
    """`text` between two tags. A carriage return, which XML would read as a line feed, is spelled as Excel does."""
    if type(text) is Escaped or not _IN_ELEMENT.search(text):
        return text
    return Escaped(_marked(text).replace("\r", "_x000D_"))


def in_attribute(text: str, *, spelled: bool = True) -> str:
    """`text` between double quotes. Drawings in VML know no spelling of characters: their names look like one."""
    if type(text) is Escaped or not _IN_ATTRIBUTE.search(text):
        return text
    marked = _marked(text, spelled=spelled).replace('"', "&quot;")
    for sign, written in _LINE_BREAKS.items():
        marked = marked.replace(sign, written)
    return Escaped(marked)


def _marked(text: str, *, spelled: bool = True) -> str:
    held = storable(text)
    return (
        (_SPELLING.sub("_x005F_", held) if spelled else held)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )
