"""The table of texts that cells share: plain ones in one sweep, anything richer through expat."""

import re
from collections.abc import Sequence
from itertools import chain

from kpi_xl.files.reading.read_once import once_for_same_bytes
from kpi_xl.files.reading.read_plain_xml import UnaccountedError, plain_text, resolved
from kpi_xl.files.reading.read_text import TextRuns, unescape
from kpi_xl.files.reading.read_xml import walk

_OPEN = re.compile(rb"<sst[^<>]*[^<>/]>")
_CLOSE = b"</sst>"
# All that differs around the items from one part to another.
_COUNT = re.compile(rb' (?:count|uniqueCount)="[0-9]+"')
# An item with a single run, whose text is all that changes: before it, and after it.
_PLAIN, _SPACED, _AFTER = "<si><t>", '<si><t xml:space="preserve">', "</t></si>"


_NUMERALS = tuple(map(str, range(2000)))


def by_digits(strings: Sequence[str]) -> dict[str, str]:
    """By their number as cells write it."""
    more = map(str, range(len(_NUMERALS), len(strings)))
    return dict(zip(chain(_NUMERALS, more), strings, strict=False))


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
    text = plain_text(content[:start], content[start:end]).replace(_SPACED, _PLAIN)
    if _tables(_COUNT.sub(b"", content[:start]) + content[end:], name, depth) != 1:
        raise UnaccountedError
    if not text:
        return []
    found = text[len(_PLAIN) : -len(_AFTER)].split(_AFTER + _PLAIN)
    # Four tags to an item: where there are no more of them, none is in a text.
    if not (text.startswith(_PLAIN) and text.endswith(_AFTER)) or text.count("<") != 4 * len(found):
        raise UnaccountedError
    if "&" in text or "_x" in text:
        return [unescape(resolved(item)) if "&" in item or "_x" in item else item for item in found]
    return found


@once_for_same_bytes
def _tables(around: bytes, name: str, depth: int) -> int:
    """How many tables of texts the part has, its items taken out."""
    seen: list[object] = []
    walk(name, around, depth, {"sst": seen.append})
    return len(seen)


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
