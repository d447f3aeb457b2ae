"""A KPI's unit of measure, understood once: what kind of figure it is, at which scale, and how it is written."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

PERCENTAGE_STARTS = ("%", "percentage", "percent ", "per cent ", "pct ", "pp ", "ppt ", "ppts ")
"""A unit starts with one of these, whatever its capitals and with a space after it, where it is a percentage."""

SCALES = {"k": 3, "t": 3, "m": 6, "b": 9}
"""The first letter of a scale word (thousand, million, bn) to its power of ten."""

_SCALE_SIGNS = {0: "", 3: "k", 6: "m", 9: "bn"}
_SCALE_NAMES = {0: "£", 3: "£000", 6: "£m", 9: "£bn"}
_SCALE = r"(?:k|thousands?|m|mn|mil|mill|millions?|b|bn|billions?|[,'’]?000(?:['’]?s)?)"
_MONEY = re.compile(
    rf"(?:£(?:['’]?s\b)?|gbp|(?:pounds?(?: sterling)?|sterling)\b)\s*"
    rf"(?P<scale>\((?:in )?{_SCALE}\)|(?:in )?{_SCALE}(?!\w))?\s*(?:\((?:£|gbp)\))?(?P<rest>.*)",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(rf"(?P<scale>{_SCALE})\s*(?:£|gbp|(?:of )?pounds)", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:points?(?:\(s\))?|pts?)(?!\w)|^(?:pp|ppts?)\b", re.IGNORECASE)
_SIGN_AGAIN = re.compile(r"^\(?(?:%|percentage|percent|per cent)\)?$", re.IGNORECASE)
_PERCENT = re.compile(r"(?:%(?:age\b)?|percentages?|percent|per cent|pct)\s*", re.IGNORECASE)
_RATE = re.compile(r"\bper (?:(?P<number>1[0, ]*0|1)\b(?! ?[.\d])|(?P<word>hundred|thousand|million)\b)", re.IGNORECASE)
_POWERS = {"hundred": 2, "thousand": 3, "million": 6}
_COUNTED = re.compile(r"(?:numbers?|no\.?|count|#) of (?=\w)", re.IGNORECASE)
_SAID_AGAIN = re.compile(r"(?:rate|number|no\.?|count|score|ratio)\s+(?=(?:per|out of)\b)", re.IGNORECASE)
_DURATION = re.compile(r"\b(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
_COUNTS = frozenset({"", "number", "numbers", "count", "counts", "no", "no.", "nos", "nos.", "num", "nr", "#"})
_BARE = frozenset({"score", "index", "ratio", "rate"})
_LINKS = frozenset({"per", "of", "out", "in", "at", "for", "to", "with", "a", "an"})
_IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman"}


class MeasureKind(Enum):
    """What a figure is of. POINTS are differences between percentages."""

    PERCENTAGE = "percentage"
    POINTS = "percentage points"
    MONEY = "money"
    COUNT = "count"
    DURATION = "duration"
    RATE = "rate"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Measure:
    """`text` is the unit as the rulebook writes it, `name` its usual spelling: % for per cent, £m for £ million.

    `power` is the power of ten that brings a figure to single units: 6 for £m, -2 for a percentage, -3 for a rate per
    1,000; 0 where there is none. `before`, `after` and `after_one` are what is written around a figure, `after_one`
    around a figure of 1: "£" and "m", or " days" and " day".
    """

    text: str
    kind: MeasureKind = MeasureKind.NUMBER
    name: str = ""
    power: int = 0
    before: str = ""
    after: str = ""
    after_one: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def in_points(self) -> bool:
        """Whether the figures are percentages or points of them, so that a change is in percentage points."""
        return self.kind in (MeasureKind.PERCENTAGE, MeasureKind.POINTS)

    @property
    def is_percentage(self) -> bool:
        """Whether a figure is 100 times its numerator over its denominator."""
        return self.kind is MeasureKind.PERCENTAGE

    @property
    def is_money(self) -> bool:
        return self.kind is MeasureKind.MONEY

    @property
    def adds_up(self) -> bool:
        """Whether the year to date can only grow: counts and money. A rate for the year so far may well fall."""
        return self.kind in (MeasureKind.COUNT, MeasureKind.MONEY)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of a whole, from 0 to 100; "% of annual target" may be more."""
        return self.is_percentage and self.name == "%"

    @property
    def has_sign(self) -> bool:
        """Whether a figure carries a sign, % or £, rather than words."""
        return self.is_money or self.is_percentage

    @property
    def counted_in(self) -> str:
        """What a figure is in, as a sentence says it: "This KPI is in £m", "Type the number, in single units"."""
        if self.kind is MeasureKind.COUNT:
            return "single units" if self.name in ("", "number", "count") else self.name
        return "plain numbers" if not self.text or self.name.casefold() in _BARE else self.text

    @property
    def sign_after(self) -> str:
        """What is written after a figure where the unit stands in a cell of its own: only a sign."""
        return "%" if self.is_percentage else self.after if self.is_money else ""

    @property
    def sign(self) -> "Measure":
        """This unit where it has a sign, else none: for cells without room for its words."""
        return self if self.has_sign else PLAIN

    def around(self, number: str) -> str:
        """A figure without its minus, in this unit: "£7.989m", "1 day"."""
        return f"{self.before}{number}{self.after_one if number == '1' else self.after}"


@lru_cache(maxsize=4096)
def measure_of(text: str) -> Measure:
    """The unit of measure that `text` names, in any of the usual spellings. One nobody foresaw is a plain number's."""
    plain = " ".join(text.split())
    for reader in (_percentage, _money, _bare, _rate):
        found = reader(text, plain)
        if found is not None:
            return found
    counted = _COUNTED.match(plain)
    if counted is not None:
        return _worded(text, MeasureKind.COUNT, plain[counted.end() :])
    timed = _DURATION.search(plain.casefold().partition(" per ")[0])
    return _worded(text, MeasureKind.NUMBER if timed is None else MeasureKind.DURATION, plain)


def _percentage(text: str, plain: str) -> Measure | None:
    if not f"{plain.casefold()} ".startswith(PERCENTAGE_STARTS):
        return None
    if _POINTS.search(plain):
        after = " percentage points"
        named = _POINTS.sub("", _PERCENT.sub("", plain, count=1), count=1).strip(" -")
        rest = f" {named}" if named else ""
        return Measure(
            text, MeasureKind.POINTS, (after + rest).strip(), -2, "", after + rest, f" percentage point{rest}"
        )
    rest = _PERCENT.sub("", plain, count=1)
    after = "%" if not rest or _SIGN_AGAIN.match(rest) else f"% {rest}"
    return Measure(text, MeasureKind.PERCENTAGE, after, -2, "", after, after)


def _money(text: str, plain: str) -> Measure | None:
    found = _MONEY.fullmatch(plain) or _MONEY_AFTER.fullmatch(plain)
    if found is None:
        return None
    rest = found.groupdict().get("rest") or ""
    power = _power(found["scale"] or "")
    rest = f" {rest}" if rest[:1].isalnum() or rest.startswith("(") else rest
    after = f"{_SCALE_SIGNS[power]}{rest}"
    return Measure(text, MeasureKind.MONEY, f"{_SCALE_NAMES[power]}{rest}", power, "£", after, after)


def _power(scale: str) -> int:
    letter = scale.strip("(").casefold().removeprefix("in ").strip("'’,")[:1]
    return 3 if letter == "0" else SCALES.get(letter, 0)


def _bare(text: str, plain: str) -> Measure | None:
    word = plain.casefold()
    if word in _COUNTS:
        return Measure(text, MeasureKind.COUNT, "count" if word.startswith("count") else "number")
    return Measure(text, MeasureKind.NUMBER, word) if word in _BARE else None


def _rate(text: str, plain: str) -> Measure | None:
    found = _RATE.search(plain)
    if found is None:
        return None
    number = found["number"]
    power = _POWERS[found["word"].casefold()] if number is None else number.count("0")
    return _worded(text, MeasureKind.RATE, plain, -power)


def _worded(text: str, kind: MeasureKind, words: str, power: int = 0) -> Measure:
    words = _SAID_AGAIN.sub("", words, count=1)
    return Measure(text, kind, words, power, "", f" {words}", f" {_singular(words)}")


def _singular(unit: str) -> str:
    """The unit for one of it: 1 day, 1 working day, 1 tonne CO2e."""
    words = unit.split(" ")
    for at, word in enumerate(words):
        if word.casefold() in _LINKS:
            break
        if _one(word) != word:
            words[at] = _one(word)
            break
    return " ".join(words)


def _one(word: str) -> str:
    if word.casefold() in _IRREGULAR:
        return _IRREGULAR[word.casefold()]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")


PLAIN = measure_of("")
"""The unit of a figure that stands alone."""

NUMBER = measure_of("number")
