"""Every sheet of a master, in the order they stand in it. Each declares itself in its module (page/draft.py)."""

from kpi_xl.files.master import calculated_sheets, exceptions, instructions, overview, settings
from kpi_xl.files.master.kpi_sheet import kpi_sheet
from kpi_xl.files.master.page.draft import MasterSheet
from kpi_xl.files.master.records import change_requests, quality, submissions, summaries, tables
from kpi_xl.files.master.services import services
from kpi_xl.files.master.summary import summary
from kpi_xl.files.master.what_changed import what_changed

SHEETS: tuple[MasterSheet, ...] = (
    instructions.SHEET,
    settings.SHEET,
    summary.SHEET,
    overview.SHEETS,
    exceptions.SHEET,
    what_changed.SHEET,
    summaries.SHEET,
    services.SHEET,
    submissions.SHEET,
    quality.SHEET,
    change_requests.SHEET,
    kpi_sheet.SHEETS,
    *tables.SHEETS,
    *calculated_sheets.SHEETS,
)
"""Names, order, the list on Instructions and what is left out of a bulk master follow from this."""
