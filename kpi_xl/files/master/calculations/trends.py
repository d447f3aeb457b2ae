"""The columns of Trends: the last quarters of every KPI up to the one chosen, and the figures its charts draw."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kpi_xl.files.house_style.bulk_rows import ABOVE, NOT_AVAILABLE
from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.house_style.rag_formula import band_formula, is_rating_formula
from kpi_xl.files.master.calculations.calculation import Calculation, number_of_period
from kpi_xl.files.master.calculations.formula_table import FormulaTable
from kpi_xl.files.master.calculations.references import (
    PERIODS,
    RESULTS,
    SELECTED_NUMBER,
    THRESHOLDS,
    TRENDS,
    key_row,
    looked_up,
)
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result, result_key
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.comparison.threshold_book import ThresholdLine
from kpi_xl.rules.rating.rate import is_open, rate
from kpi_xl.rules.words.wording import value_decimals

LONGEST = 8
"""Quarters a trend shows."""

_MOST_EXTRA = 3
_KEY = '[Ref]&"|"&[Period]'
_BOUNDS = ("[Green from]", "[Green to]", "[Amber from]", "[Amber to]")


@dataclass(frozen=True)
class TrendRow:
    """One quarter of a KPI's trend: `back` quarters before its last. `number` is the row in the table, from 1.

    `block` are all the KPI's rows, this one among them. `first` is the number of the oldest quarter of the master.
    `whole_year` says the trend ends with the year.
    """

    number: int
    calculation: Calculation
    back: int
    first: int
    whole_year: bool
    block: "list[TrendRow]" = field(default_factory=list, compare=False, repr=False)

    @property
    def last_number(self) -> int:
        return self.number + self.back

    @cached_property
    def known(self) -> int:
        """How many of the KPI's quarters have a value, from the first down to this one."""
        return sum(row.figures[0] is not None for row in self.block if row.number <= self.number)

    @cached_property
    def latest(self) -> float | None:
        """The value as many places before the last value as this quarter is before the last; None before the first."""
        values = [row.figures[0] for row in self.block if row.figures[0] is not None]
        return values[-1 - self.back] if self.back < len(values) else None

    @cached_property
    def quarter(self) -> int:
        """The quarter's number, also where it is before the first."""
        chosen = number_of_period(self.calculation.choice.period)
        return (year_end(chosen) if self.whole_year else chosen) - self.back

    @cached_property
    def period(self) -> Period | None:
        if self.quarter < self.first:
            return None
        year = (self.quarter - 1) // 4
        return Period(year, self.quarter - 4 * year)

    @cached_property
    def result(self) -> Result | None:
        """As published; None too in a quarter after the one chosen."""
        if self.period is None or self.period > self.calculation.choice.period:
            return None
        return self.calculation.result_in(self.period)

    @cached_property
    def line(self) -> ThresholdLine | None:
        """What decided the result, or without one the version in force."""
        if self.period is None:
            return None
        book, result = self.calculation.choice.book, self.result
        key = result_key(self.calculation.kpi.kpi_id, self.period) if result is None else book.key_of(result)
        return book.line(key)

    @property
    def figures(self) -> tuple[float | None, ...]:
        """The actual, the target and the four bounds, None where there is none."""
        value, line = None if self.result is None else self.result.value, self.line
        bounds = (None,) * 4 if line is None or line.bands is None else line.bands.bounds
        return (value, None if line is None else line.target, *bounds)


def year_end(number: int) -> int:
    """The number of the last quarter of the financial year a quarter is in."""
    return 4 * ((number + 3) // 4)


def follows_profile(rulebook: Rulebook, kpi: Kpi) -> bool:
    """Whether the year's targets are set quarter by quarter, so that its trend shows the whole of a year."""
    return any(version.profiled for version in rulebook.thresholds.get(kpi.kpi_id, ()))


def trend_rows(rows: Iterable[Calculation], periods: list[Period]) -> Iterator[TrendRow]:
    """The rows of each of these KPIs, oldest first; fewer than LONGEST where the master itself is younger."""
    first, last = number_of_period(periods[0]), number_of_period(periods[-1])
    number = 0
    for row in rows:
        whole_year = follows_profile(row.choice.rulebook, row.kpi)
        length = min(LONGEST, (year_end(last) if whole_year else last) - first + 1)
        block: list[TrendRow] = []
        for back in reversed(range(length)):
            number += 1
            block.append(TrendRow(number, row, back, first, whole_year, block))
        yield from block


def _label() -> str:
    year = "INT(([Number]-1)/4)"
    words = f'{year}&"/"&TEXT(MOD({year}+1,100),"00")&" Q"&([Number]-4*{year})'
    return f'IF([Number]<MIN({PERIODS}[Number]),"",{words})'


def _decimals(row: TrendRow) -> float:
    """As rules/words/wording.py shows a value (rating rule 2), with up to three more."""
    kpi = row.calculation.kpi
    return float(kpi.decimals if row.result is None else value_decimals(kpi, row.result, _MOST_EXTRA))


def _decimals_formula() -> str:
    formula = f"[Decimals]+{_MOST_EXTRA}"
    for extra in reversed(range(_MOST_EXTRA)):
        word = band_formula(f"ROUND([Actual],[Decimals]+{extra})", _BOUNDS)
        formula = f"IF({word}=[By bands],[Decimals]+{extra},{formula})"
    return f'IF([By bands]="",[Decimals],{formula})'


def _by_bands(row: TrendRow) -> str | None:
    result = row.result
    if result is None or result.value is None or result.bands is None or not result.rated or is_open(result.bands):
        return None
    return str(rate(result.value, result.bands))


def _figure(at: int) -> Callable[[TrendRow], float | None]:
    return lambda row: row.figures[at]


def _drawn(at: int) -> Callable[[TrendRow], float | str]:
    def drawn(row: TrendRow) -> float | str:
        figure = row.figures[at]
        return NOT_AVAILABLE if figure is None else figure

    return drawn


FIGURES = ("Actual", "Target", "Green from", "Green to", "Amber from", "Amber to")

Column = FormulaColumn[TrendRow]

_COLUMNS: tuple[Column, ...] = (
    Column("Ref", "", lambda row: row.calculation.kpi.kpi_id, "id", 10),
    Column("Quarters before the last", "", lambda row: float(row.back), "number"),
    Column("Quarters", "", lambda row: float(len(row.block)), "number"),
    Column("Whole year", "", lambda row: float(row.whole_year), "number"),
    Column("Decimals", "", lambda row: float(row.calculation.kpi.decimals), "number"),
    Column(
        "Number",
        f"IF([Whole year]=1,4*INT(({SELECTED_NUMBER}+3)/4),{SELECTED_NUMBER})-[Quarters before the last]",
        lambda row: float(row.quarter),
        "number",
    ),
    Column("Period", _label(), lambda row: None if row.period is None else str(row.period), "id", 13),
    Column(
        "Row",
        f'IF(OR([Period]="",[Number]>{SELECTED_NUMBER}),0,{key_row(_KEY, RESULTS)})',
        lambda row: float(row.calculation.position(row.result)),
        "number",
    ),
    Column(
        "Threshold row",
        f'IF([Row]>0,INDEX({RESULTS}[Threshold row],[Row]),IF([Period]="",0,{key_row(_KEY, THRESHOLDS)}))',
        lambda row: 0.0 if row.line is None else float(row.calculation.choice.book.number(row.line.key)),
        "number",
    ),
    Column("Actual", looked_up(f"{RESULTS}[Value]", "[Row]"), _figure(0), "number"),
    *(
        Column(name, looked_up(f"{THRESHOLDS}[{name}]", "[Threshold row]"), _figure(at), "number")
        for at, name in enumerate(FIGURES[1:], start=1)
    ),
    Column(
        "Rating",
        looked_up(f"{RESULTS}[Live rating]", "[Row]"),
        lambda row: None if row.result is None else str(row.result.outcome),
        "rag",
        18,
    ),
    Column(
        "By bands",
        f'IF(OR([Actual]="",COUNT({",".join(_BOUNDS)})=0,NOT({is_rating_formula("[Rating]")})),"",'
        f"{band_formula('[Actual]', _BOUNDS)})",
        _by_bands,
        "rag",
        18,
    ),
    Column("Decimals shown", _decimals_formula(), _decimals, "number"),
    Column("Last row", "", lambda row: float(row.last_number), "number"),
    Column(
        "Known so far",
        f'IF([Quarters before the last]=[Quarters]-1,0,{ABOVE})+IF([Actual]="",0,1)',
        lambda row: float(row.known),
        "number",
    ),
    Column(
        "Known key",
        'IF([Actual]="","",[Ref]&"|"&[Known so far])',
        lambda row: None if row.figures[0] is None else f"{row.calculation.kpi.kpi_id}|{row.known}",
        "id",
        14,
    ),
    Column(
        "Sparkline",
        f'IFERROR(INDEX({TRENDS}[Actual],MATCH([Ref]&"|"&(INDEX({TRENDS}[Known so far],[Last row])'
        f"-[Quarters before the last]),{TRENDS}[Known key],0)),NA())",
        lambda row: NOT_AVAILABLE if row.latest is None else row.latest,
        "number",
    ),
    *(
        Column(f"{name} drawn", f'IF([{name}]="",NA(),[{name}])', _drawn(at), "number", 13)
        for at, name in enumerate(FIGURES)
    ),
)
"""What is drawn is #N/A where there is no figure: a chart leaves that out, and draws empty text as 0.
Sparkline holds the values without the gaps between them, the latest last, so that a small chart has none to leave out.
"""

TREND_TABLE = FormulaTable("Trends", TRENDS, _COLUMNS)
