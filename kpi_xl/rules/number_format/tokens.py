"""A number format taken apart as Excel reads it: every sign with what it stands for."""

import re
from enum import Enum, auto
from typing import NamedTuple


class Is(Enum):
    """What a piece of a format stands for. SKIPPED shows nothing a person reads: a gap, a fill, a colour."""

    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    SLASH = auto()
    DATE = auto()
    ELAPSED = auto()
    HALF = auto()
    TEXT = auto()
    GENERAL = auto()
    CONDITION = auto()
    LITERAL = auto()
    SKIPPED = auto()
    END = auto()


class Token(NamedTuple):
    """`text` is a literal as it is shown, date letters in small letters, and everything else as written."""

    what: Is
    text: str


# "quoted", \x escaped, _x a gap as wide as x, *x repeated to fill the cell; none of them means anything by itself. An
# E is an exponent only before a sign. Date letters come in runs.
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.?)|[_*](?P<skipped>.?)|\[(?P<bracket>[^\]]*)\]?|(?P<general>general)|'
    r"(?P<half>am/pm|a/p)|(?P<exponent>e[+-])|(?P<date>y+|m+|d+|h+|s+|b+|g+|e+)|(?P<digit>[0#?])|(?P<point>\.)|"
    r"(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)|(?P<end>;)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"\s*(?:<=|>=|<>|<|>|=)\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*", re.IGNORECASE)
_LITERALS = {"quoted": Is.LITERAL, "escaped": Is.LITERAL}


def tokens(code: str) -> list[Token]:
    """Every piece of a format in turn. Any text is a format: what means nothing is shown as it stands."""
    return [_token(str(match.lastgroup), match[match.lastgroup or 0]) for match in _PIECE.finditer(code)]


def _token(group: str, text: str) -> Token:
    if group == "bracket":
        return _bracketed(text)
    if group == "date":
        return Token(Is.DATE, text.lower())
    return Token(_LITERALS.get(group) or Is[group.upper()], text)


def _bracketed(text: str) -> Token:
    """[h] counts on past a day, [<=1] is a condition, [$£-809] shows its sign; what is left are colours and scripts."""
    if _ELAPSED.fullmatch(text):
        return Token(Is.ELAPSED, text.lower())
    if _CONDITION.fullmatch(text):
        return Token(Is.CONDITION, text.strip())
    if text.startswith("$"):
        return Token(Is.LITERAL, text[1:].partition("-")[0])
    return Token(Is.SKIPPED, text)
