"""A directorate's return for a period, as found in its workbook: cells with their addresses, not yet judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kpi_xl.model.book import Book
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.rating import Reason
from kpi_xl.model.reply import KeptReply
from kpi_xl.model.row_words import NO_WORDS, RowWords
from kpi_xl.model.table_row import TableRow


class Entry(NamedTuple):
    """One row of the Return table; in `cells` blank ones are left out."""

    kpi_id: str
    row: int
    cells: TableRow


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who approved the return and when, with the places of the cells. None or "" where the cell is blank."""

    name: str = ""
    on: date | None = None
    name_place: Place | None = None
    on_place: Place | None = None


class Stamp(NamedTuple):
    """What the return's own properties say it is; "" where a property is missing."""

    unit: str = ""
    period: str = ""
    template: str = ""
    rulebook: str = ""


class ServiceRating(NamedTuple):
    """A service area on the four-word scale; `upper` is set for a range of two words ("Good to Excellent")."""

    name: str
    lower: str
    upper: str = ""
    note: str = ""
    place: Place | None = None


class ChangeRequest(NamedTuple):
    """A change of the rulebook an officer asks for. `old` is what the rulebook says now, "" until it is looked up."""

    kpi_id: str
    what: str
    new: str
    reason: str
    asked_by: str = ""
    old: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A return as read. `columns` maps each field found to its column number in `sheet`; `header_row` is 1-based.

    `unit` and `period` are what the stamp, cover and file name agree on, None where they do not.
    """

    book: Book
    sheet: str
    header_row: int
    columns: Mapping[str, int]
    entries: tuple[Entry, ...]
    stamp: Stamp
    unit: str | None
    period: Period | None
    summary: str = ""
    services: tuple[ServiceRating, ...] = ()
    sign_off: SignOff = field(default_factory=SignOff)
    requests: tuple[ChangeRequest, ...] = ()


class Reported(NamedTuple):
    """What one row of an accepted return reports: a value, or a reason there is none, never neither.

    `value` is normalised to 15 digits and in the KPI's own unit. `provisional` marks a value that may be rated but
    will be revised. `place` is the value cell (the reason's where there is no value).
    """

    kpi_id: str
    value: float | None
    reason: Reason | None
    place: Place
    provisional: bool = False
    numerator: float | None = None
    denominator: float | None = None
    words: RowWords = NO_WORDS


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for one file: the findings, and what it reports.

    `reported` holds what could be read, of a rejected return too (rivals are compared); only an `accepted` one counts.

    `status` is "accepted", "rejected", "unreadable" or "skipped". `unit` is a directorate's code, None where unknown.
    `kept_replies` are answers on Checks to what is not found any more.
    """

    path: str
    sha256: str
    status: str
    findings: tuple[Finding, ...]
    unit: str | None = None
    period: Period | None = None
    reported: tuple[Reported, ...] = ()
    summary: str = ""
    services: tuple[ServiceRating, ...] = ()
    sign_off: SignOff = field(default_factory=SignOff)
    kept_replies: tuple[KeptReply, ...] = ()
    requests: tuple[ChangeRequest, ...] = ()

    @property
    def accepted(self) -> bool:
        return self.status == "accepted"

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)
