"""Returns of one directorate for one quarter, compared entry by entry.

The same entries saved again are one return. Two halves can be joined, where asked to, and never by themselves: whoever
signs must know what is signed. What conflicts is listed, and neither counts: which one is right is for people to say.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kpi_xl.model.book import Book
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import file_name
from kpi_xl.model.submission import Checked
from kpi_xl.rules.checks.check_batch import COMPARED, JOINABLE, differences, summed_up
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.rules.findings.make_finding import listed, make_finding, quoted
from kpi_xl.rules.submissions.entered import SIGN_OFF, Entered, Key, conflicts, entered, joined
from kpi_xl.rules.submissions.find_return import find_return
from kpi_xl.rules.submissions.read_requests import read_requests
from kpi_xl.rules.tables.table import Table
from kpi_xl.rules.words.wording import counted


@dataclass(frozen=True, slots=True)
class Sent:
    """A return with its workbook; `entries` are without who signed, which is no entry of the quarter's."""

    checked: Checked
    book: Book
    table: Table
    held: dict[Key, Entered]

    @classmethod
    def of(cls, checked: Checked, book: Book) -> "Sent | None":
        """None where its return cannot be found."""
        table, _ = find_return(book)
        return None if table is None else cls(checked, book, table, entered(book, table))

    @property
    def name(self) -> str:
        return file_name(self.checked.path)

    @property
    def entries(self) -> dict[Key, str]:
        return {key: one.text for key, one in self.held.items() if key[0] != SIGN_OFF}


def settled(rivals: list[Sent], checker: Checker, join: bool) -> dict[int, Checked]:
    """What becomes of each, by the identity of what it was."""
    outcome: dict[int, Checked] = {}
    left: list[Sent] = []
    for one in sorted(rivals, key=lambda one: (not one.checked.accepted, len(one.name), one.checked.path)):
        same = next((kept for kept in left if _same(kept, one)), None)
        if same is None:
            left.append(one)
        else:
            outcome[id(one.checked)] = _skipped(one, make_finding("KPI163C", other=same.name))
    if len(left) < 2:
        return outcome
    if any(conflicts(one.held, other.held) for one, other in combinations(left, 2)):
        return outcome | {id(one.checked): _conflicting(one, left, checker) for one in left}
    if not join:
        return outcome | {id(one.checked): _offered(one, left) for one in left}
    return outcome | _joined(left, checker)


def _same(one: Sent, other: Sent) -> bool:
    entries = one.entries == other.entries and read_requests(one.book) == read_requests(other.book)
    return entries and not differences(one.checked, other.checked)


def _skipped(one: Sent, finding: Finding) -> Checked:
    return replace(one.checked, status="skipped", findings=(finding,))


def _turned_down(one: Sent, findings: Sequence[Finding]) -> Checked:
    return replace(one.checked, status="rejected", findings=(*findings, *one.checked.findings))


def _conflicting(one: Sent, rivals: list[Sent], checker: Checker) -> Checked:
    unit = checker.rulebook.unit(one.checked.unit or "")
    facts = {"unit": unit.name if unit else one.checked.unit, "period": one.checked.period}
    findings = []
    for other in rivals:
        if other is not one:
            told = [_conflict(key, one, other) for key in conflicts(one.held, other.held)]
            only = len(set(one.entries) ^ set(other.entries))
            told += [f"{counted(only, 'more entry', 'more entries')} in one of them only"] if only else []
            findings.append(make_finding(COMPARED, other=other.name, differences=summed_up(told), **facts))  # type: ignore[arg-type] # facts are never a severity
    return _turned_down(one, findings)


def _conflict(key: Key, one: Sent, other: Sent) -> str:
    here, there = one.held[key], other.held[key]
    return f'{here.place} {" ".join(filter(None, key))}: "{_short(here.text)}" here, "{_short(there.text)}" there'


def _short(text: str) -> str:
    line = quoted(text)
    return line if len(line) <= 30 else f"{line[:27].rstrip()}..."


def _offered(one: Sent, rivals: list[Sent]) -> Checked:
    others = [other for other in rivals if other is not one]
    missing = {key for other in others for key in other.entries} - set(one.entries)
    finding = make_finding(
        JOINABLE,
        other=listed([other.name for other in others]),
        mine=counted(len(one.entries), "entry", "entries"),
        theirs=counted(len(missing), "more entry", "more entries"),
    )
    return _turned_down(one, [finding])


def _joined(halves: list[Sent], checker: Checker) -> dict[int, Checked]:
    """The half with most entries with those of the others, checked as a whole; it stands for them all."""
    first, *others = sorted(halves, key=lambda one: (-len(one.entries), one.checked.path))
    book = first.book
    for other in others:
        table, _ = find_return(book)
        book = book if table is None else joined(book, table, other.book, other.held, other.table)
    hashes = "\n".join(sorted(one.checked.sha256 for one in halves))
    whole = checker.check(replace(book, sha256=hashlib.sha256(hashes.encode()).hexdigest()))
    unit = checker.rulebook.unit(whole.unit or "")
    told = make_finding(
        "KPI163D",
        files=listed([one.name for one in (first, *others)]),
        approver=(unit.approver if unit else "") or "the director",
    )
    left_out = make_finding("KPI163F", other=first.name)
    return {
        id(first.checked): replace(whole, findings=(told, *whole.findings)),
        **{id(one.checked): _skipped(one, left_out) for one in others},
    }
