"""Columns of Calculations for What changed: which KPIs made each move, what stands apart, and values to set beside.

No function of Excel 2016 joins the texts of some rows, so a column grows down the table and its last cell holds all.
"""

from collections.abc import Callable

from kpi_xl.files.house_style.bulk_rows import ABOVE
from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import ADDED, GONE_UNRATED, NEWLY, REDEFINED, REMOVED, Calculation
from kpi_xl.files.master.calculations.references import (
    CALCULATIONS,
    RESULTS,
    SELECTED_NUMBER,
    SELECTED_YEAR_AGO,
    key_row,
    looked_up,
)
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.rules.rating.travel import comparable

Column = FormulaColumn[Calculation]

APART = (ADDED, REMOVED, REDEFINED, NEWLY, GONE_UNRATED)
"""The groups listed by name, in their order on the sheet."""

MOVES = tuple((before, now) for before in Rating for now in Rating)
NO_QUARTER_BEFORE = f"SUM({CALCULATIONS}[Previous row])=0"


def move_header(before: Rating, now: Rating) -> str:
    return f"{before} to {now} so far"


def _moved_so_far(before: Rating, now: Rating) -> Column:
    def value(row: Calculation) -> str:
        choice = row.choice
        kpi_ids = (one for one in choice.shift.movement[before, now] if choice.row_of[one].number <= row.number)
        return "".join(f", {kpi_id}" for kpi_id in kpi_ids)

    formula = f'IF([No]=1,"",{ABOVE})&IF([Movement]="{before} to {now}",", "&[Ref],"")'
    return Column(move_header(before, now), formula, value, "text", 20)


def _class(row: Calculation) -> float:
    group = row.choice.groups.get(row.kpi.kpi_id)
    return float(APART.index(group) + 1) if group in APART and row.choice.has_quarter_before else 0.0


def _apart_rank(row: Calculation) -> float:
    if not _class(row):
        return 0.0
    own = (_class(row), row.number)
    return float(1 + sum((_class(one), one.number) < own for one in row.choice.rows if _class(one)))


def _change_rank(row: Calculation) -> float:
    moved = row.choice.moved_thresholds
    if row.kpi.kpi_id not in moved:
        return 0.0
    return float(sum(row.choice.row_of[kpi_id].number <= row.number for kpi_id in moved))


def _value_in(period_of: Callable[[Period], Period]) -> Callable[[Calculation], float | None]:
    """The value of another quarter, None where it may not be set beside that of the quarter shown."""

    def value(row: Calculation) -> float | None:
        now, then = row.choice.period, period_of(row.choice.period)
        if not comparable(now, then, cumulative=row.cumulative) or row.kpi.redefined_between(then, now):
            return None
        found = row.result_in(then)
        return None if found is None else found.value

    return value


def _unless_redefined(quarters: int, found: str, also: str = "FALSE") -> str:
    since = f"{SELECTED_NUMBER}-{quarters}<[Redefined]"
    return f'IF(OR({also},AND([Redefined]<>"",{since},[Redefined]<={SELECTED_NUMBER})),"",{found})'


_CLASSES = "".join(f'IF([Group]="{group}",{number},' for number, group in enumerate(APART, start=1))
_THEIRS = f"{CALCULATIONS}[Apart class]"
_BEFORE = f"({_THEIRS}>0)*(({_THEIRS}<[Apart class])+({_THEIRS}=[Apart class])*({CALCULATIONS}[No]<[No]))"

CHANGES: tuple[Column, ...] = (
    *(_moved_so_far(before, now) for before, now in MOVES),
    Column("Apart class", f"IF({NO_QUARTER_BEFORE},0,{_CLASSES}0{')' * len(APART)})", _class, "number"),
    Column("Apart rank", f"IF([Apart class]=0,0,1+SUMPRODUCT({_BEFORE}))", _apart_rank, "number"),
    Column(
        "Threshold change rank",
        f"IF([Thresholds changed]=0,0,SUMPRODUCT(({CALCULATIONS}[Thresholds changed]=1)*({CALCULATIONS}[No]<=[No])))",
        _change_rank,
        "number",
    ),
    Column(
        "Value the quarter before",
        _unless_redefined(1, looked_up(f"{RESULTS}[Value]", "[Previous row]"), "[Cumulative]=1"),
        _value_in(lambda period: period.previous),
        "number",
    ),
    Column(
        "Row a year before",
        key_row(f'[Ref]&"|"&{SELECTED_YEAR_AGO}', RESULTS),
        lambda row: float(row.position(row.result_in(row.choice.period.year_ago))),
        "number",
    ),
    Column(
        "Value a year before",
        _unless_redefined(4, looked_up(f"{RESULTS}[Value]", "[Row a year before]")),
        _value_in(lambda period: period.year_ago),
        "number",
    ),
)
"""Apart class counts the groups from 1, 0 for a KPI in none. Ranks count from 1 without ties; 0 is not listed."""
