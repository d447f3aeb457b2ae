"""Columns of Calculations for lists, whose rows hold another KPI at every choice: figures as text, and where it is.

A number format cannot follow the KPI a row happens to show, so its unit is written out.
"""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.figure_words import fixed, shown, typed_digits
from kpi_xl.files.master.calculations.rating import RATING
from kpi_xl.model.measure import PLAIN
from kpi_xl.rules.master.line_words import target_shown
from kpi_xl.rules.words.wording import digits, show

Column = FormulaColumn[Calculation]

_MOST_OF_A_DIFFERENCE = 3
_DECIMALS = next(one.value for one in RATING if one.header == "Decimals shown")

_AROUND = ('[Before figure]&""', '[After figure]&""', '[After a figure of 1]&""')
_SIGN_AFTER = 'IF(OR(LEFT([After figure],1)="%",[Before figure]="£"),[After figure],"")'
_TARGET_DIGITS = f"MAX([Decimals],{typed_digits('[Target]')})"


def _decimals(row: Calculation) -> int:
    return int(_DECIMALS(row) or 0)


def _actual(row: Calculation) -> str | None:
    if row.line is None or row.line.result.value is None:
        return None
    return show(row.line.result.value, row.kpi.measure, _decimals(row))


def _target_digits(row: Calculation) -> float:
    target = None if row.line is None else row.line.result.target
    return float(row.kpi.decimals if target is None else max(row.kpi.decimals, digits(target)))


def _target(row: Calculation) -> str | None:
    if row.line is None:
        return None
    target = target_shown(row.kpi, row.line.result)
    return target if isinstance(target, str) else show(target, row.kpi.measure.sign, int(_target_digits(row)))


def _variance_digits(row: Calculation) -> float:
    found = None if row.line is None else row.line.variance
    places = 0 if found is None else min(digits(found), _MOST_OF_A_DIFFERENCE)
    return float(max(_decimals(row), places))


def _variance(row: Calculation) -> str | None:
    if row.line is None or row.line.variance is None:
        return None
    words = show(row.line.variance, PLAIN, int(_variance_digits(row)))
    return words if words.startswith("-") or not words.strip("0.,") else f"+{words}"


def _variance_formula() -> str:
    rounded = "ROUND([Variance],[Variance digits])"
    sign = f'IF({rounded}>0,"+",IF({rounded}<0,"-",""))'
    return f'IF([Variance]="","",{sign}&{fixed("ABS([Variance])", "[Variance digits]")})'


LISTED: tuple[Column, ...] = (
    Column("Link", "", lambda row: row.choice.links.get(row.kpi.kpi_id), "id", 14),
    Column(
        "Actual words",
        f'IF([Value]="","",{shown("[Value]", "[Decimals shown]", *_AROUND)})',
        _actual,
        "text",
        18,
    ),
    Column("Target digits", f'IF([Target]="",[Decimals],{_TARGET_DIGITS})', _target_digits, "number"),
    Column(
        "Target words",
        f"IF(ISNUMBER([Target shown]),{shown('[Target]', '[Target digits]', _AROUND[0], _SIGN_AFTER, _SIGN_AFTER)},"
        '[Target shown]&"")',
        _target,
        "text",
        18,
    ),
    Column(
        "Variance digits",
        f'MAX([Decimals shown],IF([Variance]="",0,MIN({_MOST_OF_A_DIFFERENCE},{typed_digits("[Variance]")})))',
        _variance_digits,
        "number",
    ),
    Column("Variance words", _variance_formula(), _variance, "text", 12),
)
"""Link is where the KPI's own sheet is, for HYPERLINK; blank without one."""
