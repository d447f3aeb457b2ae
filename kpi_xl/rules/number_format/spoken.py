"""What a cell shows, in words for a message: "27.4%", "05:18", "3 April 2022", "1 1/2"."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP
from fractions import Fraction

from kpi_xl.model.excel_date import DAY_ZERO
from kpi_xl.model.number import EXACT, exact
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.rules.number_format.appearance import Appearance
from kpi_xl.rules.number_format.sections import Form, Section, section_for
from kpi_xl.rules.number_format.tokens import Is, Token

_LAST_DAY = 2_958_465
"""31 December 9999, the last Excel has."""
_DAY = 86_400
_BELOW = 4
"""Digits of a fraction's lower number; Excel has room for no more."""


def spoken(code: str, value: float) -> str:
    """`value` as the format shows it, all its digits kept; a date in full; "" where nothing is shown.

    `value` is finite; dates count from 1900. What no date can be (Excel fills the cell with #) is told as its number.
    """
    section = section_for(code, value)
    return _SPEAKERS.get(section.form, _number)(section, value)


def _number(section: Section, value: float) -> str:
    return f"{Appearance(section.form, section.power).shown(value):.15g}"


def _percentage(section: Section, value: float) -> str:
    return _number(section, value) + "%" * sum(token.what is Is.PERCENT for token in section.pieces)


def _words(section: Section, value: float) -> str:
    return "".join(token.text for token in section.pieces).strip()


def _fraction(section: Section, value: float) -> str:
    """E.g. "1 1/2", the whole apart where the format has a place for it."""
    pieces = section.pieces
    stroke = next(at for at, token in enumerate(pieces) if token.what is Is.SLASH)
    below = int("".join(token.text for token in pieces[stroke + 1 :] if token.text.isdecimal()) or 0)
    digits = sum(token.what is Is.DIGIT for token in pieces[stroke + 1 :])
    size = Fraction(exact(abs(value)))
    near = size.limit_denominator(10 ** min(digits, _BELOW) - 1)
    over, under = (round(size * below), below) if below else (near.numerator, near.denominator)
    return ("-" if value < 0 else "") + _stroke(over, under, _has_whole(pieces[:stroke]))


def _stroke(over: int, under: int, apart: bool) -> str:
    whole, rest = divmod(over, under) if apart or under == 1 else (0, over)
    shown = [str(whole)] if whole or not rest else []
    return " ".join([*shown, f"{rest}/{under}"] if rest else shown)


def _has_whole(above: Sequence[Token]) -> bool:
    """Whether something parts the digits above the stroke in two."""
    kinds = "".join("0" if token.what is Is.DIGIT else " " for token in above)
    return len(kinds.split()) > 1


def _date(section: Section, value: float) -> str:
    if not 0 <= value < _LAST_DAY + 1:
        return f"{value:.15g}"
    seconds = _seconds(value)
    letters = {token.text[0] for token in section.pieces if token.what is Is.DATE}
    time = f" {_clock(seconds % _DAY)}" if letters & {"h", "n", "s"} and seconds % _DAY else ""
    return spoken_date(_day(seconds // _DAY)) + time


def _day(serial: int) -> date:
    """Excel believes in 29 February 1900, so its count is one more from March of that year on."""
    return DAY_ZERO + timedelta(days=serial if serial > 60 else min(serial + 1, 60))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")


def _time(section: Section, value: float) -> str:
    """As the format writes it; fractions of a second are rounded away."""
    if value < 0:
        return f"{value:.15g}"
    seconds = _seconds(value)
    half = any(token.what is Is.HALF for token in section.pieces)
    written = [_written(token, seconds, half) for token in section.pieces]
    return " ".join("".join(written).split())


def _written(token: Token, seconds: int, half: bool) -> str:
    if token.what is Is.ELAPSED:
        return f"{seconds // _SIZES[token.text[0]]:0{len(token.text)}}"
    if token.what is Is.HALF:
        return "AM" if seconds % _DAY < _DAY // 2 else "PM"
    if token.what is Is.DATE:
        return f"{_PARTS[token.text[0]](seconds, half):0{min(len(token.text), 2)}}"
    return "" if token.what in (Is.DIGIT, Is.POINT) else token.text


def _hour(seconds: int, half: bool) -> int:
    hour = seconds // 3600 % 24
    return (hour - 1) % 12 + 1 if half else hour


_SIZES = {"h": 3600, "m": 60, "n": 60, "s": 1}
_PARTS: dict[str, Callable[[int, bool], int]] = {
    "h": _hour,
    "n": lambda seconds, half: seconds // 60 % 60,
    "s": lambda seconds, half: seconds % 60,
}


def _seconds(value: float) -> int:
    return int((exact(value) * _DAY).quantize(exact(1.0), ROUND_HALF_UP, context=EXACT))


_SPEAKERS: dict[Form, Callable[[Section, float], str]] = {
    Form.PERCENTAGE: _percentage,
    Form.FRACTION: _fraction,
    Form.DATE: _date,
    Form.TIME: _time,
    Form.DURATION: _time,
    Form.TEXT: _words,
    Form.NOTHING: lambda section, value: "",
}
