"""Text without what cannot be seen: odd spaces, zero-width characters, look-alike signs."""

import re
import unicodedata

_SPACES = {chr(code): " " for code in (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)}
_NOTHING = {chr(code): "" for code in (0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)}
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u2033", '"'),
    **{chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)},  # full-width forms
}
_INVISIBLE = str.maketrans({**_SPACES, **_NOTHING})
_LOOK_ALIKE = str.maketrans({**_SPACES, **_NOTHING, **_SIGNS})
ODD = re.compile(r"^\s|\s$|\s\s|[\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff\t\r\n]")
"""What `tidy` would change."""


def tidy(text: str) -> str:
    """Trimmed, single spaces, nothing invisible."""
    return " ".join(text.translate(_INVISIBLE).split())


def plain(text: str) -> str:
    """As `tidy`, with dashes, quotes and wide forms as a keyboard types them."""
    return " ".join(text.translate(_LOOK_ALIKE).split())


def odd_characters(text: str) -> str:
    """What `tidy` takes away, in words with code points: "2 spaces too many, 1 no-break space U+00A0"."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter != " " and letter in _INVISIBLE_SET:
            name = f"{unicodedata.name(letter, 'character').casefold()} U+{ord(letter):04X}"
            counts[name] = counts.get(name, 0) + 1
    spare = len(text) - len(tidy(text)) - sum(counts.values())
    extra = [f"{spare} {'space' if spare == 1 else 'spaces'} too many"] if spare > 0 else []
    return ", ".join([*extra, *(f"{count} {name}" for name, count in counts.items())]) or "a space of another kind"


_INVISIBLE_SET = frozenset(_SPACES) | frozenset(_NOTHING) | frozenset("\t\r\n")
