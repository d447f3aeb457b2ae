"""A sheet's panel of one quarter's records: each cell looked up in the table below by the quarter chosen and a key.

The tables of records end in columns that are typed: the key, and what the panel shows where a record does not say it
in so many words. So a panel needs no formula but a look-up, and shows nothing where the quarter has fewer records.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.calculations.references import SELECTED_PERIOD
from kpi_xl.files.master.page.master_page import text_height
from kpi_xl.model.columns import Column
from kpi_xl.model.period import Period
from kpi_xl.rules.master.master_rows import Written

KEY = "Key"

QUARTER_CHOSEN = SELECTED_PERIOD


class OfPeriod(Protocol):
    @property
    def period(self) -> Period: ...


Record = TypeVar("Record", bound=OfPeriod)


def key_of(period: Period, part: str | int) -> str:
    """Of the record of a quarter that `part` names: a directorate, or its number among those of the quarter."""
    return f"{period}|{part}"


def numbered(records: Sequence[Record]) -> list[str]:
    """The key of each record, counted from 1 within its quarter."""
    counts: dict[Period, int] = {}
    keys = []
    for record in records:
        counts[record.period] = counts.get(record.period, 0) + 1
        keys.append(key_of(record.period, counts[record.period]))
    return keys


def longest_texts(records: Sequence[Record], text: Callable[[Record], str]) -> list[str]:
    """By number, the longest text of that record of any quarter: rows do not grow when another is chosen."""
    longest: list[str] = []
    for key, record in zip(numbered(records), records, strict=True):
        at = int(key.rpartition("|")[2]) - 1
        if at == len(longest):
            longest.append("")
        longest[at] = max(longest[at], text(record), key=len)
    return longest


def panel_heights(records: Sequence[Record], columns: Sequence[Column], shown: int) -> list[float]:
    """Points of the first `shown` rows: enough for each text that any quarter has there, as far as Excel's rows go."""
    words = [column for column in columns if column.role in ("text", "note")]
    longest = [(longest_texts(records, attrgetter(one.field)), one.width) for one in words]
    return [min(_TALLEST, max(text_height(texts[at], width) for texts, width in longest)) for at in range(shown)]


_TALLEST = 409.0


def most_in_a_quarter(records: Sequence[OfPeriod]) -> int:
    periods = [record.period for record in records]
    return max((periods.count(period) for period in set(periods)), default=0)


def in_quarter(records: Sequence[Record], period: Period) -> list[Record]:
    return [record for record in records if record.period == period]


def look_up(table: str, header: str, part: str | int, value: Written, otherwise: str = "") -> FormulaCell:
    """The cell under `header` of that record, as text; `otherwise` where the quarter has none."""
    return FormulaCell(
        f'IFERROR(INDEX({table}[{header}],{_row(table, part)})&"",{text_of(otherwise)})', value or otherwise
    )


def look_up_number(table: str, header: str, part: str | int, value: float | None) -> FormulaCell:
    """The same of a number; a blank cell, and a record that is not there, give empty text."""
    found = f"INDEX({table}[{header}],{_row(table, part)})"
    return FormulaCell(f'IFERROR(IF({found}="","",{found}),"")', value)


def _row(table: str, part: str | int) -> str:
    return f"MATCH({SELECTED_PERIOD}&{text_of(f'|{part}')},{table}[{KEY}],0)"
