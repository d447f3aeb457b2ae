"""Exceptions: every Red, then Amber that got worse, with why and what is being done, for the quarter chosen.

Which KPIs are listed is a choice of the reader's, so each row looks up whatever KPI has its number.
"""

from collections.abc import Callable, Iterable

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.calculation import Calculation, Choice
from kpi_xl.files.master.calculations.figure_words import whole
from kpi_xl.files.master.calculations.ranked import Ranked
from kpi_xl.files.master.calculations.references import CALCULATIONS
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet
from kpi_xl.files.master.page.master_page import A3, MasterPage, text_height
from kpi_xl.files.master.page.sheet_names import EXCEPTIONS
from kpi_xl.model.kpi import Scope
from kpi_xl.model.master import Result
from kpi_xl.model.rating import Rating
from kpi_xl.model.selection import Selection
from kpi_xl.rules.master.exceptions import exceptions
from kpi_xl.rules.master.kpi_lines import corporate
from kpi_xl.rules.master.selected import lines_for

RANK = "Exception rank"
_COLUMNS = (
    ("No", 6),
    ("Ref", 8),
    ("KPI", 38),
    ("Directorate", 22),
    ("Rating", 11),
    ("Actual", 17),
    ("Target", 14),
    ("Variance", 12),
    ("Beyond amber line", 12),
    ("Direction of travel", 16),
    ("Cause", 38),
    ("Action", 40),
    ("Action owner", 22),
    ("Action due", 14),
)
_NUMBERS = (0, 5, 6, 7, 8)
_RATING, _LINE = 5, 9
_NAME_WIDTH, _TEXT_WIDTH = 38, 38
_HEADER = 7
_HIGHEST = 180.0
_LATE = 8
_NOTHING = "Nothing is Red, and no Amber got worse."


def write(draft: MasterDraft) -> None:
    page = MasterPage(draft, EXCEPTIONS, *(width for _, width in _COLUMNS))
    page.choice_heading("Exceptions", wide=len(_COLUMNS), about="Every Red, then every Amber that got worse")
    page.ways(3, 5)
    rows, printed = _possible(draft), _printed(draft)
    page.formula_cell(5, 1, _sentence(draft.choice, printed), page.formats("headline", text_wrap=False))
    page.height(5, 22)
    page.text(6, 1, _FOOTNOTE, page.formats("small_note", text_wrap=False))
    page.table_of("tblExceptions", _HEADER, rows, [header for header, _ in _COLUMNS], numbers=_NUMBERS)
    page.height(_HEADER, 30)
    listed = {rank: draft.choice.row_of[kpi_id] for kpi_id, rank in draft.choice.ranks.items()}
    height = _row_height(draft)
    for number in range(1, rows + 1):
        page.height(_HEADER + number, height)
        _write_row(page, _HEADER + number, number, listed.get(number))
    page.rag(_HEADER + 1, _HEADER + rows, _RATING)
    page.sheet.freeze_panes(_HEADER, 3)
    page.finish(_HEADER + printed, len(_COLUMNS), repeat=_HEADER, paper=A3, follows_choice=True)


SHEET = MasterSheet(EXCEPTIONS, "Every Red, then Amber that got worse, with cause, action, owner and date", write)


_FOOTNOTE = (
    "Farthest beyond its amber line first. Beyond amber line: the distance as a share of the line itself; below 0% the "
    "value is still within amber."
)


def _sentence(choice: Choice, printed: int) -> FormulaCell:
    """`printed` is how many rows the print area holds; where there are more, the sentence says so."""
    reds, ambers = (f"COUNTIF({CALCULATIONS}[Exception class],{number})" for number in (1, 2))
    more = f'IF({reds}+{ambers}>{printed}," (the first {printed:,} are printed)","")'
    counted = f'{whole(reds)}&" Red, and "&{whole(ambers)}&" Amber that got worse"&{more}'
    return FormulaCell(f'IF({reds}+{ambers}=0,"{_NOTHING}",{counted})', _said(choice, printed))


def _said(choice: Choice, printed: int) -> str:
    lines = [row.line for row in choice.rows if row.kpi.kpi_id in choice.ranks]
    if not lines:
        return _NOTHING
    reds = sum(line is not None and line.result.outcome is Rating.RED for line in lines)
    more = f" (the first {printed:,} are printed)" if len(lines) > printed else ""
    return f"{reds:,} Red, and {len(lines) - reds:,} Amber that got worse{more}"


def _possible(draft: MasterDraft) -> int:
    """How many KPIs could be listed at all, if every one of them were Red."""
    reported = {result.kpi_id for result in draft.master.results}
    kpis = draft.rulebook.kpis.values()
    return max(1, sum(kpi.scope is Scope.CORPORATE and kpi.kpi_id in reported for kpi in kpis))


def _printed(draft: MasterDraft) -> int:
    """The most exceptions of any quarter as published, and of late ones by the newest thresholds: paper has no use for
    blank rows. Where a choice nobody foresaw has more, the sentence on the sheet says so.
    """
    newest = draft.periods[-1]
    rerated = (Selection(one, newest) for one in draft.periods[-_LATE:])
    choices = {draft.selection, *map(Selection, draft.periods), *rerated}
    found = (exceptions(corporate(lines_for(draft.rulebook, draft.master, one))) for one in choices)
    return max(1, *map(len, found))


def _row_height(draft: MasterDraft) -> float:
    """One height for all rows, for the longest words that may come to stand in any of them."""
    listed = [one for one in draft.master.results if one.outcome in (Rating.RED, Rating.AMBER)]
    texts: Iterable[str] = (text for one in listed for text in (one.words.cause, one.words.action))
    needed = [text_height(text, _TEXT_WIDTH, least=2) for text in texts]
    names = [text_height(kpi.name, _NAME_WIDTH, least=2) for kpi in draft.shown]
    return min(_HIGHEST, max(needed + names, default=30.0))


_CALCULATED = (
    *(("KPI", "text"), ("Directorate", "text"), ("Outcome", "rag"), ("Actual words", "number")),
    *(("Target words", "number"), ("Variance words", "number"), ("Distance from amber", "share")),
    ("Travel shown", "text"),
)
_RESULT: tuple[tuple[str, Callable[[Result], str]], ...] = (
    ("Cause", lambda result: result.words.cause),
    ("Action", lambda result: result.words.action),
    ("Action owner", lambda result: result.words.owner),
    ("Action due", lambda result: result.words.due),
)
NOT_GIVEN = "Not given"


def _write_row(page: MasterPage, row: int, number: int, kpi: Calculation | None) -> None:
    looks = {
        "rag": page.formats("rag", valign="top"),
        "number": page.formats("number", num_format="@", text_wrap=True),
        "share": page.formats("number", num_format="0%"),
    }
    place = FormulaCell(f'IF({number}>MAX({CALCULATIONS}[{RANK}]),"",{number})', None if kpi is None else float(number))
    page.formula_cell(row, 1, place, page.formats("number", num_format="0"))
    ranked = Ranked(RANK, f"$A{row}", kpi)
    page.formula_cell(row, 2, ranked.link(), "link_cell")
    for column, (header, role) in enumerate(_CALCULATED, start=3):
        page.formula_cell(row, column, ranked.of_calculations(header), looks.get(role, role))
    for column, (header, words) in enumerate(_RESULT, start=3 + len(_CALCULATED)):
        page.formula_cell(row, column, ranked.of_results(header, words, NOT_GIVEN), "text")
