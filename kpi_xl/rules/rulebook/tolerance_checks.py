"""What must hold of the tolerances in one row of the Thresholds table."""

from collections.abc import Callable, Iterator

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.basis import Basis
from kpi_xl.model.finding import Finding
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.rulebook.threshold_row import TOLERANCES, ThresholdRow

Check = Callable[[ThresholdRow], Iterator[Finding]]


def tolerances_are_whole(threshold: ThresholdRow) -> Iterator[Finding]:
    for column in TOLERANCES:
        band, value = column.removesuffix("_tolerance"), threshold.given.get(column)
        if value is None and threshold.basis in (Basis.PERCENT, Basis.POINTS):
            yield threshold.row.finding(problems.TOLERANCE_MISSING, column, band=band)
        elif value is not None and value < 0:
            yield threshold.row.finding(problems.TOLERANCE_NEGATIVE, column, band=band, value=shown(value))


def tolerances_have_a_target(threshold: ThresholdRow) -> Iterator[Finding]:
    """Rating rule 8: per cent of the target needs one that is not 0."""
    if threshold.way not in (Basis.PERCENT, Basis.POINTS):
        return
    ends = threshold.target if isinstance(threshold.target, tuple) else (threshold.target,)
    if all(end is None for end in ends):
        yield threshold.row.finding(problems.TARGET_MISSING, "target")
    elif threshold.way is Basis.PERCENT and 0 in ends:
        yield threshold.row.finding(problems.ZERO_TARGET, "target", what="target")


def green_tolerance_is_the_smaller(threshold: ThresholdRow) -> Iterator[Finding]:
    """Rating rule 6; equal tolerances are allowed, and said."""
    near, far = (threshold.given.get(column) for column in TOLERANCES)
    if near is None or far is None:
        return
    if near > far:
        facts = {"green": f"(tolerance {shown(near)})", "amber": f"(tolerance {shown(far)})"}
        yield threshold.row.finding(problems.GREEN_WIDER, *TOLERANCES, **facts)
    elif near == far:
        yield threshold.row.finding(problems.NO_AMBER_BAND, *TOLERANCES, end=f"{shown(near)} off target")


TOLERANCE_CHECKS: tuple[Check, ...] = (
    tolerances_are_whole,
    tolerances_have_a_target,
    green_tolerance_is_the_smaller,
)
