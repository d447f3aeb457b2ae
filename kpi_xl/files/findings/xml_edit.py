"""Small edits in somebody else's XML: text put in before the end of an element, all else left as it is.

A parser would write the part anew and lose prefixes and declarations Excel relies on; so the text itself is edited.
Raises EditError where the part is not of the usual shape, and the caller then does without the edit.
"""

import re
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
