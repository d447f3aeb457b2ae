"""A rulebook as a workbook, from plain rows: the example's, or one to start from."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.rulebook_sheets.rulebook_choices import write_lists
from kpi_xl.files.rulebook_sheets.rulebook_read_me import write_read_me
from kpi_xl.files.rulebook_sheets.rulebook_table import TableRow, write_table
from kpi_xl.files.rulebook_sheets.starter_rulebook import first_quarter_of, starter_rows
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook_layout import RULEBOOK_TABLES, SETTINGS

Rows = Mapping[str, Sequence[TableRow]]
"""The rows of each table by the name of its sheet; a table left out is written empty."""


def write_rulebook(target: Path | IO[bytes], rows: Rows, created: datetime | None = None) -> None:
    """Write the rulebook to `target`; the same rows give the same bytes. Raises SaveError when a cell cannot be."""
    settings = {str(row.get("name")): str(row.get("value") or "") for row in rows.get(SETTINGS.sheet, ())}
    council = settings.get("Council") or "the council"
    example = settings.get("Example", "").casefold() == "yes"
    with new_workbook(target, f"Rulebook of {council}", "KPIs, targets and thresholds", created) as workbook:
        formats = Formats(workbook)
        write_read_me(workbook, formats, council, example)
        for table in RULEBOOK_TABLES:
            write_table(workbook, formats, table, rows.get(table.sheet, ()), example)
        write_lists(workbook, formats)


def write_starter_rulebook(
    target: Path | IO[bytes], council: str, first: Period | None = None, created: datetime | None = None
) -> None:
    """A rulebook that checks clean, with rows that show how it is done, to be typed over.

    `first` is the period it starts from; None means the first quarter of the present financial year.
    """
    write_rulebook(target, starter_rows(council, first or first_quarter_of(date.today())), created)
