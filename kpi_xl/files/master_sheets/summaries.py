"""Directors' summaries: each directorate's own words about the quarter."""

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.records import FIRST, MOST_SHOWN, keep, record_page
from kpi_xl.model.master import DirectorSummary
from kpi_xl.model.master_layout import SUMMARIES
from kpi_xl.rules.master_rows import summary_rows


def write(edition: Edition) -> None:
    page = record_page(edition, SUMMARIES, "In the directorates' own words", 1, 2)
    now = [summary for summary in edition.master.summaries if summary.period == edition.period]
    row = FIRST
    # Two rows a directorate: its name, and its words.
    if 2 * len(now) <= MOST_SHOWN:
        row = _write_quarter(page, now) + 1
    keep(page, row, SUMMARIES, list(summary_rows(edition.master.summaries)))


def _write_quarter(page: MasterPage, summaries: list[DirectorSummary]) -> int:
    if not summaries:
        page.text(FIRST, 1, "No summary has been accepted for this quarter yet.", page.formats("body", text_wrap=False))
        return FIRST + 1
    for number, summary in enumerate(summaries):
        row = FIRST + 3 * number
        page.text(row, 1, page.edition.unit_name(summary.unit), "subheading")
        page.text(row + 1, 3, summary.text, "body")
    return FIRST + 3 * len(summaries) - 1
