"""The figures a director's summary states, set beside the results of the directorate: agrees, differs, or nothing.

Nothing is said of a figure unless it is plain which result it is of. A value agrees with a KPI of the directorate that
has it, in the same unit, and shares a word of its name with the sentence or the one before; it differs only where the
sentence names that KPI in full or by its reference. Counts are of the directorate's corporate KPIs, as published.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import DirectorSummary, Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.text_length import LONGEST_TEXT, shortened
from kpi_xl.rules.narrative.narrative_counts import StatedCount, stated_counts
from kpi_xl.rules.narrative.narrative_figures import Stated, stated_figures
from kpi_xl.rules.narrative.narrative_times import other_quarters
from kpi_xl.rules.rating.counting import Counts, count
from kpi_xl.rules.words.clean_text import plain
from kpi_xl.rules.words.wording import digits, show

AGREES, DIFFERS = "agrees", "differs"
NOTHING_CHECKED = "No figure in this summary could be matched to a result."

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CLAUSE = re.compile(r"[,;:](?!\d)")
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = {
    *("with", "from", "that", "this", "have", "than", "then", "them", "their", "they", "were", "when", "where", "over"),
    *("under", "more", "less", "each"),
}
_STEM = 6
_LONGEST_SENTENCE = 1_500
"""Characters: what goes on without a full stop is no sentence in which it is plain what a figure is of."""


class CheckedFigure(NamedTuple):
    """`quote` is what the summary says, `why` what the results say; `counted`: of how many KPIs, over all results."""

    verdict: str
    quote: str
    why: str
    counted: bool = False

    def __str__(self) -> str:
        return f'{self.verdict}: "{self.quote}" ({self.why})'


def check_narrative(rulebook: Rulebook, master: Master, summary: DirectorSummary) -> list[CheckedFigure]:
    """In the order of the text, a figure once."""
    results = _Results(rulebook, master, summary.unit, summary.period)
    found: list[CheckedFigure] = []
    for paragraph in summary.text.splitlines():
        sentences = ["", *_SENTENCE.split(plain(paragraph))]
        for before, sentence in pairwise(sentences):
            if len(sentence) > _LONGEST_SENTENCE:
                continue
            checked = [*_check_counts(results, sentence), *_check_values(results, sentence, before)]
            found += [figure for _, figure in sorted(checked, key=lambda one: one[0])]
    return list(dict.fromkeys(found))


def narrative_words(checked: Sequence[CheckedFigure]) -> str:
    """A line a figure, as many as a cell has room for."""
    return shortened("\n".join(map(str, checked)), LONGEST_TEXT) or NOTHING_CHECKED


class _Results(NamedTuple):
    rulebook: Rulebook
    master: Master
    unit: str
    period: Period

    def kpis(self, period: Period) -> list[Kpi]:
        return self.rulebook.kpis_of(self.unit, period)

    def counts(self, period: Period) -> Counts | None:
        """None where the master does not have the quarter."""
        found = [self.master.result(kpi.kpi_id, period) for kpi in self.kpis(period) if kpi.scope is Scope.CORPORATE]
        outcomes = [result.outcome for result in found if result is not None]
        return count(outcomes) if outcomes else None

    def value(self, kpi: Kpi, period: Period) -> float | None:
        result = self.master.result(kpi.kpi_id, period)
        return None if result is None else result.value


Placed = tuple[int, CheckedFigure]


def _check_counts(results: _Results, sentence: str) -> Iterator[Placed]:
    figures = list(stated_counts(sentence))
    others = other_quarters(sentence, results.period)
    if not figures or others is None or len(others) > 1 or _of_a_part(results, sentence):
        return
    period = others[0] if others else results.period
    counts = results.counts(period)
    for stated in figures if counts else ():
        checked = _checked_count(stated, counts, period) if counts else None
        if checked:
            yield stated.start, checked


def _of_a_part(results: _Results, sentence: str) -> bool:
    """Whether the sentence names a service or a priority, whose counts are others than the directorate's."""
    kpis = results.kpis(results.period)
    names = {name.casefold() for kpi in kpis for name in (kpi.service, kpi.priority) if name}
    return any(re.search(rf"\b{re.escape(name)}\b", sentence.casefold()) for name in names)


def _checked_count(stated: StatedCount, counts: Counts, period: Period) -> CheckedFigure | None:
    actual = stated.actual(counts)
    if stated.number == actual:
        return CheckedFigure(AGREES, stated.quote, f"{actual:,} {stated.kind} in {period}")
    if not stated.of_all:
        return None
    return CheckedFigure(DIFFERS, stated.quote, f"the results of {period} have {actual:,} {stated.kind}", True)


def _check_values(results: _Results, sentence: str, before: str) -> Iterator[Placed]:
    counted = {stated.start for stated in stated_counts(sentence)}
    figures = [figure for figure in stated_figures(sentence) if figure.start not in counted]
    for figure in figures:
        periods = _periods_of(results.period, sentence, figure)
        checked = _agreeing(results, figure, periods, (sentence, before))
        if checked is None and periods == [results.period]:
            checked = _differing(results, figure, figures, sentence)
        if checked:
            yield figure.start, checked


def _periods_of(period: Period, sentence: str, figure: Stated) -> list[Period]:
    """The quarters a figure may be of, likeliest first: those its clause names, then those of its sentence."""
    if figure.before:
        return [period.previous, period.year_ago]
    start = max((match.end() for match in _CLAUSE.finditer(sentence, 0, figure.start)), default=0)
    end = next((match.start() for match in _CLAUSE.finditer(sentence, figure.start)), len(sentence))
    own, whole = other_quarters(sentence[start:end], period), other_quarters(sentence, period)
    if own is None or whole is None:
        return []
    return own or [period, *whole]


def _agreeing(results: _Results, figure: Stated, periods: list[Period], texts: tuple[str, ...]) -> CheckedFigure | None:
    """The one KPI whose name fits best and that has the value; None where there is none, or more than one."""
    for text in texts:
        stems = _stems(text)
        for period in periods:
            fits = [
                (len(stems & _stems(kpi.name)), kpi)
                for kpi in results.kpis(period)
                if figure.is_of(kpi) and _has(results.value(kpi, period), figure)
            ]
            best = max((fit for fit, _ in fits), default=0)
            named = [kpi for fit, kpi in fits if fit == best]
            if best and len(named) == 1:
                kpi = named[0]
                return CheckedFigure(AGREES, figure.quote, _shown(results, kpi, period))
    return None


def _has(value: float | None, figure: Stated) -> bool:
    return value is not None and figure.equals(value)


def _differing(results: _Results, figure: Stated, figures: list[Stated], sentence: str) -> CheckedFigure | None:
    """Only for the one figure in the unit of the one KPI the sentence names."""
    said = sentence.casefold()
    named = [
        kpi
        for kpi in results.kpis(results.period)
        if re.search(rf"\b(?:{re.escape(kpi.kpi_id.casefold())}|{re.escape(plain(kpi.name).casefold())})\b", said)
    ]
    if len(named) != 1 or not figure.is_of(named[0]) or sum(one.is_of(named[0]) for one in figures) != 1:
        return None
    if results.value(named[0], results.period) is None:
        return None
    return CheckedFigure(DIFFERS, figure.quote, _shown(results, named[0], results.period))


def _shown(results: _Results, kpi: Kpi, period: Period) -> str:
    """The value as published, at no fewer decimals than the KPI's."""
    value = results.value(kpi, period)
    decimals = kpi.decimals if value is None else max(kpi.decimals, digits(value))
    return f"{kpi.kpi_id} in {period}: {show(value, kpi.measure, decimals)}"


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _COMMON}
