"""A directorate's return for a period, from the rulebook and what was published before."""

from dataclasses import replace
from datetime import date

from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Rating
from kpi_xl.model.return_plan import ReturnPlan, ReturnRow
from kpi_xl.model.rulebook import Rulebook, Threshold
from kpi_xl.rules.consolidation.carry import carried_instead
from kpi_xl.rules.entries.possible_reasons import Known, possible_reasons
from kpi_xl.rules.rating.decide import decide
from kpi_xl.rules.returns.preview_rating import usual_sizes
from kpi_xl.rules.words.value_covers import value_covers

DUE = "Yes"
"""What the Due this quarter column says where a new value is expected."""


def plan_return(rulebook: Rulebook, unit_code: str, period: Period, master: Master | None) -> ReturnPlan:
    """What the return holds, row by row in the rulebook's order. `master` None: nothing has been published yet.

    Raises WorkspaceError when the rulebook has no such unit.
    """
    unit = rulebook.unit(unit_code)
    if unit is None:
        known = ", ".join(unit.code for unit in rulebook.units)
        raise WorkspaceError(f"The rulebook has no directorate {unit_code!r}. It has: {known}.")
    published = master or Master()
    bands_alone = replace(rulebook, overrides=())
    return ReturnPlan(
        council=rulebook.settings.council,
        unit=unit,
        period=period,
        rows=tuple(
            _row(bands_alone, kpi, period, published, _carried(rulebook, published, kpi, period))
            for kpi in rulebook.kpis_of(unit_code, period)
        ),
        services=tuple(service.name for service in rulebook.services if service.directorate == unit_code),
        deadline=_deadline(rulebook, period),
        contact=rulebook.settings.contact,
        example=rulebook.settings.example,
        rulebook_sha256=rulebook.sha256,
    )


def _deadline(rulebook: Rulebook, period: Period) -> date | None:
    return next((opened.deadline for opened in rulebook.periods if opened.period == period), None)


def _carried(rulebook: Rulebook, published: Master, kpi: Kpi, period: Period) -> Result | None:
    return carried_instead(rulebook, published, kpi, period, None)


def _row(rulebook: Rulebook, kpi: Kpi, period: Period, published: Master, carried: Result | None) -> ReturnRow:
    """`rulebook` here knows no overrides: the preview says what value and bands give."""
    threshold = rulebook.threshold(kpi.kpi_id, period)
    blank = decide(rulebook, kpi, period, None, None)
    last_quarter = _value(published.result(kpi.kpi_id, period.previous))
    return ReturnRow(
        kpi=kpi,
        target=blank.target,
        bands=blank.bands,
        last_quarter=last_quarter,
        last_year=_value(published.result(kpi.kpi_id, period.year_ago)),
        due=kpi.due_in(period),
        covers=value_covers(kpi, period),
        expected=_expected(kpi, period, carried),
        carried=_value(carried),
        carried_from=None if carried is None else carried.as_at,
        when_blank=blank.outcome if carried is None else carried.outcome,
        whatever_value=_whatever_value(rulebook, kpi, period),
        when_missed=_when_missed(threshold, period),
        reasons=possible_reasons(Known(kpi, period, blank.bands is not None, last_quarter is not None)),
        usual=usual_sizes(kpi, last_quarter, blank.target, period),
    )


def _value(result: Result | None) -> float | None:
    return None if result is None else result.value


def _expected(kpi: Kpi, period: Period, carried: Result | None) -> str:
    if kpi.due_in(period):
        return DUE
    if carried is None:
        return "Not due this quarter"
    return f"Not due this quarter: carried from {carried.as_at}"


def _whatever_value(rulebook: Rulebook, kpi: Kpi, period: Period) -> Outcome | None:
    """The word every number gets, None where the number decides."""
    decision = decide(rulebook, kpi, period, 0.0, None)
    return None if isinstance(decision.computed, Rating) else decision.outcome


def _when_missed(threshold: Threshold | None, period: Period) -> Rating | None:
    bands = None if threshold is None else threshold.bands_in(period)
    if threshold is None or bands is None or bands.amber != (None, None):
        return None
    return threshold.stated
