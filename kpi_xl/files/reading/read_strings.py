"""The table of texts that cells share: plain ones in one sweep, anything richer through expat."""

import re

from kpi_xl.files.reading.read_plain_xml import UnaccountedError, plain_text, resolved
from kpi_xl.files.reading.read_text import TextRuns, unescape
from kpi_xl.files.reading.read_xml import walk

_OPEN = re.compile(rb"<sst[^<>]*[^<>/]>")
_CLOSE = b"</sst>"
# An item with a single run, whose text is all that changes: before it, and after it.
_PLAIN, _SPACED, _AFTER = "<si><t>", '<si><t xml:space="preserve">', "</t></si>"


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
    *items, rest = text.replace(_SPACED, _PLAIN).split(_AFTER)
    found = [item[len(_PLAIN) :] for item in items if item.startswith(_PLAIN)]
    # Four tags to an item: where there are no more of them, none is in a text.
    if len(seen) != 1 or rest or len(found) != len(items) or text.count("<") != 4 * len(items):
        raise UnaccountedError
    if "&" in text or "_x" in text:
        return [unescape(resolved(item)) if "&" in item or "_x" in item else item for item in found]
    return found


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
