"""The columns of Threshold changes: what rated a KPI before and what does now, in words and with its approval.

A row for each change there may be, in the order of Calculations; those of the quarter chosen fill the first of them.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import Calculation, Choice
from kpi_xl.files.master.calculations.figure_words import shown, typed_digits
from kpi_xl.files.master.calculations.formula_table import FormulaTable
from kpi_xl.files.master.calculations.previous import BEFORE, PREVIOUS
from kpi_xl.files.master.calculations.references import CALCULATIONS, THRESHOLD_CHANGES, THRESHOLDS, looked_up
from kpi_xl.model.excel_date import serial_of
from kpi_xl.rules.comparison.threshold_book import ThresholdLine
from kpi_xl.rules.words.band_words import NOT_SET
from kpi_xl.rules.words.threshold_words import threshold_words
from kpi_xl.rules.words.wording import digits, show


class ChangeSlot(NamedTuple):
    """`number` is the row of the table, from 1; `row` the KPI in it at the choice written, None beyond the last."""

    number: int
    row: Calculation | None


Column = FormulaColumn[ChangeSlot]
Line = Callable[[Calculation], ThresholdLine | None]
Value = Callable[[Calculation], float | str | None]
Number = Callable[[Calculation], float | None]

_SPARE = 3
"""Rows for changes that only somebody's what-if makes."""

_FIGURES = ("Target", "Green from", "Green to", "Amber from", "Amber to")


def change_slots(choice: Choice, most: int) -> list[ChangeSlot]:
    """Rows for `most` changes and some to spare, as far as there are KPIs."""
    moved = [row for row in choice.rows if row.kpi.kpi_id in choice.moved_thresholds]
    count = max(1, len(moved), min(most + _SPARE, len(choice.rows)))
    return [ChangeSlot(number, moved[number - 1] if number <= len(moved) else None) for number in range(1, count + 1)]


def _of(value: Value, otherwise: float | None = None) -> Callable[[ChangeSlot], float | str | None]:
    return lambda slot: otherwise if slot.row is None else value(slot.row)


def _calculated(header: str) -> str:
    return f'IF([Row]=0,"",INDEX({CALCULATIONS}[{header}],[Row])&"")'


def _figure(line: Line, at: int) -> Number:
    def figure(row: Calculation) -> float | None:
        found = line(row)
        if found is None:
            return None
        return found.target if at == 0 else (None if found.bands is None else found.bands.bounds[at - 1])

    return figure


def _digits(figure: Number) -> Value:
    return lambda row: 0.0 if (value := figure(row)) is None else float(digits(value))


def _shown(figure: Number) -> Value:
    return lambda row: None if (value := figure(row)) is None else show(value, row.kpi.measure)


def _number(row: Calculation, line: ThresholdLine | None) -> float:
    return 0.0 if line is None else float(row.choice.book.number(line.key))


def _interval(side: str, band: str) -> str:
    """An interval in words, as rules/words/band_words.py says it."""
    low, high = f"[{side} {band} from]", f"[{side} {band} to]"
    low_shown, high_shown = f"[{side} {band} from shown]", f"[{side} {band} to shown]"
    bare = shown(low, f"MAX([{side} {band} from digits],[{side} {band} to digits])")
    both = f'IF({low}={high},"exactly "&{low_shown},{bare}&" to "&{high_shown})'
    one = f'IF({low}<>"",{low_shown}&" or more",IF({high}<>"",{high_shown}&" or less","any value"))'
    return f"IF(COUNT({low},{high})=2,{both},{one})"


def _words(side: str) -> str:
    bounds = ",".join(f"[{side} {figure.casefold()}]" for figure in _FIGURES[1:])
    same = f"AND([{side} green from]=[{side} amber from],[{side} green to]=[{side} amber to])"
    no_limit = f"COUNT([{side} amber from],[{side} amber to])=0"
    amber = (
        f'IF({same},"No amber: any other value is Red",IF({no_limit},"Any other value: no amber limit is set",'
        f'{_interval(side, "amber")}&", outside green"))'
    )
    target = f'IF([{side} target]="","","Target: "&[{side} target shown]&". ")'
    bands = f'"Green: "&{_interval(side, "green")}&". Amber: "&{amber}&"."'
    not_set = f'"Green: {NOT_SET}. Amber: {NOT_SET}."'
    stated = f'IF([{side} stated rating]="",""," Stated rating: "&[{side} stated rating]&".")'
    return f'IF([Row]=0,"",{target}&IF(COUNT({bounds})=0,{not_set},{bands})&{stated})'


def _side_words(line: Line) -> Value:
    def words(row: Calculation) -> str | None:
        found = line(row)
        return found and threshold_words(row.kpi.measure, found.target, found.bands, found.stated)

    return words


_AROUND = ('[Before figure]&""', '[After figure]&""', '[After a figure of 1]&""')


def _side(side: str, source: str, line: Line) -> Iterator[Column]:
    """The columns of what rated before or of what rates now; `source` is the column of Calculations with its row."""
    place = f"[{side} row]"
    yield Column(
        f"{side} row",
        f"IF([Row]=0,0,INDEX({CALCULATIONS}[{source}],[Row]))",
        _of(lambda row: _number(row, line(row)), 0.0),
        "number",
    )
    for at, figure in enumerate(_FIGURES):
        header, value = f"{side} {figure.casefold()}", _figure(line, at)
        yield Column(header, looked_up(f"{THRESHOLDS}[{figure}]", place), _of(value), "number")
        yield Column(
            f"{header} digits",
            f'IF([{header}]="",0,{typed_digits(f"[{header}]")})',
            _of(_digits(value), 0.0),
            "number",
        )
        words = f'IF([{header}]="","",{shown(f"[{header}]", f"[{header} digits]", *_AROUND)})'
        yield Column(f"{header} shown", words, _of(_shown(value)), "text", 16)
    yield Column(
        f"{side} stated rating",
        looked_up(f"{THRESHOLDS}[Stated rating]", place),
        _of(lambda row: (found := line(row)) and found.stated and str(found.stated)),
        "id",
    )
    yield Column(f"{side} thresholds", _words(side), _of(_side_words(line)), "text", 40)


def _approval(header: str, value: Callable[[ThresholdLine], float | str | None]) -> Column:
    def of_line(row: Calculation) -> float | str | None:
        line = BEFORE.new(row)
        return None if line is None or line.version is None else value(line)

    role = "date" if header == "Approved on" else "text"
    return Column(header, looked_up(f"{THRESHOLDS}[{header}]", "[New row]"), _of(of_line), role, 22)


def _approved_on(line: ThresholdLine) -> float | None:
    day = line.version and line.version.approved_on
    return float(serial_of(day)) if day else None


def _meaning(row: Calculation) -> str:
    again, published = _RERATED(row), row.previous and str(row.previous.outcome)
    return f"{again}, as published" if again == published else f"{again}, published as {published}"


_RERATED = next(one.value for one in PREVIOUS if one.header == "Previous re-rated")
_PUBLISHED, _AGAIN = (f"INDEX({CALCULATIONS}[{header}],[Row])" for header in ("Previous rating", "Previous re-rated"))

_COLUMNS: tuple[Column, ...] = (
    Column("No", "", lambda slot: float(slot.number), "number", 6),
    Column(
        "Row",
        f"IFERROR(MATCH([No],{CALCULATIONS}[Threshold change rank],0),0)",
        lambda slot: 0.0 if slot.row is None else float(slot.row.number),
        "number",
        8,
    ),
    Column("Ref", _calculated("Ref"), _of(lambda row: row.kpi.kpi_id), "id", 10),
    Column("KPI", _calculated("KPI"), _of(lambda row: row.kpi.name), "text", 40),
    Column("Link", _calculated("Link"), _of(lambda row: row.choice.links.get(row.kpi.kpi_id)), "id", 14),
    Column("Before figure", _calculated("Before figure"), _of(lambda row: row.kpi.measure.before), "text"),
    Column("After figure", _calculated("After figure"), _of(lambda row: row.kpi.measure.after), "text"),
    Column(
        "After a figure of 1", _calculated("After a figure of 1"), _of(lambda row: row.kpi.measure.after_one), "text"
    ),
    *_side("Old", "Previous own threshold row", BEFORE.own),
    *_side("New", "Previous other threshold row", BEFORE.new),
    _approval("Approved by", lambda line: (line.version and line.version.approved_by) or None),
    _approval("Approved on", _approved_on),
    _approval("Reason", lambda line: (line.version and line.version.reason) or None),
    Column(
        "Last rating re-rated",
        f'IF([Row]=0,"",{_AGAIN}&IF({_AGAIN}={_PUBLISHED},", as published",", published as "&{_PUBLISHED}))',
        _of(_meaning),
        "text",
        26,
    ),
)
"""Old is what decided the rating of the quarter before, New what would decide the same value now."""

THRESHOLD_CHANGE_TABLE = FormulaTable("Threshold changes", THRESHOLD_CHANGES, _COLUMNS)
