"""A master's counts, as text for people and JSON for programs."""

from collections.abc import Mapping

from kpi_xl.faces.terminal import coloured, say, show_table
from kpi_xl.model.rating import Rating
from kpi_xl.model.shown_text import ascii_json
from kpi_xl.rules.master.summarise import headline
from kpi_xl.rules.rating.counting import Counts
from kpi_xl.workflows.summarise import MasterSummary


def summary_json(summary: MasterSummary) -> str:
    """The shape documented in docs/json.md."""
    return ascii_json(summary.shape())


def summary_text(summary: MasterSummary) -> None:
    """The headline, then a table by directorate and one by priority, each share of its own base."""
    say(f"{summary.period}: {coloured_headline(summary.counts)}")
    if summary.counts.unrated:
        say("Not rated: " + ", ".join(f"{number} {reason}" for reason, number in summary.counts.unrated.items()))
    _table("Directorate", summary.by_unit)
    _table("Priority", summary.by_priority)


def coloured_headline(counts: Counts) -> str:
    """The headline of rules/master/summarise.py with its ratings in colour."""
    return headline(counts, lambda rating: coloured(str(rating)))


def _table(title: str, groups: Mapping[str, Counts]) -> None:
    show_table(
        (title, "KPIs", "Rated", *map(str, Rating), "Not rated"),
        (
            (name, f"{counts.total:,}", f"{counts.rated:,}", *map(counts.share_text, Rating), _unrated(counts))
            for name, counts in groups.items()
        ),
        right=range(1, 6),
    )


def _unrated(counts: Counts) -> str:
    return ", ".join(f"{number} {reason}" for reason, number in counts.unrated.items())
