"""The sections of a number format, what each does to a number, and which of them takes which number."""

import operator
import re
from collections.abc import Callable, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kpi_xl.rules.number_format.tokens import Is, Token, tokens

_MOST = 4
"""A format has up to four sections; Excel writes no more."""
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(.*)")


class Form(Enum):
    """What is shown. TEXT are words in the place of the number; NOTHING is an empty look; a TIME is one of day."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    FRACTION = "fraction"
    SCIENTIFIC = "scientific"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    TEXT = "text"
    NOTHING = "nothing"


class Section(NamedTuple):
    """`power` is the power of ten between the number held and the number shown: 2 for "0%", -6 for "0.0,,".

    `condition` as written ("<=1"), "" for none. Of a date, month and minutes are told apart in `pieces`: minutes are
    "n", however many letters.
    """

    pieces: tuple[Token, ...]
    form: Form
    power: int = 0
    condition: str = ""

    def meets(self, value: float) -> bool:
        match = _CONDITION.match(self.condition)
        return match is not None and _COMPARISONS[match[1]](value, float(match[2]))


GENERAL = Section((Token(Is.GENERAL, "General"),), Form.NUMBER)


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[Section, ...]:
    """Those for numbers, one at least; the section for texts is left out. No format at all is General."""
    parts: list[list[Token]] = [[]]
    for token in tokens(code):
        if token.what is Is.END:
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) >= _MOST or (len(parts) > 1 and _is_for_texts(parts[-1])):
        del parts[min(len(parts), _MOST) - 1 :]
    return tuple(map(_section, parts)) if code else (GENERAL,)


def section_for(code: str, value: float) -> Section:
    """The section Excel shows `value` by; General where none takes it and Excel fills the cell with #."""
    parts = sections(code)
    return next((part for at, part in enumerate(parts) if _takes(parts, at, value)), GENERAL)


def _takes(parts: Sequence[Section], at: int, value: float) -> bool:
    """Without conditions: above 0, below 0, 0; of two sections the first takes 0 as well; one alone takes all."""
    if parts[at].condition:
        return parts[at].meets(value)
    if at == 0:
        return len(parts) == 1 or value > 0 or (value == 0 and len(parts) == 2)
    return at > 1 or value < 0 or (len(parts) == 2 and bool(parts[0].condition))


def _is_for_texts(part: Sequence[Token]) -> bool:
    kinds = {token.what for token in part}
    return Is.TEXT in kinds and not kinds & {Is.DIGIT, Is.DATE, Is.ELAPSED, Is.GENERAL}


def _section(part: Sequence[Token]) -> Section:
    condition = next((token.text for token in part if token.what is Is.CONDITION), "")
    pieces = tuple(token for token in part if token.what not in (Is.CONDITION, Is.SKIPPED))
    if _is_date(pieces):
        told = _minutes_told(pieces)
        return Section(told, _date_form(told), 0, condition)
    form = _number_form(pieces)
    return Section(pieces, form, _power(part) if form not in (Form.TEXT, Form.NOTHING) else 0, condition)


def _is_date(pieces: Sequence[Token]) -> bool:
    """Date letters, and no digit but those after the point of the seconds."""
    if not any(token.what in (Is.DATE, Is.ELAPSED, Is.HALF) for token in pieces):
        return False
    for before, token in zip((None, *pieces), pieces, strict=False):
        if token.what is Is.DIGIT and (before is None or before.what not in (Is.POINT, Is.DIGIT)):
            return False
    return True


def _minutes_told(pieces: Sequence[Token]) -> tuple[Token, ...]:
    """An m straight after hours or straight before seconds is minutes."""
    letters = [token for token in pieces if token.what in (Is.DATE, Is.ELAPSED)]
    minutes = set()
    for at, token in enumerate(letters):
        around = {one.text[0] for one in letters[at - 1 : at] if one.text[0] == "h"}
        around |= {one.text[0] for one in letters[at + 1 : at + 2] if one.text[0] == "s"}
        if token.text[0] == "m" and around:
            minutes.add(id(token))
    return tuple(token._replace(text="n" * len(token.text)) if id(token) in minutes else token for token in pieces)


def _date_form(pieces: Sequence[Token]) -> Form:
    if any(token.what is Is.ELAPSED for token in pieces):
        return Form.DURATION
    letters = {token.text[0] for token in pieces if token.what is Is.DATE}
    return Form.DATE if letters - {"h", "n", "s"} else Form.TIME


def _number_form(pieces: Sequence[Token]) -> Form:
    kinds = [token.what for token in pieces]
    if not {Is.DIGIT, Is.GENERAL, Is.TEXT} & set(kinds):
        words = "".join(token.text for token in pieces if token.what is not Is.TEXT)
        return Form.TEXT if words.strip() else Form.NOTHING
    if Is.PERCENT in kinds:
        return Form.PERCENTAGE
    if Is.EXPONENT in kinds:
        return Form.SCIENTIFIC
    return Form.FRACTION if _is_fraction(pieces) else Form.NUMBER


def _is_fraction(pieces: Sequence[Token]) -> bool:
    """A stroke after a digit's place, with another or a fixed number below it."""
    at = next((at for at, token in enumerate(pieces) if token.what is Is.SLASH), 0)
    if not at or at + 1 == len(pieces):
        return False
    below = pieces[at + 1]
    return pieces[at - 1].what is Is.DIGIT and (below.what is Is.DIGIT or below.text.isdecimal())


def _power(part: Sequence[Token]) -> int:
    """Each percent sign is two places up; each comma after the last digit before the point, or of all, three down."""
    power, commas, digits_follow = 0, 0, False
    for token in (*part, Token(Is.POINT, ".")):
        power += 2 * (token.what is Is.PERCENT)
        if token.what is Is.COMMA and digits_follow:
            commas += 1
        elif token.what is Is.DIGIT:
            commas, digits_follow = 0, True
        elif token.what is Is.POINT or commas:
            power, commas, digits_follow = power - 3 * commas, 0, False
        else:
            digits_follow = False
    return power
