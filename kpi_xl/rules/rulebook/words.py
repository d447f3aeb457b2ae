"""The words a rulebook cell may hold, and near misses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Generic, TypeVar

from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Aggregation, Comparison, Frequency, Scope, YearType
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.tables.headings import fingerprint

T = TypeVar("T", bound=Enum)


@dataclass(frozen=True)
class Words(Generic[T]):
    """`choices` are the words as written; `known` maps each, and other ways of saying it, to what it stands for."""

    choices: tuple[str, ...]
    known: Mapping[str, T]

    def find(self, text: str) -> T | None:
        return self.known.get(fingerprint(text))


def words(kind: type[T], aliases: Mapping[str, T] | None = None) -> Words[T]:
    choices = {str(member.value): member for member in kind}
    everything = {**choices, **(aliases or {})}
    return Words(tuple(choices), {fingerprint(text): member for text, member in everything.items()})


def suggestion(text: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known word, "" when none is near."""
    by_look = {fingerprint(word): word for word in known}
    near = get_close_matches(fingerprint(text), by_look, n=1, cutoff=0.6)
    return f' Did you mean "{by_look[near[0]]}"?' if near else ""


POLARITIES = words(
    Polarity,
    {"higher is better": Polarity.HIGHER, "lower is better": Polarity.LOWER, "within range": Polarity.IN_RANGE},
)
FREQUENCIES = words(Frequency, {"each quarter": Frequency.QUARTERLY, "yearly": Frequency.ANNUAL})
AGGREGATIONS = words(
    Aggregation,
    {
        "quarter only": Aggregation.QUARTER,
        "ytd": Aggregation.YEAR_TO_DATE,
        "cumulative": Aggregation.YEAR_TO_DATE,
        "rolling year": Aggregation.ROLLING_YEAR,
        "forecast": Aggregation.FORECAST,
        "position": Aggregation.SNAPSHOT,
    },
)
YEAR_TYPES = words(YearType)
SCOPES = words(Scope)
COMPARISONS = words(Comparison, {"last quarter": Comparison.PREVIOUS_QUARTER})
BASES = words(Basis, {"percent": Basis.PERCENT, "% of target": Basis.PERCENT, "per cent of target": Basis.PERCENT})
RATINGS = words(Rating)
_STANDING = {str(reason): reason for reason in Reason if reason.standing}
STANDING_REASONS = Words(
    tuple(_STANDING),
    {fingerprint(text): reason for text, reason in {**_STANDING, "data only": Reason.DATA_ONLY}.items()},
)
"""Those that can hold for as long as the rulebook says; the others belong to one return."""
