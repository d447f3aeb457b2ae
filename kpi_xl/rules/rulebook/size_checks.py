"""Thresholds held against the sizes there can be: what is possible, their own bounds, the version before."""

from collections.abc import Iterator

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rulebook.numerals import shown, times_hundred
from kpi_xl.rules.rulebook.threshold_row import BOUNDS, ThresholdRow
from kpi_xl.rules.rulebook.tolerance_checks import Check

_NAMES = {
    "target": "target",
    "green_low": "lower end of green",
    "green_high": "upper end of green",
    "amber_low": "lower end of amber",
    "amber_high": "upper end of amber",
}
_WHOLE = 100.0
_TENFOLD = 10.0


def bounds_are_possible(threshold: ThresholdRow) -> Iterator[Finding]:
    """Target and bounds as typed; what a tolerance makes of a target near the end may well lie beyond it."""
    low, high = threshold.kpi.lowest, threshold.kpi.highest
    for column, value in sizes(threshold).items():
        if (low is not None and value < low) or (high is not None and value > high):
            facts = {"what": _NAMES[column], "value": shown(value), "range": _range(low, high)}
            yield threshold.row.finding(problems.BEYOND_POSSIBLE, column, kpi_id=threshold.kpi_id, **facts)


def thresholds_are_not_fractions(threshold: ThresholdRow) -> Iterator[Finding]:
    """Of values up to 100, bounds that are all 1 or less. Where less is better that may be meant, and is asked about.

    Where the target beside them is of another size, it is no question.
    """
    given = sizes(threshold)
    bounds = {column: value for column, value in given.items() if column != "target"}
    judged = bounds or given
    small = all(abs(value) <= 1 for value in judged.values()) and any(judged.values())
    if not small or threshold.kpi.highest != _WHOLE:
        return
    target = given.get("target")
    sure = threshold.kpi.polarity is not Polarity.LOWER or (target is not None and abs(target) > 1)
    first = next(value for value in judged.values() if value)
    facts = {
        "values": ", ".join(shown(value) for value in judged.values()),
        "highest": shown(_WHOLE),
        "value": shown(first),
        "read": shown(times_hundred(first)),
    }
    found = threshold.row.finding(problems.AS_FRACTIONS, *judged, kpi_id=threshold.kpi_id, **facts)
    yield found if sure else Finding(found.problem, found.places, found.facts, Severity.WARNING, found.kpi_id)


SIZE_CHECKS: tuple[Check, ...] = (bounds_are_possible, thresholds_are_not_fractions)


def tenfold_changes(earlier: ThresholdRow, later: ThresholdRow) -> Iterator[Finding]:
    """What is ten times the version before, or a tenth. That a reason is given does not make it sure."""
    before = sizes(earlier)
    for column, value in sizes(later).items():
        was = before.get(column)
        if was and value and not 1 / _TENFOLD < abs(value / was) < _TENFOLD:
            facts = {"what": _NAMES[column], "value": shown(value), "earlier": shown(was)}
            before_then = f"from {earlier.effective}"
            yield later.row.finding(problems.TENFOLD_CHANGE, column, kpi_id=later.kpi_id, before=before_then, **facts)


def sizes(threshold: ThresholdRow) -> dict[str, float]:
    """The target and the bounds that are given, by column; of an in-range target none."""
    found = {column: threshold.given[column] for column in threshold.filled(BOUNDS)}
    return found if not isinstance(threshold.target, float | int) else {"target": float(threshold.target), **found}


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"{shown(high)} or less" if high is not None else "any number"
    return f"{shown(low)} or more" if high is None else f"from {shown(low)} to {shown(high)}"
