"""Consolidate into a master that is open in Excel: the same figures as `kpi-xl consolidate` gives its file."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from kpi_xl.files.house_style.theme import themed
from kpi_xl.files.reading.limits import MASTER
from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.files.reading.read_tables import TableRange, read_tables
from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.model.book import Book
from kpi_xl.model.buttons import MASTER_BUTTONS, SETTINGS_SHEET
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.consolidation.consolidate import Consolidation
from kpi_xl.rules.master.read_master import read_master
from kpi_xl.rules.rating.counting import Counts
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.plan_run import check_folders, look_over
from kpi_xl.workflows.run_result import corporate_counts
from kpi_xl.workflows.validate import Validation


@dataclass(frozen=True, slots=True)
class FreshMaster:
    """The master as it should stand: every cell of every sheet, and how far its tables reach."""

    book: Book
    tables: tuple[TableRange, ...]


@dataclass(frozen=True, slots=True)
class OpenConsolidation:
    validation: Validation
    consolidation: Consolidation
    counts: Counts
    fresh: FreshMaster


def consolidate_open(opened: Book, folder: Path, when: datetime) -> OpenConsolidation:
    """Bring the submissions of the workspace `folder` into the master `opened`. Nothing on disk is written.

    Raises what `run` raises: WorkspaceError, RulebookError, FileBusyError.
    """
    workspace = Workspace(folder)
    check_folders(workspace)
    with one_run(workspace.lock, when):
        rulebook = open_rulebook(workspace.rulebook)
        validation, consolidation = look_over(workspace, rulebook, read_master(opened), None, 1, None)
    master, period = consolidation.master, consolidation.period
    with themed(workspace.theme):
        fresh = fresh_master(opened, master, rulebook, period, Selection(period), when)
    return OpenConsolidation(
        validation=validation,
        consolidation=consolidation,
        counts=corporate_counts(rulebook, master, period),
        fresh=fresh,
    )


def fresh_master(
    opened: Book, master: Master, rulebook: Rulebook, period: Period, selection: Selection, when: datetime
) -> FreshMaster:
    """What the writer of master files makes of `master`, read back; it speaks of buttons where `opened` has them."""
    from kpi_xl.files.write_master import fill, new_draft  # XlsxWriter takes time to load

    made = BytesIO()
    buttons = MASTER_BUTTONS if opened.sheet(SETTINGS_SHEET) else ()
    draft = new_draft(made, master, rulebook, period, created=when, selection=selection, buttons=buttons)
    fill(draft, without=(SETTINGS_SHEET,))  # what is typed and listed there stays
    book = read_bytes_book(made.getvalue(), "the new master", limits=MASTER)
    assert isinstance(book, Book), book
    return FreshMaster(book, read_tables(made.getvalue()))
