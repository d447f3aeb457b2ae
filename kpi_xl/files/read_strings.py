"""The table of texts that cells share: plain ones in one sweep, anything richer through expat."""

import re

from kpi_xl.files.read_plain_xml import UnaccountedError, plain_text, resolved
from kpi_xl.files.read_text import TextRuns, unescape
from kpi_xl.files.read_xml import walk

_OPEN = re.compile(rb"<sst[^<>]*[^<>/]>")
_CLOSE = b"</sst>"
# The text of an item with a single run, or a stray character.
_ITEM = re.compile(r'<si><t(?: xml:space="preserve"|)>([^<]*)</t></si>|(.)', re.DOTALL)


def read_strings(name: str, content: bytes, depth: int) -> list[str]:
    """The texts in order, spaces and line breaks as stored; rich text without its looks or phonetic guides."""
    try:
        return read_strings_fast(name, content, depth)
    except UnaccountedError:
        return read_strings_whole(name, content, depth)


def read_strings_fast(name: str, content: bytes, depth: int) -> list[str]:
    """Raises UnaccountedError when a text is not in the plain form."""
    opened, end = _OPEN.search(content), content.rfind(_CLOSE)
    if opened is None or end < opened.end():
        raise UnaccountedError
    start = opened.end()
    text = plain_text(content[:start], content[start:end])
    seen: list[object] = []
    walk(name, content[:start] + content[end:], depth, {"sst": seen.append})
    found = _ITEM.findall(text)
    if len(seen) != 1 or any(stray for _, stray in found):
        raise UnaccountedError
    if "&" in text or "_x" in text:
        return [unescape(resolved(item)) if "&" in item or "_x" in item else item for item, _ in found]
    return [item for item, _ in found]


def read_strings_whole(name: str, content: bytes, depth: int) -> list[str]:
    """Through expat, whatever form the texts have."""
    strings: list[str] = []
    runs = TextRuns()
    walk(
        name,
        content,
        depth,
        {"si": runs.clear, "rPh": runs.guide_starts},
        {"t": runs.add, "rPh": runs.guide_ends, "si": lambda _: strings.append(unescape(runs.text()))},
    )
    return strings
