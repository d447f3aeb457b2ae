"""Findings put in order: equal ones grouped over their cells, echoes of an empty or impossible one dropped."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.place import Place

_EMPTIED = frozenset({"KPI128", "KPI129", "KPI141"})
"""Locked cells of a row that were cleared with the value: the missing value says it."""

_OF_THE_VALUE = frozenset({"KPI112", "KPI122", "KPI124", "KPI126", "KPI130", "KPI132", "KPI132B", "KPI171"})
"""What follows from a value that cannot be right."""

_MIXED = ("KPI150B", "KPI150C")
_OF_MIXED_ROWS = _OF_THE_VALUE | {"KPI104", "KPI105", "KPI111", "KPI127"}
"""What follows where values stand on other rows than their own."""

_WRONG_VALUE = ("KPI104", "KPI105")

_CELL = re.compile(r"([A-Z]+)(\d+)")


def grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By place, whole-file findings first. Findings alike in all but their cells are one, its cells in order."""
    groups: dict[object, list[Finding]] = {}
    for finding in _without_echoes(list(findings)):
        facts = tuple(sorted((name, str(value)) for name, value in finding.facts.items()))
        key = (finding.code, finding.severity, facts, finding.old, finding.new, bool(finding.places))
        groups.setdefault(key, []).append(finding)
    return tuple(sorted((_merged(group) for group in groups.values()), key=_order))


def _merged(group: list[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    places = sorted({place for finding in group for place in finding.places}, key=_position)
    kpis = {finding.kpi_id for finding in group}
    return replace(group[0], places=tuple(places), kpi_id=kpis.pop() if len(kpis) == 1 else "")


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """An empty cell, an impossible value or a mixed column is said once, and not again in all that follows."""
    blank = _rows_of(findings, ("KPI111",))
    wrong = _rows_of([finding for finding in findings if finding.severity is Severity.ERROR], _WRONG_VALUE)
    mixed = _rows_of(findings, _MIXED)
    if not blank and not wrong and not mixed:
        return findings
    kept = (finding for finding in findings if not _is_echo(finding, blank, wrong))
    return [one for one in kept if one.code not in _OF_MIXED_ROWS or not {_row(place) for place in one.places} <= mixed]


def _rows_of(findings: list[Finding], codes: tuple[str, ...]) -> set[tuple[str, int]]:
    return {_row(place) for finding in findings if finding.code in codes for place in finding.places}


def _is_echo(finding: Finding, blank: set[tuple[str, int]], wrong: set[tuple[str, int]]) -> bool:
    rows = {_row(place) for place in finding.places}
    cleared = finding.code in _EMPTIED and finding.facts.get("found") == "nothing"
    return (cleared and not rows.isdisjoint(blank)) or (finding.code in _OF_THE_VALUE and not rows.isdisjoint(wrong))


def _row(place: Place) -> tuple[str, int]:
    sheet, row, _, _ = _position(place)
    return sheet, row


def _position(place: Place) -> tuple[str, int, int, str]:
    match = _CELL.match(place.cell)
    if match is None:
        return place.sheet, 0, 0, ""
    return place.sheet, int(match[2]), len(match[1]), match[1]


def _order(finding: Finding) -> tuple[bool, tuple[str, int, int, str], str]:
    place = finding.place
    return place is not None, _position(place) if place else ("", 0, 0, ""), finding.code
