"""Open the rulebook that everything else depends on, or say what keeps it from being used."""

from pathlib import Path

from kpi_xl.files.reading.limits import RULEBOOK
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import NOT_REACHED, Unreadable
from kpi_xl.model.errors import RulebookError, WorkspaceError
from kpi_xl.model.finding import Finding
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.rulebook.build import build_rulebook
from kpi_xl.rules.rulebook.reading import RulebookReading
from kpi_xl.rules.rulebook.unreadable import unreadable_rulebook
from kpi_xl.rules.words.wording import counted

_LISTED = 20


def read_rulebook(path: Path) -> RulebookReading:
    """Everything that is wrong with the rulebook, warnings and notes too; never an error for what is in the file.

    Raises WorkspaceError where the disk, the network or the rights keep it from being read.
    """
    book = read_book(path, limits=RULEBOOK)
    if isinstance(book, Unreadable):
        if book.kind in NOT_REACHED:
            raise WorkspaceError(f"{path} could not be read: {book.detail}")
        return RulebookReading(None, (unreadable_rulebook(book),))
    return build_rulebook(book)


def open_rulebook(path: Path) -> Rulebook:
    """The rulebook. Raises RulebookError, whose text lists the errors, when there is any."""
    reading = read_rulebook(path)
    if reading.rulebook is None:
        raise RulebookError(_text(path, reading.errors), reading.findings)
    return reading.rulebook


def _text(path: Path, errors: tuple[Finding, ...]) -> str:
    lines = [f"  {_where(finding)}{finding.code} {finding.message}" for finding in errors[:_LISTED]]
    if len(errors) > _LISTED:
        lines.append(f"  and {len(errors) - _LISTED} more: kpi-xl check-rulebook lists them all")
    return "\n".join([f"{path} has {counted(len(errors), 'error')}, so nothing was started.", *lines])


def _where(finding: Finding) -> str:
    return "" if finding.place is None else f"{finding.place}: "
