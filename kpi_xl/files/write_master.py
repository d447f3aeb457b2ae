"""Writes the master workbook: the dashboard people read, over the tables it is computed from."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import IO

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.sheets import SHEETS
from kpi_xl.files.saving.uncollected import uncollected
from kpi_xl.model.buttons import Button
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection

MOST_DETAIL_SHEETS = 600
"""Beyond this a workbook with a sheet per KPI is slow to open and nobody pages through it."""

_MANY_RESULTS = 20_000


def write_master(
    path: Path | IO[bytes],
    master: Master,
    rulebook: Rulebook,
    period: Period,
    *,
    created: datetime | None = None,
    selection: Selection | None = None,
) -> None:
    """Write the master as it stands in `period` to `path`, a file or a stream; the same input gives the same bytes.

    Without detail sheets (the rulebook's setting, or more KPIs than MOST_DETAIL_SHEETS) there are the Summary and the
    tables only, all as values; otherwise the sheets follow the quarter and thresholds a reader chooses, at first those
    of `selection` (None: `period` as published). `created` dates the file's properties. Raises SaveError when a cell
    cannot be written, and what XlsxWriter raises when the file cannot: files/saving/safe_save.py puts that in plain
    words.
    """
    fill(new_draft(path, master, rulebook, period, created=created, selection=selection))


def new_draft(
    path: Path | IO[bytes],
    master: Master,
    rulebook: Rulebook,
    period: Period,
    *,
    created: datetime | None,
    selection: Selection | None,
    buttons: tuple[Button, ...] = (),
) -> MasterDraft:
    """All that the sheets are written from, and the workbook they go into."""
    settings = rulebook.settings
    title = f"{settings.council}: performance, {period}"
    subject = "Key performance indicators with ratings, trends and sources"
    workbook = new_workbook(path, title, subject, created, long=len(master.results) > _MANY_RESULTS)
    return MasterDraft(
        workbook=workbook,
        formats=Formats(workbook),
        master=master,
        rulebook=rulebook,
        period=period,
        sheets=SHEETS,
        bulk=not settings.detail_sheets or len(rulebook.kpis) > MOST_DETAIL_SHEETS,
        selection=selection or Selection(period),
        buttons=buttons,
    )


def fill(
    draft: MasterDraft, then: Callable[[MasterDraft], None] | None = None, *, without: Collection[str] = ()
) -> None:
    """Write its sheets but those named in `without`, what `then` adds to the workbook, and the file."""
    with uncollected(), draft.workbook:
        for sheet in draft.sheets:
            if sheet.when(draft) and sheet.name not in without:
                sheet.write(draft)
        if then is not None:
            then(draft)
