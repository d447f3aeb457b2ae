"""What the words beside a figure say of it: against it, of another year, copied, cut off, or taken for a formula.

Only clear cases are asked about. A sentence is held against the figures where it speaks of the figure itself, of now,
and in one direction; whatever hedges it, or may be of something else, is left alone.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kpi_xl.model.book import Kind
from kpi_xl.model.columns import SUMMARY_SHEET, WORD_COLUMNS
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation, YearType
from kpi_xl.model.number import round_half_away
from kpi_xl.model.place import Place
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.spoken_date import MONTHS
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.rulebook.numerals import shown

_TEXTS = tuple(column.field for column in WORD_COLUMNS if column.role != "date")

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_SUBJECT = (
    r"(?:(?P<subject>(?:overall |our )?performance|results|(?:the|this) "
    r"(?:figure|result|rate|value|percentage|indicator|measure|kpi|score))\s+)"
)
_STILL = (
    r"(?:(?:has|have|had|is|was|are|were|also|again|slightly|further|significantly|a little|much|got|gone"
    r"|continues to|continued to)\s+)*"
)
_BETTER = r"(?P<better>improv(?:ed|es|e|ing|ement)|better)"
_WORSE = r"(?P<worse>worsen(?:ed|s|ing)?|deteriorat(?:ed|es|e|ing|ion)|worse)"
_UP = r"(?P<up>rose|risen|rise|rises|increased|increases|increase|up|higher|grew|grown)"
_DOWN = r"(?P<down>fell|fallen|fall|falls|decreased|decreases|decrease|dropped|down|lower|declined)"
_WORD = rf"(?:{_BETTER}|{_WORSE}|{_UP}|{_DOWN})\b"
_HOW = r"(?: again| slightly| further| significantly| a little)?"
_CLAIM = re.compile(rf"\b{_SUBJECT}{_STILL}{_WORD}", re.IGNORECASE)
_CLAIM_AT_START = re.compile(
    rf"(?P<subject>)(?:this (?=is |was |has ))?{_STILL}(?:an? )?(?:(?:slight|small|marked|big|clear) )?{_WORD}{_HOW}"
    r"(?:\s*(?:[.!;:]|,|$)| (?:on|than|from|since) (?:the )?(?:last|previous) quarter| this quarter| in the quarter"
    r"| due to| because| thanks to| as a result)",
    re.IGNORECASE,
)
"""A sentence that begins with its direction, and goes on with nothing else that this could be said of."""

_FROM_TO = re.compile(
    r"\b(?:(?P<up>rose|risen|increased|up|grew)|(?P<down>fell|fallen|decreased|dropped|down|declined))\s+from "
    r"(?P<start>\d+(?:\.\d+)?)\s?%? to (?P<end>\d+(?:\.\d+)?)\s?%",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"(?:{_SUBJECT}(?:this quarter )?(?:is|was|stands at|stood at|reached)|at)\s+"
    r"(?P<figure>\d+(?:\.\d+)?)\s?%(?!\s?points?)",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:not|never|no|nor|but|although|though|despite|however|while|except|if|would|will|should|could|may|might|can"
    r"|need\w*|expect\w*|plan\w*|aim\w*|hope\w*|likely|forecast\w*|target\w*|threshold\w*|year\w*|annual\w*|week\w*"
    rf"|month\w*|{'|'.join(MONTHS)}|national\w*|england|average|benchmark|neighbours?"
    r"|compar\w+ (?:to|with))\b|n['’]t\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(r"\b(?:last|previous|earlier|before|prior|q[1-4])\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d+(?:\.\d+)?")

_YEARS = {
    YearType.ACADEMIC: re.compile(r"\b(?:academic|school) year", re.IGNORECASE),
    YearType.CALENDAR: re.compile(r"\bcalendar year|\bjanuary to december\b", re.IGNORECASE),
    YearType.FINANCIAL: re.compile(r"\bfinancial year", re.IGNORECASE),
}
_OF_A_YEAR = re.compile(
    r"\b(?:figures?|values?|data|results?|numbers?|totals?|this|these|it)\s+"
    r"(?:is|are|was|were|covers?|relates? to|runs?)\b[^.]{0,25}$",
    re.IGNORECASE,
)

_CUT_AT = (255, 256, 1024)
"""Where other programs, and at last a cell itself, cut a text off."""
_CELL_HOLDS = 32_767
_ENDS = tuple(".!?)\"'”’…:")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_LONG_ENOUGH = 40
_MOVED_STEPS, _MOVED_SHARE = 3, 0.01


def comment_fits_the_figures(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Directions against last quarter's value, and a percentage said to be the value."""
    if row.value is None or not row.words.commentary:
        return
    place, kpi_id = sent.place(row.entry.row, "commentary"), row.kpi.kpi_id
    for sentence in _SENTENCE.split(row.words.commentary):
        if _HEDGED.search(sentence):
            continue
        fact = _against_direction(sentence, row)
        if fact and row.last is not None:
            facts = {"found": quoted(sentence), "last": shown(row.last), "value": shown(row.value), "fact": fact}
            yield Remark("KPI134", facts).at(place, kpi_id=kpi_id)
            return
        if _states_another(sentence, row) or _goes_elsewhere(sentence, row):
            facts = {"found": quoted(sentence), "value": shown(row.value)}
            yield Remark("KPI134B", facts).at(place, kpi_id=kpi_id)
            return


def comment_is_of_the_kpi_s_year(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    for kind, pattern in _YEARS.items():
        match = pattern.search(row.words.commentary)
        if match is None or kind is row.kpi.year_type or not _OF_A_YEAR.search(row.words.commentary[: match.start()]):
            continue
        sentence = next((one for one in _SENTENCE.split(row.words.commentary) if match[0] in one), match[0])
        place = sent.place(row.entry.row, "commentary")
        facts = {"found": quoted(sentence), "year": row.kpi.year_type.value}
        yield Remark("KPI144", facts).at(place, kpi_id=row.kpi.kpi_id)


def words_are_whole(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Texts cut off, and texts that begin like a formula; a dash before a space only starts a list."""
    for field in _TEXTS:
        text = row.entry.cells.held(field)
        if isinstance(text, str) and row.entry.cells.fields.kind(field) is Kind.TEXT and _may_be_odd(text):
            yield from _of_text(text, sent.place(row.entry.row, field), row.kpi.kpi_id)


def summary_is_whole(sent: ReturnUnderCheck) -> Iterator[Finding]:
    sheet = sent.book.sheet(SUMMARY_SHEET)
    if sheet is None:
        return
    for cell in sheet.cells():
        if cell.kind is Kind.TEXT:
            yield from _of_text(str(cell.value), sheet.place(cell.row, cell.column))


def comments_differ(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """The same words on several KPIs; short ones ("On track.") may well be true of many."""
    used: dict[str, list[str]] = {}
    for kpi_id, reported in sent.reported.items():
        words = " ".join(reported.words.commentary.casefold().split())
        if len(words) >= _LONG_ENOUGH:
            used.setdefault(words, []).append(kpi_id)
    for same in used.values():
        if len(same) > 1:
            places = [sent.place(sent.entries[kpi_id].row, "commentary") for kpi_id in same]
            text = sent.reported[same[0]].words.commentary
            yield make_finding("KPI133B", places, found=quoted(text), kpis=listed(same))


COMMENTARY_ROW_CHECKS: tuple[RowCheck, ...] = (comment_fits_the_figures, comment_is_of_the_kpi_s_year, words_are_whole)
COMMENTARY_CHECKS: tuple[Check, ...] = (summary_is_whole, comments_differ)


class _Said(NamedTuple):
    """`rise` None where the sentence only says better or worse."""

    rise: bool | None
    better: bool | None


def _against_direction(sentence: str, row: RowUnderCheck) -> str:
    """What the value did instead of what the sentence says, "" where it says nothing plain or is right.

    Year-to-date figures are left out, for they rise whatever happens.
    """
    said = _direction(sentence, row.kpi.polarity)
    if said is None or row.last is None or row.value is None or row.kpi.aggregation is Aggregation.YEAR_TO_DATE:
        return ""
    change = row.value - row.last
    if abs(change) < max(_MOVED_STEPS * 10.0**-row.kpi.decimals, _MOVED_SHARE * abs(row.last)):
        return ""
    if said.rise is not None:
        return "" if said.rise is (change > 0) else f"a {'rise' if change > 0 else 'fall'}"
    if row.kpi.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return ""
    better = (change > 0) is (row.kpi.polarity is Polarity.HIGHER)
    return "" if said.better is better else ("better" if better else "worse")


def _direction(sentence: str, polarity: Polarity) -> _Said | None:
    match = _CLAIM_AT_START.match(sentence.strip()) or _CLAIM.search(sentence)
    if match is None:
        return None
    if match["better"] or match["worse"]:
        return _Said(None, bool(match["better"]))
    if "performance" in (match["subject"] or "").casefold():
        # "Performance is down" is worse; where lower is better nobody knows which is meant.
        return _Said(None, bool(match["up"])) if polarity is Polarity.HIGHER else None
    return _Said(bool(match["up"]), None)


def _states_another(sentence: str, row: RowUnderCheck) -> bool:
    match = _STATED.match(sentence.strip())
    if match is None or not row.kpi.measure.is_percentage or row.value is None or _OTHER_TIME.search(sentence):
        return False
    known = (row.value, row.last, row.compared, row.expected.target)
    same = any(one is not None and _is(one, match["figure"]) for one in known)
    return not same and not _mentions(row.value, row.words.commentary)


def _goes_elsewhere(sentence: str, row: RowUnderCheck) -> bool:
    """ "Rose from 52.4% to 31%", or from last quarter's figure to another than the value."""
    match = _FROM_TO.search(sentence)
    if match is None or not row.kpi.measure.is_percentage or row.value is None or row.last is None:
        return False
    start, end = float(match["start"]), float(match["end"])
    if not _is(row.last, match["start"]):
        return False
    return not _is(row.value, match["end"]) or (start != end and (end > start) is not bool(match["up"]))


def _is(value: float, figure: str) -> bool:
    return round_half_away(value, len(figure.partition(".")[2])) == float(figure)


def _mentions(value: float, text: str) -> bool:
    """Whether any figure of the text is the value, at the decimals it is written with."""
    return any(_is(value, figure) for figure in _FIGURES.findall(text))


def _may_be_odd(text: str) -> bool:
    return _may_be_cut(text) or text.startswith(_FORMULA_SIGNS)


def _may_be_cut(text: str) -> bool:
    return len(text) in _CUT_AT or len(text) >= _CELL_HOLDS


def _of_text(text: str, place: Place, kpi_id: str = "") -> Iterator[Finding]:
    if _may_be_cut(text) and (len(text) >= _CELL_HOLDS or not text.rstrip().endswith(_ENDS)):
        end = f"... {' '.join(text.split()[-5:])[-50:]}"
        yield make_finding("KPI135", place, kpi_id=kpi_id, count=f"{len(text):,}", found=quoted(end))
    if text.startswith(_FORMULA_SIGNS) and len(text.strip()) > 1 and not text.startswith("- "):
        sign = text[0] if text[0].isprintable() else "a tab or a line break"
        yield Remark("KPI135B", {"sign": sign}, old=quoted(text), new=quoted(text)).at(place, kpi_id=kpi_id)
