"""From what a cell's XML says to a Cell: its kind, its value, and whether a formula came with its result."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from kpi_xl.files.reading.read_error import damaged
from kpi_xl.files.reading.read_styles import PLAIN, Look, Looks
from kpi_xl.files.reading.read_text import unescape
from kpi_xl.model.book import Cell, Kind

Held = tuple[Kind, float | str | bool]
_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)


class Shelf(NamedTuple):
    """What the cells of a workbook refer to: shared strings by number in digits, looks, and the epoch."""

    strings: Mapping[str, str]
    looks: Looks
    epoch_1904: bool = False


def make_cell(
    shelf: Shelf, row: int, column: int, style: str, kind: str, stored: str | None, formula: str | None
) -> Cell | None:
    """`kind` is the t attribute ("" for none) and `stored` the text of <v> or <is>, None when there is neither.

    None when there is nothing in the cell. A formula without its result gives BLANK, not cached.
    """
    look = shelf.looks.get(style, PLAIN)
    # An empty <v> is a result only where the result can be an empty text.
    if stored is None or (not stored and kind not in ("str", "inlineStr")):
        if formula is None:
            return None
        return Cell(row, column, Kind.BLANK, None, look.number_format, formula, False)
    content, value = held(shelf, look, kind, stored)
    return Cell(row, column, content, value, look.number_format, formula)


def held(shelf: Shelf, look: Look, kind: str, stored: str) -> Held:
    """What a cell with something stored in it holds; arguments as make_cell's."""
    if kind == "s":
        return Kind.TEXT, _shared(shelf.strings, stored)
    if kind in ("", "n"):
        return _number(look, stored)
    if kind == "e":
        return Kind.ERROR, stored.strip()
    if kind == "b":
        return Kind.BOOLEAN, stored.strip() in ("1", "true")
    if kind == "d":
        return _date(stored, shelf.epoch_1904)
    return Kind.TEXT, unescape(stored)


def _shared(strings: Mapping[str, str], stored: str) -> str:
    try:
        return strings[str(int(stored))]
    except (ValueError, KeyError) as error:
        raise damaged("a cell points to a text that is not in the file") from error


def strict_float(stored: str) -> float:
    """As float, but raises ValueError for 1_000, which is a number in Python alone."""
    if "_" in stored:
        raise ValueError(stored)
    return float(stored)


def _number(look: Look, stored: str) -> Held:
    """What no cell of Excel's can hold as a number (abc, NaN, 1e999) is kept as the text it is."""
    try:
        number = strict_float(stored)
    except ValueError:
        return Kind.TEXT, stored
    return (look.kind, number) if number - number == 0 else (Kind.TEXT, stored)


def _date(stored: str, epoch_1904: bool) -> Held:
    """An ISO date (Strict files) as the serial number Excel would have stored."""
    try:
        moment = datetime.fromisoformat(stored.strip()).replace(tzinfo=None)
    except ValueError:
        return Kind.TEXT, stored
    days = (moment - (_EPOCH_1904 if epoch_1904 else _EPOCH_1900)) / timedelta(days=1)
    # Excel believes in 29 February 1900, so its count is one less before March of that year.
    return Kind.DATE, days - 1 if not epoch_1904 and days < 61 else days
