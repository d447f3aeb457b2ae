"""What an officer wrote in a cell, as text."""

from collections.abc import Callable
from functools import lru_cache

from kpi_xl.model.book import Cell, Kind
from kpi_xl.rules.number_format.spoken import spoken
from kpi_xl.rules.rulebook.numerals import day_of, shown
from kpi_xl.rules.words.clean_text import ODD, tidy


def text_of(cell: Cell | None) -> str:
    """Trimmed, line breaks kept; a date as 31/03/2023. "" for nothing, an error, and a formula not worked out."""
    return "" if cell is None else READERS[cell.kind](cell.value)


def word_of(cell: Cell | None) -> str:
    """As `text_of`, on one line."""
    return " ".join(text_of(cell).split())


def _text(value: object) -> str:
    text = str(value).strip()
    # Only other alphabets' spaces and invisible marks want taking out, so most texts are done here.
    return text if text.isascii() or not ODD.search(text) else "\n".join(map(tidy, text.splitlines())).strip()


def _number(value: object) -> str:
    return shown(value) if isinstance(value, float) else ""


@lru_cache(maxsize=4096)
def _date(value: object) -> str:
    if isinstance(value, float) and 0 <= value < 1:
        return spoken("[hh]:mm", value)  # a time without a day
    day = day_of(value if isinstance(value, float) else None, False)
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year}"


READERS: dict[Kind, Callable[[object], str]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.BOOLEAN: lambda value: str(value).upper(),
    Kind.ERROR: lambda value: "",
    Kind.BLANK: lambda value: "",
}
"""The text of what a cell of that kind holds, as `text_of`."""
