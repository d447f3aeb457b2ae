"""Words that do not name one quarter and yet may say which it is not: "Q1 2022", "Quarter 3", a date, a year."""

import re
from collections.abc import Iterator

from kpi_xl.model.period import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    Period,
    month_number,
    named_quarters,
    named_years,
    read_period,
    without_quarters,
)

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
_MONTH_AND_YEAR = re.compile(rf"({MONTH.pattern})[\s.,'\-/]*(\d{{4}}|\d{{2}})(?![\d])", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?<![\d/.\-])(?:19|20)\d\d(?!\d)(?![/.\-]\d)")


def could_mean(text: str, period: Period) -> bool | None:
    """Whether `text` may stand for `period`; None where it says nothing of a quarter, a year or a month.

    A quarter with a single year is read three ways: the year the financial year starts in, the one it ends in, and a
    quarter of the calendar year ("Q2 2022" may be April to June). A quarter alone is one of the financial year.
    """
    whole = read_period(text)
    if whole is not None:
        return whole == period
    if named_quarters(text):
        return period in set(_readings(text, period))
    dated = set(_of_dates(text))
    if dated:
        return period in dated
    years = named_years(text)
    singles = set(_single_years(text))
    if years or singles:
        return period.year in years or bool(singles & {period.start.year, period.year, period.year + 1})
    months = {_quarter_of(month_number(match[0])) for match in MONTH.finditer(text)}
    return period.quarter in months if months else None


def names_a_quarter(text: str) -> bool:
    """Whether there is a word for a quarter in it, whatever the year."""
    return bool(named_quarters(text))


def _readings(text: str, period: Period) -> Iterator[Period]:
    years, singles = named_years(text), set(_single_years(text))
    for quarter in named_quarters(text):
        if not years and not singles:
            yield Period(period.year, quarter)
        yield from (Period(year, quarter) for year in years if FIRST_YEAR <= year <= LAST_YEAR)
        for year in singles - {FIRST_YEAR}:
            yield from (Period(year, quarter), Period(year - 1, quarter), _of_month(year, quarter * 3))


def _single_years(text: str) -> Iterator[int]:
    years = (int(match[0]) for match in _YEAR_ALONE.finditer(without_quarters(text)))
    return (year for year in years if FIRST_YEAR <= year <= LAST_YEAR)


def _of_dates(text: str) -> Iterator[Period]:
    dates = [(match[3], int(match[2])) for match in _DAY_FIRST.finditer(text)]
    dates += [(match[1], int(match[2])) for match in _YEAR_FIRST.finditer(text)]
    dates += [(match[2], month_number(match[1])) for match in _MONTH_AND_YEAR.finditer(text)]
    for digits, month in dates:
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        if 1 <= month <= 12 and FIRST_YEAR < year <= LAST_YEAR:
            yield _of_month(year, month)


def _of_month(year: int, month: int) -> Period:
    """The quarter a month of a calendar year lies in."""
    return Period(year - (month < 4), _quarter_of(month))


def _quarter_of(month: int) -> int:
    return (month - 4) % 12 // 3 + 1
