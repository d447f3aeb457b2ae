"""What must hold of a part before pieces of its text may be looked at without a parser: tags and texts, no more."""

import re

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?:UTF|utf)-8[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>)?\s*(<[A-Za-z][^<>]*>)"
)
# Characters that are not XML, and the carriage return, which XML reads as another.
_FORBIDDEN = bytes(byte for byte in range(32) if byte not in b"\t\n")
_NO_TEXT = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")


class NotPlainError(Exception):
    """The part must be read as it stands."""


def is_plain(content: bytes) -> bool:
    """Whether nothing in it, but for an XML declaration, is other than a tag or a text."""
    special = b"<!" in content or content.find(b"<?", 4) >= 0
    return not special and len(content.translate(None, _FORBIDDEN)) == len(content) and not _holds_no_text(content)


def _holds_no_text(content: bytes) -> bool:
    # One byte is found faster than three, and few parts hold either.
    return (b"]" in content or b"\xef" in content) and any(map(content.__contains__, _NO_TEXT))


def root_of(content: bytes, start: int) -> bytes:
    """The tag of the root element, which declares every prefix that rows can use."""
    root = _ROOT.match(content)
    if root is None or root.end() > start or b"xmlns" in content[root.end() : start]:
        raise NotPlainError
    return root[1]
