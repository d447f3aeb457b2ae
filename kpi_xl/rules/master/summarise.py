"""A period in figures and sentences: counts for the council and each part of it, and whether quarters compare."""

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeVar

from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import Master, Result, known_results
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Rating
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.comparison.comparability import comparability_words, threshold_changes
from kpi_xl.rules.rating.counting import Counts, count
from kpi_xl.rules.words.wording import counted

Pair = tuple[Kpi, Result]
Group = TypeVar("Group", bound=Hashable)


class Summary(NamedTuple):
    """Corporate KPIs only. Parts are in the rulebook's order; one without KPIs in the period is there with none.

    `by_service` is keyed by directorate and service. `moved_thresholds` are the ids of the KPIs whose thresholds
    changed since the quarter before.
    """

    period: Period
    council: Counts
    by_priority: dict[str, Counts]
    by_unit: dict[str, Counts]
    by_service: dict[tuple[str, str], Counts]
    moved_thresholds: tuple[str, ...]


def summarise(rulebook: Rulebook, master: Master, period: Period) -> Summary:
    return summarise_results(rulebook, master, period, known_results(rulebook, master, period))


def summarise_results(rulebook: Rulebook, master: Master, period: Period, results: Iterable[Pair]) -> Summary:
    """As `summarise`, of results of the period that may have been re-rated."""
    counted = [pair for pair in results if pair[0].scope is Scope.CORPORATE]
    changes = threshold_changes(rulebook, master, period.previous, period)
    order = {unit.code: number for number, unit in enumerate(rulebook.units)}
    services = sorted(
        dict.fromkeys((kpi.directorate, kpi.service) for kpi, _ in counted), key=lambda place: order.get(place[0], 0)
    )
    return Summary(
        period=period,
        council=count(result.outcome for _, result in counted),
        by_priority=_by(counted, lambda kpi: kpi.priority, (priority.name for priority in rulebook.priorities)),
        by_unit=_by(counted, lambda kpi: kpi.directorate, order),
        by_service=_by(counted, lambda kpi: (kpi.directorate, kpi.service), services),
        moved_thresholds=tuple(change.kpi.kpi_id for change in changes),
    )


def headline(counts: Counts, word: Callable[[Rating], str] = str) -> str:
    """77 KPIs, 70 rated: 41 Green (59%), 15 Amber (21%), 14 Red (20%). `word` writes a rating, in colour say."""
    base = f"{counted(counts.total, 'KPI')}, {counts.rated:,} rated"
    if not counts.rated:
        return base
    shares = (counts.share_text(rating).replace(" ", f" {word(rating)} ", 1) for rating in Rating)
    return f"{base}: {', '.join(shares)}"


def unrated_words(counts: Counts) -> str:
    """2 Unpopulated, 1 Not due; "" when all are rated."""
    return ", ".join(f"{number:,} {reason}" for reason, number in counts.unrated.items())


def comparability(summary: Summary) -> str:
    """Whether ratings may be compared with last quarter's as they were published (rating rule 23)."""
    return comparability_words(summary.moved_thresholds, summary.period.previous)


def _by(counted: Iterable[Pair], part_of: Callable[[Kpi], Group], parts: Iterable[Group]) -> dict[Group, Counts]:
    groups: dict[Group, list[Outcome]] = {part: [] for part in parts}
    for kpi, result in counted:
        groups.setdefault(part_of(kpi), []).append(result.outcome)
    return {part: count(group) for part, group in groups.items()}
