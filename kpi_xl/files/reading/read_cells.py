"""From what a cell's XML says to a Cell: its kind, its value, and whether a formula came with its result."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from kpi_xl.files.reading.read_error import damaged
from kpi_xl.files.reading.read_styles import Look, Looks, look_of
from kpi_xl.files.reading.read_text import unescape
from kpi_xl.model.book import Cell, Kind

Held = tuple[Kind, float | str | bool]
_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)


class Lookups(NamedTuple):
    """What the cells of a workbook refer to: shared strings by number in digits, looks, and the epoch.

    `rich_values` are what a cell's vm attribute stands for: what is really in a cell where other programs see an error.
    """

    strings: Mapping[str, str]
    looks: Looks
    epoch_1904: bool = False
    rich_values: Mapping[str, str] = MappingProxyType({})


Reader = Callable[[Lookups, Look, str], Held | None]


class WrittenCell(NamedTuple):
    """A cell as a sheet's XML has it: the s and t attributes ("" for none) and `stored`, the text of <v> or <is>.

    `stored` is None where there is neither; `by_value` says that it is that of <v>. `own_formula` is False for a
    formula that is another cell's too. `rich` is the vm attribute, "" for none.
    """

    row: int
    column: int
    style: str
    kind: str
    stored: str | None
    by_value: bool
    formula: str | None
    own_formula: bool
    rich: str = ""


def make_cell(lookups: Lookups, written: WrittenCell) -> Cell | None:
    """None when there is nothing in the cell. A formula without its result gives BLANK, not cached."""
    look = look_of(lookups.looks, written.style)
    stored = written.stored
    held = None if stored is None else reader_of(written.kind)(lookups, look, stored)
    if held is not None:
        if held[0] is Kind.ERROR and written.rich:
            held = Kind.ERROR, lookups.rich_values.get(written.rich, held[1])
        return Cell(written.row, written.column, *held, look.number_format, written.formula, struck=look.struck)
    if written.formula is None:
        return None
    return Cell(written.row, written.column, Kind.BLANK, None, look.number_format, written.formula, False)


def reader_of(kind: str) -> Reader:
    """What tells from the stored text what a cell of that t attribute holds; None for nothing.

    An empty <v> is an empty text where the cell is marked as one (t="str"): so Excel stores the result of ="". Without
    a <v> there is no result: Excel always writes one, software that does not calculate leaves it out.
    """
    return _READERS.get(kind, _text)


def _text(_lookups: Lookups, _look: Look, stored: str) -> Held:
    return Kind.TEXT, unescape(stored)


def _shared(lookups: Lookups, _look: Look, stored: str) -> Held | None:
    text = lookups.strings.get(stored)
    if text is not None:
        return Kind.TEXT, text
    if not stored:
        return None
    try:
        return Kind.TEXT, lookups.strings[str(int(stored))]
    except (ValueError, KeyError) as error:
        raise damaged("a cell points to a text that is not in the file") from error


def _number(_lookups: Lookups, look: Look, stored: str) -> Held | None:
    """What no cell of Excel's can hold as a number (abc, NaN, 1e999) is kept as the text it is."""
    try:
        number = float(stored)
    except ValueError:
        return (Kind.TEXT, stored) if stored else None
    # 1_000 is a number in Python alone.
    return (look.kind, number) if number - number == 0 and "_" not in stored else (Kind.TEXT, stored)


def _truth(_lookups: Lookups, _look: Look, stored: str) -> Held | None:
    return (Kind.BOOLEAN, stored.strip() in ("1", "true")) if stored else None


def _error(_lookups: Lookups, _look: Look, stored: str) -> Held | None:
    return (Kind.ERROR, stored.strip()) if stored else None


def _date(lookups: Lookups, _look: Look, stored: str) -> Held | None:
    """An ISO date (Strict files) as the serial number Excel would have stored."""
    try:
        moment = datetime.fromisoformat(stored.strip()).replace(tzinfo=None)
    except ValueError:
        return (Kind.TEXT, stored) if stored else None
    days = (moment - (_EPOCH_1904 if lookups.epoch_1904 else _EPOCH_1900)) / timedelta(days=1)
    # Excel believes in 29 February 1900, so its count is one less before March of that year.
    return Kind.DATE, days - 1 if not lookups.epoch_1904 and days < 61 else days


_READERS: dict[str, Reader] = {"": _number, "n": _number, "s": _shared, "e": _error, "b": _truth, "d": _date}
