"""A quarter as plain tables that a screen reader can walk through: words and numbers, no colours, no blank cells."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kpi_xl.model.master import Master, Result, known_results
from kpi_xl.model.measure import Measure
from kpi_xl.model.number import round_half_away
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.master.kpi_lines import KpiLine, kpi_lines
from kpi_xl.rules.master.summarise import summarise
from kpi_xl.rules.rating.counting import Counts
from kpi_xl.rules.words.band_words import amber_words, green_words

Shown = str | float
ShownRow = tuple[Shown, ...]

SHORTHAND = {
    "[x]": "not available",
    "[z]": "not applicable",
    "[c]": "confidential: the number is too small to show without pointing at people",
    "[p]": "provisional: the value may still change",
    "[r]": "revised since it was first published",
}
"""As the Analysis Function's guidance for statistics in spreadsheets has it."""

RATING_NOTE = (
    "A rating compares a value with its thresholds: Green is within the green band, Amber within the amber band, Red "
    "outside both. A value on a threshold has the better rating. Other words say why there is no rating."
)

_NOT_AVAILABLE, _NOT_APPLICABLE, _CONFIDENTIAL = "[x]", "[z]", "[c]"
_NO_VALUE = {
    Reason.SUPPRESSED: _CONFIDENTIAL,
    Reason.NOT_APPLICABLE: _NOT_APPLICABLE,
    Reason.NOT_DUE: _NOT_APPLICABLE,
}


class AccessibleTable(NamedTuple):
    """`name` is that of its sheet and file. Every cell of `rows` says something: a number, words or a shorthand."""

    name: str
    title: str
    headers: tuple[str, ...]
    rows: Sequence[ShownRow]

    @property
    def rated(self) -> bool:
        return "Rating" in self.headers


class Publication(NamedTuple):
    """`about` are the sentences of the cover."""

    title: str
    about: Sequence[str]
    tables: Sequence[AccessibleTable]


def accessible_tables(rulebook: Rulebook, master: Master, period: Period) -> list[AccessibleTable]:
    """Counts, ratings, explanations and quarters, in that order; one without rows is left out."""
    lines = kpi_lines(rulebook, master, period)
    tables = (
        AccessibleTable(
            "Counts", f"Ratings counted, {period}", _COUNT_HEADERS, list(_counts(rulebook, master, period))
        ),
        AccessibleTable(
            "Ratings", f"Every indicator, {period}", _RATING_HEADERS, [_rating(rulebook, line) for line in lines]
        ),
        AccessibleTable(
            "Explanations", f"What is said of each Red and Amber, {period}", _WORD_HEADERS, list(_explained(lines))
        ),
        AccessibleTable(
            "Quarters", f"Every quarter up to {period}", _HISTORY_HEADERS, list(_history(rulebook, master, period))
        ),
    )
    return [table for table in tables if table.rows]


_COUNT_HEADERS = (
    *("Part of the council", "Name", "Indicators", "Rated", "Green", "Green, % of rated"),
    *("Amber", "Amber, % of rated", "Red", "Red, % of rated", "Not rated"),
)
_RATING_HEADERS = (
    *("Reference", "Indicator", "Priority", "Directorate", "Unit", "Value", "Target", "Green when", "Amber when"),
    *("Rating", "Direction of travel", "Data as at", "Marks", "Please note"),
)
_WORD_HEADERS = ("Reference", "Indicator", "Rating", "Cause", "Action", "Action owner", "Action due")
_HISTORY_HEADERS = ("Reference", "Indicator", "Quarter", "Value", "Rating", "Marks")


def _counts(rulebook: Rulebook, master: Master, period: Period) -> Iterator[ShownRow]:
    summary = summarise(rulebook, master, period)
    yield _count("Whole council", rulebook.settings.council, summary.council)
    for name, counts in summary.by_priority.items():
        yield _count("Priority", name, counts)
    for unit in rulebook.units:
        yield _count("Directorate", unit.name, summary.by_unit[unit.code])


def _count(kind: str, name: str, counts: Counts) -> ShownRow:
    shares = [(float(counts.of(rating)), _or(counts.share(rating), _NOT_APPLICABLE)) for rating in Rating]
    rated = (float(counts.total), float(counts.rated))
    return (kind, name, *rated, *(cell for pair in shares for cell in pair), float(counts.total - counts.rated))


def _rating(rulebook: Rulebook, line: KpiLine) -> ShownRow:
    kpi, result = line.kpi, line.result
    unit = rulebook.unit(kpi.directorate)
    return (
        *(kpi.kpi_id, kpi.name, kpi.priority, kpi.directorate if unit is None else unit.name, _unit(kpi.measure)),
        *(_value(line.kpi.decimals, result), _or(result.target, _NOT_APPLICABLE)),
        *(green_words(result.bands, kpi.measure), amber_words(result.bands, kpi.measure)),
        *(str(result.outcome), str(line.travel), _as_at(result), _marks(result)),
        "; ".join(line.flags) or "Nothing to note",
    )


def _unit(measure: Measure) -> str:
    """In words: a screen reader passes over a sign that stands alone."""
    return {"%": "per cent", "£": "pounds"}.get(measure.name, measure.name)


def _as_at(result: Result) -> str:
    return _NOT_AVAILABLE if result.value is None else str(result.as_at or result.period)


def _explained(lines: Sequence[KpiLine]) -> Iterator[ShownRow]:
    for line in lines:
        result = line.result
        if result.outcome in (Rating.RED, Rating.AMBER):
            said = result.words
            words = (said.cause, said.action, said.owner, said.due)
            yield (line.kpi.kpi_id, line.kpi.name, str(result.outcome), *(word or _NOT_AVAILABLE for word in words))


def _history(rulebook: Rulebook, master: Master, period: Period) -> Iterator[ShownRow]:
    for one in (one for one in master.periods if one <= period):
        for kpi, result in known_results(rulebook, master, one):
            said = (_value(kpi.decimals, result), str(result.outcome), _marks(result))
            yield (kpi.kpi_id, kpi.name, str(one), *said)


def _value(decimals: int, result: Result) -> Shown:
    if result.outcome is Reason.SUPPRESSED:
        return _CONFIDENTIAL
    if result.value is None:
        return _NO_VALUE.get(result.outcome, _NOT_AVAILABLE) if isinstance(result.outcome, Reason) else _NOT_AVAILABLE
    # A value that would read as another rating keeps its digits (rating rule 2).
    return result.value if result.rounding_sensitive else round_half_away(result.value, decimals)


def _marks(result: Result) -> str:
    marks = [mark for mark, holds in (("[p]", result.provisional), ("[r]", result.revision > 0)) if holds]
    return " ".join(marks) or "None"


def _or(number: float | None, words: str) -> Shown:
    return words if number is None else float(number)
