"""The lists of What changed: thresholds that changed, with their approval, and KPIs apart from the counts."""

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.columns import CALCULATION_TABLE
from kpi_xl.files.master.calculations.ranked import Ranked
from kpi_xl.files.master.calculations.references import CALCULATIONS
from kpi_xl.files.master.calculations.threshold_changes import THRESHOLD_CHANGE_TABLE, ChangeSlot
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.rules.comparison.like_for_like import LikeForLike
from kpi_xl.rules.words.threshold_words import threshold_words

_NAME, _WORDS, _REASON = 36, 30, 30
_SPARE_HEIGHT = 18.0
_HEADERS = [
    "KPI",
    "Thresholds before",
    "Thresholds now",
    "Reason",
    "Approved by",
    "Approved on",
    "Last rating re-rated",
]
_SHOWN = {"Old thresholds": "text", "New thresholds": "text", "Reason": "note", "Approved by": "text"}
_APART_HEADERS = ["KPI", "What", "Before", "Now", "Directorate"]
RANK = "Apart rank"


def rooms(draft: MasterDraft) -> tuple[int, int]:
    """How many rows list changed thresholds, and KPIs that stand apart."""
    most = max((_apart_in(shift) for shift in draft.shifts), default=0)
    return len(draft.threshold_changes), max(1, most)


def _apart_in(shift: LikeForLike) -> int:
    groups = (shift.added, shift.removed, shift.redefined, shift.newly_rated, shift.no_longer_rated)
    return sum(map(len, groups))


def write_thresholds(page: MasterPage, row: int) -> int:
    slots = page.draft.threshold_changes
    page.table_of("tblThresholdsChanged", row, len(slots), _HEADERS)
    page.height(row, 18)
    height, most = _height(page.draft), max((len(shift.thresholds) for shift in page.draft.shifts), default=0)
    for number, slot in enumerate(slots, start=row + 1):
        page.height(number, height if slot.number <= most else _SPARE_HEIGHT)
        _write_change(page, number, slot)
    return row + len(slots) + 1


def _write_change(page: MasterPage, row: int, slot: ChangeSlot) -> None:
    figures = {
        column.header: page.draft.threshold_change(slot, column.header) for column in THRESHOLD_CHANGE_TABLE.columns
    }
    link, words = figures["Link"].formula, f'{figures["Ref"].formula}&" "&{figures["KPI"].formula}'
    named = None if slot.row is None else f"{slot.row.kpi.kpi_id} {slot.row.kpi.name}"
    formula = f'IF({figures["Row"].formula}=0,"",IF({link}="",{words},HYPERLINK({link},{words})))'
    page.formula_cell(row, 1, FormulaCell(formula, named), "link_cell")
    for column, (header, role) in enumerate(_SHOWN.items(), start=2):
        page.formula_cell(row, column, figures[header], role)
    page.formula_cell(row, 6, figures["Approved on"], page.formats("date", align="left", indent=1))
    page.formula_cell(row, 7, figures["Last rating re-rated"], "text")


def _height(draft: MasterDraft) -> float:
    """One height for all rows, for the longest words of any quarter's changes."""
    changes = [change for shift in draft.shifts for change in shift.thresholds]
    texts = [(one.kpi.name + " " * 8, _NAME) for one in changes]
    texts += [(threshold_words(one.kpi.measure, one.old_target, one.old, None), _WORDS) for one in changes]
    texts += [(threshold_words(one.kpi.measure, one.new_target, one.new, None), _WORDS) for one in changes]
    texts += [(one.version.reason, _REASON) for one in changes if one.version is not None]
    return max((text_height(text, width) for text, width in texts), default=18.0)


def write_apart(page: MasterPage, row: int) -> int:
    count = rooms(page.draft)[1]
    page.table_of("tblApart", row, count, _APART_HEADERS)
    page.height(row, 18)
    listed = _apart(page.draft)
    height = max(text_height(kpi.name + " " * 8, _NAME) for kpi in page.draft.shown) if page.draft.shown else 18.0
    for number in range(1, count + 1):
        page.height(row + number, height)
        _write_apart(page, row + number, number, listed.get(number))
    page.rag(row + 1, row + count, 3)
    page.rag(row + 1, row + count, 4)
    return row + count + 1


def _apart(draft: MasterDraft) -> dict[int, Calculation]:
    rank = CALCULATION_TABLE.column(RANK)
    return {int(place): row for row in draft.choice.rows if isinstance(place := rank.value(row), float) and place}


def _write_apart(page: MasterPage, row: int, number: int, kpi: Calculation | None) -> None:
    ranked = Ranked(RANK, str(number), kpi, shown_if=f"{number}<=MAX({CALCULATIONS}[{RANK}])")
    page.formula_cell(row, 1, ranked.link(also="KPI"), "link_cell")
    page.formula_cell(row, 2, ranked.of_calculations("Group"), "text")
    page.formula_cell(row, 3, ranked.of_calculations("Previous rating"), page.formats("rag", valign="top"))
    page.formula_cell(row, 4, ranked.of_calculations("Rating now"), page.formats("rag", valign="top"))
    page.formula_cell(row, 5, ranked.of_calculations("Directorate"), "text")
