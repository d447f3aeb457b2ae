"""What members should look at first: every Red, then each Amber that got worse."""

from collections.abc import Iterable

from kpi_xl.model.rating import Rating
from kpi_xl.rules.kpi_lines import KpiLine
from kpi_xl.rules.travel import Travel
from kpi_xl.rules.variance import distance_from_amber

_NO_LINE = float("-inf")


def exceptions(lines: Iterable[KpiLine]) -> list[KpiLine]:
    """Reds, then worsened Ambers, each the farthest beyond its amber line first; ties stay in the order given."""
    lines = list(lines)
    reds = [line for line in lines if line.result.outcome is Rating.RED]
    ambers = [line for line in lines if line.result.outcome is Rating.AMBER and line.travel is Travel.WORSENED]
    return [*sorted(reds, key=_distance, reverse=True), *sorted(ambers, key=_distance, reverse=True)]


def _distance(line: KpiLine) -> float:
    distance = distance_from_amber(line.result.value, line.result.bands)
    return _NO_LINE if distance is None else distance
