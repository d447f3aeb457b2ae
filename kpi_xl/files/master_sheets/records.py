"""The sheets that show a record for the quarter above and keep it for every quarter below, in one table."""

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.tables import by_column, write_table
from kpi_xl.model.master_layout import TableLayout
from kpi_xl.rules.master_rows import Row

FIRST = 6
MOST_SHOWN = 20
"""Rows shown above the table. The table's headings must stay near the top, where the next run looks for them."""


def record_page(edition: Edition, layout: TableLayout, about: str, *ways: int) -> MasterPage:
    page = MasterPage(edition, layout.sheet, *(column.width for column in layout.columns))
    page.heading(layout.sheet, wide=len(layout.columns), about=about)
    page.ways(*ways)
    return page


def keep(page: MasterPage, row: int, layout: TableLayout, rows: list[Row]) -> None:
    """The table for every quarter, from `row` down, and the print set-up: of the quarter alone where it is above."""
    page.text(row, 1, "Every quarter so far", "subheading")
    last = write_table(page, row + 1, layout, by_column(rows), wrap=True)
    page.finish(row - 1 if row > FIRST else last, len(layout.columns))
