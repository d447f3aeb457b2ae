"""What changed: the quarter chosen beside the one before it, and whether targets or performance made the difference."""

from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.what_changed.components import write_components
from kpi_xl.files.master.what_changed.effects import write_effects
from kpi_xl.files.master.what_changed.lists import rooms, write_apart, write_thresholds
from kpi_xl.files.master.what_changed.movement import write_movement
from kpi_xl.files.master.what_changed.section import WIDTHS, one_line, sentence, title
from kpi_xl.files.master.what_changed.sentences import (
    basis_note,
    compared_quarters,
    compares,
    effect,
    moved,
    sets,
    thresholds_listed,
)
from kpi_xl.model.rating import Rating

_RERATED = (
    "Re-rated: the values of the quarter before under the thresholds of now. Target effect: what changed thresholds "
    "alone did to the count. Performance effect: what changed values alone did."
)


def write(draft: MasterDraft) -> None:
    page = MasterPage(draft, SHEET.name, *WIDTHS)
    page.choice_heading(SHEET.name, wide=len(WIDTHS))
    page.formula_cell(2, 1, compared_quarters(draft.choice, "corporate KPIs"), "subtitle")
    page.ways(1, 2)
    page.formula_cell(5, 1, moved(draft.choice), page.formats("headline", text_wrap=False))
    page.height(5, 24)
    sentence(page, 6, compares(draft.choice), [shift.comparability for shift in draft.shifts])
    title(page, 10, "How ratings moved", "Each column is the rating now. The KPIs are named under their number.")
    row = write_movement(page, 12)
    title(page, row + 1, "Target effect and performance effect", _RERATED)
    row, reds = write_effects(page, row + 3)
    page.formula_cell(7, 1, effect(draft.choice, draft.choice.shift.council, Rating.RED, reds), one_line(page))
    page.formula_cell(8, 1, basis_note(draft.choice), page.formats("small_note", text_wrap=False))
    for_thresholds, for_apart = rooms(draft)
    title(page, row + 1, "Thresholds changed", thresholds_listed(draft.choice, for_thresholds))
    row = write_thresholds(page, row + 3)
    title(page, row + 1, "KPIs added, removed or redefined, or rated once", sets(draft.choice, for_apart))
    row = write_apart(page, row + 3)
    row = write_components(page, row + 1)
    page.sheet.freeze_panes(4, 0)
    page.finish(row - 1, len(WIDTHS), follows_choice=True)


SHEET = MasterSheet(
    "What changed",
    "Who moved since the quarter before, and whether performance or a changed threshold moved them",
    write,
)
