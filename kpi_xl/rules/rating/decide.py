"""The published word for one KPI in one period, and everything that led to it."""

from typing import NamedTuple

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.number import round_half_away
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Rating, Reason
from kpi_xl.model.rulebook import Override, Rulebook, Threshold
from kpi_xl.rules.rating.rate import rate

_WITH_A_VALUE = frozenset({Reason.NOT_APPLICABLE, *(reason for reason in Reason if reason.with_value)})
"""Standing reasons that keep a KPI unrated although it has a value; the others only explain a blank."""

_MISSED = (Rating.AMBER, Rating.RED, Reason.DATA_ONLY)
"""What a value that is not Green gets from bands without an amber bound, or from no bands."""


class Decision(NamedTuple):
    """`outcome` is the published word; `computed` is what value and bands alone give.

    The two differ only under an override or a stated rating. `target`, `bands` and `version` are those in force in
    the period, kept when nothing is rated; None or "" where the rulebook has none. `rounding_sensitive` says the
    value as displayed would get another rating. `override` is the record of a change by hand, else "".
    """

    outcome: Outcome
    computed: Outcome
    target: float | None = None
    bands: Bands | None = None
    version: str = ""
    rounding_sensitive: bool = False
    override: str = ""


def decide(rulebook: Rulebook, kpi: Kpi, period: Period, value: float | None, reason: Reason | None) -> Decision:
    """Rate `value` (in the KPI's own unit) under the thresholds in force in `period`, or say why it has no rating.

    A `reason` wins over everything but an override, also where there is a value: the value is then withheld. An
    override needs a value, because a missing rating is never made up (rating rule 16).
    """
    threshold = rulebook.threshold(kpi.kpi_id, period)
    bands = None if threshold is None else threshold.bands_in(period)
    unrated = reason or _standing(kpi, period, value)
    computed = unrated or rate(value, bands)
    outcome = unrated or with_stated(threshold, bands, computed)
    override = None if value is None else rulebook.override(kpi.kpi_id, period)
    return Decision(
        outcome=outcome if override is None else override.rating,
        computed=computed,
        target=None if threshold is None else threshold.target_in(period),
        bands=bands,
        version="" if threshold is None else threshold.version,
        rounding_sensitive=isinstance(computed, Rating) and _changes_when_rounded(value, kpi.decimals, bands, computed),
        override="" if override is None else _record(override),
    )


def _standing(kpi: Kpi, period: Period, value: float | None) -> Reason | None:
    """Why the rulebook itself leaves this KPI unrated, None where it does not."""
    if value is not None:
        return kpi.standing_reason if kpi.standing_reason in _WITH_A_VALUE else None
    return kpi.standing_reason or (None if kpi.due_in(period) else Reason.NOT_DUE)


def with_stated(threshold: Threshold | None, bands: Bands | None, computed: Outcome) -> Outcome:
    """The stated rating, for a value that misses green where no amber bound is published (rating rule 30)."""
    if threshold is None or threshold.stated is None or (bands is not None and bands.amber != (None, None)):
        return computed
    return threshold.stated if computed in _MISSED else computed


def _changes_when_rounded(value: float | None, decimals: int, bands: Bands | None, rated: Rating) -> bool:
    """Whether the value as displayed rates otherwise (rating rule 2). Only a value near an end can."""
    if value is None or bands is None:
        return False
    step = 10.0**-decimals
    for end in bands.bounds:
        if end is not None and abs(value - end) <= step:
            return rate(round_half_away(value, decimals), bands) is not rated
    return False


def _record(override: Override) -> str:
    return f"Changed to {override.rating} by {override.name} on {override.on:%d/%m/%Y}: {override.reason}"
