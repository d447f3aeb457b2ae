"""Data quality: overrides, rounding-sensitive rows, warnings with answers, fixes and changes of the quarter."""

from collections import Counter

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.calculations.figure_words import joined, plural, whole
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet, always
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.records.quarter_panel import (
    KEY,
    QUARTER_CHOSEN,
    in_quarter,
    look_up,
    most_in_a_quarter,
    numbered,
    panel_heights,
)
from kpi_xl.files.master.records.record_page import FIRST, MOST_SHOWN, keep, record_page, widened, with_cells
from kpi_xl.model.columns import Column
from kpi_xl.model.master import QualityNote
from kpi_xl.model.master_layout import QUALITY
from kpi_xl.rules.master.master_rows import quality_rows
from kpi_xl.rules.words.wording import counted

_TABLE = QUALITY.name
_LAYOUT = widened(QUALITY, (Column("look_up_key", KEY, "id", 18),), severity=22)
_HEADERS = [
    *("Quarter", "Who", "KPI", "Check", "Kind of note", "In words", "On sheet", "In cell", "Was", "Became", "Answer"),
]
_FIELDS = ("unit", "kpi_id", "code", "severity", "message", "sheet", "cell", "old", "new", "answer")


def write(draft: MasterDraft) -> None:
    notes = list(draft.master.notes)
    page = record_page(draft, _LAYOUT, "What was queried, corrected or changed", len(_HEADERS), 1, 4)
    page.show(5, 1, _headline(draft, notes), page.formats("headline", text_wrap=False))
    page.height(5, 22)
    row = _write_quarter(page, notes) + 1 if notes else FIRST
    keep(page, row, _LAYOUT, with_cells(quality_rows(notes), numbered(notes)), len(_HEADERS))


SHEET = MasterSheet(QUALITY.sheet, "What was queried, corrected or changed by hand", write, always)


def _headline(draft: MasterDraft, notes: list[QualityNote]) -> FormulaCell:
    """How many of each kind; the kinds are those of any quarter."""
    period = draft.selection.period
    found = Counter(note.severity for note in in_quarter(notes, period))
    every = f"COUNTIFS({_TABLE}[Period],{QUARTER_CHOSEN})"
    kinds = list(dict.fromkeys(note.severity for note in notes))
    if not kinds:
        return FormulaCell(f'"No notes for "&{QUARTER_CHOSEN}', f"No notes for {period}")
    counts = {kind: f"COUNTIFS({_TABLE}[Period],{QUARTER_CHOSEN},{_TABLE}[Kind],{text_of(kind)})" for kind in kinds}
    parts = joined(*(f'IF({one}=0,"",", "&{whole(one)}&{text_of(f" {kind}")})' for kind, one in counts.items()))
    total = f'{whole(every)}&" note"&{plural(every)}&" for "&{QUARTER_CHOSEN}&": "&{parts}'
    value = f"{counted(found.total(), 'note')} for {period}: " + ", ".join(
        f"{found[kind]:,} {kind}" for kind in kinds if found[kind]
    )
    nothing = f"No notes for {period}"
    return FormulaCell(f'IF({every}=0,"No notes for "&{QUARTER_CHOSEN},{total})', value if found else nothing)


def _write_quarter(page: MasterPage, notes: list[QualityNote]) -> int:
    """A row a note, as many as any quarter has; gives the row below."""
    most = most_in_a_quarter(notes)
    shown = min(most, MOST_SHOWN)
    now = in_quarter(notes, page.draft.selection.period)
    page.table_of("tblQualityNow", FIRST + 1, shown, _HEADERS)
    for number, height in enumerate(panel_heights(notes, _LAYOUT.columns, shown), start=1):
        row = FIRST + 1 + number
        _write_note(page, row, number, now[number - 1] if number <= len(now) else None)
        page.height(row, height)
    last = FIRST + 1 + shown
    if most > shown:
        page.show(last + 1, 1, _rest(len(now)), page.formats("small_note", text_wrap=False))
        last += 1
    return last + 1


def _rest(now: int) -> FormulaCell:
    more = f"COUNTIFS({_TABLE}[Period],{QUARTER_CHOSEN})-{MOST_SHOWN}"
    words = f'{whole(more)}&" more in the table below: filter it by quarter."'
    value = f"{now - MOST_SHOWN:,} more in the table below: filter it by quarter." if now > MOST_SHOWN else None
    return FormulaCell(f'IF({more}>0,{words},"")', value)


def _write_note(page: MasterPage, row: int, number: int, note: QualityNote | None) -> None:
    period = page.draft.selection.period
    page.show(row, 1, look_up(_TABLE, QUALITY.header("period"), number, note and str(period)), "id")
    for column, field in enumerate(_FIELDS, start=2):
        text = None if note is None else getattr(note, field)
        role = "note" if field in ("message", "answer") else "text"
        page.show(row, column, look_up(_TABLE, QUALITY.header(field), number, text), role)
