"""How many exceptions there are, in a sentence."""

from kpi_xl.files.house_style.figure import Figure
from kpi_xl.files.master.calculations.calculation import Choice
from kpi_xl.files.master.calculations.figure_words import whole
from kpi_xl.files.master.calculations.references import NOW
from kpi_xl.model.rating import Rating

NOTHING = "Nothing is Red, and no Amber got worse."


def exceptions_sentence(choice: Choice, printed: int) -> Figure:
    """`printed` is how many rows the print area holds; where there are more, the sentence says so."""
    reds, ambers = (f"COUNTIF({NOW}[Exception class],{number})" for number in (1, 2))
    more = f'IF({reds}+{ambers}>{printed}," (the first {printed:,} are printed)","")'
    counted = f'{whole(reds)}&" Red, and "&{whole(ambers)}&" Amber that got worse"&{more}'
    return Figure(f'IF({reds}+{ambers}=0,"{NOTHING}",{counted})', _words(choice, printed))


def _words(choice: Choice, printed: int) -> str:
    lines = [row.line for row in choice.rows if row.kpi.kpi_id in choice.ranks]
    if not lines:
        return NOTHING
    reds = sum(line is not None and line.result.outcome is Rating.RED for line in lines)
    more = f" (the first {printed:,} are printed)" if len(lines) > printed else ""
    return f"{reds:,} Red, and {len(lines) - reds:,} Amber that got worse{more}"
