"""Reporting periods: quarters of a financial year, April to March."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from kpi_xl.model.spoken_date import MONTHS

FIRST_YEAR, LAST_YEAR = 1990, 2089
"""Years a two-digit label can name: 90/91 to 89/90."""


class _YearAndQuarter(NamedTuple):
    """A tuple, because periods are compared and looked up with every value of every return."""

    year: int
    quarter: int


class Period(_YearAndQuarter):
    """A quarter. `year` is the calendar year the financial year starts in; `quarter` is 1 (April to June) to 4.

    Raises ValueError for one there is not.
    """

    __slots__ = ()

    def __new__(cls, year: int, quarter: int) -> "Period":
        if not (1 <= quarter <= 4 and FIRST_YEAR <= year <= LAST_YEAR):
            raise ValueError(f"There is no quarter {quarter} of {year}.")
        return super().__new__(cls, year, quarter)

    def __str__(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02d} Q{self.quarter}"

    @property
    def financial_year(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    @property
    def start(self) -> date:
        return date(self.year, 4, 1) if self.quarter == 1 else self.previous.end + timedelta(days=1)

    @property
    def end(self) -> date:
        return (date(self.year, 6, 30), date(self.year, 9, 30), date(self.year, 12, 31), date(self.year + 1, 3, 31))[
            self.quarter - 1
        ]

    @property
    def previous(self) -> "Period":
        return Period(self.year, self.quarter - 1) if self.quarter > 1 else Period(self.year - 1, 4)

    @property
    def next(self) -> "Period":
        return Period(self.year, self.quarter + 1) if self.quarter < 4 else Period(self.year + 1, 1)

    @property
    def year_ago(self) -> "Period":
        return Period(self.year - 1, self.quarter)


_NUMERAL = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = re.compile(
    r"(?<![a-z])(?:quarter|qtr|q)[\s.\-_]*(?P<after>[1-4](?!\d)|(?:one|two|three|four)(?![a-z]))"
    r"|(?<![a-z0-9])(?P<before>1st|2nd|3rd|4th|first|second|third|fourth)[\s\-_]+(?:quarter|qtr|q)(?![a-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?<!\d)(?<!\d[/\-.])(?P<first>[0-9]{2}|[0-9]{4})"
    r"\s*(?:[/\-–_]|\bto\b)\s*"
    r"(?P<second>[0-9]{2}|[0-9]{4})(?!\d)(?![/\-.]\d)",
    re.IGNORECASE,
)
"""Two years side by side, and not a piece of a date such as 30-09-10 or 2009-10-05."""


_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|Sept)"
MONTH = re.compile(rf"(?<![a-z]){_MONTH}(?![a-z])", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?<![a-z])(?P<first>{_MONTH})\.?(?:[\s,']*(?:\d{{4}}|\d{{2}}))?\s*(?:[/\-–—_&]|\b(?:to|until|and)\b)\s*"
    rf"(?P<last>{_MONTH})(?![a-z])\.?(?:[\s,'_]*(?P<year>\d{{4}}|\d{{2}})(?!\.?\d)(?!\s*[/\-–_]\s*\d))?",
    re.IGNORECASE,
)
"""The months a quarter runs from and to, and the calendar year where one follows them."""
_SPANS = {("apr", "jun"): 1, ("jul", "sep"): 2, ("oct", "dec"): 3, ("jan", "mar"): 4}


@lru_cache(maxsize=512)
def read_period(text: str) -> Period | None:
    """The one period a label or file name names ("Q2 22-23", "Qtr 2 2022/23", "2022/23 Q2", "Jul-Sep 2022"), else None.

    None also when it names two different quarters or years, years that do not follow each other, or one of no use
    here. Two digits from 90 up are of the last century.
    """
    quarters, years = named_quarters(text), named_years(text)
    if len(quarters) != 1 or len(years) != 1 or not FIRST_YEAR <= min(years) <= LAST_YEAR:
        return None
    return Period(years.pop(), quarters.pop())


def named_quarters(text: str) -> set[int]:
    """Every quarter of the financial year `text` names, by number or by the months it runs from and to."""
    by_number = {_quarter(match["after"] or match["before"]) for match in _QUARTER.finditer(text)}
    return by_number | {quarter for quarter, _ in _spans(text)}


def named_years(text: str) -> set[int]:
    """The financial years `text` names, each by the calendar year it starts in: 2022 for 22/23 and Jan-Mar 2023."""
    pairs = {
        _year(match["first"])
        for match in _YEAR.finditer(without_quarters(text))
        if str(_year(match["first"]) + 1).endswith(match["second"])
    }
    return pairs | {_year(year) - (quarter == 4) for quarter, year in _spans(text) if year}


def without_quarters(text: str) -> str:
    """`text` without the words that number a quarter, whose digits are no year's."""
    return _QUARTER.sub(" ", text)


def _spans(text: str) -> set[tuple[int, str]]:
    """Quarters named by their first and last month, each with the digits of the year, "" for none."""
    spans = ((match["first"][:3].lower(), match["last"][:3].lower(), match["year"]) for match in _SPAN.finditer(text))
    return {(_SPANS[first, last], year or "") for first, last, year in spans if (first, last) in _SPANS}


def month_number(name: str) -> int:
    """1 to 12 by the first three letters of an English month."""
    return _MONTHS[name[:3].lower()]


def _quarter(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else _NUMERAL[word.casefold()]


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if digits >= "90" else 2000)
