"""A number an officer typed as text: what it stands for in the KPI's unit, and what to say about it.

Each reader below takes one way of writing (a marker, brackets, a currency, a scale word, a percent sign) off the text
and leaves the rest to the next, so that "£1.2m (p)" is understood. None means the text is no number.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kpi_xl.model.finding import Severity
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import SCALES
from kpi_xl.model.number import exact, typed
from kpi_xl.model.written_text import LOWERED, RAISED
from kpi_xl.rules.findings.make_finding import Remark, listed, quoted
from kpi_xl.rules.rulebook.numerals import shown

_MARKS = "".join({*RAISED.values(), *LOWERED.values()} - {*map(RAISED.get, "+-="), *map(LOWERED.get, "+-=")})
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_THOUSANDS = re.compile(r"[+-]?(?!0)\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_ROUGH = re.compile(
    r"(?:c\.?|ca\.?|circa|approx\.?|approximately|about|around|roughly|nearly|over|under|up to|at least|more than|"
    r"less than|[~≈<>≤≥]=?)\s*[£$€]?[\d.].*|[£$€]?[\d.,]+\s*%?\s*(?:-|to|or|\.\.)\s*[£$€]?[\d.,]+.*|[\d.,]+\s*%?\s*\+",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\s*(?:(?P<provisional>\(p\)|\[p\]|\(prov\.?\)|\(provisional\)|provisional|(?<=\d)\s?p|"
    r"(?<=[\d%])\s?\u207d?\u1d56\u207e?)|"
    rf"(?P<raised>(?<=[\d%)\]*])\s?[{_MARKS}]+(?:,?\s?[{_MARKS}]+)*)|"
    r"(?P<other>\*+|[†‡]+|\((?:r|e|est|estimate|revised|f|note \d+|\d)\)|\[(?:r|e|b|note \d+|\d+)\]|(?<=\d)\s?[re]))$",
    re.IGNORECASE,
)
_MARK_BEFORE = re.compile(rf"[{_MARKS}]+\s*(?=[\d.£+-])")
_POWER = re.compile(r"(?:.*[x×*]\s?)?10")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?(?!\d)")
_BRACKETS = re.compile(r"-?\((.*)\)")
_CURRENCY = re.compile(
    r"(?P<sign>[+-]?)\s*(?:£|gbp)\s*(?P<rest>[\d(.+-].*)|(?P<before>[\d.,]+)\s*(?:£|gbp)", re.IGNORECASE
)
_SCALE = re.compile(
    r"(?P<rest>.*\d)\s*(?P<word>k|thousand|thousands|m|mn|mil|million|millions|bn|billion)", re.IGNORECASE
)
_PERCENT = re.compile(r"(?P<rest>.*\d)\s*(?:%|per ?cent|percent|pct|pc)", re.IGNORECASE)

_WITHIN = 10
"""A reading is taken to be meant when it lies within this many times last quarter's value."""


@dataclass(frozen=True, slots=True)
class NumberText:
    """`value` is None where the text can be read more than one way, or stands for no single number."""

    value: float | None
    remarks: tuple[Remark, ...]
    provisional: bool = False


def read_number_text(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    """`text` is plain (see clean_text); `found` is what messages quote; `last` is last quarter's value, if any."""
    for reader in _READERS:
        reading = reader(text, found, kpi, last)
        if reading is not None:
            return reading
    return None


def _rough(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    return NumberText(None, (Remark("KPI115", {"found": found}),)) if _ROUGH.fullmatch(text) else None


def _spaced(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    """ "318 290" is one number where that is like last quarter's, or there is none to tell; else perhaps two."""
    match = _SPACED.search(text)
    if match is None or _SCALE.fullmatch(text) or near(float(match[0].replace(" ", "")), last) is not False:
        return None
    return two_figures(match[0].split(" "), found)


def two_figures(figures: Sequence[str], found: str) -> NumberText:
    """More than one number in a cell, or one written so that it may be several."""
    facts = {"found": found, "figures": listed([quoted(figure) for figure in figures])}
    return NumberText(None, (Remark("KPI115B", facts),))


def _marked(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    match = _MARKER.search(text) or _MARK_BEFORE.match(text)
    if match is None or match[0] == text or (kpi.measure.is_money and match[0].strip().casefold() == "p"):
        return None
    rest_of_text = text[: match.start()] or text[match.end() :]
    if match.groupdict().get("raised") and _POWER.fullmatch(rest_of_text):
        return NumberText(None, (Remark("KPI114B", {"found": found}),))
    rest = read_number_text(rest_of_text, found, kpi, last)
    if rest is None or rest.value is None:
        return rest
    provisional = bool(match.groupdict().get("provisional"))
    facts = {
        "found": found,
        "marker": f'"{match[0].strip()}"',
        "read": shown(rest.value),
        "effect": " and mark it provisional (p)" if provisional else "",
    }
    kept = tuple(remark for remark in rest.remarks if remark.code not in ("KPI101", "KPI102"))
    return NumberText(rest.value, (_fix("KPI114", facts, found, rest.value), *kept), provisional or rest.provisional)


def _bracketed(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    match = _BRACKETS.fullmatch(text.removeprefix("£").strip())
    inner = None if match is None else read_number_text(match[1].strip(), found, kpi, last)
    if inner is None or inner.value is None:
        return inner
    if not kpi.measure.is_money:
        return NumberText(None, (Remark("KPI120B", {"found": found}),))
    value = -abs(inner.value)
    scaled = tuple(_again(remark, value) for remark in inner.remarks if remark.code == "KPI102B")
    return NumberText(value, scaled or (_fix("KPI120", {"found": found, "read": shown(value)}, found, value),))


def _currency(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    match = _CURRENCY.fullmatch(text)
    if match is None or not kpi.measure.is_money:
        return None
    amount = read_number_text(match["before"] or f"{match['sign']}{match['rest']}", found, kpi, last)
    if amount is None or amount.value is None or amount.remarks[0].code != "KPI101":
        return amount
    return replace(amount, remarks=(_read_as("KPI102", found, amount.value),))


def _scaled(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    match = _SCALE.fullmatch(text)
    amount = None if match is None else _numeral(match["rest"].strip())
    if match is None or amount is None:
        return None
    power = SCALES[match["word"][0].casefold()] - (kpi.measure.power if kpi.measure.is_money else 0)
    value = float(exact(amount).scaleb(power))
    facts = {"found": found, "read": shown(value), "measure": kpi.measure.counted_in}
    return NumberText(value, (_fix("KPI102B", facts, found, value),))


def _percent(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    match = _PERCENT.fullmatch(text)
    amount = None if match is None else _numeral(match["rest"].strip())
    return (
        None if amount is None else choose_percent(amount, float(exact(amount).scaleb(-2)), "KPI103", found, kpi, last)
    )


def choose_percent(likely: float, other: float, code: str, found: str, kpi: Kpi, last: float | None) -> NumberText:
    """Of two readings a factor 100 apart, the one within ten times last quarter's value; else ask.

    With no last quarter, a KPI in % takes `likely`, with a warning where the officer should look again.
    """
    if likely == other:  # 0 at any scale
        return NumberText(0.0, (_fix(code, {"found": found, "read": "0"}, found, 0.0),))
    alike = [value for value in (likely, other) if near(value, last)]
    if len(alike) == 1:
        return NumberText(alike[0], (_fix(code, {"found": found, "read": shown(alike[0])}, found, alike[0]),))
    if kpi.measure.in_points and (not last or code == "KPI103B"):
        remark = _fix(code, {"found": found, "read": shown(likely)}, found, likely)
        return NumberText(likely, (replace(remark, severity=Severity.WARNING),))
    why = f", and neither is like last quarter's {shown(last)}" if last else ""
    facts = {"found": found, "first": shown(likely), "second": shown(other), "why": why}
    return NumberText(None, (Remark("KPI103C", {**facts, "measure": kpi.measure.counted_in}),))


def _with_unit(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    """ "3.05 days" for a KPI in days per FTE."""
    words = kpi.measure.text.casefold().split()
    for count in range(len(words), 0, -1):
        unit = " ".join(words[:count])
        if unicodedata.normalize("NFKC", text).casefold().endswith(unicodedata.normalize("NFKC", unit)):
            amount = _numeral(text[: -len(unit)].strip())
            if amount is not None:
                facts = {
                    "found": found,
                    "marker": f'"{quoted(text[-len(unit) :])}"',
                    "read": shown(amount),
                    "effect": "",
                }
                return NumberText(amount, (_fix("KPI114", facts, found, amount),))
    return None


def _number(text: str, found: str, kpi: Kpi, last: float | None) -> NumberText | None:
    if _PLAIN.fullmatch(text):
        return _taken("KPI101", _typed(text), found)
    if _THOUSANDS.fullmatch(text):
        whole = _typed(text.replace(",", "").replace(" ", ""))
        if not (_DECIMAL_COMMA.fullmatch(text) and _is_decimal(text, whole, last)):
            return _taken("KPI102", whole, found)
    if _DECIMAL_COMMA.fullmatch(text):
        return _taken("KPI174", _typed(text.replace(",", ".")), found)
    return None


_READERS: tuple[Callable[[str, str, Kpi, float | None], NumberText | None], ...] = (
    _spaced,
    _number,
    _rough,
    _marked,
    _bracketed,
    _currency,
    _percent,
    _with_unit,
    _scaled,
)


def near(value: float, last: float | None) -> bool | None:
    """Whether `value` lies within ten times last quarter's, None where there is nothing to compare with."""
    if not last:
        return None
    return last / _WITHIN <= value <= last * _WITHIN if last > 0 else last * _WITHIN <= value <= last / _WITHIN


def _is_decimal(text: str, whole: float, last: float | None) -> bool:
    """Whether "1,234" must be 1.234: only where last quarter says so."""
    return near(whole, last) is False and near(float(text.replace(",", ".")), last) is True


def _numeral(text: str) -> float | None:
    if _PLAIN.fullmatch(text) or _THOUSANDS.fullmatch(text):
        return _typed(text.replace(",", "").replace(" ", ""))
    return _typed(text.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(text) else None


def _typed(digits: str) -> float:
    """As `typed`, and 0 for -0."""
    return typed(float(digits)) + 0.0


def _taken(code: str, value: float, found: str) -> NumberText:
    return NumberText(value, (_read_as(code, found, value),))


def _read_as(code: str, found: str, value: float) -> Remark:
    return _fix(code, {"found": found, "read": shown(value)}, found, value)


def _fix(code: str, facts: Mapping[str, object], found: str, value: float) -> Remark:
    return Remark(code, facts, old=found, new=shown(value))


def _again(remark: Remark, value: float) -> Remark:
    return _fix(remark.code, {**remark.facts, "read": shown(value)}, remark.old, value)
