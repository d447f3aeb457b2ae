"""Rows held against each other, and against what was accepted before."""

from collections.abc import Iterator
from datetime import date

from kpi_xl.model.columns import WORD_COLUMNS
from kpi_xl.model.finding import Finding
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Reason
from kpi_xl.model.rulebook import Component
from kpi_xl.model.submission import Reported
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.consolidation.quality_notes import RESENT, not_yet_agreed, read_day
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding
from kpi_xl.rules.rulebook.numerals import shown

_NAMED = 5
"""Differences named in a message; the rest are counted."""
_MOST_TOLD = 2_000
"""Characters of differences carried on from run to run; of more, the latest."""


def parts_make_the_total(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """Where the rulebook says a KPI is the sum of others and all are reported here (each to half its last decimal)."""
    for component in sent.rulebook.components:
        values = [_value(sent, kpi_id) for kpi_id in component.parts]
        total = _value(sent, component.total)
        given = [value for value in values if value is not None]
        if total is None or len(given) != len(values) or not given:
            continue
        together = sum(given)
        room = _room(sent, component)
        off = together > total + room if component.remainder else abs(together - total) > room
        if off:
            where = sent.reported[component.total].place
            facts = {
                "parts": listed(component.parts),
                "total": component.total,
                "found": f"{together:.10g}",
                "expected": shown(total),
            }
            yield Remark("KPI123", facts).at(where, kpi_id=component.total)


def accepted_before(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """A return sent again: what differs from the figures accepted before, until the director has agreed to it.

    That is agreed which is signed off anew: dated after the sign-off of the return accepted first. The master keeps
    what was told, so that a second run, which finds the new figures in it already, says the same again.
    """
    if sent.standards is None or sent.standards.master is None or sent.unit is None:
        return
    told = not_yet_agreed(sent.standards.master, sent.unit.code, sent.standards.period)
    changed = _changed(sent, sent.unit.code, sent.standards.master, sent.standards.period)
    signed = sent.submission.sign_off.on
    since = told.since if told else _signed_before(sent, sent.unit.code) or signed
    if not (told or changed) or (since is not None and signed is not None and signed > since):
        return
    places = [reported.place for reported, _ in changed]
    differences = _differences(changed) if changed else ""
    if told:
        places = list(dict.fromkeys([*told.places, *places]))
        differences = "; then ".join(filter(None, (told.differences, differences)))[-_MOST_TOLD:]
    day = "the last time" if since is None else f"{since:%d/%m/%Y}"
    yield make_finding(RESENT, places, differences=differences, since=day)


def _changed(sent: ReturnUnderCheck, unit: str, master: Master, period: Period) -> list[tuple[Reported, str]]:
    """The rows that are not as this directorate's accepted file brought them, with what is another."""
    published = (master.result(kpi_id, period) for kpi_id in sent.reported)
    results = {
        result.kpi_id: result
        for result in published
        if result is not None and result.directorate == unit and not result.gap and result.sha256 and not result.carried
    }
    if any(result.sha256 == sent.book.sha256 for result in results.values()):
        return []
    return [
        (reported, how)
        for kpi_id, reported in sent.reported.items()
        if kpi_id in results and (how := _difference(reported, results[kpi_id]))
    ]


def _signed_before(sent: ReturnUnderCheck, unit: str) -> date | None:
    """When the return the master holds now was signed off."""
    standards = sent.standards
    records = () if standards is None or standards.master is None else standards.master.submissions
    return next(
        (
            read_day(one.signed_on)
            for one in records
            if standards is not None and (one.unit, one.period) == (unit, standards.period)
        ),
        None,
    )


CROSS_CHECKS: tuple[Check, ...] = (parts_make_the_total, accepted_before)


def _value(sent: ReturnUnderCheck, kpi_id: str) -> float | None:
    reported = sent.reported.get(kpi_id)
    return None if reported is None else reported.value


def _room(sent: ReturnUnderCheck, component: Component) -> float:
    """Half the last decimal of each figure, in which rounding may hide a difference."""
    steps = [10.0 ** -sent.rulebook.kpis[kpi_id].decimals for kpi_id in (component.total, *component.parts)]
    return 0.5 * sum(steps) * (1 + 1e-9)


def _difference(reported: Reported, result: Result) -> str:
    """What of an entry is not as it was accepted, the figure before the words; "" where all is."""
    if reported.value != result.value or _reason(reported) not in (None, _accepted_reason(result, reported)):
        return f"was {_figure(result.value, result.computed)}, now {_figure(reported.value, reported.reason)}"
    if reported.provisional != result.provisional:
        return "is provisional now" if reported.provisional else "is not provisional any more"
    if (reported.numerator, reported.denominator) != (result.numerator, result.denominator):
        return "has another numerator or denominator"
    pairs = zip(WORD_COLUMNS, reported.words, result.words, strict=True)
    words = [column.header for column, now, was in pairs if now.split() != was.split()]
    return f"has another {listed(words)}" if words else ""


def _reason(reported: Reported) -> Reason | None:
    """Why there is no value, None where there is one."""
    return reported.reason if reported.value is None else None


def _accepted_reason(result: Result, reported: Reported) -> Reason | None:
    """The reason accepted before. Where people have decided on the rating it is not known: taken as the same."""
    known = isinstance(result.computed, Reason) and not result.override
    return result.computed if known and isinstance(result.computed, Reason) else reported.reason


def _figure(value: float | None, reason: Outcome | None) -> str:
    return shown(value) if value is not None else f'"{reason}"' if isinstance(reason, Reason) else "no value"


def _differences(changed: list[tuple[Reported, str]]) -> str:
    texts = [f"{reported.place.cell} {reported.kpi_id} {how}" for reported, how in changed[:_NAMED]]
    more = len(changed) - len(texts)
    return listed(texts) if not more else f"{', '.join(texts)} and {more} more"
