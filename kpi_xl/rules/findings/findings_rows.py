"""The findings of one return as the rows of a sheet to send back, the gravest first."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kpi_xl.model.columns import CHECKS_COLUMNS
from kpi_xl.model.finding import Finding, Severity, and_more
from kpi_xl.model.place import Place, file_name
from kpi_xl.model.reply import NO_REPLY, RIGHT_AS_IT_IS, KeptReply, Reply
from kpi_xl.model.submission import Checked
from kpi_xl.rules.findings.make_finding import listed

HEADERS = tuple(column.header for column in CHECKS_COLUMNS)

WORDS = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.FIXED: "Fixed",
    Severity.INFORMATION: "Info",
}
"""A severity as the sheet names it: always in words, never by colour alone."""

_ORDER = list(WORDS)
CELLS_LISTED = 30
"""Rows for one finding; more cells than that are only counted."""

EARLIER, NOTE = "Earlier answer", "Your note"
"""What stands for a severity in a row that is kept although nothing is found there now."""

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
    reply: Reply
    was: str
    read: str
    code: str
    key: str

    @property
    def asks(self) -> bool:
        """Whether an answer is asked for."""
        return self.severity == WORDS[Severity.WARNING] and bool(self.key)


def finding_rows(checked: Checked) -> list[FindingRow]:
    """A row for each cell of each finding, so that each has its link; then what an officer wrote here before."""
    ordered = sorted(checked.findings, key=lambda finding: _ORDER.index(finding.severity))
    found = [row for finding in ordered for row in _rows(finding)]
    return [*found, *kept_rows(checked.kept_replies)]


def kept_rows(replies: Iterable[KeptReply]) -> Iterator[FindingRow]:
    """Answers to what is not found any more, and notes: nothing an officer wrote on Checks is lost."""
    for one in replies:
        severity = EARLIER if one.key or one.code else NOTE
        yield FindingRow(severity, one.place, one.kpi_id, one.message, one.reply, "", "", one.code, one.key)


def _rows(finding: Finding) -> list[FindingRow]:
    more = max(0, len(finding.places) - CELLS_LISTED) + finding.unnamed
    message = f"{finding.said}{and_more(more)}"
    places = finding.places[:CELLS_LISTED] or (None,)
    blank = len(places) if not finding.keys else 0
    keys, replies = finding.keys or ("",) * blank, finding.replies or (NO_REPLY,) * blank
    severity, audit = WORDS[finding.severity], (finding.old, finding.new, finding.code)
    return [
        FindingRow(severity, place, finding.kpi_id, message, reply, *audit, key)
        for place, key, reply in zip(places, keys, replies, strict=True)
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
    "Error: the return cannot be accepted until it is put right. Warning: correct it, or answer: choose "
    f'"{RIGHT_AS_IT_IS}" under Answer or say why under Reason. Fixed: we say how we read it. Info: good to know.'
)
