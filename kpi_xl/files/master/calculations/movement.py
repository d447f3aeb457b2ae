"""Columns of Calculations that set the value beside its target and beside the value it is compared with."""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.references import (
    BOUNDS,
    RESULTS,
    SELECTED_NUMBER,
    SELECTED_PREVIOUS,
    SELECTED_YEAR_AGO,
    key_row,
    looked_up,
)
from kpi_xl.model.master import Result
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.travel import Travel, comparable
from kpi_xl.rules.rating.variance import distance_from_amber

Column = FormulaColumn[Calculation]

_IN_RANGE = f'[Better when]="{Polarity.IN_RANGE}"'
_SMALL_NOISE = 10
"""Decimals that differences keep: what is beyond comes from binary fractions, not from anybody's figures."""


def _compared(row: Calculation) -> Result | None:
    """The row compared with, whether or not it holds a value; None where the two may not be set side by side."""
    now, then = row.choice.period, row.compared
    if row.result is None or row.kpi.redefined_between(then, now):
        return None
    return row.result_in(then) if comparable(now, then, cumulative=row.cumulative) else None


def _before_row() -> str:
    start = f"{SELECTED_NUMBER}-[Quarters back]"
    redefined = f'AND([Redefined]<>"",{start}<[Redefined],[Redefined]<={SELECTED_NUMBER})'
    found = key_row('[Ref]&"|"&[Compared with]', RESULTS)
    return f"IF(OR([Row]=0,AND([Cumulative]=1,[Quarters back]<>4),{redefined}),0,{found})"


def _gap(value: str) -> str:
    """How far outside green a value is, 0 inside."""
    low, high = BOUNDS[:2]
    return f'MAX(0,IF({low}="",0,{low}-{value}),IF({high}="",0,{value}-{high}))'


def _travel() -> str:
    closer = f"ROUND({_gap('[Before value]')}-{_gap('[Value]')},{_SMALL_NOISE})"
    in_range = f'IF({closer}=0,"{Travel.NO_CHANGE}",IF({closer}>0,"{Travel.IMPROVED}","{Travel.WORSENED}"))'
    one_way = (
        f'IF(([Value]>[Before value])=([Better when]="{Polarity.HIGHER}"),"{Travel.IMPROVED}","{Travel.WORSENED}")'
    )
    no_range = f"AND({_IN_RANGE},COUNT({BOUNDS[0]},{BOUNDS[1]})=0)"
    return (
        f'IF([Row]=0,"",IF(OR([Value]="",[Before value]="",[Better when]="{Polarity.NONE}",{no_range}),'
        f'"{Travel.NOT_COMPARABLE}",IF(ROUND([Value],[Decimals])=ROUND([Before value],[Decimals]),'
        f'"{Travel.NO_CHANGE}",IF({_IN_RANGE},{in_range},{one_way}))))'
    )


def _change() -> str:
    now, then = "ROUND([Value],[Decimals])", "ROUND([Before value],[Decimals])"
    moved = f"ROUND({now}-{then},[Decimals])"
    per_cent = f'IF({then}=0,"",{moved}*100/ABS({then}))'
    return f'IF(OR([Value]="",[Before value]=""),"",IF([Percentage]=1,{moved},{per_cent}))'


def _variance() -> str:
    low, high = BOUNDS[:2]
    value_less = "ROUND([Value]-{},{})".format
    in_range = (
        f'IF(AND({low}<>"",[Value]<{low}),{value_less(low, _SMALL_NOISE)},'
        f'IF(AND({high}<>"",[Value]>{high}),{value_less(high, _SMALL_NOISE)},0))'
    )
    plain = f'IF([Target]="","",{value_less("[Target]", _SMALL_NOISE)})'
    return f'IF([Value]="","",IF(AND({_IN_RANGE},COUNT({",".join(BOUNDS)})>0),{in_range},{plain}))'


def _distance() -> str:
    green_low, green_high, low, high = BOUNDS

    def size(amber: str, green: str) -> str:
        return f'IF({amber}<>0,ABS({amber}),IF({green}="",1,IF({green}=0,1,ABS({green}))))'

    below = f'IF({low}="",-1E+99,ROUND({low}-[Value],{_SMALL_NOISE})/{size(low, green_low)})'
    above = f'IF({high}="",-1E+99,ROUND([Value]-{high},{_SMALL_NOISE})/{size(high, green_high)})'
    return f'IF(OR([Value]="",COUNT({low},{high})=0),"",ROUND(MAX({below},{above}),12))'


MOVEMENT: tuple[Column, ...] = (
    Column(
        "Compared with",
        f"IF([Quarters back]=1,{SELECTED_PREVIOUS},{SELECTED_YEAR_AGO})",
        lambda row: str(row.compared),
        "id",
    ),
    Column("Before row", _before_row(), lambda row: float(row.position(_compared(row))), "number"),
    Column(
        "Before value",
        looked_up(f"{RESULTS}[Value]", "[Before row]"),
        lambda row: None if row.line is None or row.line.before is None else row.line.before.value,
        "number",
    ),
    Column(
        "Before rating",
        f'IF([Before value]="","",INDEX({RESULTS}[Rating],[Before row]))',
        lambda row: None if row.line is None or row.line.before is None else str(row.line.before.outcome),
        "rag",
        18,
    ),
    Column(
        "Direction of travel", _travel(), lambda row: None if row.line is None else str(row.line.travel), "text", 16
    ),
    Column(
        "Change",
        _change(),
        lambda row: None if row.line is None or row.line.before is None else row.line.change.amount,
        "number",
    ),
    Column("Variance", _variance(), lambda row: None if row.line is None else row.line.variance, "number"),
    Column(
        "Distance from amber",
        _distance(),
        lambda row: None if row.line is None else distance_from_amber(row.line.result.value, row.line.result.bands),
        "number",
    ),
)
"""What is compared with is as published. Change is in points for a percentage, else per cent of the value before."""
