"""Small edits in somebody else's XML: text put in before the end of an element, all else left as it is.

A parser would write the part anew and lose prefixes and declarations Excel relies on; so the text itself is edited.
Raises EditError where the part is not of the usual shape, and the caller then does without the edit.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from kpi_xl.model.errors import KpiXlError


class EditError(KpiXlError):
    """A part of the workbook is not of a shape that can be edited safely."""


@dataclass(frozen=True, slots=True)
class XmlText:
    """`prefix` is what the elements of the main namespace start with: "" or such as "x:"."""

    text: str
    prefix: str = ""

    def insert(self, element: str, addition: str, count: int = 0) -> "XmlText":
        """Put `addition` before the end of the one `element`, raising its count attribute (if any) by `count`."""
        name = re.escape(self.prefix + element)
        match = re.search(rf"<{name}(?P<attributes>\s[^<>]*?)?(?P<empty>/)?>", self.text)
        if match is None:
            raise EditError(f"there is no {element} in it")
        opening = f"<{self.prefix}{element}{_raised(match['attributes'] or '', count)}>"
        if match["empty"]:
            whole = f"{opening}{addition}</{self.prefix}{element}>"
            return XmlText(self.text[: match.start()] + whole + self.text[match.end() :], self.prefix)
        end = self.text.rfind(f"</{self.prefix}{element}")
        if end < match.end():
            raise EditError(f"the {element} in it has no end")
        text = self.text[: match.start()] + opening + self.text[match.end() : end] + addition + self.text[end:]
        return XmlText(text, self.prefix)

    def count(self, element: str, within: str) -> int:
        """How many `element` stand directly in the one `within`, going by their names."""
        outer = re.escape(self.prefix + within)
        match = re.search(rf"<{outer}(?:\s[^<>]*)?>(.*?)</{outer}\s*>", self.text, re.DOTALL)
        if match is None:
            raise EditError(f"there is no {within} in it")
        return len(re.findall(rf"<{re.escape(self.prefix + element)}[\s/>]", match[1]))

    def encoded(self) -> bytes:
        return self.text.encode("utf-8")


_TAG = re.compile(r"<(/?)(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*?)?(/?)>")


def without_elements(text: str, names: Collection[str]) -> str:
    """`text` without the elements of those names (less their prefix), and all that is in them.

    Raises EditError where one does not end.
    """
    if not names or not any(name in text for name in names):
        return text
    kept, start, inside, depth = [], 0, "", 0
    for tag in _TAG.finditer(text):
        closing, name, empty = tag.groups()
        if not depth and name in names and not closing:
            kept.append(text[start : tag.start()])
            start, inside, depth = tag.end(), name, 0 if empty else 1
        elif depth and name == inside and not empty:
            depth += -1 if closing else 1
            start = tag.end()
    if depth:
        raise EditError(f"the {inside} in it has no end")
    return "".join([*kept, text[start:]])


def xml_text(content: bytes, root: str) -> XmlText:
    """A part in UTF-8 whose outermost element is `root`, with or without a prefix."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditError("it is not in UTF-8") from error
    declared = re.match(r"\s*<\?xml[^>]*encoding=[\"']([\w-]+)", text)
    match = re.search(rf"<(?P<prefix>[\w.-]+:)?{root}[\s>]", text)
    if match is None or (declared and declared[1].casefold() not in ("utf-8", "us-ascii")):
        raise EditError(f"it is not a {root} in UTF-8")
    return XmlText(text, match["prefix"] or "")


def _raised(attributes: str, count: int) -> str:
    """The attributes with count="n" made n + `count`."""
    return re.sub(r'(\scount=["\'])(\d+)', lambda match: f"{match[1]}{int(match[2]) + count}", attributes)
