"""Findings as text, a line each like a linter's, and as JSON for other tools."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from kpi_xl.faces.terminal import coloured, say
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.place import Place
from kpi_xl.model.shown_text import ascii_json
from kpi_xl.model.submission import Checked
from kpi_xl.rules.words.wording import counted
from kpi_xl.workflows.validate import Validation

_CELLS = 8
"""Cells named on one line; the rest are counted. The JSON has them all, an entry each."""


_NOUNS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.FIXED: ("fixed", "fixed"),
    Severity.INFORMATION: ("note", "notes"),
}
"""One and several, in a sum."""


class FindingShape(TypedDict):
    """`cell` is "" for a whole sheet, `sheet` for a whole file too."""

    code: str
    severity: str
    sheet: str
    cell: str
    message: str


class FileShape(TypedDict):
    """A file as `kpi-xl validate --format json` prints it; `unit` and `period` are None where unknown."""

    path: str
    unit: str | None
    period: str | None
    status: str
    findings: list[FindingShape]


def print_findings(validation: Validation) -> None:
    """Every finding, then how each file came out, then the totals."""
    for checked in validation.checked:
        echo_findings(checked.path, checked.findings)
    for finding in validation.batch:
        say(f"{coloured(str(finding.severity))} {finding.code} {finding.message}")
    for checked in validation.checked:
        say(f"{checked.path}: {_outcome(checked)}")
    say(_totals(validation))


def echo_findings(path: str, findings: Iterable[Finding]) -> None:
    """A line each: file:Sheet!B4, B7: severity code message."""
    for finding in findings:
        where = f"{path}:{places_text(finding.places)}" if finding.places else path
        say(f"{where}: {coloured(str(finding.severity))} {finding.code} {finding.message}")


def places_text(places: Sequence[Place]) -> str:
    """Cells of one sheet under its name once: "Return!B4, B7, B9"."""
    named = [
        place.cell if number and place.cell and place.sheet == places[number - 1].sheet else str(place)
        for number, place in enumerate(places[:_CELLS])
    ]
    more = len(places) - _CELLS
    return ", ".join([*named, f"and {more} more"] if more > 0 else named)


def findings_json(validation: Validation) -> str:
    """The shape other tools read. What concerns no file (a missing return) is under "missing", where there is any."""
    shape: dict[str, object] = {"files": [_file(checked) for checked in validation.checked]}
    if validation.batch:
        shape["missing"] = [_finding(finding, None) for finding in validation.batch]
    return ascii_json(shape)


def _file(checked: Checked) -> FileShape:
    return {
        "path": checked.path,
        "unit": checked.unit,
        "period": None if checked.period is None else str(checked.period),
        "status": checked.status,
        "findings": [_finding(finding, place) for finding in checked.findings for place in (finding.places or (None,))],
    }


def _finding(finding: Finding, place: Place | None) -> FindingShape:
    """One for each cell, so that nobody has to take a list of cells apart."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "sheet": "" if place is None else place.sheet,
        "cell": "" if place is None else place.cell,
        "message": finding.message,
    }


def _outcome(checked: Checked) -> str:
    counts = [(checked.count(severity), *_NOUNS[severity]) for severity in Severity]
    told = ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in counts if count)
    return f"{checked.status}{f' ({told})' if told else ''}"


def _totals(validation: Validation) -> str:
    statuses = [checked.status for checked in validation.checked]
    parts = [f"{statuses.count(status)} {status}" for status in ("accepted", "rejected", "unreadable", "skipped")]
    files = counted(len(statuses), "file")
    told = ", ".join(part for part in parts if not part.startswith("0 ")) or "nothing to check"
    missing = f"; {len(validation.batch)} missing" if validation.batch else ""
    return f"{files}: {told}{missing}."
