"""Writes the master workbook: the dashboard people read, over the tables it is computed from."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.master_sheets import (
    calculations,
    detail,
    exceptions,
    instructions,
    overview,
    quality,
    services,
    submissions,
    summaries,
    summary,
    tables,
    what_changed,
)
from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.saving.uncollected import uncollected
from kpi_xl.model.buttons import Button
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection

SheetWriter = Callable[[Edition], None]

SHEETS: tuple[SheetWriter, ...] = (
    instructions.write,
    summary.write,
    overview.write,
    exceptions.write,
    what_changed.write,
    summaries.write,
    services.write,
    submissions.write,
    quality.write,
    detail.write,
    tables.write,
    calculations.write,
)
"""One module a kind of sheet, in the order they stand in the workbook."""

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
    fill(new_edition(path, master, rulebook, period, created=created, selection=selection))


def new_edition(
    path: Path | IO[bytes],
    master: Master,
    rulebook: Rulebook,
    period: Period,
    *,
    created: datetime | None,
    selection: Selection | None,
    buttons: tuple[Button, ...] = (),
) -> Edition:
    """All that the sheets are written from, and the workbook they go into."""
    settings = rulebook.settings
    title = f"{settings.council}: performance, {period}"
    subject = "Key performance indicators with ratings, trends and sources"
    workbook = new_workbook(path, title, subject, created, long=len(master.results) > _MANY_RESULTS)
    return Edition(
        workbook=workbook,
        formats=Formats(workbook),
        master=master,
        rulebook=rulebook,
        period=period,
        with_details=settings.detail_sheets and len(rulebook.kpis) <= MOST_DETAIL_SHEETS,
        selection=selection or Selection(period),
        buttons=buttons,
    )


def fill(edition: Edition, sheets: Sequence[SheetWriter] = SHEETS) -> None:
    """Write these sheets, in this order, and the file."""
    with uncollected(), edition.workbook:
        for write in sheets:
            write(edition)
