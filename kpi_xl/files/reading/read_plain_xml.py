"""What must hold before a regular expression may stand in for an XML parser, and the little XML it then has to know."""

import re
from functools import lru_cache

from kpi_xl.files.reading.read_xml import Attributes


class UnaccountedError(Exception):
    """Something here is not in the plain form we can read without a parser; it may still be perfectly good XML."""


BOM = b"\xef\xbb\xbf"
_PROLOGUE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?:UTF|utf)-8[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>)?\s*<[A-Za-z]"
)
# Control characters are not XML; the tab, line feed and carriage return are.
_FORBIDDEN = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
# Nor are the end of a CDATA section without its start, U+FFFE and U+FFFF.
_NO_LETTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_ATTRIBUTE = re.compile(r' ([A-Za-z][A-Za-z0-9]*)(:[A-Za-z][A-Za-z0-9]*|)="([^"<&]*)"|(.)', re.DOTALL)
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def plain_text(before: bytes, content: bytes) -> str:
    """The content as text when it is UTF-8 and holds no character XML forbids. `before` is the part up to it.

    Raises UnaccountedError otherwise, and for a part with comments, CDATA or instructions before the content.
    """
    if not _PROLOGUE.match(before) or b"<!" in before or b"<?" in before[1:].lstrip(b"\xbb\xbf<?"):
        raise UnaccountedError
    return plain_content(content)


def plain_content(content: bytes) -> str:
    """The same of content out of a part of which that is known."""
    if len(content.translate(None, _FORBIDDEN)) != len(content) or _holds_no_text(content):
        raise UnaccountedError
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise UnaccountedError from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _holds_no_text(content: bytes) -> bool:
    # One byte is found faster than three, and few parts hold either.
    return (b"]" in content and b"]]>" in content) or (b"\xef" in content and any(map(content.count, _NO_LETTERS)))


def resolved(text: str) -> str:
    """With &amp; and its like replaced by what they stand for."""
    if "&" not in text:
        return text
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    if plain.count("&") == plain.count("&amp;"):
        return plain.replace("&amp;", "&")
    return _REFERENCE.sub(_character, text)


def prefixes_of(before: bytes) -> tuple[str, ...]:
    """Of the prefixes attributes of rows and cells carry, those that are declared; `before` is the part up to them."""
    return ("xml", "x14ac") if b' xmlns:x14ac="' in before else ("xml",)


class KnownAttributes(dict[str, Attributes]):
    """Attributes by the text they stand in (' s="4" t="s"', or nothing), each text parsed once. Not to be changed.

    Looking one up raises UnaccountedError for anything else in the text, a name given twice, or a prefix not allowed.
    """

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self._prefixes = prefixes

    def __missing__(self, text: str) -> Attributes:
        attributes = self[text] = _attributes(text, self._prefixes)
        return attributes


@lru_cache(maxsize=4096)
def _attributes(text: str, prefixes: tuple[str, ...]) -> Attributes:
    """Remembered from file to file, so nothing long is taken. An address (r) stands before the text."""
    if len(text) > 200:
        raise UnaccountedError
    attributes: Attributes = {}
    taken = {"r"}
    for prefix, local, value, stray in _ATTRIBUTE.findall(text):
        name = prefix + local
        if stray or name in taken or (local and prefix not in prefixes):
            raise UnaccountedError
        taken.add(name)
        attributes[name] = value
    return attributes


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    code = int(match[2]) if match[2] else int(match[3], 16) if match[3] else 0
    if not (code in (9, 10, 13) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF):
        raise UnaccountedError
    return chr(code)
