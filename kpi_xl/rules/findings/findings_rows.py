"""The findings of one return as the rows of a sheet to send back, the gravest first."""

from typing import NamedTuple

from kpi_xl.model.finding import Finding, Severity, and_more
from kpi_xl.model.place import Place, file_name
from kpi_xl.model.submission import Checked
from kpi_xl.rules.findings.make_finding import listed

HEADERS = ("How serious", "Where", "KPI", "What we found and what to do", "Was", "Read as", "Code")

WORDS = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.FIXED: "Fixed",
    Severity.INFORMATION: "Info",
}
"""A severity as the sheet names it: always in words, never by colour alone."""

_ORDER = list(WORDS)
_CELLS = 30
"""Rows for one finding; more cells than that are only counted."""

_STATUS = {
    "accepted": "This return is accepted.",
    "rejected": "This return is not accepted yet. Put the errors right and send it again.",
    "unreadable": "This file could not be read, so nothing in it was checked.",
    "skipped": "This file was left out.",
}


class FindingRow(NamedTuple):
    """`place` is None for what concerns the whole file."""

    severity: str
    place: Place | None
    kpi_id: str
    message: str
    was: str
    read: str
    code: str


def finding_rows(checked: Checked) -> list[FindingRow]:
    """A row for each cell of each finding, so that each has its link."""
    ordered = sorted(checked.findings, key=lambda finding: _ORDER.index(finding.severity))
    return [row for finding in ordered for row in _rows(finding)]


def _rows(finding: Finding) -> list[FindingRow]:
    more = max(0, len(finding.places) - _CELLS) + finding.unnamed
    message = f"{finding.said}{and_more(more)}"
    return [
        FindingRow(WORDS[finding.severity], place, finding.kpi_id, message, finding.old, finding.new, finding.code)
        for place in finding.places[:_CELLS] or (None,)
    ]


def status_sentence(checked: Checked) -> str:
    """E.g. "This return is not accepted yet. Put the errors right and send it again."."""
    return _STATUS[checked.status]


def counts_sentence(checked: Checked) -> str:
    """E.g. "AS return.xlsx: 2 errors and 1 warning."."""
    parts = [
        f"{count} {noun if count == 1 or noun == 'fixed' else noun + 's'}"
        for severity, noun in _NOUNS.items()
        if (count := checked.count(severity))
    ]
    return f"{file_name(checked.path)}: {listed(parts) or 'nothing to report'}."


_NOUNS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.FIXED: "fixed",
    Severity.INFORMATION: "note",
}

NOT_CHECKED = "Nothing has been checked yet."

MEANINGS = (
    "Error: the return cannot be accepted until it is put right. Warning: it is accepted, but look and correct or "
    "explain it. Fixed: we say how we read it. Info: good to know."
)
