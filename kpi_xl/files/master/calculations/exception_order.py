"""Columns of Calculations that put the exceptions in order: every Red, then each Amber that got worse."""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.references import CALCULATIONS
from kpi_xl.model.rating import Rating
from kpi_xl.rules.master.exceptions import NO_LINE, distance
from kpi_xl.rules.rating.travel import Travel

Column = FormulaColumn[Calculation]


def _class(row: Calculation) -> float:
    if row.line is None or row.kpi.kpi_id not in row.choice.ranks:
        return 0.0
    return 1.0 if row.line.result.outcome is Rating.RED else 2.0


def _sorted_by(row: Calculation) -> float:
    found = NO_LINE if row.line is None else distance(row.line)
    return _LAST if found == NO_LINE else found


_LAST = -1e99
_BEFORE = (
    f"({CALCULATIONS}[Exception class]=[Exception class])*(({CALCULATIONS}[Sorted by]>[Sorted by])"
    f"+({CALCULATIONS}[Sorted by]=[Sorted by])*({CALCULATIONS}[No]<[No]))"
)

EXCEPTIONS: tuple[Column, ...] = (
    Column(
        "Exception class",
        f'IF([Counted]=0,0,IF([Outcome]="{Rating.RED}",1,'
        f'IF(AND([Outcome]="{Rating.AMBER}",[Direction of travel]="{Travel.WORSENED}"),2,0)))',
        _class,
        "number",
    ),
    Column("Sorted by", 'IF([Distance from amber]="",-1E+99,[Distance from amber])', _sorted_by, "number"),
    Column(
        "Exception rank",
        "IF([Exception class]=0,0,1"
        f"+SUMPRODUCT(({CALCULATIONS}[Exception class]>0)*({CALCULATIONS}[Exception class]<[Exception class]))"
        f"+SUMPRODUCT({_BEFORE}))",
        lambda row: float(row.choice.ranks.get(row.kpi.kpi_id, 0)),
        "number",
    ),
)
"""Class 1 is Red, 2 Amber that got worse, 0 no exception. Rank counts from 1 without ties; 0 is no exception."""
