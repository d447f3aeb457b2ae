"""How ratings moved between two quarters: which KPIs went from each colour to each."""

from collections.abc import Iterable, Mapping

from kpi_xl.model.rating import Rating
from kpi_xl.rules.words.wording import counted

Move = tuple[str, Rating, Rating]
"""A KPI's id, its rating before and its rating now."""
Movement = Mapping[tuple[Rating, Rating], tuple[str, ...]]
"""(before, now) to KPI ids; all nine cells are there, Green, Amber, Red both ways."""

NOT_RATED_TWICE = "No KPI is rated in both quarters."

_BEST_FIRST = tuple(Rating)


def movement(moves: Iterable[Move]) -> Movement:
    """Ids stay in the order given."""
    cells: dict[tuple[Rating, Rating], list[str]] = {(before, now): [] for before in Rating for now in Rating}
    for kpi_id, before, now in moves:
        cells[before, now].append(kpi_id)
    return {cell: tuple(kpi_ids) for cell, kpi_ids in cells.items()}


def better(before: Rating, now: Rating) -> bool:
    return _BEST_FIRST.index(now) < _BEST_FIRST.index(before)


MOVES_UP = tuple((before, now) for before in Rating for now in Rating if better(before, now))
"""(before, now) of each way to a better rating."""


def movement_words(moved: Movement) -> str:
    """Of 70 KPIs rated in both quarters, 61 kept the rating, 4 got a better one and 5 a worse one."""
    total = sum(map(len, moved.values()))
    if not total:
        return NOT_RATED_TWICE
    kept = sum(len(moved[rating, rating]) for rating in Rating)
    up = sum(len(kpi_ids) for cell, kpi_ids in moved.items() if better(*cell))
    what = f"{counted(total, 'KPI')} rated in both quarters"
    return f"Of {what}, {kept:,} kept the rating, {up:,} got a better one and {total - kept - up:,} a worse one."
