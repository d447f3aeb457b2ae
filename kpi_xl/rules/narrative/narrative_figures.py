"""The figures a director's summary states that may be of a KPI: "92.6%", "£7.989m", "3.05 days"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import measure_of
from kpi_xl.model.number import exact, round_half_away

_FIGURE = re.compile(
    r"(?<![\w£.,/-])(?P<sign>[-−])?(?P<pound>£)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<percent>\s?%|\s?per ?cent\b)|(?P<scale>\s?(?:m|million)\b|k\b|\s?(?:bn|billion)\b))?"
    r"(?![\w/]|[.,:-]\d)",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:targets?|thresholds?|benchmarks?|ambitions?|limits?|aim|aims|starts?|starting)\b"
    r"(?: (?:of|is|was|are|were|for|at|to|from|set|the))*\s*$",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:falls?|rises?|drops?|increases?|decreases?|reductions?|improvements?|up|down|fell|rose|grew|dropped|by|"
    r"almost|nearly|about|around|roughly|over|under|than|least|most|between|some)(?: (?:of|by|to))?\s*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\s*(?:percentage points?|points?|lower|higher|more|less|fewer|better|worse|or more|or less)\b", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:\w+ )?to\s+£?\d", re.IGNORECASE)


class Stated(NamedTuple):
    """A figure as written (`quote`) at `start` of its sentence; `unit` is "%", "£", "£m", "£k", "£bn" or "".

    `before` says that it is where a change started: 2.45 in "from 2.45 to 2.02".
    """

    quote: str
    value: float
    decimals: int
    unit: str
    start: int
    before: bool

    def is_of(self, kpi: Kpi) -> bool:
        """Whether the KPI is measured in that unit."""
        if self.unit == "%":
            return kpi.measure.is_percentage
        if self.unit.startswith("£"):
            return kpi.measure.name == measure_of(self.unit).name
        return not kpi.measure.has_sign

    def equals(self, value: float) -> bool:
        """Whether `value` is the figure, rounded to the decimals it was written with."""
        return round_half_away(value, self.decimals) == self.value


def stated_figures(sentence: str) -> Iterator[Stated]:
    """Targets, changes, rough figures and figures written as words are left out: they are not a KPI's value."""
    for match in _FIGURE.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        if _AIM.search(before) or _STEP.search(before) or _COMPARED.match(after):
            continue
        number = match["number"].replace(",", "")
        value = float(number) * (-1 if match["sign"] else 1)
        decimals = len(number.partition(".")[2])
        starts = bool(_FROM.search(before) and _TO.match(after))
        yield Stated(match[0].strip(), float(exact(value)), decimals, _unit(match), match.start(), starts)


def _unit(match: re.Match[str]) -> str:
    if match["percent"]:
        return "%"
    scale = (match["scale"] or "").strip().casefold()
    scale = {"million": "m", "billion": "bn"}.get(scale, scale)
    if match["pound"]:
        return f"£{scale}"
    return "" if not scale else "?"
