"""Cells the officer was not to change: target, bands, polarity, name, unit, priority, rating."""

import re
from collections.abc import Iterator

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.finding import Finding
from kpi_xl.model.master import Result
from kpi_xl.model.number import number_of, typed
from kpi_xl.model.rating import OUTCOMES, Outcome
from kpi_xl.model.return_plan import PREVIEW_WORDS
from kpi_xl.rules.checks.change_requests import how_to_ask
from kpi_xl.rules.checks.expected import LOCKED
from kpi_xl.rules.checks.under_check import ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.consolidation.carry import carried_instead
from kpi_xl.rules.findings.make_finding import Remark, quoted
from kpi_xl.rules.rulebook.numerals import is_percentage, read_numeral, read_range, shown, times_hundred
from kpi_xl.rules.rulebook.words import POLARITIES
from kpi_xl.rules.submissions.cell_text import word_of
from kpi_xl.rules.submissions.read_value import NotRead
from kpi_xl.rules.tables.headings import fingerprint
from kpi_xl.rules.words.clean_text import plain

_WHAT = {
    "name": "the KPI's name",
    "measure": "the unit",
    "polarity": "which way is better",
    "green_low": "where Green starts",
    "green_high": "where Green ends",
    "amber_low": "where Amber starts",
    "amber_high": "where Amber ends",
}
_NUMBERS = ("target", "green_low", "green_high", "amber_low", "amber_high")
_NOTHING = frozenset({"", "-", "n/a", "none", "not set"})
_SIGNS = re.compile(r"[£%]|gbp|per cent", re.IGNORECASE)
_WORDS = {str(word).casefold(): word for word in OUTCOMES.values()}
_NO_RATINGS = frozenset(word.casefold() for word in PREVIEW_WORDS)
_LETTERS = {"g": "green", "a": "amber", "r": "red", "yellow": "amber"}


def locked_cells(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """The rulebook wins over whatever the return shows; after a change of the rulebook it may show the old state."""
    cells = row.entry.cells
    for field, wanted in zip(LOCKED, row.expected.wanted, strict=True):
        held = cells.held(field)
        if held == wanted and held is not True and held is not False:
            continue
        said_elsewhere = field == "priority" or (field == "name" and row.kpi.kpi_id in sent.out_of_step)
        if field in sent.table.columns and not said_elsewhere:
            cell = row.cell(field)
            if not _same(field, cell, wanted, row):
                yield _changed(sent, row, field, cell, wanted)


def priority_is_ours(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    right = row.kpi.priority
    if row.entry.cells.held("priority") == right or "priority" not in sent.table.columns:
        return
    text = word_of(row.cell("priority"))
    if fingerprint(text) == fingerprint(right):
        return
    meant = next((entry for entry in sent.rulebook.priorities if entry.name == right), None)
    alias = meant is not None and fingerprint(text) in map(fingerprint, meant.aliases)
    facts = {"found": quoted(text) or "nothing", "read": right, "ask": how_to_ask(sent)}
    remark = Remark("KPI141B", facts, old=text, new=right) if alias else Remark("KPI141", facts)
    yield remark.at(sent.place(row.entry.row, "priority"), kpi_id=row.kpi.kpi_id)


def rating_is_not_typed(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A word where the preview's formula was must be what the value rates as, or the one carried rates as."""
    cell = row.cell("rag")
    typed_word = "" if cell is None or cell.formula is not None else plain(word_of(cell)).casefold()
    decision = row.decision
    if not typed_word or isinstance(row.reading, NotRead) or decision is None or typed_word in _NO_RATINGS:
        return
    typed_word = typed_word.partition(":")[0]
    word: Outcome | None = _WORDS.get(_LETTERS.get(typed_word, typed_word))
    standing = carried_result(sent, row) or decision
    if word not in (decision.outcome, decision.computed, standing.outcome, standing.computed):
        facts = {"found": quoted(word_of(cell)), "expected": str(standing.outcome)}
        yield Remark("KPI130", facts).at(sent.place(row.entry.row, "rag"), kpi_id=row.kpi.kpi_id)


def opening_figures_are_published(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """What a change is measured from: last quarter's figure and last year's, as the return shows them."""
    standards = sent.standards
    if standards is None or standards.master is None:
        return
    for field, period in (("last_quarter", standards.period.previous), ("last_year", standards.period.year_ago)):
        held = number_of(row.entry.cells.held(field))
        result = None if held is None else standards.master.result(row.kpi.kpi_id, period)
        if held is not None and result is not None and result.value is not None and typed(held) != result.value:
            facts = {"found": shown(held), "when": str(period), "expected": shown(result.value)}
            yield Remark("KPI186", facts).at(sent.place(row.entry.row, field), kpi_id=row.kpi.kpi_id)


LOCKED_CHECKS: tuple[RowCheck, ...] = (
    locked_cells,
    priority_is_ours,
    rating_is_not_typed,
    opening_figures_are_published,
)


def carried_result(sent: ReturnUnderCheck, row: RowUnderCheck) -> Result | None:
    """The result that stands while nothing new is due and nothing is given, None where none is carried."""
    standards = sent.standards
    if standards is None or standards.master is None:
        return None
    return carried_instead(sent.rulebook, standards.master, row.kpi, standards.period, row.value)


def _changed(
    sent: ReturnUnderCheck, row: RowUnderCheck, field: str, cell: Cell | None, wanted: str | float | None
) -> Finding:
    facts: dict[str, object] = {"found": _show(cell), "expected": _wanted(wanted), "ask": how_to_ask(sent)}
    code = "KPI128" if field == "target" else "KPI129"
    if field != "target":
        facts["what"] = _WHAT[field]
    if sent.earlier_rulebook:
        code += "B"
    return Remark(code, facts).at(sent.place(row.entry.row, field), kpi_id=row.kpi.kpi_id)


def _same(field: str, cell: Cell | None, wanted: str | float | None, row: RowUnderCheck) -> bool:
    if field in _NUMBERS:
        return _same_number(cell, wanted if isinstance(wanted, float | int) else None, row)
    text = word_of(cell)
    if field == "polarity" and (polarity := POLARITIES.find(text)) is not None:
        return polarity is row.kpi.polarity
    return fingerprint(text) == fingerprint(str(wanted or "")) or (not wanted and text.casefold() in _NOTHING)


def _same_number(cell: Cell | None, wanted: float | None, row: RowUnderCheck) -> bool:
    """Compared at 15 digits; a number shown as text, with a sign or as a percentage is the same number."""
    if cell is None or cell.kind is Kind.BLANK:
        return wanted is None
    if cell.kind is Kind.NUMBER and isinstance(cell.value, float):
        value = typed(cell.value)
        return wanted is not None and (
            value == typed(wanted) or (is_percentage(cell) and times_hundred(value) == typed(wanted))
        )
    text = plain(word_of(cell))
    if wanted is None:
        return text.casefold() in _NOTHING or _is_green_range(text, row)
    return read_numeral(_SIGNS.sub("", text).strip()) == typed(wanted)


def _is_green_range(text: str, row: RowUnderCheck) -> bool:
    """The target of an in-range KPI may be shown as its green band."""
    bands = row.expected.bands
    return bands is not None and read_range(text.replace(" to ", "..")) == bands.green


def _show(cell: Cell | None) -> str:
    text = "" if cell is None else quoted(word_of(cell) or (cell.value or ""))
    return f'"{text}"' if text and not isinstance(cell and cell.value, float) else text or "nothing"


def _wanted(wanted: str | float | None) -> str:
    return "nothing" if wanted is None else f'"{wanted}"' if isinstance(wanted, str) else shown(wanted)
