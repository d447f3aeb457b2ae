"""What a check is given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kpi_xl.model.book import Book, Cell
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place, column_letters
from kpi_xl.model.rating import Outcome, Reason
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook import Rulebook, Unit
from kpi_xl.model.submission import Entry, Reported, Submission
from kpi_xl.rules.checks.expected import Expected, Standards
from kpi_xl.rules.findings.make_finding import Remark
from kpi_xl.rules.rating.decide import Decision
from kpi_xl.rules.submissions.cover import Cover
from kpi_xl.rules.submissions.read_value import Reading
from kpi_xl.rules.tables.table import Table


@dataclass(slots=True)
class ReturnUnderCheck:
    """One return under check.

    `wanted` is the period being collected, None where any will do, `today` the day of the check. `unit` and
    `standards` (which hold the period) are set by the identity stage, `entries` (reference to row) and `out_of_step`
    (references beside another KPI's name) by the stage that reads references, `reported` by the stage that reads
    values; each is empty until then.
    """

    book: Book
    rulebook: Rulebook
    table: Table
    cover: Cover
    submission: Submission
    wanted: Period | None
    today: date
    unit: Unit | None = None
    standards: Standards | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    out_of_step: set[str] = field(default_factory=set)
    reported: Mapping[str, Reported] = field(default_factory=dict)

    def place(self, row: int, column: str) -> Place:
        """The cell of that row in the column of that field; the reference's or the first one where there is none."""
        columns = self.table.columns
        return self.table.sheet.place(row, columns.get(column, columns.get("kpi_id", 1)))

    def letter(self, column: str) -> str:
        """The letters of the column of that field, as a message names it."""
        number = self.table.columns.get(column)
        return "?" if number is None else column_letters(number)

    @property
    def earlier_rulebook(self) -> bool:
        """Whether the return was issued under another state of the rulebook than the one now in force."""
        stamp = self.submission.stamp.rulebook
        return bool(stamp and self.rulebook.sha256 and stamp != self.rulebook.sha256)


class RowUnderCheck(NamedTuple):
    """One KPI's row with its entries read. `value` None: there is none, or it could not be read (see `reading`).

    `last` and `compared` are as in Expected, or from the return's own columns where there is no master yet.

    `reason` is why there is none, or the status of the value. `notes` are what reading the value and the reason gave
    rise to, with the field each is about. `words` are what the officer wrote beside them. `decision` is the
    rating they lead to, None where there is neither a value nor a reason, so that the row cannot be reported.
    """

    entry: Entry
    expected: Expected
    last: float | None
    compared: float | None
    reading: Reading
    value: float | None
    reason: Reason | None
    provisional: bool
    numerator: float | None
    denominator: float | None
    words: RowWords
    decision: Decision | None
    notes: tuple[tuple[str, Remark], ...] = ()

    @property
    def kpi(self) -> Kpi:
        return self.expected.kpi

    @property
    def outcome(self) -> Outcome | None:
        """The word the row would be published with, None where it cannot be reported."""
        return None if self.decision is None else self.decision.outcome

    def cell(self, column: str) -> Cell | None:
        """None where it is blank."""
        return self.entry.cells.get(column)


Check = Callable[[ReturnUnderCheck], Iterator[Finding]]
RowCheck = Callable[[ReturnUnderCheck, RowUnderCheck], Iterator[Finding]]
