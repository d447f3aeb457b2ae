"""Numbers, dates and ranges in a rulebook cell, whichever way Excel came to hold them."""

import re
from datetime import date, datetime, timedelta

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.number import exact, number_of, typed
from kpi_xl.rules.number_format.appearance import appearance
from kpi_xl.rules.number_format.sections import Form

_NUMERAL = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_RANGE = re.compile(r"\s*(?P<low>[^.\s][^\s]*?)?\s*(?:\.\.|…)\s*(?P<high>[^.\s][^\s]*)?\s*")
_DATES = (
    *("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y"),
    *("%d/%m/%y", "%d.%m.%y", "%d-%m-%y", "%d %B %y", "%d %b %y", "%d-%b-%y", "%d/%b/%Y"),
)
"""Day first, as in Britain; two figures for a year last of all, so that "14/10/2022" is never of the year 20."""
_AROUND_DATE = re.compile(
    r"^(?:on|by|due|due by)?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)?[\s,]*"
    r"(?=\d)|[\s,.]+$|(?<=\d)(?:st|nd|rd|th)\b(?: of\b)?|(?<=[a-z]),(?=\s)",
    re.IGNORECASE,
)
"""What may stand around the parts of a date: its weekday, "by", "31st of"."""


def read_numeral(text: str) -> float | None:
    """The number a text spells ("85", "1,450,000", "-0.10"), else None: no units, no signs but + and -."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    return typed(float(plain.replace(",", ""))) if _NUMERAL.fullmatch(plain) else None


def read_range(text: str) -> tuple[float | None, float | None] | None:
    """ "8..12" as (8, 12), either side open (rating rule 9); None when it is no range."""
    match = _RANGE.fullmatch(text)
    if match is None or not (match["low"] or match["high"]):
        return None
    low, high = (None if side is None else read_numeral(side) for side in (match["low"], match["high"]))
    unread = (match["low"] and low is None) or (match["high"] and high is None)
    return None if unread else (low, high)


def is_percentage(cell: Cell) -> bool:
    """Whether Excel multiplies the number by 100 to show it."""
    value = number_of(cell.value) if cell.kind is Kind.NUMBER else None
    return value is not None and appearance(cell.number_format, value).power == 2


def times_hundred(value: float) -> float:
    return float(exact(value).scaleb(2))


def shown(value: float) -> str:
    return f"{value:.15g}"


def read_date(cell: Cell, epoch_1904: bool) -> date | None:
    """The day a date cell or a text such as 30/09/2022 (day first) or 30 September 2022 stands for, else None.

    A time of day is no date.
    """
    if cell.kind is Kind.DATE:
        value = number_of(cell.value)
        is_time = value is not None and appearance(cell.number_format, value).form in (Form.TIME, Form.DURATION)
        return None if is_time else day_of(value, epoch_1904)
    return _spelt_date(str(cell.value).strip()) if cell.kind is Kind.TEXT else None


def day_of(serial: float | None, epoch_1904: bool) -> date | None:
    """Excel's day number as a date; None where there is none that people use."""
    if serial is None or not 0 <= serial < 200_000:
        return None
    return (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=int(serial))


def _spelt_date(text: str) -> date | None:
    text = re.sub(r"(?i)\bsept\b", "Sep", " ".join(_AROUND_DATE.sub("", text).split()))
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
