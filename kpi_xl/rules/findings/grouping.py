"""Findings put in order: equal ones grouped over their cells, echoes of an empty or impossible one dropped."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.place import Place
from kpi_xl.rules.findings.make_finding import Remark

MOST_PLACES = 500
MOST_OF_A_CODE = 1_000
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.FIXED, Severity.INFORMATION)

_EMPTIED = frozenset({"KPI128", "KPI129", "KPI141"})
"""Locked cells of a row that were cleared with the value: the missing value says it."""

_OF_THE_VALUE = frozenset(
    {
        *(
            "KPI112",
            "KPI121",
            "KPI122",
            "KPI124",
            "KPI125",
            "KPI126",
            "KPI130",
            "KPI132",
            "KPI132B",
            "KPI134",
            "KPI171",
        ),
        *("KPI134B", "KPI177", "KPI177B", "KPI177C", "KPI176"),
    }
)
"""What follows from a value that cannot be right."""

_WRONG_VALUE = ("KPI104", "KPI105")

_OF_A_DOUBT = frozenset({"KPI112", "KPI121", "KPI125", "KPI126", "KPI134"})
"""What is asked about a value in other words than "is it a slip?"."""

_DOUBTED = ("KPI127", "KPI177", "KPI177B", "KPI177C", "KPI176")

_OF_ONE_CAUSE = _OF_THE_VALUE | {"KPI104", "KPI105", "KPI121B", "KPI123", "KPI127"}
"""What follows in every row from values that were sorted, filled or moved away from their rows."""

_ONE_CAUSE = ("KPI187B", "KPI188", "KPI188B", "KPI188C", "KPI188D")

_OUT_OF_STEP = "KPI150"
_OF_ANOTHER_ROW = _OF_ONE_CAUSE | {"KPI128", "KPI129", "KPI141", "KPI186"}
"""What follows where a row's reference and name are of two KPIs: nothing beside them can be right for both."""

_CELL = re.compile(r"([A-Z]+)(\d+)")


def grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By place, whole-file findings first. Findings alike in all but their cells are one, its cells in order.

    However much a file holds, what is said of it is bounded: MOST_PLACES cells a finding, MOST_OF_A_CODE findings a
    code, the rest counted.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in _without_echoes(list(findings)):
        facts = tuple(sorted((name, str(value)) for name, value in finding.facts.items()))
        key = (finding.code, finding.severity, facts, finding.old, finding.new, bool(finding.places))
        groups.setdefault(key, []).append(finding)
    return tuple(_bounded(sorted((_merged(group) for group in groups.values()), key=_order)))


def _merged(group: list[Finding]) -> Finding:
    if len(group) == 1:
        return _counted(group[0], group[0].places)
    places = sorted({place for finding in group for place in finding.places}, key=_position)
    kpis = {finding.kpi_id for finding in group}
    return _counted(replace(group[0], kpi_id=kpis.pop() if len(kpis) == 1 else ""), tuple(places))


def _counted(finding: Finding, places: tuple[Place, ...]) -> Finding:
    """At `places`, as many of them as are named."""
    if len(places) <= MOST_PLACES:
        return finding if finding.places == places else replace(finding, places=places)
    unnamed = finding.unnamed + len(places) - MOST_PLACES
    return replace(finding, places=places[:MOST_PLACES], unnamed=unnamed)


def _bounded(findings: list[Finding]) -> Iterator[Finding]:
    """The first of each code, and one that counts the rest."""
    met: Counter[str] = Counter(finding.code for finding in findings)
    if all(count <= MOST_OF_A_CODE for count in met.values()):
        yield from findings
        return
    given: Counter[str] = Counter()
    rest: dict[str, list[Finding]] = {}
    for finding in findings:
        given[finding.code] += 1
        if given[finding.code] <= MOST_OF_A_CODE:
            yield finding
        else:
            rest.setdefault(finding.code, []).append(finding)
    yield from map(_rest, rest.values())


def _rest(findings: list[Finding]) -> Finding:
    """As grave as the gravest of them."""
    gravest = min((finding.severity for finding in findings), key=_GRAVEST.index)
    count = sum(max(1, len(finding.places)) + finding.unnamed for finding in findings)
    first = findings[0]
    facts = {"count": f"{count:,}", "title": first.problem.title, "code": first.code}
    return Remark("KPI199", facts, gravest).at(*first.places[:1])


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """An empty cell or an impossible value is said once, and not again in all that follows from it."""
    blank = _rows_of(findings, ("KPI111",))
    wrong = _rows_of([finding for finding in findings if finding.severity is Severity.ERROR], _WRONG_VALUE)
    explained = {
        _EMPTIED: blank,
        _OF_THE_VALUE: wrong,
        _OF_A_DOUBT: _rows_of(findings, _DOUBTED),
        _OF_ONE_CAUSE: _rows_of(findings, _ONE_CAUSE),
        _OF_ANOTHER_ROW: _rows_of(findings, (_OUT_OF_STEP,)),
    }
    if not any(explained.values()):
        return findings
    miscounted = bool(wrong or explained[_OF_ONE_CAUSE])
    return [one for one in findings if not _is_echo(one, explained) and not (miscounted and one.facts.get("counted"))]


def _rows_of(findings: list[Finding], codes: tuple[str, ...]) -> set[tuple[str, int]]:
    return {_row(place) for finding in findings if finding.code in codes for place in finding.places}


def _is_echo(finding: Finding, explained: Mapping[frozenset[str], set[tuple[str, int]]]) -> bool:
    rows = {_row(place) for place in finding.places}
    said = [
        codes for codes, explaining in explained.items() if finding.code in codes and not rows.isdisjoint(explaining)
    ]
    return any(codes is not _EMPTIED or finding.facts.get("found") == "nothing" for codes in said)


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
