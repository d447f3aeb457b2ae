"""Which reasons for having no rating can be true of a KPI in a quarter, and why the others cannot."""

from collections.abc import Iterable
from typing import NamedTuple

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Reason


class Known(NamedTuple):
    """What the rulebook and the last quarter say of a KPI in a quarter. `target`: it can be rated."""

    kpi: Kpi
    period: Period
    rated: bool
    published: bool = False

    @property
    def due(self) -> bool:
        return self.kpi.due_in(self.period)


def why_impossible(reason: Reason, known: Known) -> str:
    """Why `reason` cannot be true here, as the end of a sentence; "" where it can.

    What the rulebook itself gives as the KPI's standing reason is always possible. A reason nobody has to be able to
    prove from the rulebook (Awaited, Suppressed, Provisional withheld, Not applicable) is possible: what stands beside
    it is asked about instead.
    """
    if reason is known.kpi.standing_reason:
        return ""
    if reason is Reason.NOT_DUE:
        return f"a value is due in {known.period}" if known.due else ""
    if reason is Reason.DATA_ONLY:
        return "this KPI has a target or bands to be rated by" if known.rated else ""
    if reason is Reason.BASELINE_YEAR:
        return (
            "this KPI has a target already, and the rulebook does not call this its baseline year"
            if known.rated
            else ""
        )
    if reason is Reason.UNPOPULATED:
        return "it had a value last quarter" if known.published else ""
    return "it is never chosen" if reason is Reason.INVALID else ""


def possible_reasons(known: Known) -> tuple[Reason, ...]:
    """Those that can be chosen, the commonest first."""
    return tuple(reason for reason in ordered(Reason) if not why_impossible(reason, known))


def ordered(reasons: Iterable[Reason]) -> list[Reason]:
    """What officers need most often, first; Python's order among the others."""
    first = (Reason.AWAITED, Reason.UNPOPULATED, Reason.NOT_DUE, Reason.PROVISIONAL)
    return sorted(reasons, key=lambda reason: first.index(reason) if reason in first else len(first))
