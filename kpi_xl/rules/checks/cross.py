"""Rows held against each other, and against what was accepted before."""

from collections.abc import Iterator

from kpi_xl.model.finding import Finding
from kpi_xl.model.master import Result
from kpi_xl.model.rulebook import Component
from kpi_xl.model.submission import Reported
from kpi_xl.rules.checks.case import Case, Check
from kpi_xl.rules.findings.found import Remark, found, listed
from kpi_xl.rules.rulebook.numerals import shown

_NAMED = 5
"""Differences named in a message; the rest are counted."""


def parts_make_the_total(case: Case) -> Iterator[Finding]:
    """Where the rulebook says a KPI is the sum of others and all are reported here (each to half its last decimal)."""
    for component in case.rulebook.components:
        values = [_value(case, kpi_id) for kpi_id in component.parts]
        total = _value(case, component.total)
        given = [value for value in values if value is not None]
        if total is None or len(given) != len(values) or not given:
            continue
        together = sum(given)
        room = _room(case, component)
        off = together > total + room if component.remainder else abs(together - total) > room
        if off:
            where = case.reported[component.total].place
            facts = {
                "parts": listed(component.parts),
                "total": component.total,
                "found": f"{together:.10g}",
                "expected": shown(total),
            }
            yield Remark("KPI123", facts).at(where, kpi_id=component.total)


def accepted_before(case: Case) -> Iterator[Finding]:
    """A return sent again: what differs from the figures already in the master."""
    if case.standards is None or case.standards.master is None or case.unit is None:
        return
    published = (case.standards.master.result(kpi_id, case.standards.period) for kpi_id in case.reported)
    results = {
        result.kpi_id: result
        for result in published
        if result is not None
        and result.directorate == case.unit.code
        and not result.gap
        and result.sha256
        and not result.carried
    }
    if any(result.sha256 == case.book.sha256 for result in results.values()):
        return
    changed = [
        (reported, results[kpi_id])
        for kpi_id, reported in case.reported.items()
        if kpi_id in results and reported.value != results[kpi_id].value
    ]
    if changed:
        places = [reported.place for reported, _ in changed]
        yield found("KPI164", places, differences=_differences(changed))


CROSS_CHECKS: tuple[Check, ...] = (parts_make_the_total, accepted_before)


def _value(case: Case, kpi_id: str) -> float | None:
    reported = case.reported.get(kpi_id)
    return None if reported is None else reported.value


def _room(case: Case, component: Component) -> float:
    """Half the last decimal of each figure, in which rounding may hide a difference."""
    steps = [10.0 ** -case.rulebook.kpis[kpi_id].decimals for kpi_id in (component.total, *component.parts)]
    return 0.5 * sum(steps) * (1 + 1e-9)


def _differences(changed: list[tuple[Reported, Result]]) -> str:
    texts = [
        f"{reported.place.cell} {reported.kpi_id} was {_shown(result.value)}, now {_shown(reported.value)}"
        for reported, result in changed[:_NAMED]
    ]
    more = len(changed) - len(texts)
    return listed(texts) if not more else f"{', '.join(texts)} and {more} more"


def _shown(value: float | None) -> str:
    return "no value" if value is None else shown(value)
