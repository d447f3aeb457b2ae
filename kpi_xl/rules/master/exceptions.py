"""What members should look at first: every Red, then each Amber that got worse."""

from collections.abc import Iterable

from kpi_xl.model.rating import Rating
from kpi_xl.rules.master.kpi_lines import KpiLine
from kpi_xl.rules.rating.travel import Travel
from kpi_xl.rules.rating.variance import distance_from_amber

NO_LINE = float("-inf")


def exceptions(lines: Iterable[KpiLine]) -> list[KpiLine]:
    """Reds, then worsened Ambers, each the farthest beyond its amber line first; ties stay in the order given."""
    lines = list(lines)
    reds = [line for line in lines if line.result.outcome is Rating.RED]
    ambers = [line for line in lines if line.result.outcome is Rating.AMBER and line.travel is Travel.WORSENED]
    return [*sorted(reds, key=distance, reverse=True), *sorted(ambers, key=distance, reverse=True)]


def distance(line: KpiLine) -> float:
    """How far beyond its amber line, NO_LINE where there is none."""
    found = distance_from_amber(line.result.value, line.result.bands)
    return NO_LINE if found is None else found
