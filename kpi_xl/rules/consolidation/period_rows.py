"""The rows of one period: what the accepted returns report, rated, and a marked place for whatever is not there."""

from dataclasses import replace

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Reason
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Reported
from kpi_xl.rules.consolidation.carry import carried_instead
from kpi_xl.rules.consolidation.intake import Intake, file_name
from kpi_xl.rules.consolidation.revisions import Change, revised
from kpi_xl.rules.rating.decide import decide

_VALUE_EXPECTED = frozenset(reason for reason in Reason if reason.with_value) - {Reason.SUPPRESSED}
"""Standing reasons under which a directorate still sends a value, so that without one it is awaited."""


def period_rows(
    rulebook: Rulebook, earlier: Master, intake: Intake, period: Period
) -> tuple[list[Result], list[Change]]:
    """A row for each KPI of the period, in the rulebook's order, and what changed against the rows before."""
    reported = {unit: {one.kpi_id: one for one in returned.reported} for unit, returned in intake.accepted.items()}
    files = {unit: file_name(returned) for unit, returned in intake.accepted.items()}
    had = {record.unit for record in earlier.submissions if record.period == period and record.status == "accepted"}
    results: list[Result] = []
    changes: list[Change] = []
    for kpi in rulebook.kpis.values():
        if not kpi.reported_in(period):
            continue
        before = earlier.result(kpi.kpi_id, period) if kpi.directorate in had else None
        returned = intake.accepted.get(kpi.directorate)
        if returned is None:
            stands = None if before is None or before.gap else before
            results.append(stands or _place_kept(rulebook, earlier, kpi, period))
            continue
        row = reported[kpi.directorate].get(kpi.kpi_id)
        source = files[kpi.directorate], returned.sha256
        fresh = _reported(rulebook, earlier, kpi, period, row, source)
        if before is not None and not before.gap and not fresh.gap:
            fresh, found = revised(before, fresh)
            changes += found
        results.append(fresh)
    return results, changes


def _reported(
    rulebook: Rulebook, earlier: Master, kpi: Kpi, period: Period, row: Reported | None, source: tuple[str, str]
) -> Result:
    """The row of a KPI whose directorate's return was accepted; `source` is that file's name and hash."""
    if row is None:
        return _place_kept(rulebook, earlier, kpi, period)
    before = carried_instead(rulebook, earlier, kpi, period, row.value)
    if before is not None:
        return _with_words_of(row, before)
    decision = decide(rulebook, kpi, period, row.value, row.reason)
    return Result(
        kpi_id=kpi.kpi_id,
        period=period,
        directorate=kpi.directorate,
        priority=kpi.priority,
        value=row.value,
        outcome=decision.outcome,
        computed=decision.computed,
        target=decision.target,
        bands=decision.bands,
        version=decision.version,
        as_at=None if row.value is None else kpi.as_at(period),
        provisional=row.provisional,
        rounding_sensitive=decision.rounding_sensitive,
        override=decision.override,
        numerator=row.numerator,
        denominator=row.denominator,
        words=row.words,
        file=source[0],
        sheet=row.place.sheet,
        cell=row.place.cell,
        sha256=source[1],
    )


def _with_words_of(row: Reported, before: Result) -> Result:
    """A carried row, with this quarter's words about it where the return has any."""
    return replace(before, words=row.words) if any(row.words) else before


def _place_kept(rulebook: Rulebook, earlier: Master, kpi: Kpi, period: Period) -> Result:
    """The row of a KPI nothing was reported of: carried, Not due, or a gap."""
    due = kpi.due_in(period)
    before = carried_instead(rulebook, earlier, kpi, period, None)
    if before is not None:
        return before
    expected = due and (kpi.standing_reason is None or kpi.standing_reason in _VALUE_EXPECTED)
    decision = decide(rulebook, kpi, period, None, Reason.AWAITED if expected else None)
    return Result(
        kpi_id=kpi.kpi_id,
        period=period,
        directorate=kpi.directorate,
        priority=kpi.priority,
        value=None,
        outcome=decision.outcome,
        computed=decision.computed,
        target=decision.target,
        bands=decision.bands,
        version=decision.version,
        gap=due,
    )
