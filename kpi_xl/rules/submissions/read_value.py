"""One cell of an officer's, read: a number, no value and why, or something that cannot be read. Nothing raises."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kpi_xl.model.book import NO_ERRORS, Cell, Kind
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.number import number_of
from kpi_xl.model.place import column_letters
from kpi_xl.model.rating import Reason
from kpi_xl.model.written_text import Written, parts_of, written
from kpi_xl.rules.findings.make_finding import Remark, quoted
from kpi_xl.rules.number_format.spoken import spoken
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.submissions.number_text import read_number_text, two_figures
from kpi_xl.rules.submissions.shown_number import read_number
from kpi_xl.rules.submissions.value_words import read_word
from kpi_xl.rules.words.clean_text import plain


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
    "#VALUE!": "It calculates with a text, or goes round in a circle.",
    "#NUM!": "Its result is not a number Excel can hold.",
    "#NULL!": "Two ranges in it do not meet.",
    "#SPILL!": "Its results have no room, because cells beside or below it are filled.",
    "#CALC!": "Excel cannot work it out, for instance because a list it makes is empty.",
    "#FIELD!": "It asks a linked data type for something that is not there.",
    "#BLOCKED!": "Something it needs is not allowed on the computer where it was saved.",
    "#UNKNOWN!": "It uses something the Excel that saved it does not know.",
    "#CONNECT!": "It could not reach the service it takes its figures from.",
    "#BUSY!": "It was still being worked out when the file was saved.",
    "#GETTING_DATA": "It was still fetching its figures when the file was saved.",
    "#EXTERNAL!": "Another service it uses gave no result.",
    "#TIMEOUT!": "What it asked for did not come in time.",
    "#PYTHON!": "The Python in it gave no result.",
}


def read_value(cell: Cell | None, kpi: Kpi, last: float | None = None) -> Reading:
    """`last` is last quarter's value, which tells 92 from 0.92 where both could be meant; None where there is none."""
    if cell is None:
        return NoValue()
    if cell.struck and cell.kind in (Kind.NUMBER, Kind.DATE, Kind.BOOLEAN):
        held = "" if cell.kind is Kind.BOOLEAN else spoken(cell.number_format, float(cell.value or 0))
        return NotRead((Remark("KPI175", {"found": quoted(held or cell.value)}),))
    return _READERS[cell.kind](cell, kpi, last)


def _number(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    read = read_number(cell, kpi, last)
    return NotRead(read.remarks) if read.value is None else Number(read.value, read.remarks)


def _text(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    said = written(cell.value if isinstance(cell.value, str) else str(cell.value), cell.struck)
    parts = parts_of(said.text)
    if said.crossed_out and not parts:
        return NotRead((Remark("KPI175", {"found": quoted(said.crossed_out)}),))
    figures = [part for part in parts if _is_figure(part, kpi)]
    if len(figures) > 1:
        return NotRead(two_figures(figures, quoted(" / ".join(parts))).remarks)
    return _left_out(said, _spelt(cell, said.text, kpi, last))


def _is_figure(part: str, kpi: Kpi) -> bool:
    try:
        return read_number_text(_bare(part), "", kpi, None) is not None
    except (OverflowError, ValueError, ArithmeticError):
        return False


def _left_out(said: Written, reading: Reading) -> Reading:
    """With a word on what is crossed out beside what was read."""
    if not said.crossed_out or isinstance(reading, NotRead):
        return reading
    read = shown(reading.value) if isinstance(reading, Number) else str(reading.reason or "")
    facts = {"found": quoted(said.crossed_out), "read": read}
    remark = Remark("KPI175B", facts, old=quoted(f"{said.crossed_out} / {said.text}"), new=read)
    kept = [other for other in reading.remarks if other.code not in ("KPI101", "KPI102")]
    return reading._replace(remarks=(*kept, remark))


def _spelt(cell: Cell, raw: str, kpi: Kpi, last: float | None) -> Reading:
    """`raw` is what is left of the cell's text."""
    text, found = _bare(raw), quoted(raw)
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


def _bare(text: str) -> str:
    return plain(text).lstrip("'").strip()


def _boolean(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    return NotRead((Remark("KPI119", {"found": "TRUE" if cell.value else "FALSE"}),))


def _error(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    if cell.value in NO_ERRORS:
        return NotRead((Remark("KPI152B", {"found": cell.value}),))
    cause = _CAUSES.get(str(cell.value), "")
    if cell.formula is not None and "[" in cell.formula and ".xl" in cell.formula.casefold():
        cause = "It takes its value from another workbook."
    if _refers_to_itself(cell):
        cause = "It refers to its own cell, so it goes round in a circle."
    formula = "" if cell.formula is None else f" (its formula is ={quoted(cell.formula)})"
    return NotRead((Remark("KPI152", {"found": quoted(cell.value), "formula": formula, "cause": cause}),))


def _refers_to_itself(cell: Cell) -> bool:
    own = rf"(?<![A-Za-z0-9!$_.])\$?{column_letters(cell.column)}\$?{cell.row}(?![0-9A-Za-z_(!])"
    return cell.formula is not None and re.search(own, cell.formula) is not None


def _blank(cell: Cell, kpi: Kpi, last: float | None) -> Reading:
    if cell.formula is None or cell.has_cached:
        return NoValue()
    return NotRead((Remark("KPI153", {"formula": f"={quoted(cell.formula)}"}),))


_READERS: dict[Kind, Callable[[Cell, Kpi, float | None], Reading]] = {
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.BOOLEAN: _boolean,
    Kind.ERROR: _error,
    Kind.DATE: _number,
    Kind.BLANK: _blank,
}
