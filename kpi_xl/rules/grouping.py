"""Findings put in order: equal ones grouped over their cells, echoes of an empty cell dropped."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place

BLANK_ROW = "KPI111"
"""The finding that a value is due and missing."""

ECHOES = frozenset({"KPI128", "KPI129", "KPI141", "KPI122B"})
"""What is only another way of saying that the row was emptied, when it is said of an empty cell of that row."""

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
    blank = {_row(place) for finding in findings if finding.code == BLANK_ROW for place in finding.places}
    if not blank:
        return findings
    return [finding for finding in findings if not _is_echo(finding, blank)]


def _is_echo(finding: Finding, blank: set[tuple[str, int]]) -> bool:
    about_nothing = finding.facts.get("found") == "nothing"
    return finding.code in ECHOES and about_nothing and any(_row(place) in blank for place in finding.places)


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
