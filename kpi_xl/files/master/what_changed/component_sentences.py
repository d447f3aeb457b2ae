"""A total beside its parts by formula: what they leave over, how that moved, and the sentence about it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.calculations.figure_words import fixed, shown
from kpi_xl.files.master.calculations.references import SELECTED_PERIOD, SELECTED_PREVIOUS, SELECTED_YEAR_AGO
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.comparison.component_words import IMPOSSIBLE
from kpi_xl.rules.rating.travel import Travel


class ComponentCells(NamedTuple):
    """Where the values of a total, its parts and what they leave over stand, in that order down each column."""

    total: Kpi
    parts: tuple[Kpi, ...]
    remainder: str
    first_row: int

    @property
    def names(self) -> list[str]:
        return [f"{kpi.kpi_id} {kpi.name}" for kpi in (self.total, *self.parts)]

    @property
    def decimals(self) -> int:
        return max(kpi.decimals for kpi in (self.total, *self.parts))

    @property
    def last_row(self) -> int:
        """The row of what is left over."""
        return self.first_row + 1 + len(self.parts)

    def cell(self, column: str, at: int) -> str:
        return f"${column}${self.first_row + at}"

    def left(self, column: str) -> str:
        return f"${column}${self.last_row}"

    def left_formula(self, column: str) -> str:
        values = f"${column}${self.first_row}:${column}${self.last_row - 1}"
        parts = f"SUM(${column}${self.first_row + 1}:${column}${self.last_row - 1})"
        return f'IF(COUNT({values})<{len(self.parts) + 1},"",ROUND({self.cell(column, 0)}-{parts},10))'

    def change_formula(self, now: str, then: str) -> str:
        """In words, as rules/rating/change.py has them; "" without both values."""
        points = self.total.measure.in_points
        amount = f"ROUND({now}-{then},10)" if points else f"({now}-{then})*100/ABS({then})"
        size = f"ROUND(ROUND(ABS({amount}),10),1)"
        number = f"IF({size}=INT({size}),{fixed(size, '0')},{fixed(size, '1')})"
        unit = f'IF({size}=1," percentage point"," percentage points")' if points else '"%"'
        less = '" percentage points"' if points else '"%"'
        said = f'IF({size}=0,"less than 0.1"&{less},{number}&{unit})'
        moved = f'IF(ROUND({now}-{then},10)=0,"no change",IF({now}>{then},"up ","down ")&{said})'
        calculable = moved if points else f'IF({then}=0,"not calculable",{moved})'
        return f'IF(COUNT({now},{then})<2,"",{calculable})'

    def say(self, cell: str) -> str:
        unit = self.total.measure
        before, after, after_one = map(text_of, (unit.before, unit.after, unit.after_one))
        return shown(cell, str(self.decimals), before, after, after_one)

    def then_and_now(self, column: str, change: str, now: str, quarter: str) -> str:
        """As component_words says it of two quarters; `change` is the cell with the change of what is left over."""
        moves = [
            self._moved(name, self.cell(column, at), self.cell(now, at))
            for at, name in enumerate(map(text_of, self.names))
        ]
        rest_name = text_of(f'what is left over ("{self.remainder}")')
        rest = self._moved(rest_name, self.left(column), self.left(now))
        same = f"{self.say(self.left(column))}={self.say(self.left(now))}"
        grown = f'IF({same},""," ("&{change}&")")'
        first = f'"From "&{quarter}&" to "&{SELECTED_PERIOD}&", "&' + '&". "&'.join(moves)
        return f'{first}&". By subtraction, "&{rest}&{grown}&"."{self._hidden(column, now)}{self._impossible(now)}'

    def present_only(self, now: str) -> str:
        parts = '&", "&'.join(
            f"{text_of(f'{name} is ')}&{self.say(self.cell(now, at))}" for at, name in enumerate(self.names) if at
        )
        total = f'{text_of(f"{self.names[0]} is ")}&{self.say(self.cell(now, 0))}&" in "&{SELECTED_PERIOD}'
        rest = text_of(f' for "{self.remainder}".')
        return f'{total}&" and "&{parts}&". That leaves "&{self.say(self.left(now))}&{rest}{self._impossible(now)}'

    def adds_up(self, now: str) -> str:
        names = text_of(f"{' and '.join(kpi.kpi_id for kpi in self.parts)} in ")
        total = f'{text_of(f"{self.names[0]}, ")}&{self.say(self.cell(now, 0))}&"."'
        left = self.left(now)
        way = f'IF({left}>0," less than "," more than ")'
        off = f"{self.say(f'ABS({left})')}&{way}"
        return f'{names}&{SELECTED_PERIOD}&" add up to "&IF({left}=0,"",{off})&{total}'

    def _moved(self, name: str, then: str, here: str) -> str:
        first, second = self.say(then), self.say(here)
        start = first if self.total.measure.is_money else shown(then, str(self.decimals))
        rose = f'IF({here}>{then}," rose"," fell")'
        return f'{name}&IF({first}={second}," stayed at "&{second},{rose}&" from "&{start}&" to "&{second})'

    def _hidden(self, column: str, now: str) -> str:
        if self.total.polarity not in (Polarity.HIGHER, Polarity.LOWER):
            return ""
        total, rest = (
            f"SIGN(ROUND({one},{self.decimals})-ROUND({other},{self.decimals}))"
            for one, other in ((self.cell(now, 0), self.cell(column, 0)), (self.left(now), self.left(column)))
        )
        better = "1" if self.total.polarity is Polarity.HIGHER else "-1"
        words = [str(one).casefold() for one in (Travel.IMPROVED, Travel.WORSENED)]
        way = (f'IF({move}={better},"{words[0]}","{words[1]}")' for move in (rest, total))
        said = '&" although the total "&'.join(way)
        return f'&IF({total}*{rest}=-1," So what is left over "&{said}&".","")'

    def _impossible(self, now: str) -> str:
        return f'&IF({self.left(now)}<0,{text_of(IMPOSSIBLE)},"")'


PRESENT_COLUMN, BEFORE_COLUMN, YEAR_COLUMN = "B", "C", "E"


def sentences(cells: ComponentCells, words: Mapping[str, str]) -> tuple[FormulaCell, FormulaCell]:
    """Against the same quarter last year, and against the quarter before; `words` are what rules say, by column.

    With nothing to set beside the quarter shown, the first says what there is now.
    """
    now, before, year = (cells.left(column) for column in (PRESENT_COLUMN, BEFORE_COLUMN, YEAR_COLUMN))
    said: Callable[[str], str | None] = words.get
    if not cells.remainder:
        return FormulaCell(f'IF({now}="","",{cells.adds_up(PRESENT_COLUMN)})', said(PRESENT_COLUMN)), FormulaCell(
            '""', None
        )
    year_words = cells.then_and_now(YEAR_COLUMN, f"$F${cells.last_row}", PRESENT_COLUMN, SELECTED_YEAR_AGO)
    before_words = cells.then_and_now(BEFORE_COLUMN, f"$D${cells.last_row}", PRESENT_COLUMN, SELECTED_PREVIOUS)
    only = f'IF({before}<>"","",{cells.present_only(PRESENT_COLUMN)})'
    return (
        FormulaCell(f'IF({now}="","",IF({year}<>"",{year_words},{only}))', said(YEAR_COLUMN) or said(PRESENT_COLUMN)),
        FormulaCell(f'IF(OR({now}="",{before}=""),"",{before_words})', said(BEFORE_COLUMN)),
    )
