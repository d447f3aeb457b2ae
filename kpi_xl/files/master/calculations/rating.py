"""Columns of Calculations for the quarter and thresholds chosen: value, bands, and the rating shown everywhere."""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.house_style.rag_formula import decided_formula, is_rating_formula, rag_formula
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.references import (
    BASIS_NUMBER,
    BOUNDS,
    NOT_REPORTED,
    RESULTS,
    SELECTED_NUMBER,
    SELECTED_PERIOD,
    SELECTED_THRESHOLDS,
    THRESHOLDS,
    key_row,
    looked_up,
)
from kpi_xl.files.master.calculations.rerating import Rerating, threshold_columns
from kpi_xl.model.selection import AS_PUBLISHED
from kpi_xl.rules.comparison.threshold_book import ThresholdLine
from kpi_xl.rules.rating.rate import rate
from kpi_xl.rules.words.wording import value_decimals

Column = FormulaColumn[Calculation]

CHOSEN = Rerating(
    prefix="",
    result=lambda row: row.result,
    other=lambda row: row.basis,
    row="[Row]",
    other_row="[Row of thresholds]",
    number=SELECTED_NUMBER,
    other_number=BASIS_NUMBER,
)

_MOST_EXTRA = 3
_BASIS_ROW = f'IF(OR([Row]=0,{SELECTED_THRESHOLDS}="{AS_PUBLISHED}"),0,{{row}})'


def threshold_line(row: Calculation) -> ThresholdLine | None:
    return CHOSEN.new(row) if CHOSEN.rerated(row) else CHOSEN.own(row)


def _value(row: Calculation) -> float | None:
    return None if row.result is None else row.result.value


def _outcome(row: Calculation) -> str:
    return NOT_REPORTED if row.line is None else str(row.line.result.outcome)


def _sensitive(row: Calculation) -> float:
    return float(row.line is not None and row.line.result.rounding_sensitive)


def _by_bands(row: Calculation) -> str | None:
    return None if row.result is None else str(rate(row.result.value, row.line.result.bands))


def _decimals(row: Calculation) -> float:
    """The KPI's, more for a value that would otherwise print as another rating (rating rule 2)."""
    return float(row.kpi.decimals if row.line is None else value_decimals(row.kpi, row.line.result, _MOST_EXTRA))


def _rounded_word(extra: int) -> str:
    return rag_formula(f"ROUND([Value],[Decimals]+{extra})", BOUNDS)


def _decimals_formula() -> str:
    formula = f"[Decimals]+{_MOST_EXTRA}"
    for extra in reversed(range(_MOST_EXTRA)):
        formula = f"IF({_rounded_word(extra)}=[By bands],[Decimals]+{extra},{formula})"
    return f'IF(OR([Value]="",NOT({is_rating_formula("[Outcome]")}),COUNT({",".join(BOUNDS)})=0),[Decimals],{formula})'


RATING: tuple[Column, ...] = (
    Column(
        "Row", key_row(f'[Ref]&"|"&{SELECTED_PERIOD}', RESULTS), lambda row: float(row.position(row.result)), "number"
    ),
    Column(
        "Row of thresholds",
        _BASIS_ROW.format(row=key_row(f'[Ref]&"|"&{SELECTED_THRESHOLDS}', RESULTS)),
        lambda row: float(row.position(row.basis)),
        "number",
    ),
    Column(
        "Published",
        looked_up(f"{RESULTS}[Rating]", "[Row]"),
        lambda row: None if row.result is None else str(row.result.outcome),
        "rag",
        18,
    ),
    Column("Value", looked_up(f"{RESULTS}[Value]", "[Row]"), _value, "number"),
    *CHOSEN.columns(),
    Column(
        "Re-rated",
        "[Rating is open]*[Thresholds differ]",
        lambda row: float(CHOSEN.rerated(row)),
        "number",
    ),
    Column(
        "Threshold row",
        "IF([Re-rated]=1,[Other threshold row],[Own threshold row])",
        lambda row: 0.0 if (line := threshold_line(row)) is None else float(row.choice.book.number(line.key)),
        "number",
    ),
    Column(
        "Target",
        looked_up(f"{THRESHOLDS}[Target]", "[Threshold row]"),
        lambda row: None if row.line is None else row.line.result.target,
        "number",
    ),
    *threshold_columns(
        ("Green from", "Green to", "Amber from", "Amber to", "Stated rating"), "[Threshold row]", threshold_line
    ),
    Column(
        "Version",
        looked_up(f"{THRESHOLDS}[Version]", "[Threshold row]"),
        lambda row: None if (line := threshold_line(row)) is None else line.name or None,
        "text",
        24,
    ),
    Column(
        "Outcome",
        f'IF([Row]=0,"{NOT_REPORTED}",IF([Re-rated]=1,{decided_formula("[Value]", BOUNDS, "[Stated rating]")},'
        f"INDEX({RESULTS}[Live rating],[Row])))",
        _outcome,
        "rag",
        24,
    ),
    Column("By bands", f'IF([Row]=0,"",{rag_formula("[Value]", BOUNDS)})', _by_bands, "rag", 18),
    Column(
        "Rounding-sensitive",
        f"IF([Row]=0,0,IF([Re-rated]=1,IF({_rounded_word(0)}<>[By bands],1,0),"
        f'IF(INDEX({RESULTS}[Rounding sensitive],[Row])="Yes",1,0)))',
        _sensitive,
        "number",
    ),
    Column("Decimals shown", _decimals_formula(), _decimals, "number"),
    Column("Counted", "IF([Row]=0,0,[Corporate])", lambda row: float(row.counted), "number"),
)
"""Row is the KPI's row in Results, 0 when the quarter has none. Outcome is the word every sheet shows and counts."""
