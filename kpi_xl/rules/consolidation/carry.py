"""Values that stand for more than their own quarter: those carried from an earlier one."""

from dataclasses import replace

from kpi_xl.model.kpi import Kpi, YearType
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.rating.decide import decide

_FIRST_QUARTER = {YearType.FINANCIAL: 1, YearType.ACADEMIC: 2, YearType.CALENDAR: 4}
"""The quarter in which a new year of that type starts, and with it the wait for the year's value."""


def carried(rulebook: Rulebook, earlier: Master, kpi: Kpi, period: Period) -> Result | None:
    """The KPI's value of an earlier quarter of the same year, as a row of `period` (rating rule 13); None without one.

    The rating, its bands and version, the as-at period and the source stay those of the quarter that published it.
    Only an override for `period` itself changes the word. A value from before a redefinition is not carried.
    """
    source = _latest(earlier, kpi, period)
    if source is None:
        return None
    override = rulebook.override(kpi.kpi_id, period)
    decision = decide(rulebook, kpi, period, source.value, None) if override else None
    return replace(
        source,
        period=period,
        directorate=kpi.directorate,
        priority=kpi.priority,
        outcome=source.outcome if decision is None else decision.outcome,
        override=source.override if decision is None else decision.override,
        carried=True,
        revision=0,
    )


def carried_instead(
    rulebook: Rulebook, earlier: Master, kpi: Kpi, period: Period, value: float | None
) -> Result | None:
    """The carried row that stands where no new `value` is reported of a KPI that is not due; None where none does.

    What a row is rated follows from it: consolidation, the return's check of its preview, and the preview agree.
    """
    return carried(rulebook, earlier, kpi, period) if value is None and not kpi.due_in(period) else None


def _latest(earlier: Master, kpi: Kpi, period: Period) -> Result | None:
    while period.quarter != _FIRST_QUARTER[kpi.year_type]:
        if period == kpi.redefined:
            return None
        period = period.previous
        found = earlier.result(kpi.kpi_id, period)
        if found is not None and found.value is not None:
            return found
    return None
