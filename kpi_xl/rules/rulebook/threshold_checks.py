"""What must hold in one row of the Thresholds table."""

from collections.abc import Iterator

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.bands import Interval
from kpi_xl.model.basis import Basis
from kpi_xl.model.finding import Finding
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.rulebook.size_checks import SIZE_CHECKS
from kpi_xl.rules.rulebook.threshold_row import BOUNDS, TOLERANCES, ThresholdRow
from kpi_xl.rules.rulebook.tolerance_checks import TOLERANCE_CHECKS, Check

_NOT_FOR = {Polarity.HIGHER: ("green_high", "amber_high"), Polarity.LOWER: ("green_low", "amber_low")}
_INSTEAD = {
    "green_low": "green_high",
    "green_high": "green_low",
    "amber_low": "amber_high",
    "amber_high": "amber_low",
}


def basis_is_stated(threshold: ThresholdRow) -> Iterator[Finding]:
    if threshold.basis is None and threshold.filled(TOLERANCES):
        yield threshold.row.finding(problems.BASIS_MISSING, "basis")


def said_one_way(threshold: ThresholdRow) -> Iterator[Finding]:
    absolute = threshold.way is Basis.ABSOLUTE
    extra = threshold.filled(TOLERANCES if absolute else BOUNDS)
    if threshold.way is not None and extra:
        given = "tolerances" if absolute else "bounds"
        yield threshold.row.finding(problems.BOUNDS_AND_TOLERANCES, *extra, basis=threshold.way, given=given)


def direction_is_known(threshold: ThresholdRow) -> Iterator[Finding]:
    if threshold.kpi.polarity is Polarity.NONE and (threshold.given or threshold.basis):
        yield threshold.row.finding(problems.NO_DIRECTION, *(threshold.filled(BOUNDS + TOLERANCES) or ["basis"]))


def bounds_are_on_the_right_side(threshold: ThresholdRow) -> Iterator[Finding]:
    polarity = threshold.kpi.polarity
    for column in threshold.filled(_NOT_FOR.get(polarity, ())):
        wrong, instead = map(threshold.row.header, (column, _INSTEAD[column]))
        yield threshold.row.finding(problems.WRONG_SIDE, column, polarity=polarity, column=wrong, instead=instead)


def bands_are_the_right_way_up(threshold: ThresholdRow) -> Iterator[Finding]:
    for band, (low, high) in (("green", threshold.green), ("amber", threshold.amber)):
        if low is not None and high is not None and low > high:
            facts = {"band": band, "low": shown(low), "high": shown(high)}
            yield threshold.row.finding(problems.UPSIDE_DOWN, f"{band}_low", f"{band}_high", **facts)


def green_is_inside_amber(threshold: ThresholdRow) -> Iterator[Finding]:
    """Rating rule 6."""
    (green_low, green_high), (amber_low, amber_high) = threshold.green, threshold.amber
    facts = {"green": _interval(threshold.green), "amber": _interval(threshold.amber)}
    if amber_low is not None and (green_low is None or green_low < amber_low):
        yield threshold.row.finding(problems.GREEN_WIDER, "green_low", "amber_low", **facts)
    if amber_high is not None and (green_high is None or green_high > amber_high):
        yield threshold.row.finding(problems.GREEN_WIDER, "green_high", "amber_high", **facts)


def green_is_given(threshold: ThresholdRow) -> Iterator[Finding]:
    if threshold.way is Basis.ABSOLUTE and threshold.green == (None, None):
        columns = _wanted(threshold, "green")
        yield threshold.row.finding(problems.GREEN_MISSING, *columns, columns=_headers(threshold, columns))


def stated_rating_has_no_amber_bound(threshold: ThresholdRow) -> Iterator[Finding]:
    """Rating rule 30."""
    bounds = threshold.filled(("amber_low", "amber_high", "amber_tolerance"))
    if threshold.stated is not None and bounds:
        yield threshold.row.finding(problems.STATED_NOT_NEEDED, "stated", *bounds)


def amber_bound_is_given(threshold: ThresholdRow) -> Iterator[Finding]:
    """On each side where green ends, amber should too."""
    if threshold.way is not Basis.ABSOLUTE or threshold.stated is not None:
        return
    sides = [side for side in ("low", "high") if f"green_{side}" in threshold.given]
    missing = [f"amber_{side}" for side in sides if f"amber_{side}" not in threshold.given]
    if missing:
        yield threshold.row.finding(problems.NO_AMBER_BOUND, *missing, columns=_headers(threshold, missing))


def equal_ends_are_said(threshold: ThresholdRow) -> Iterator[Finding]:
    """Rating rule 6: allowed, and said so."""
    for side in ("low", "high"):
        green, amber = (threshold.given.get(f"{band}_{side}") for band in ("green", "amber"))
        if green is not None and green == amber:
            yield threshold.row.finding(problems.NO_AMBER_BAND, f"green_{side}", f"amber_{side}", end=shown(green))


CHECKS: tuple[Check, ...] = (
    basis_is_stated,
    said_one_way,
    direction_is_known,
    bounds_are_on_the_right_side,
    bands_are_the_right_way_up,
    green_is_inside_amber,
    *TOLERANCE_CHECKS,
    green_is_given,
    stated_rating_has_no_amber_bound,
    amber_bound_is_given,
    equal_ends_are_said,
    *SIZE_CHECKS,
)


def check_threshold(threshold: ThresholdRow) -> None:
    """Add to the row what its checks find. A bound on the wrong side makes the row's other bounds meaningless."""
    for check in CHECKS:
        threshold.row.findings.extend(check(threshold))
        if check is bounds_are_on_the_right_side and threshold.row.faulty:
            return


def _wanted(threshold: ThresholdRow, band: str) -> list[str]:
    unwanted = _NOT_FOR.get(threshold.kpi.polarity, ())
    return [column for column in (f"{band}_low", f"{band}_high") if column not in unwanted]


def _headers(threshold: ThresholdRow, columns: list[str]) -> str:
    return " and ".join(f'"{threshold.row.header(column)}"' for column in columns)


def _interval(ends: Interval) -> str:
    low, high = ends
    if low is None:
        return "(no end)" if high is None else f"(up to {shown(high)})"
    return f"(from {shown(low)})" if high is None else f"({shown(low)} to {shown(high)})"
