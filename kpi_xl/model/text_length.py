"""How long a text is as Excel counts it, and a text cut to fit."""

LONGEST_TEXT = 32_767
"""Characters a cell holds."""

LONGEST_MESSAGE = 2_000
"""Characters of what is said of something found: nobody reads more, and many of them may stand on one sheet."""

_CUT = "…"


def length(text: str) -> int:
    """In UTF-16 units: an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """`text` where it is at most that long; otherwise its beginning and "…", as long as that together."""
    if len(text) <= most // 2 or length(text) <= most:
        return text
    return beginning(text, most - len(_CUT)).rstrip() + _CUT


def beginning(text: str, most: int) -> str:
    """The first of `text`, at most that long; no half of a character."""
    if len(text) <= most // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")
