"""Returns of one directorate for one quarter read again, so that they can be compared entry by entry."""

from collections.abc import Sequence
from pathlib import Path

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book
from kpi_xl.model.columns import SHEETS_WITHOUT_ANSWERS
from kpi_xl.model.submission import Checked
from kpi_xl.rules.checks.check_batch import rivals_of
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.rules.checks.rivals import Sent, settled


def settle_rivals(checked: Sequence[Checked], checker: Checker, join: bool) -> list[Checked]:
    """The same files in the same order. Nothing is read again where no two returns are of one directorate.

    With `join`, returns that fill different cells become one.
    """
    outcome: dict[int, Checked] = {}
    for rivals in rivals_of(checked):
        sent = [again for one in rivals if (again := _read_again(one)) is not None]
        if len(sent) == len(rivals):
            outcome |= settled(sent, checker, join)
    return [outcome.get(id(one), one) for one in checked]


def _read_again(checked: Checked) -> Sent | None:
    """None where the file is not what it was when it was checked, or its return cannot be found."""
    book = read_book(Path(checked.path), skip=SHEETS_WITHOUT_ANSWERS)
    return Sent.of(checked, book) if isinstance(book, Book) and book.sha256 == checked.sha256 else None
