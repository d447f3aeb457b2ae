"""Columns that find the thresholds by which another quarter would rate a value (docs/rating.md, Like for like).

Used twice: for the value shown under the thresholds chosen, and for the value before under those of the quarter shown.
"""

from collections.abc import Callable
from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.house_style.rag_formula import is_rating_formula
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.references import RESULTS, THRESHOLDS, key_row, looked_up
from kpi_xl.model.master import Result
from kpi_xl.rules.comparison.rerate import may_be_rerated
from kpi_xl.rules.comparison.threshold_book import ThresholdLine

Column = FormulaColumn[Calculation]
_FIGURES = ("Green from", "Green to", "Amber from", "Amber to")


class Rerating(NamedTuple):
    """`result` is rated by what decided `other`; `prefix` starts the headers of its columns.

    `row` and `other_row` are the columns of their rows in Results, `number` and `other_number` the quarters' numbers.
    """

    prefix: str
    result: Callable[[Calculation], Result | None]
    other: Callable[[Calculation], Result | None]
    row: str
    other_row: str
    number: str
    other_number: str

    def name(self, header: str) -> str:
        return f"{self.prefix}{header}" if self.prefix else f"{header[0].upper()}{header[1:]}"

    def own(self, row: Calculation) -> ThresholdLine | None:
        result = self.result(row)
        return None if result is None else row.choice.book.line(row.choice.book.key_of(result))

    def key(self, row: Calculation) -> str:
        result, other = self.result(row), self.other(row)
        return "" if result is None or other is None else row.choice.book.key_under(result, other)

    def new(self, row: Calculation) -> ThresholdLine | None:
        return row.choice.book.line(self.key(row))

    def differs(self, row: Calculation) -> bool:
        own, new = self.own(row), self.new(row)
        if own is None or new is None or not (own.rates and new.rates):
            return False
        return (own.bands, own.stated) != (new.bands, new.stated)

    def open(self, row: Calculation) -> bool:
        result, other = self.result(row), self.other(row)
        return result is not None and other is not None and may_be_rerated(row.kpi, result, other.period)

    def rerated(self, row: Calculation) -> bool:
        return self.open(row) and self.differs(row)

    def columns(self) -> tuple[Column, ...]:
        own, new = f"[{self.name('own threshold row')}]", f"[{self.name('other threshold row')}]"
        return (
            Column(
                self.name("own threshold row"),
                f"IF({self.row}=0,0,INDEX({RESULTS}[Threshold row],{self.row}))",
                lambda row: _number(row, self.own(row)),
                "number",
            ),
            Column(self.name("other threshold key"), self._key_formula(), self.key, "id", 26),
            Column(
                self.name("other threshold row"),
                key_row(f"[{self.name('other threshold key')}]", THRESHOLDS),
                lambda row: _number(row, self.new(row)),
                "number",
            ),
            Column(
                self.name("thresholds differ"),
                f"IF(OR({own}=0,{new}=0),0,IF(AND({_rates(own)},{_rates(new)},{_signs(own)}<>{_signs(new)}),1,0))",
                lambda row: float(self.differs(row)),
                "number",
            ),
            Column(self.name("rating is open"), self._open_formula(), lambda row: float(self.open(row)), "number"),
        )

    def _key_formula(self) -> str:
        """What decided the other quarter; or by a profile, that profile's row for the quarter of the value."""
        profile = f"INDEX({RESULTS}[Profile],{self.other_row})"
        by_profile = f'[Ref]&"|"&INDEX({RESULTS}[Decided in],{self.row})&"|"&{profile}'
        own_key = f'INDEX({RESULTS}[Threshold key],{self.row})&""'
        return (
            f'IF(OR({self.row}=0,{self.other_row}=0),"",IF({profile}="",'
            f'INDEX({RESULTS}[Threshold key],{self.other_row})&"",'
            f"IF(ISNUMBER(MATCH({by_profile},{THRESHOLDS}[Key],0)),{by_profile},{own_key})))"
        )

    def _open_formula(self) -> str:
        word, override, value = (f"INDEX({RESULTS}[{name}],{self.row})" for name in ("Rating", "Override", "Value"))
        between = (
            f'AND([Redefined]<>"",MIN({self.number},{self.other_number})<[Redefined],'
            f"[Redefined]<=MAX({self.number},{self.other_number}))"
        )
        tests = f'{is_rating_formula(word)},{override}="",ISNUMBER({value}),NOT({between})'
        return f"IF(OR({self.row}=0,{self.other_row}=0),0,IF(AND({tests}),1,0))"


def threshold_columns(
    names: tuple[str, ...], row: str, line: Callable[[Calculation], ThresholdLine | None]
) -> tuple[Column, ...]:
    """Four bounds and the stated rating of the row of Thresholds whose number is in `row`."""
    bounds = tuple(
        Column(name, looked_up(f"{THRESHOLDS}[{figure}]", row), _bound(line, at), "number")
        for at, (name, figure) in enumerate(zip(names[:4], _FIGURES, strict=True))
    )
    return (*bounds, Column(names[4], looked_up(f"{THRESHOLDS}[Stated rating]", row), _stated(line), "id"))


def _bound(line: Callable[[Calculation], ThresholdLine | None], at: int) -> Callable[[Calculation], float | None]:
    def bound(row: Calculation) -> float | None:
        found = line(row)
        return None if found is None or found.bands is None else found.bands.bounds[at]

    return bound


def _stated(line: Callable[[Calculation], ThresholdLine | None]) -> Callable[[Calculation], str | None]:
    def stated(row: Calculation) -> str | None:
        found = line(row)
        return None if found is None or found.stated is None else str(found.stated)

    return stated


def _number(row: Calculation, line: ThresholdLine | None) -> float:
    return 0.0 if line is None else float(row.choice.book.number(line.key))


def _cells(row: str) -> list[str]:
    return [f"INDEX({THRESHOLDS}[{figure}],{row})" for figure in _FIGURES]


def _rates(row: str) -> str:
    return f'OR(COUNT({",".join(_cells(row))})>0,INDEX({THRESHOLDS}[Stated rating],{row})<>"")'


def _signs(row: str) -> str:
    """Bounds and stated rating as one text, to compare with another row's; a blank is not 0."""
    return '&"|"&'.join([*_cells(row), f"INDEX({THRESHOLDS}[Stated rating],{row})"])
