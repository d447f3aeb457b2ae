"""Exceptions: every Red, then Amber that got worse, with why and what is being done, for the quarter chosen.

Which KPIs are listed is a choice of the reader's, so each row looks up whatever KPI has its number.
"""

from collections.abc import Callable, Iterable

from kpi_xl.files.living.exception_words import exceptions_sentence
from kpi_xl.files.living.figure import Figure
from kpi_xl.files.living.now_row import NowRow
from kpi_xl.files.living.ranked import Ranked, now_column
from kpi_xl.files.living.references import NOW
from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import A3, MasterPage
from kpi_xl.files.master_sheets.sheet_names import EXCEPTIONS
from kpi_xl.files.master_sheets.text_height import text_height
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


def write(edition: Edition) -> None:
    if not edition.living:
        return
    page = MasterPage(edition, EXCEPTIONS, *(width for _, width in _COLUMNS))
    page.living_heading("Exceptions", wide=len(_COLUMNS), about="Every Red, then every Amber that got worse")
    page.ways(3, 5)
    rows, printed = _possible(edition), _printed(edition)
    page.figure(5, 1, exceptions_sentence(edition.choice, printed), page.formats("headline", text_wrap=False))
    page.height(5, 22)
    page.text(6, 1, _FOOTNOTE, page.formats("small_note", text_wrap=False))
    page.table_of("tblExceptions", _HEADER, rows, [header for header, _ in _COLUMNS], numbers=_NUMBERS)
    page.height(_HEADER, 30)
    listed = {rank: edition.choice.row_of[kpi_id] for kpi_id, rank in edition.choice.ranks.items()}
    height = _row_height(edition)
    for number in range(1, rows + 1):
        page.height(_HEADER + number, height)
        _write_row(page, _HEADER + number, number, listed.get(number))
    page.rag(_HEADER + 1, _HEADER + rows, _RATING)
    page.sheet.freeze_panes(_HEADER, 3)
    page.finish(_HEADER + printed, len(_COLUMNS), repeat=_HEADER, paper=A3, living=True)


_FOOTNOTE = (
    "Farthest beyond its amber line first. Beyond amber line: the distance as a share of the line itself; below 0% the "
    "value is still within amber."
)


def _possible(edition: Edition) -> int:
    """How many KPIs could be listed at all, if every one of them were Red."""
    reported = {result.kpi_id for result in edition.master.results}
    kpis = edition.rulebook.kpis.values()
    return max(1, sum(kpi.scope is Scope.CORPORATE and kpi.kpi_id in reported for kpi in kpis))


def _printed(edition: Edition) -> int:
    """The most exceptions of any quarter as published, and of late ones by the newest thresholds: paper has no use for
    blank rows. Where a choice nobody foresaw has more, the sentence on the sheet says so.
    """
    newest = edition.periods[-1]
    rerated = (Selection(one, newest) for one in edition.periods[-_LATE:])
    choices = {edition.selection, *map(Selection, edition.periods), *rerated}
    found = (exceptions(corporate(lines_for(edition.rulebook, edition.master, one))) for one in choices)
    return max(1, *map(len, found))


def _row_height(edition: Edition) -> float:
    """One height for all rows, for the longest words that may come to stand in any of them."""
    listed = [one for one in edition.master.results if one.outcome in (Rating.RED, Rating.AMBER)]
    texts: Iterable[str] = (text for one in listed for text in (one.words.cause, one.words.action))
    needed = [text_height(text, _TEXT_WIDTH, least=2) for text in texts]
    names = [text_height(kpi.name, _NAME_WIDTH, least=2) for kpi in edition.shown]
    return min(_HIGHEST, max(needed + names, default=30.0))


_NOW = (
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


def _write_row(page: MasterPage, row: int, number: int, kpi: NowRow | None) -> None:
    looks = {
        "rag": page.formats("rag", valign="top"),
        "number": page.formats("number", num_format="@", text_wrap=True),
        "share": page.formats("number", num_format="0%"),
    }
    place = Figure(f'IF({number}>MAX({NOW}[{RANK}]),"",{number})', None if kpi is None else float(number))
    page.figure(row, 1, place, page.formats("number", num_format="0"))
    ranked = Ranked(RANK, f"$A{row}", kpi)
    page.figure(row, 2, ranked.link(), "link_cell")
    for column, (header, role) in enumerate(_NOW, start=3):
        page.figure(row, column, ranked.of_now(now_column(header)), looks.get(role, role))
    for column, (header, words) in enumerate(_RESULT, start=3 + len(_NOW)):
        page.figure(row, column, ranked.of_results(header, words, NOT_GIVEN), "text")
