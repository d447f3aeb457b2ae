"""Accepted returns and the earlier master give the new master."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master import DirectorSummary, Master, QualityNote, RequestRecord, Result, ServiceResult
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.rules.consolidation import quality_notes
from kpi_xl.rules.consolidation.intake import Intake, file_name, take_in
from kpi_xl.rules.consolidation.period_rows import period_rows
from kpi_xl.rules.consolidation.revisions import Change


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The new master and how it came about. Directorates are named by their codes, in the rulebook's order.

    `kept` are those whose earlier accepted figures stand because no acceptable return was sent this time, `refused`
    those whose files were all turned down, `missing` those who never sent one. `gaps` counts the places left open.
    `changes` are the cells that differ from the earlier master's rows of the same period. `unchanged` says the new
    master equals the earlier one.
    """

    master: Master
    period: Period
    accepted: tuple[str, ...]
    kept: tuple[str, ...]
    refused: tuple[str, ...]
    missing: tuple[str, ...]
    changes: tuple[Change, ...]
    gaps: int
    unchanged: bool

    @property
    def complete(self) -> bool:
        """Every directorate's return is in, and none sent again was turned down."""
        return not self.refused and not self.missing


def consolidate(rulebook: Rulebook, earlier: Master, checked: Sequence[Checked], period: Period) -> Consolidation:
    """Build the master of `period` on top of `earlier`; neither the order of `checked` nor a second run changes it.

    A directorate without an accepted return leaves gaps (Awaited), unless `earlier` has its accepted rows, which
    then stand. Other periods stay as they are, and what is carried into `period` is taken from them.

    Raises WorkspaceError when `earlier` already holds a later period: published quarters are closed.
    """
    _refuse_closed(earlier, period)
    intake = take_in(rulebook, earlier, checked, period)
    results, changes = period_rows(rulebook, earlier, intake, period)
    master = Master(
        results=(*_in_order(rulebook, _others(earlier.results, period)), *results),
        submissions=(*_others(earlier.submissions, period), *intake.records),
        notes=(*_others(earlier.notes, period), *_notes(rulebook, earlier, intake, results, changes, period)),
        summaries=(*_others(earlier.summaries, period), *_by_unit(rulebook, _summaries(earlier, intake, period))),
        services=(*_others(earlier.services, period), *_by_unit(rulebook, _services(earlier, intake, period))),
        requests=(*_others(earlier.requests, period), *_by_unit(rulebook, _requests(earlier, intake, period))),
    )
    return Consolidation(
        master=master,
        period=period,
        accepted=tuple(intake.accepted),
        kept=tuple(intake.kept),
        refused=tuple(intake.refused),
        missing=tuple(intake.missing),
        changes=tuple(changes),
        gaps=sum(result.gap for result in results),
        unchanged=master == earlier,
    )


def _refuse_closed(earlier: Master, period: Period) -> None:
    later = [str(known) for known in earlier.periods if known > period]
    if later:
        raise WorkspaceError(
            f"The master already holds {', '.join(later)}, so {period} is closed and its ratings are not rewritten. "
            f"Choose {later[-1]} or a later quarter."
        )


class _OfPeriod(Protocol):
    @property
    def period(self) -> Period: ...


Record = TypeVar("Record", bound=_OfPeriod)


def _others(records: Iterable[Record], period: Period) -> list[Record]:
    return [record for record in records if record.period != period]


def _in_order(rulebook: Rulebook, results: list[Result]) -> list[Result]:
    """By period, then as the rulebook lists the KPIs, then those it no longer has."""
    rank = {kpi_id: number for number, kpi_id in enumerate(rulebook.kpis)}
    return sorted(results, key=lambda result: (result.period, rank.get(result.kpi_id, len(rank)), result.kpi_id))


def _notes(
    rulebook: Rulebook,
    earlier: Master,
    intake: Intake,
    results: Sequence[Result],
    changes: Iterable[Change],
    period: Period,
) -> Iterator[QualityNote]:
    """The period's notes: of the returns, of the rows, then what was changed before and what is changed now."""
    found = [*quality_notes.notes_of_kept(earlier, set(intake.kept), period)]
    for unit, returned in intake.accepted.items():
        found += quality_notes.finding_notes(returned, unit, period)
    yield from _by_unit(rulebook, found)
    yield from quality_notes.row_notes(rulebook, results)
    for unit in intake.kept:
        if unit in intake.refused:
            yield quality_notes.rejected_again(unit, period, intake.refused[unit])
    yield from quality_notes.past_notes(earlier, period)
    yield from (quality_notes.change_note(change, period) for change in changes)
    present = {result.kpi_id for result in results}
    for result in earlier.of(period):
        if result.kpi_id not in present and not result.gap:
            yield quality_notes.removed_note(result)


class _OfUnit(Protocol):
    @property
    def unit(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfUnit)


def _by_unit(rulebook: Rulebook, rows: Iterable[_Row]) -> list[_Row]:
    """In the rulebook's order of directorates, whether a return has come again or what it brought before stands."""
    order = {unit.code: number for number, unit in enumerate(rulebook.units)}
    return sorted(rows, key=lambda row: order.get(row.unit, len(order)))


def _summaries(earlier: Master, intake: Intake, period: Period) -> Iterator[DirectorSummary]:
    yield from (one for one in earlier.summaries if one.period == period and one.unit in intake.kept)
    for unit, returned in intake.accepted.items():
        if returned.summary:
            yield DirectorSummary(unit, period, returned.summary)


def _services(earlier: Master, intake: Intake, period: Period) -> Iterator[ServiceResult]:
    yield from (one for one in earlier.services if one.period == period and one.unit in intake.kept)
    for unit, returned in intake.accepted.items():
        for one in returned.services:
            yield ServiceResult(unit, period, one.name, one.lower, one.upper, one.note)


def _requests(earlier: Master, intake: Intake, period: Period) -> Iterator[RequestRecord]:
    """Changes of the rulebook asked for; nothing is changed by them."""
    yield from (one for one in earlier.requests if one.period == period and one.unit in intake.kept)
    for unit, returned in intake.accepted.items():
        for one in returned.requests:
            asked = (one.kpi_id, one.what, one.old, one.new, one.reason, one.asked_by)
            yield RequestRecord(unit, period, *asked, file_name(returned), str(one.place or ""))
