"""Text that a workbook can hold: its parts are XML, and some characters cannot be written in XML in any way."""

import re

UNSTORABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""For a class of a pattern: control characters but tab and line breaks, half a character alone, and two code points
that are no characters."""

_UNSTORABLE = re.compile(f"[{UNSTORABLE}]")


def storable(text: str) -> str:
    """`text` with a blank for each character a workbook cannot hold: they are breaks of some kind, never letters."""
    return text if is_storable(text) else _UNSTORABLE.sub(" ", text)


def is_storable(text: str) -> bool:
    # Nearly every text is printable as a whole, which Python says much sooner.
    return text.isprintable() or not _UNSTORABLE.search(text)


def unstorable(text: str) -> str:
    """Those characters of `text` by their code points, each once, in order: "U+000B, U+FFFE"."""
    return ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in _UNSTORABLE.findall(text)))


def marked(text: str) -> str:
    """`text` with those characters written out: "north[U+000B]south"."""
    return _UNSTORABLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
