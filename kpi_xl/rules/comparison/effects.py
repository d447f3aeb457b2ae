"""A change in counts split in two: what moved thresholds did to it, and what performance did (rating rule 22)."""

from collections.abc import Iterable
from typing import NamedTuple

from kpi_xl.model.rating import Rating
from kpi_xl.rules.rating.counting import Counts, count

Steps = tuple[Rating, Rating, Rating]
"""One KPI: as published before, that value under the bands of now, and now."""


class Effects(NamedTuple):
    """Counts of the same KPIs three times: as published before, re-rated, and now."""

    published: Counts
    rerated: Counts
    now: Counts

    def target(self, rating: Rating) -> int:
        """How many more (below 0: fewer) of a rating the changed thresholds alone make."""
        return self.rerated.of(rating) - self.published.of(rating)

    def performance(self, rating: Rating) -> int:
        """How many more (below 0: fewer) of a rating the changed values alone make."""
        return self.now.of(rating) - self.rerated.of(rating)

    def words(self, rating: Rating) -> str:
        """Red: 3 as published, 5 re-rated, 5 now. Target effect +2, performance effect 0."""
        figures = f"{self.published.of(rating):,} as published, {self.rerated.of(rating):,} re-rated"
        split = f"Target effect {signed(self.target(rating))}, performance effect {signed(self.performance(rating))}."
        return f"{rating}: {figures}, {self.now.of(rating):,} now. {split}"


def effects(steps: Iterable[Steps]) -> Effects:
    steps = tuple(steps)
    published, rerated, now = (count(step[place] for step in steps) for place in range(3))
    return Effects(published, rerated, now)


def signed(number: int) -> str:
    """+2, 0, -1."""
    return f"{number:+,}" if number else "0"
