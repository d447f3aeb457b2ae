"""Figures of one KPI's sheet that are worked out there: words of the Results table, and defaults for empty cells."""

from collections.abc import Callable

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.calculations.references import RESULTS, SELECTED_NUMBER
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result
from kpi_xl.model.period import Period
from kpi_xl.model.row_words import NO_WORDS
from kpi_xl.model.text_length import beginning
from kpi_xl.rules.words.value_covers import value_covers

_PROBE = 2050
"""A year unlike any number that stands in the words."""


def or_else(figure: FormulaCell, words: str) -> FormulaCell:
    """`words` where the figure is empty text."""
    return FormulaCell(f'IF({figure.formula}="",{text_of(words)},{figure.formula})', figure.value or words)


def of_result(
    row: FormulaCell, result: Result | None, header: str, field: Callable[[Result], str], words: str
) -> FormulaCell:
    """A text of the Results table; `words` where it is blank or there is no row. `row` is the cell of its number."""
    cell, other = f"INDEX({RESULTS}[{header}],{row.formula})", text_of(words)
    value = "" if result is None else field(result)
    return FormulaCell(f'IF({row.formula}=0,{other},IF({cell}="",{other},{cell}))', value or words)


def with_override(why: FormulaCell, row: FormulaCell, result: Result | None) -> FormulaCell:
    """The sentence that says why, and the record of a change by hand."""
    cell = f"INDEX({RESULTS}[Override],{row.formula})"
    record = "" if result is None else result.override
    formula = f'{why.formula}&IF({row.formula}=0,"",IF({cell}="",""," "&{cell}))'
    return FormulaCell(formula, f"{why.value} {record}".strip())


def source_place(row: FormulaCell, result: Result | None) -> FormulaCell:
    """Sheet and cell the value was read from."""
    sheet, cell = (f"INDEX({RESULTS}[{header}],{row.formula})" for header in ("Source sheet", "Source cell"))
    nothing = "No value has been read"
    value = nothing if result is None or not result.cell else f"{result.sheet}, cell {result.cell}"
    formula = f'IF({row.formula}=0,"{nothing}",IF({cell}="","{nothing}",{sheet}&", cell "&{cell}))'
    return FormulaCell(formula, value)


_ROOM = 16_000
"""Characters that each of two texts has in one cell."""


def owner_and_date(row: FormulaCell, result: Result | None, words: str) -> FormulaCell:
    owner, due = (
        f"LEFT(INDEX({RESULTS}[{header}],{row.formula}),{_ROOM})" for header in ("Action owner", "Action due")
    )
    named = f'{owner}&IF(OR({owner}="",{due}=""),"",", ")&IF({due}="","","due "&{due})'
    formula = f'IF({row.formula}=0,{text_of(words)},IF(AND({owner}="",{due}=""),{text_of(words)},{named}))'
    said = NO_WORDS if result is None else result.words
    who, when = beginning(said.owner, _ROOM), beginning(said.due, _ROOM)
    value = ", ".join(filter(None, (who, f"due {when}" if when else "")))
    return FormulaCell(formula, value or words)


def covers(kpi: Kpi, period: Period) -> FormulaCell:
    """The stretch of time the value of a quarter is for: the words of each of the four, with its years put in."""
    year = f"INT(({SELECTED_NUMBER}-1)/4)"
    words = (_with_years(value_covers(kpi, Period(_PROBE, quarter)), year) for quarter in (1, 2, 3, 4))
    formula = f'IF({SELECTED_NUMBER}=0,"",CHOOSE({SELECTED_NUMBER}-4*{year},{",".join(words)}))'
    return FormulaCell(formula, value_covers(kpi, period))


def _with_years(words: str, year: str) -> str:
    """`words` as a formula, in which years follow the quarter chosen."""
    formula = text_of(words)
    formula = formula.replace(f"{_PROBE}/51", f'"&{year}&"/"&TEXT(MOD({year}+1,100),"00")&"')
    for away in (-3, -2, -1, 0, 1):
        formula = formula.replace(str(_PROBE + away), f'"&({year}+{away})&"')
    return formula.replace('&""', "")
