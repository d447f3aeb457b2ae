"""One cell of an officer's, read: a number, no value and why, or something that cannot be read. Nothing raises."""

from collections.abc import Callable
from typing import NamedTuple

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.number import number_of, typed
from kpi_xl.model.rating import Reason
from kpi_xl.rules.findings.make_finding import Remark, quoted
from kpi_xl.rules.rulebook.numerals import day_of, is_percentage, shown, times_hundred
from kpi_xl.rules.submissions.number_text import choose_percent, read_number_text
from kpi_xl.rules.submissions.value_words import read_word
from kpi_xl.rules.words.clean_text import plain
from kpi_xl.rules.words.spoken_date import spoken_date


class Number(NamedTuple):
    """`value` has 15 digits and is in the KPI's own unit: 12.3 for 12.3 %. `remarks` tell of anything fixed."""

    value: float
    remarks: tuple[Remark, ...] = ()
    provisional: bool = False


class NoValue(NamedTuple):
    """No number was given. `reason` is what a word in the cell stands for; None where the cell is empty."""

    reason: Reason | None = None
    remarks: tuple[Remark, ...] = ()


class NotRead(NamedTuple):
    """What is there cannot be taken for one number; the remark says why."""

    remarks: tuple[Remark, ...]


Reading = Number | NoValue | NotRead

_CAUSES = {
    "#REF!": "A cell it used has been deleted.",
    "#DIV/0!": "It divides by 0 or by an empty cell.",
    "#N/A": "It looked something up and did not find it.",
    "#NAME?": "It uses a name or function Excel does not know.",
    "#VALUE!": "It calculates with text.",
    "#NUM!": "Its result is not a number Excel can hold.",
    "#NULL!": "Two ranges in it do not meet.",
}


def read_value(cell: Cell | None, kpi: Kpi, last: float | None = None) -> Reading:
    """`last` is last quarter's value, which tells 92 from 0.92 where both could be meant; None where there is none."""
    return NoValue() if cell is None else _READERS[cell.kind](cell, kpi, last)


def _number(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    value = number_of(cell.value)
    if value is None:
        return NotRead((Remark("KPI101B", {"found": quoted(cell.value)}),))
    if "%" not in cell.number_format or not is_percentage(cell):
        return Number(typed(value))
    hundredfold = times_hundred(value)
    if number_of(hundredfold) is None:
        return NotRead((Remark("KPI101B", {"found": shown(value)}),))
    read = choose_percent(hundredfold, typed(value), "KPI103B", f"{shown(hundredfold)}%", kpi, last)
    return NotRead(read.remarks) if read.value is None else Number(read.value, read.remarks)


def _text(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    text, found = plain(str(cell.value)).lstrip("'").strip(), quoted(cell.value)
    if not text:
        return NoValue()
    if text.upper() in _CAUSES:
        return _error(cell._replace(value=text.upper()), kpi, last)
    word = read_word(text, found)
    if word is not None:
        return NoValue(word[0], (word[1],))
    try:
        read = read_number_text(text, found, kpi, last)
    except (OverflowError, ValueError, ArithmeticError):  # more digits than any number holds
        read = None
    if read is None:
        return NotRead((Remark("KPI101B", {"found": found}),))
    if read.value is None or number_of(read.value) is None:
        return NotRead(read.remarks if read.value is None else (Remark("KPI101B", {"found": found}),))
    return Number(read.value, read.remarks, read.provisional)


def _boolean(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    return NotRead((Remark("KPI119", {"found": "TRUE" if cell.value else "FALSE"}),))


def _error(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    cause = _CAUSES.get(str(cell.value), "")
    if cell.formula is not None and "[" in cell.formula and ".xl" in cell.formula.casefold():
        cause = "It takes its value from another workbook."
    formula = "" if cell.formula is None else f" (its formula is ={quoted(cell.formula)})"
    return NotRead((Remark("KPI152", {"found": quoted(cell.value), "formula": formula, "cause": cause}),))


def _date(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    serial = number_of(cell.value)
    day = day_of(serial, False)
    if day is None or serial is None:
        return NotRead((Remark("KPI116", {"found": quoted(cell.value), "original": quoted(cell.value)}),))
    # A day number below 1,000 is before October 1902: a plain number under a date format.
    original = shown(serial) if serial < 1000 else f"{day.day}-{day.month}"
    return NotRead((Remark("KPI116", {"found": spoken_date(day), "original": original}),))


def _blank(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    if cell.formula is None or cell.has_cached:
        return NoValue()
    return NotRead((Remark("KPI153", {"formula": f"={quoted(cell.formula)}"}),))


_READERS: dict[Kind, Callable[[Cell, Kpi, float | None], Reading]] = {
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.BOOLEAN: _boolean,
    Kind.ERROR: _error,
    Kind.DATE: _date,
    Kind.BLANK: _blank,
}
