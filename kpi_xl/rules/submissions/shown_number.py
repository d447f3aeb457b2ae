"""A number whose cell shows something else than the number it holds: what is to be read, and what to say."""

import re

from kpi_xl.model.book import Cell
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.number import exact, number_of, round_half_away, typed
from kpi_xl.model.spoken_date import MONTHS
from kpi_xl.rules.findings.make_finding import Remark, quoted
from kpi_xl.rules.number_format.appearance import Appearance, appearance, is_bare_date
from kpi_xl.rules.number_format.sections import Form
from kpi_xl.rules.number_format.spoken import spoken
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.submissions.number_text import NumberText, choose_percent, near

_SECONDS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86_400, "week": 604_800}
_TIME_WORD = re.compile(r"\b(second|sec|minute|min|hour|hr|day|week)s?\b", re.IGNORECASE)
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")


def read_number(cell: Cell, kpi: Kpi, last: float | None) -> NumberText:
    """What a cell that holds a number or a date stands for. `last` is last quarter's value, None where there is none.

    A plain number is taken as it is. Under a format that scales, the reading like last quarter's is taken.
    """
    value = number_of(cell.value)
    if value is None:
        return _not_read("KPI101B", found=quoted(cell.value))
    look = appearance(cell.number_format, value)
    if look.is_when or is_bare_date(cell):
        return _not_read(*_when(cell, value, look, kpi))
    if look.form in _OTHERWISE:
        return _shown_otherwise(cell, value, look.form)
    if not look.power or not value:
        return NumberText(typed(value), ())
    scaled = number_of(look.shown(value))
    if scaled is None:
        return _not_read("KPI101B", found=shown(value))
    if look.form is Form.PERCENTAGE:
        return choose_percent(scaled, typed(value), "KPI103B", spoken(cell.number_format, value), kpi, last)
    return _scaled(scaled, typed(value), look.power, kpi, last)


def _scaled(scaled: float, held: float, power: int, kpi: Kpi, last: float | None) -> NumberText:
    """Shown in thousands or millions. With nothing to compare with, a KPI in that unit takes what is shown."""
    alike = [value for value in (scaled, held) if near(value, last)]
    if not alike and not last:
        scale = kpi.measure.power if kpi.measure.is_money else 0
        alike = [scaled] if scale == -power else [held] if not scale else []
    facts: dict[str, object] = {
        "found": shown(scaled),
        "held": shown(held),
        "measure": kpi.measure.counted_in,
    }
    if len(alike) != 1:
        return _not_read("KPI102D", facts)
    read = shown(alike[0])
    return NumberText(alike[0], (Remark("KPI102C", {**facts, "read": read}, old=shown(held), new=read),))


def _shown_otherwise(cell: Cell, value: float, form: Form) -> NumberText:
    """Words, nothing or a fraction in the place of the number, which stays what it is; 0 is often shown as a dash."""
    found, read = spoken(cell.number_format, value), shown(typed(value))
    silent = not value and found and set(found) <= _DASHES
    if silent or (form is Form.FRACTION and value == int(value)):
        return NumberText(typed(value), ())
    facts = {"found": f'"{quoted(found)}"' if found else "nothing", "read": read}
    return NumberText(typed(value), (Remark(_OTHERWISE[form], facts, old=found, new=read),))


_OTHERWISE = {Form.TEXT: "KPI158", Form.NOTHING: "KPI158", Form.FRACTION: "KPI158B"}


def _when(cell: Cell, value: float, look: Appearance, kpi: Kpi) -> tuple[str, dict[str, object]]:
    code = "yyyy-mm-dd" if is_bare_date(cell) else cell.number_format
    found = spoken(code, value)
    if look.form in (Form.TIME, Form.DURATION) and value >= 0:
        return "KPI116B", {"found": found, **_length(value, kpi)}
    # A day number below 1,000 is before October 1902: a plain number under a date format.
    original = shown(value) if not 1000 <= value < _LATEST else _as_typed(found)
    return "KPI116", {"found": found, "original": original}


_LATEST = 200_000


def _as_typed(date: str) -> str:
    """ "3-4" for "3 April 2022": what Excel most often takes for a day of this year."""
    day, month, *_ = date.split()
    return f"{day}-{MONTHS.index(month) + 1}"


def _length(value: float, kpi: Kpi) -> dict[str, object]:
    """How long a time is, and what it comes to in the KPI's unit where that is one of time."""
    seconds = int(round_half_away(float(exact(value) * 86_400), 0))
    parts = [(seconds // 3600, "hour"), (seconds // 60 % 60, "minute"), (seconds % 60, "second")]
    told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count]
    length = " ".join(told) or "0 seconds"
    unit = _TIME_WORD.search(kpi.measure.text)
    amount = None if unit is None else round_half_away(seconds / _SECONDS[unit[1].lower()], 2)
    return {
        "length": length,
        "measure": kpi.measure.counted_in,
        "example": "" if amount is None else f": {shown(amount)} for {length}",
    }


def _not_read(code: str, facts: dict[str, object] | None = None, **more: object) -> NumberText:
    return NumberText(None, (Remark(code, {**(facts or {}), **more}),))
