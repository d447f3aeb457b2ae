"""Check one return that is open in Excel: what `kpi-xl validate` would say of it once it is saved and sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpi_xl.files.disk.look import is_file, is_there
from kpi_xl.model.book import Book
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.finding import Severity
from kpi_xl.model.rating import Outcome
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.rules.rating.counting import Counts, count
from kpi_xl.rules.rating.decide import decide
from kpi_xl.rules.submissions.signing import signed
from kpi_xl.workflows.issued_settings import issued_settings
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.validate_files import nearest_rulebook


@dataclass(frozen=True, slots=True)
class ReturnCheck:
    """What was found, and how the rows that could be read would rate."""

    checked: Checked
    counts: Counts

    @property
    def errors(self) -> int:
        return self.checked.count(Severity.ERROR)


def check_return(book: Book, folder: Path | None = None) -> ReturnCheck:
    """Check `book` against the rulebook and master of the workspace `folder`, else of the nearest one.

    Raises WorkspaceError where there is no rulebook to check by, RulebookError where that is wrong.
    """
    workspace = _workspace(book, folder)
    rulebook = open_rulebook(workspace.rulebook)
    master = open_master(workspace.master) if is_there(workspace.master) else None
    checked = Checker(rulebook, master, rulebook.settings.period, issued_settings(workspace)).check(book)
    return ReturnCheck(checked, count(_outcomes(rulebook, checked)))


def sign_return(book: Book, folder: Path | None, who: str, on: date) -> tuple[Book, ReturnCheck]:
    """`book` signed, and what the check finds in it then. Nobody's workbook is written: that is the caller's to do."""
    written = signed(book, who, on)
    return written, check_return(written, folder)


def _workspace(book: Book, folder: Path | None) -> Workspace:
    if folder is not None and is_file(Workspace(folder).rulebook):
        return Workspace(folder)
    try:
        return Workspace(nearest_rulebook(Path(book.path)).parent)
    except WorkspaceError as error:
        looked = f" in {folder}, nor" if folder is not None else ""
        raise WorkspaceError(
            f"The rulebook was not found{looked} near this workbook, so there is nothing to check against. "
            "Save the return on the shared drive it came from, or ask your performance team where the rulebook is."
        ) from error


def _outcomes(rulebook: Rulebook, checked: Checked) -> Iterator[Outcome]:
    if checked.period is not None:
        for row in checked.reported:
            yield decide(rulebook, rulebook.kpis[row.kpi_id], checked.period, row.value, row.reason).outcome
