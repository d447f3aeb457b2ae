"""The data tables: everything the other sheets are computed from, a real Excel table each, filterable."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import A3, MasterPage
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master_layout import COMPARATORS, KPIS, RESULTS, THRESHOLDS, TableLayout
from kpi_xl.rules.master_rows import Row, Written, result_columns
from kpi_xl.rules.reference_rows import comparator_rows, kpi_rows, threshold_rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format

Columns = Sequence[Sequence[Written]]

HEADER_ROW = 5
_PRINTED_WIDTH = 260


def write(edition: Edition) -> None:
    rulebook = edition.rulebook
    kpis = list(rulebook.kpis.values()) if edition.with_details else _shared(rulebook.kpis.values())
    periods = edition.master.periods or [edition.period]
    thresholds = by_column(threshold_rows(rulebook, kpis, periods))
    _write(edition, RESULTS, result_columns(edition.master.results), "every KPI in every quarter")
    _write(edition, KPIS, by_column(kpi_rows(kpis)), "what each KPI is")
    _write(edition, THRESHOLDS, thresholds, "target and bands, quarter by quarter")
    _write(edition, COMPARATORS, by_column(comparator_rows(rulebook)), "figures of others to compare with")


def _shared(kpis: Iterable[Kpi]) -> list[Kpi]:
    """One of each KPI that every directorate reports: in a bulk master the others would only repeat it."""
    return list({kpi.kpi_id.rpartition("/")[0] or kpi.kpi_id: kpi for kpi in kpis}.values())


def by_column(rows: Iterable[Row]) -> Columns:
    return list(zip(*rows, strict=True))


def _write(edition: Edition, layout: TableLayout, columns: Columns, about: str) -> None:
    page = MasterPage(edition, layout.sheet)
    page.heading(layout.sheet, wide=len(layout.columns), about=about)
    page.ways(1, 3)
    last = write_table(page, HEADER_ROW, layout, columns, wrap=False)
    page.sheet.freeze_panes(HEADER_ROW, 2)
    page.finish(last, _printed(layout), repeat=HEADER_ROW, paper=A3)


def _printed(layout: TableLayout) -> int:
    """How many columns are printed: as many as can be read on A3; texts and hashes are for the screen."""
    widths = list(accumulate(column.width for column in layout.columns))
    return max(1, sum(width <= _PRINTED_WIDTH for width in widths))


def write_table(page: MasterPage, header_row: int, layout: TableLayout, columns: Columns, *, wrap: bool) -> int:
    """The table of that layout, column widths included, as the last thing on its page; gives its last row."""
    page.widths(*(column.width for column in layout.columns))
    last = header_row + max(1, len(columns[0]) if columns else 0)
    numeric = {"number", "date"}
    headers = [
        {"header": one.header, "header_format": page.formats("header_number" if one.role in numeric else "header")}
        for one in layout.columns
    ]
    options = {"name": layout.name, "columns": headers, "style": "Table Style Light 1"}
    code = page.sheet.add_long_table(header_row, last, len(layout.columns), options)
    if code:
        raise SaveError(f"{page.name} could not take the table {layout.name}: XlsxWriter says {code}.")
    page.height(header_row, 30)
    page.sheet.write_columns(header_row + 1, columns, [_look(page, one.role, wrap) for one in layout.columns])
    for number, column in enumerate(layout.columns, start=1):
        if column.role == "rag":
            page.rag(header_row + 1, last, number)
    return last


def _look(page: MasterPage, role: str, wrap: bool) -> "Format":
    """Without lines under cells: blank ones are not written, and the table's own stripes guide the eye."""
    wrapped = {"text_wrap": wrap} if role in ("text", "note") else {}
    return page.formats(role, **wrapped, **({} if role == "rag" else {"bottom": 0}))
