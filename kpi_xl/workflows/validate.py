"""Check submissions and change nothing."""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kpi_xl.files.disk.look import is_folder, walk
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.files.saving.uncollected import uncollected
from kpi_xl.model.book import Book, Unreadable
from kpi_xl.model.columns import SHEETS_WITHOUT_ANSWERS
from kpi_xl.model.errors import DiskError
from kpi_xl.model.finding import Finding
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.rules.checks.button_settings import Issued
from kpi_xl.rules.checks.check_batch import check_batch, missing_returns, without_copies
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.rules.checks.published_thresholds import against_published
from kpi_xl.rules.findings.unreadable import check_unlisted, check_unreadable, unit_in_name
from kpi_xl.rules.submissions.find_return import NO_RETURN
from kpi_xl.workflows.settle_rivals import settle_rivals

WORTH_PROCESSES = 100
"""Below this many files, starting processes costs more than it saves."""
MOST_PROCESSES = 61
"""Windows waits for no more than 63 things at once, two of which Python needs itself."""

_LEFT_ALONE = {"accessible", "backups", "findings", "returns"}
"""Folders of a workspace that hold no submissions."""

_WINDOWS_OWN = {"desktop.ini", "thumbs.db"}

Told = Callable[[int, int], None]
"""Told how many files are done, of how many."""


@dataclass(frozen=True, slots=True)
class Validation:
    """The outcome for each file, in the order looked at, and what only shows over all of them (`batch`).

    `rulebook` is what is to be asked of the rulebook once it is held against what was published.
    """

    checked: tuple[Checked, ...]
    batch: tuple[Finding, ...] = ()
    rulebook: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Every file is accepted or rightly left out, and no return is missing."""
        return not self.batch and all(one.status in ("accepted", "skipped") for one in self.checked)


def validate(
    paths: Sequence[Path],
    rulebook: Rulebook,
    master: Master | None = None,
    period: Period | None = None,
    jobs: int = 1,
    told: Told | None = None,
    issued: Issued | None = None,
    *,
    fixes: bool = True,
    join: bool = False,
) -> Validation:
    """Check files, and all files in folders, against the rulebook and last quarter's figures in `master`.

    `period` is the one collected: the rulebook's own where None, and where that is None too, whatever each return
    says. Not `fixes`, nothing is mended that was typed in another way. With `join`, returns of one directorate that
    fill different cells are read as one. Returns that are missing are told of only when a folder was given, and all of
    it could be listed. No file keeps another from being checked. `issued` are the settings of buttons that we put into
    returns. Raises DiskError where the one folder there is to look into cannot be listed.
    """
    wanted = period or rulebook.settings.period
    files = list(find_files(paths))
    if len(files) == 1 and isinstance(files[0], DiskError):
        raise files[0]
    listed = not any(isinstance(one, DiskError) for one in files)
    checker = Checker(rulebook, master, wanted, issued or {}, fixes=fixes)
    sent = without_copies(_check_all(files, checker, jobs, told))
    checked = check_batch(settle_rivals(sent, checker, join), rulebook)
    whole = wanted is not None and listed and any(_is_folder(path) for path in paths)
    asked = () if master is None or wanted is None else against_published(rulebook, master, wanted)
    return Validation(checked, missing_returns(checked, rulebook, wanted) if whole and wanted else (), asked)


def find_files(paths: Sequence[Path]) -> Iterator[Path | DiskError]:
    """Files as given, and those in folders in a fixed order; hidden files, Windows' own and outputs are left out.

    A workspace stands for its submissions folder. A folder that cannot be looked into is an error in its place, and
    keeps nothing else from being found.
    """
    for path in paths:
        try:
            folder = _folder_of(path)
        except DiskError as error:
            yield DiskError(str(error), str(path), error.cause, error.why, error.do)  # of what was named, all of it
            continue
        yield from _sent_in(folder) if folder is not None else [path]


def _folder_of(path: Path) -> Path | None:
    """The folder whose files are meant; None where `path` is a file."""
    if not is_folder(path):
        return None
    submissions = path / "submissions"
    return submissions if is_folder(submissions) else path


def _is_folder(path: Path) -> bool:
    with suppress(DiskError):
        return is_folder(path)
    return False  # said already, where its files were looked for


def _sent_in(folder: Path) -> Iterator[Path | DiskError]:
    for found in walk(folder, lambda inside: _is_left_alone(inside.name)):
        if isinstance(found, DiskError) or (not _is_hidden(found.name) and found.name.casefold() not in _WINDOWS_OWN):
            yield found


def _is_left_alone(name: str) -> bool:
    return _is_hidden(name) or name.casefold() in _LEFT_ALONE


def _is_hidden(name: str) -> bool:
    return name.startswith(".") and not name.startswith(".~lock")


def check_file(path: Path | DiskError, checker: Checker) -> Checked:
    """One file, whatever is in it. Sheets that take no answers are read only when no other is a return."""
    if isinstance(path, DiskError):
        return check_unlisted(path.place, f"{path.why}. {path.do}")
    checked = _check(read_book(path, skip=SHEETS_WITHOUT_ANSWERS), checker)
    if any(finding.code == NO_RETURN for finding in checked.findings):
        return _check(read_book(path), checker)
    return checked


def _check(book: Book | Unreadable, checker: Checker) -> Checked:
    if isinstance(book, Unreadable):
        return check_unreadable(book, unit_in_name(book.path, checker.rulebook))
    return checker.check(book)


@uncollected()
def _check_all(files: Sequence[Path | DiskError], checker: Checker, jobs: int, told: Told | None) -> list[Checked]:
    done: list[Checked] = []
    several = jobs > 1 and len(files) >= WORTH_PROCESSES
    for checked in _in_processes(files, checker, jobs) if several else (check_file(path, checker) for path in files):
        done.append(checked)
        if told is not None:
            told(len(done), len(files))
    return done


def _in_processes(files: Sequence[Path | DiskError], checker: Checker, jobs: int) -> Iterator[Checked]:
    """In the files' order. The rulebook and master are sent once to each process."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A process that runs threads (a progress bar does) must not be forked: a lock could be copied while it is held.
    start = get_context("spawn" if threading.active_count() > 1 else None)
    with ProcessPoolExecutor(min(jobs, MOST_PROCESSES), start, _start, (checker,)) as pool:
        yield from pool.map(_check_here, files, chunksize=max(1, min(16, len(files) // (4 * jobs))))


_checkers: list[Checker] = []
"""The one checker of a process started by `_in_processes`."""


def _start(checker: Checker) -> None:
    gc.disable()  # as in `uncollected`; the process ends with the work
    _checkers[:] = [checker]


def _check_here(path: Path | DiskError) -> Checked:
    return check_file(path, _checkers[0])
