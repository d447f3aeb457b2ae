"""The sheets that show a record for the quarter chosen above and keep it for every quarter below, in one table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.records.tables import by_column, write_table
from kpi_xl.model.columns import Column
from kpi_xl.model.master_layout import TableLayout
from kpi_xl.rules.master.master_rows import Written, WrittenRow

FIRST = 6
MOST_SHOWN = 60
"""Rows of a panel. The table's headings must stay near the top, where the next run looks for them."""


def widened(layout: TableLayout, more: Sequence[Column], **widths: int) -> TableLayout:
    """`layout` as its sheet has it: these widths by field, and columns at the end that `read_master` does not need."""
    own = (replace(one, width=widths.get(one.field, one.width)) for one in layout.columns)
    return replace(layout, columns=(*own, *more))


def with_cells(rows: Iterable[WrittenRow], *more: Sequence[Written]) -> list[WrittenRow]:
    """Rows with a cell for each of the columns at the end."""
    return [(*row, *cells) for row, cells in zip(rows, zip(*more, strict=True), strict=True)]


def record_page(draft: MasterDraft, layout: TableLayout, about: str, wide: int, *ways: int) -> MasterPage:
    page = MasterPage(draft, layout.sheet, *(column.width for column in layout.columns))
    page.choice_heading(layout.sheet, wide=wide, about=about)
    page.ways(*ways)
    return page


def keep(
    page: MasterPage, row: int, layout: TableLayout, rows: list[WrittenRow], printed: int, *, tall: int = 0
) -> None:
    """The table for every quarter, from `row` down, and the print set-up: of the panel above, `printed` columns.

    `tall` is how many pages the panel may take, 0 as many as it needs, each with the panel's headings.
    """
    page.text(row, 1, "Every quarter so far", "subheading")
    last = write_table(page, row + 1, layout, by_column(rows), wrap=True)
    if row > FIRST:
        repeat = None if tall else FIRST + 1
        page.finish(row - 1, printed, repeat=repeat, tall=tall, follows_choice=not page.draft.bulk)
    else:
        page.finish(last, printed, repeat=row + 1)
