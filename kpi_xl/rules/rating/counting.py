"""How many are Green, Amber and Red, of how many rated (rating rules 18 and 19)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypedDict

from kpi_xl.model.rating import Outcome, Rating, Reason


class CountsShape(TypedDict):
    """Counts as `kpi-xl summary --format json` prints them."""

    total: int
    rated: int
    green: int
    amber: int
    red: int
    unrated: dict[str, int]


class Counts(NamedTuple):
    """`rated` is the base of every share. `unrated` maps a reason's words to how many, in the list's own order."""

    total: int
    rated: int
    green: int
    amber: int
    red: int
    unrated: Mapping[str, int]

    def of(self, rating: Rating) -> int:
        return {Rating.GREEN: self.green, Rating.AMBER: self.amber, Rating.RED: self.red}[rating]

    def share(self, rating: Rating) -> int | None:
        """Whole per cent of the rated, half rounded up, each on its own: shares need not add to 100. None of none."""
        return (200 * self.of(rating) + self.rated) // (2 * self.rated) if self.rated else None

    def share_text(self, rating: Rating) -> str:
        """The count with its share, "41 (59%)"; the count alone when nothing is rated."""
        share = self.share(rating)
        return f"{self.of(rating):,}" if share is None else f"{self.of(rating):,} ({share}%)"

    def shape(self) -> CountsShape:
        return {
            "total": self.total,
            "rated": self.rated,
            "green": self.green,
            "amber": self.amber,
            "red": self.red,
            "unrated": dict(self.unrated),
        }


def count(outcomes: Iterable[Outcome]) -> Counts:
    """Count published words. Which KPIs belong (corporate ones only, rating rule 20) is the caller's choice."""
    found = Counter(outcomes)
    green, amber, red = (found[rating] for rating in (Rating.GREEN, Rating.AMBER, Rating.RED))
    unrated = {str(reason): found[reason] for reason in Reason if found[reason]}
    return Counts(found.total(), green + amber + red, green, amber, red, unrated)
