"""The like-for-like split of What changed: published, re-rated and now, for the council and each part of it."""

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.calculation import BOTH
from kpi_xl.files.master.calculations.counts import CouncilPart
from kpi_xl.files.master.calculations.identity import directorate_shown
from kpi_xl.files.master.calculations.references import CALCULATIONS
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.what_changed.sentences import if_quarter_before
from kpi_xl.model.rating import Rating
from kpi_xl.rules.comparison.effects import Effects, effects

_KINDS = {"Council": "tblEffects", "Directorate": "tblEffectsByDirectorate", "Priority": "tblEffectsByPriority"}
_FIGURES = {"Published": "Previous rating", "Re-rated": "Previous re-rated", "Now": "Rating now"}
"""Headers, and the columns of Calculations they count."""

_EFFECTS = ("Target effect", "Performance effect")

Cells = tuple[str, str, str, str, str]


def write_effects(page: MasterPage, row: int) -> tuple[int, Cells]:
    """Three tables; gives the row below them and the cells of the council's Reds."""
    first = row + 1
    for kind, name in _KINDS.items():
        parts = [part for part in page.draft.parts if part.kind == kind]
        if parts:
            row = _write_kind(page, row, name, parts) + 1
    return row, (f"$C${first}", f"$D${first}", f"$E${first}", f"$F${first}", f"$G${first}")


def _write_kind(page: MasterPage, row: int, name: str, parts: list[CouncilPart]) -> int:
    headers = [parts[0].kind, "Rating", *_FIGURES, *_EFFECTS]
    ratings = list(reversed(Rating))
    page.table_of(name, row, len(parts) * len(ratings), headers, numbers=(2, 3, 4, 5, 6))
    page.height(row, 18)
    last = row
    for part in parts:
        found = effects_of(page.draft, part)
        for rating in ratings:
            last += 1
            _write_row(page, last, part, rating, found)
    page.rag(row + 1, last, 2)
    return last + 1


def _write_row(page: MasterPage, row: int, part: CouncilPart, rating: Rating, found: Effects) -> None:
    page.text(row, 1, part.name, "text")
    page.text(row, 2, str(rating), "rag")
    count, signed = page.formats("number", num_format="#,##0"), page.formats("number", num_format="+#,##0;-#,##0;0")
    members = f'({CALCULATIONS}[Group]="{BOTH}")*({CALCULATIONS}[{part.kind}]=$A{row})'
    choice = page.draft.choice
    steps = (found.published, found.rerated, found.now)
    for column, (header, counts) in enumerate(zip(_FIGURES.values(), steps, strict=True), start=3):
        figure = FormulaCell(f"SUMPRODUCT({members}*({CALCULATIONS}[{header}]=$B{row}))", float(counts.of(rating)))
        page.formula_cell(row, column, if_quarter_before(choice, figure), count)
    for column, change, amount in ((6, "D{0}-C{0}", found.target(rating)), (7, "E{0}-D{0}", found.performance(rating))):
        page.formula_cell(
            row, column, if_quarter_before(choice, FormulaCell(change.format(row), float(amount))), signed
        )


def effects_of(draft: MasterDraft, part: CouncilPart) -> Effects:
    """What rules say of a part; no KPIs at all for one the comparison has none of."""
    shift = draft.choice.shift
    if part.kind == "Council":
        return shift.council
    if part.kind == "Priority":
        return shift.by_priority.get(part.name, effects(()))
    units = {directorate_shown(draft.rulebook, code): found for code, found in shift.by_unit.items()}
    return units.get(part.name, effects(()))
