"""Consolidate submissions: the accepted returns of the workspace into the open master, cell by cell."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.open_master import open_master, workspace_folder
from kpi_xl.faces.live import autosave
from kpi_xl.faces.live.protection import refuse_protected
from kpi_xl.faces.live.quietly import quietly
from kpi_xl.faces.live.read_open_book import place_of
from kpi_xl.faces.live.write_changes import write_changes
from kpi_xl.files.saving.safe_save import backup
from kpi_xl.model.book import Book
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.findings.make_finding import listed
from kpi_xl.rules.master.summarise import headline
from kpi_xl.workflows.consolidate_open import FreshMaster, OpenConsolidation, consolidate_open

if TYPE_CHECKING:
    import xlwings as xw


def consolidate_submissions(book: "xw.Book") -> str:
    """The open workbook is written and not saved: closing it without saving undoes everything.

    A copy of its saved file is put in the backups folder first, and AutoSave turned off.
    """
    now, folder, when = open_master(book), workspace_folder(book), datetime.now()
    done = consolidate_open(now, folder, when)
    undo = ready_to_write(book, now, done.fresh, folder, when)
    with quietly(book.app):
        write_changes(book, now, done.fresh.book, done.fresh.tables)
    return "\n".join([*_said(done, now), f"\n{undo}"])


def ready_to_write(book: "xw.Book", now: Book, fresh: FreshMaster, folder: Path, when: datetime) -> str:
    """The saved file copied to the backups folder and AutoSave off; the words that say how to undo what is written.

    Raises WorkspaceError, with nothing changed, where the workbook cannot be written, or not be had back.
    """
    refuse_other_sheets(now, fresh)
    refuse_protected(book, [sheet.name for sheet in fresh.book.sheets])
    saved = place_of(book)
    copy = None if saved is None else backup(saved, Workspace(folder).backups, when)
    was = autosave.turn_off(book)
    autosave.refuse_without_copy(was, copy)
    return autosave.how_to_undo(was, copy)


def refuse_other_sheets(now: Book, fresh: FreshMaster) -> None:
    """Raises WorkspaceError where the open workbook lacks a sheet: sheets and charts cannot be made cell by cell."""
    missing = missing_sheets(now, fresh)
    if missing:
        raise WorkspaceError(
            f"This workbook has no sheet for {listed(missing[:5])}{' and more' if len(missing) > 5 else ''}. "
            "Press Refresh dashboard: it makes a workbook that has."
        )


def missing_sheets(now: Book, fresh: FreshMaster) -> list[str]:
    have = {sheet.name for sheet in now.sheets}
    return [sheet.name for sheet in fresh.book.sheets if sheet.name not in have]


def moved(now: Book, fresh: FreshMaster) -> list[str]:
    """Sheets whose headings and charts now belong on other rows: their figures are right, their look is the old one."""
    known = {sheet.name: sheet for sheet in now.sheets}
    return [
        sheet.name
        for sheet in fresh.book.sheets
        if sorted(sheet.merges) != sorted(known[sheet.name].merges) and known[sheet.name].merges
    ]


def _said(done: OpenConsolidation, now: Book) -> Iterator[str]:
    came = done.consolidation
    yield f"{came.period}: {headline(done.counts)}."
    for words, units in (("Accepted", came.accepted), ("Not accepted", came.refused), ("Missing", came.missing)):
        if units:
            yield f"{words}: {listed(units)}."
    old = moved(now, done.fresh)
    if old:
        yield f"{listed(old)}: the figures are new, the layout is not. Refresh dashboard lays them out."
