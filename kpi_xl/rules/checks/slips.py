"""Slips of the hand: the figures that one of them would turn into the figure entered."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kpi_xl.model.measure import Measure, MeasureKind
from kpi_xl.model.number import exact
from kpi_xl.rules.rulebook.numerals import shown

_POWERS = {
    1: "the point is one place further right",
    -1: "the point is one place further left",
    2: "the figure is 100 times larger",
    -2: "the figure is 100 times smaller",
    3: "the figure is 1,000 times larger",
    -3: "the figure is 1,000 times smaller",
    6: "the figure is a million times larger",
    -6: "the figure is a million times smaller",
}
_TIMES = {
    24.0: "this may be in hours where days are meant",
    1 / 24: "this may be in days where hours are meant",
    60.0: "this may be in a unit 60 times smaller, as seconds for minutes",
    1 / 60: "this may be in a unit 60 times larger, as minutes for seconds",
    1 / 1440: "Excel may have taken a time of minutes, which it keeps as part of a day",
    1 / 86400: "Excel may have taken a time of seconds, which it keeps as part of a day",
}
_DIGITS = "0123456789"
_LONGEST = 15


class Slip(NamedTuple):
    """`meant` is the figure there would have been, `how` the slip that leads from it to the one entered."""

    meant: float
    how: str


def slips_of_scale(value: float, measure: Measure) -> Iterator[Slip]:
    """A moved point, another unit, a doubled entry or a lost minus: seldom the like of it by chance."""
    for power, how in _POWERS.items():
        yield Slip(float(exact(value).scaleb(-power)), how)
    if measure.kind is MeasureKind.DURATION:
        for times, how in _TIMES.items():
            yield Slip(float(f"{value / times:.6g}"), how)
    yield Slip(-value, "the sign is the other way round")
    for once in typed_twice(value):
        yield Slip(once, "the figure was typed twice")


def slips_of_digits(value: float) -> Iterator[Slip]:
    """Two digits swapped, one typed twice, one too many, or one wrong: nearly any figure may be such a slip."""
    yield from _rewritten(value, "two digits are swapped", _swapped)
    yield from _rewritten(value, "a digit was typed twice", _doubled)
    yield from _rewritten(value, "there is a digit too many", _one_less)
    yield from _rewritten(value, "one digit is wrong", _one_wrong)


def typed_twice(value: float) -> list[float]:
    """What `value` may be twice over: 622 for 622622; none for most figures."""
    return [slip.meant for slip in _rewritten(value, "", _half)]


def _rewritten(value: float, how: str, ways: Callable[[str], Iterator[str]]) -> Iterator[Slip]:
    text = shown(abs(value))
    if "e" in text or len(text) > _LONGEST:
        return
    for other in ways(text):
        yield Slip(-float(other) if value < 0 else float(other), how)


def _half(text: str) -> Iterator[str]:
    """Of digits that are the same twice over, with the point after the last or before it."""
    digits = text.replace(".", "")
    middle, odd = divmod(len(digits), 2)
    if not odd and digits[:middle] == digits[middle:]:
        yield digits[:middle]
        if middle > 1:
            yield f"{digits[: middle - 1]}.{digits[middle - 1 : middle]}"


def _swapped(text: str) -> Iterator[str]:
    places = [place for place, letter in enumerate(text) if letter != "."]
    for one, other in pairwise(places):
        if text[one] != text[other]:
            letters = list(text)
            letters[one], letters[other] = letters[other], letters[one]
            yield "".join(letters)


def _doubled(text: str) -> Iterator[str]:
    for place in range(1, len(text)):
        if text[place] == text[place - 1] and text[place] != ".":
            yield text[:place] + text[place + 1 :]


def _one_less(text: str) -> Iterator[str]:
    if sum(letter != "." for letter in text) > 1:
        yield from (text[:place] + text[place + 1 :] for place, letter in enumerate(text) if letter != ".")


def _one_wrong(text: str) -> Iterator[str]:
    for place, letter in enumerate(text):
        if letter != ".":
            digits = _DIGITS if place or text[1:2] in ("", ".") else _DIGITS[1:]
            yield from (text[:place] + digit + text[place + 1 :] for digit in digits if digit != letter)
