"""Reporting periods: quarters of a financial year, April to March."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter. `year` is the calendar year the financial year starts in; `quarter` is 1 (April to June) to 4."""

    year: int
    quarter: int

    def __post_init__(self) -> None:
        if not (1 <= self.quarter <= 4 and 1990 <= self.year <= 2189):
            raise ValueError(f"There is no quarter {self.quarter} of {self.year}.")

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


_QUARTER = re.compile(r"(?<![a-z0-9])(?:quarter|qtr|q)[\s.\-_]*([1-4])(?!\d)", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<!\d)(?:(?P<century>19|20|21))?(?P<first>\d\d)[\s]*[/\-–_][\s]*(?:19|20|21)?(?P<second>\d\d)(?!\d)"
)


@lru_cache(maxsize=512)
def read_period(text: str) -> Period | None:
    """The one period a label or file name names ("Q2 22-23", "Qtr 2 2022/23", "2022/23 Q2"), else None.

    None also when it names two different quarters or years, or years that do not follow each other.
    """
    quarters = set(_QUARTER.findall(text))
    years = {
        int((match["century"] or "20") + match["first"])
        for match in _YEAR.finditer(_QUARTER.sub(" ", text))
        if (int(match["first"]) + 1) % 100 == int(match["second"])
    }
    if len(quarters) != 1 or len(years) != 1:
        return None
    return Period(years.pop(), int(quarters.pop()))
