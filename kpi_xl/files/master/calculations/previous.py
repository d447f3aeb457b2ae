"""Columns of Calculations on the quarter before the one shown: what it published, and that under thresholds of now.

They follow the quarter chosen and not the thresholds chosen: published against published is what they explain.
"""

from kpi_xl.files.house_style.bulk_rows import ABOVE
from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.house_style.rag_formula import decided_formula, is_rating_formula
from kpi_xl.files.master.calculations.calculation import (
    ADDED,
    BOTH,
    GONE_UNRATED,
    NEITHER,
    NEWLY,
    REDEFINED,
    REMOVED,
    Calculation,
)
from kpi_xl.files.master.calculations.references import RESULTS, SELECTED_NUMBER, SELECTED_PREVIOUS, key_row, looked_up
from kpi_xl.files.master.calculations.rerating import Rerating, threshold_columns
from kpi_xl.rules.comparison.rerate import result_under

Column = FormulaColumn[Calculation]

BEFORE = Rerating(
    prefix="Previous ",
    result=lambda row: row.previous,
    other=lambda row: None if row.previous is None else row.result,
    row="[Previous row]",
    other_row="[Row]",
    number=f"({SELECTED_NUMBER}-1)",
    other_number=SELECTED_NUMBER,
)

_BOUNDS = ("[New green from]", "[New green to]", "[New amber from]", "[New amber to]")
_NEW = ("New green from", "New green to", "New amber from", "New amber to", "New stated rating")


def _rerated(row: Calculation) -> str | None:
    if row.previous is None:
        return None
    if row.result is None:
        return str(row.previous.outcome)
    return str(result_under(row.choice.rulebook, row.kpi, row.previous, row.result).outcome)


def _now(row: Calculation) -> str | None:
    return None if row.result is None else str(row.result.outcome)


def _group_formula() -> str:
    before, now = (is_rating_formula(word) for word in ("[Previous rating]", "[Rating now]"))
    redefined = f'AND([Redefined]<>"",[Redefined]={SELECTED_NUMBER})'
    both = (
        f'IF({redefined},"{REDEFINED}",IF({before},IF({now},"{BOTH}","{GONE_UNRATED}"),'
        f'IF({now},"{NEWLY}","{NEITHER}")))'
    )
    here = f'IF([Previous row]>0,IF([Row]>0,{both},"{REMOVED}"),IF([Row]>0,"{ADDED}",""))'
    gone = f'IF(AND([In rulebook]=0,[Previous row]>0,[Row]=0),"{REMOVED}","")'
    return f"IF([Corporate]=1,{here},{gone})"


def _movement(row: Calculation) -> str:
    if row.choice.groups.get(row.kpi.kpi_id) != BOTH or row.previous is None or row.result is None:
        return ""
    return f"{row.previous.outcome} to {row.result.outcome}"


def _changed_so_far(row: Calculation) -> str:
    so_far = (one.kpi.kpi_id for one in row.choice.rows[: row.number] if one.kpi.kpi_id in row.choice.moved_thresholds)
    return "".join(f", {kpi_id}" for kpi_id in so_far)


PREVIOUS: tuple[Column, ...] = (
    Column(
        "Previous row",
        key_row(f'[Ref]&"|"&{SELECTED_PREVIOUS}', RESULTS),
        lambda row: float(row.position(row.previous)),
        "number",
    ),
    Column(
        "Previous rating",
        looked_up(f"{RESULTS}[Live rating]", "[Previous row]"),
        lambda row: None if row.previous is None else str(row.previous.outcome),
        "rag",
        18,
    ),
    *BEFORE.columns(),
    *threshold_columns(_NEW, "[Previous other threshold row]", BEFORE.new),
    Column(
        "Previous re-rated",
        'IF([Previous row]=0,"",IF([Previous thresholds differ]*[Previous rating is open]=1,'
        f"{decided_formula(f'INDEX({RESULTS}[Value],[Previous row])', _BOUNDS, '[New stated rating]')},"
        "[Previous rating]))",
        _rerated,
        "rag",
        18,
    ),
    Column("Rating now", looked_up(f"{RESULTS}[Live rating]", "[Row]"), _now, "rag", 18),
    Column("In rulebook", "", lambda row: float(row.known), "number"),
    Column("Group", _group_formula(), lambda row: row.choice.groups.get(row.kpi.kpi_id), "text", 22),
    Column(
        "Movement",
        f'IF([Group]="{BOTH}",[Previous rating]&" to "&[Rating now],"")',
        _movement,
        "text",
        18,
    ),
    Column(
        "Thresholds changed",
        "IF(AND([Corporate]=1,[Row]>0,[Previous row]>0),[Previous thresholds differ],0)",
        lambda row: float(row.kpi.kpi_id in row.choice.moved_thresholds),
        "number",
    ),
    Column(
        "Changed so far",
        f'IF([No]=1,"",{ABOVE})&IF([Thresholds changed]=1,", "&[Ref],"")',
        _changed_so_far,
        "text",
        24,
    ),
)
"""Previous re-rated is the published value of then under the thresholds of the quarter shown. Changed so far names the
KPIs down to this row whose thresholds changed: its last row names them all."""
