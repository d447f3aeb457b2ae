"""The tables of a master in a workbook without any dashboard: what its reader needs, and no more."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter.workbook import Workbook

from kpi_xl.model.master import Master
from kpi_xl.model.master_layout import MASTER_TABLES, TableLayout
from kpi_xl.rules.master.master_rows import WrittenRow, master_rows


def write_plain_tables(
    path: Path, master: Master, more: Mapping[str, Sequence[WrittenRow]] | None = None, *, rows_above: int = 0
) -> Path:
    """Every table of the layout; rows of the rulebook's own (KPIs, Thresholds) come in `more`, by table name."""
    rows = {**master_rows(master), **(more or {})}
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for layout in MASTER_TABLES:
            _write(workbook, layout, rows.get(layout.name, ()), rows_above)
    return path


def _write(workbook: Workbook, layout: TableLayout, rows: Sequence[WrittenRow], rows_above: int) -> None:
    sheet = workbook.add_worksheet(layout.sheet)
    sheet.write_row(rows_above, 0, [column.header for column in layout.columns])
    for number, row in enumerate(rows, rows_above + 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)


def table_row(layout: TableLayout, **cells: float | str | None) -> WrittenRow:
    """A row with the named fields filled and the rest blank."""
    unknown = set(cells) - {column.field for column in layout.columns}
    assert not unknown, unknown
    return tuple(cells.get(column.field) for column in layout.columns)
