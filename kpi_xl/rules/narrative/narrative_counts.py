"""The counts a director's summary states: "5 are green, 3 are amber", "two have no figures yet", "15 indicators"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.rating.counting import Counts

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBER = rf"(?<![\w£.,/%-])(?P<number>\d{{1,3}}|{'|'.join(_WORDS)})"
_KPIS = r"(?:corporate |headline )?(?:indicators?|kpis?|measures?)"
_OF_ALL = rf" of (?:our|its|the directorate's) (?:\w+ )?{_KPIS}"
_BE = r"(?: (?:is|are|was|were|remain|stay))?(?: (?:now|still|rated|currently))*"
_RATED = re.compile(
    rf"\b{_NUMBER}(?P<all>{_OF_ALL})?(?: {_KPIS})?{_BE}[ -](?P<word>greens?|ambers?|reds?)\b", re.IGNORECASE
)
_EMPTY = re.compile(
    rf"\b{_NUMBER}(?P<all>{_OF_ALL})?(?: {_KPIS})?(?: (?:is|are|was|were))?"
    r"(?: (?:has|have|had) no (?:figures?|data|values?)(?: yet)?| (?:not yet populated|unpopulated))",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"\b(?:report(?: on)?|all|have|of our|of the) {_NUMBER} {_KPIS}\b(?! (?:has|have) no)", re.IGNORECASE
)

TOTAL, EMPTY = "KPIs", str(Reason.UNPOPULATED)


class StatedCount(NamedTuple):
    """`kind` is a rating's word, Unpopulated, or KPIs for all of them; `of_all` says it is of all the directorate's."""

    quote: str
    number: int
    kind: str
    start: int
    of_all: bool

    def actual(self, counts: Counts) -> int:
        if self.kind == TOTAL:
            return counts.total
        return counts.unrated.get(EMPTY, 0) if self.kind == EMPTY else counts.of(Rating(self.kind))


def stated_counts(sentence: str) -> list[StatedCount]:
    """In the order written. Two kinds or more in a sentence are a tally, which is of all the directorate's KPIs."""
    found = sorted(_counts(sentence), key=lambda one: one.start)
    tally = len({one.kind for one in found}) > 1
    return [StatedCount(one.quote, one.number, one.kind, one.start, one.of_all or tally) for one in found]


def _counts(sentence: str) -> Iterator[StatedCount]:
    for pattern in (_RATED, _EMPTY, _TOTAL):
        for match in pattern.finditer(sentence):
            parts = match.groupdict()
            kind = TOTAL if pattern is _TOTAL else EMPTY
            if parts.get("word"):
                kind = parts["word"].capitalize().removesuffix("s")
            yield StatedCount(match[0], _number(match["number"]), kind, match.start(), bool(parts.get("all")))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS.index(text.casefold())
