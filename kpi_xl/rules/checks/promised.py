"""What an officer is told of sooner than a reader of the report would find it: dates promised, notes, words."""

import re
from collections.abc import Iterator

from kpi_xl.model.columns import SUMMARY_SHEET
from kpi_xl.model.finding import Finding
from kpi_xl.model.master import DirectorSummary, Master, Result
from kpi_xl.model.number import typed
from kpi_xl.model.rating import Reason
from kpi_xl.model.spoken_date import MONTHS
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.narrative.check_narrative import DIFFERS, check_narrative
from kpi_xl.rules.rating.decide import decide
from kpi_xl.rules.rulebook.numerals import read_numeral, shown
from kpi_xl.rules.submissions.cover import summary_cell

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in MONTHS)
_WHEN = re.compile(
    rf"\b(?:{_MONTH}|sept)\b|\d{{1,2}}[/.-]\d{{1,2}}|\bq[1-4]\b|\bquarter [1-4]\b|\b20\d\d\b"
    r"|\b(?:next|this|end of|by) (?:the )?(?:\w+ )?(?:week|month|quarter|year|term)"
    r"|\b(?:mon|tues|wednes|thurs|fri)day\b|\d+ (?:days|weeks|months)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w./-])-?\d[\d,]*(?:\.\d+)?(?![\w/-])")
_SHOULD = re.compile(r"\b(?:should|correct|wrong|actual|revised|change|amend|really)", re.IGNORECASE)
_NEAR = 2.0
"""A number in a note within so many times the value is taken to be meant for it."""
_REFERENCE = re.compile(r"(?<![\w!'\"$.])\$?[A-Z]{1,3}\$?(\d{1,7})(?![\d(\w])")
_TEXT = re.compile(r'"[^"]*"')


def awaited_says_when(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Where the word was picked; typed in the value's cell, it has been said already."""
    picked = row.reason is Reason.AWAITED and row.value is None and "reason" in row.entry.cells and not row.notes
    if picked and not _WHEN.search(f"{row.words.commentary} {row.words.cause} {row.words.action} {row.words.due}"):
        yield make_finding("KPI184C", sent.place(row.entry.row, "reason"), kpi_id=row.kpi.kpi_id)


def note_agrees(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A note on a filled cell that holds another number, and not any number: one that may be the figure."""
    notes = sent.table.sheet.notes
    if not notes or row.value is None:
        return
    place = sent.place(row.entry.row, "value")
    text = notes.get(place.cell, "")
    if any(_may_be_meant(number, row.value, text) for number in _numbers(text)):
        facts = {"found": quoted(text), "value": shown(row.value)}
        yield Remark("KPI184D", facts).at(place, kpi_id=row.kpi.kpi_id)


def formula_stays_in_its_row(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A total may add up the rows of its parts."""
    cell = row.cell("value")
    if cell is None or cell.formula is None or any(one.total == row.kpi.kpi_id for one in sent.rulebook.components):
        return
    rows = {entry.row for entry in sent.entries.values()} - {row.entry.row}
    used = sorted({int(number) for number in _REFERENCE.findall(_TEXT.sub("", cell.formula.upper()))} & rows)
    if used:
        named = listed([f"row {number}" for number in used[:3]])
        facts = {"found": quoted(cell.formula), "rows": named}
        yield Remark("KPI184E", facts).at(sent.place(row.entry.row, "value"), kpi_id=row.kpi.kpi_id)


def summary_says_the_same(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """The figures of the director's summary against those of the return, and last quarter's against the master.

    How many KPIs are Green cannot be held against rows that could not be read.
    """
    summary = sent.submission.summary
    sheet = sent.book.sheet(SUMMARY_SHEET)
    if not summary or sheet is None or sent.unit is None or sent.standards is None:
        return
    told = DirectorSummary(sent.unit.code, sent.standards.period, summary)
    where, unread = summary_cell(sheet) or (), sent.entries.keys() - sent.reported.keys()
    for figure in check_narrative(sent.rulebook, _as_published(sent), told):
        if figure.verdict == DIFFERS and not (figure.counted and unread):
            counted = "counted" if figure.counted else ""
            yield make_finding("KPI184F", where, found=quoted(figure.quote), why=figure.why, counted=counted)


PROMISED_ROW_CHECKS: tuple[RowCheck, ...] = (awaited_says_when, note_agrees, formula_stays_in_its_row)
PROMISED_CHECKS: tuple[Check, ...] = (summary_says_the_same,)


def _as_published(sent: ReturnUnderCheck) -> Master:
    """The return's rows as a master would hold them, after the quarters there are."""
    standards = sent.standards
    assert standards is not None and sent.unit is not None
    earlier = () if standards.master is None else standards.master.results
    rows = []
    for reported in sent.reported.values():
        kpi = sent.rulebook.kpis[reported.kpi_id]
        decision = decide(sent.rulebook, kpi, standards.period, reported.value, reported.reason)
        outcomes = (decision.outcome, decision.computed)
        rows.append(
            Result(
                kpi.kpi_id, standards.period, sent.unit.code, kpi.priority, reported.value, *outcomes, decision.target
            )
        )
    return Master((*(one for one in earlier if one.period != standards.period), *rows))


def _numbers(text: str) -> Iterator[float]:
    for match in _NUMBER.findall(text):
        number = read_numeral(match)
        if number is not None:
            yield number


def _may_be_meant(number: float, value: float, text: str) -> bool:
    if number == typed(value):
        return False
    near = number * value > 0 and 1 / _NEAR <= number / value <= _NEAR
    return near or _SHOULD.search(text) is not None
