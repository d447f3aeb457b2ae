"""The data tables: everything the other sheets are computed from, a real Excel table each, filterable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from kpi_xl.files.house_style.formula_cell import cells, in_row
from kpi_xl.files.master.calculations.results import RESULT_COLUMNS, ResultRow
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet, always, shared
from kpi_xl.files.master.page.master_page import A3, MasterPage
from kpi_xl.model.columns import Column
from kpi_xl.model.errors import SaveError
from kpi_xl.model.master_layout import COMPARATORS, KPIS, RESULTS, THRESHOLDS, TableLayout
from kpi_xl.rules.master.master_rows import Written, WrittenRow, result_columns
from kpi_xl.rules.master.reference_rows import comparator_rows, kpi_rows, threshold_rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format

Columns = Sequence[Sequence[Written]]

HEADER_ROW = 5
_PRINTED_WIDTH = 260


def _write_results(draft: MasterDraft) -> None:
    """What was published as values, then, where it is no bulk master, the thresholds a rating follows as formulas."""
    results = draft.master.results
    formula_columns = () if draft.bulk else RESULT_COLUMNS
    more = cells(formula_columns, (ResultRow(result, draft.book) for result in results))
    columns = (Column(f"formula_{at}", one.header, one.role, int(one.width)) for at, one in enumerate(formula_columns))
    wide = replace(RESULTS, columns=(*RESULTS.columns, *columns))
    headers = [one.header for one in wide.columns]
    formulas = {
        at: in_row(one.formula, headers)
        for at, one in enumerate(formula_columns, start=len(RESULTS.columns))
        if one.formula
    }
    _write(draft, wide, [*result_columns(results), *by_column(more)], "every KPI in every quarter", formulas)


def _write_kpis(draft: MasterDraft) -> None:
    kpis = draft.rulebook.kpis.values()
    _write(draft, KPIS, by_column(kpi_rows(shared(kpis) if draft.bulk else list(kpis))), "what each KPI is")


def _write_thresholds(draft: MasterDraft) -> None:
    rows = threshold_rows(draft.book.lines.values())
    _write(draft, THRESHOLDS, by_column(rows), "target and bands, quarter by quarter")


def _write_comparators(draft: MasterDraft) -> None:
    _write(draft, COMPARATORS, by_column(comparator_rows(draft.rulebook)), "figures of others to compare with")


SHEETS = (
    MasterSheet(
        RESULTS.sheet,
        "Every KPI in every quarter, with the thresholds that decided its rating and its source",
        _write_results,
        always,
    ),
    MasterSheet(KPIS.sheet, "What each KPI is", _write_kpis, always),
    MasterSheet(THRESHOLDS.sheet, "The target and bands of every KPI in every quarter", _write_thresholds, always),
    MasterSheet(COMPARATORS.sheet, "Figures of others to compare with", _write_comparators, always),
)


def by_column(rows: Iterable[WrittenRow]) -> Columns:
    return list(zip(*rows, strict=True))


def _write(
    draft: MasterDraft, layout: TableLayout, columns: Columns, about: str, formulas: Mapping[int, str] | None = None
) -> None:
    page = MasterPage(draft, layout.sheet)
    page.heading(layout.sheet, wide=len(layout.columns), about=about)
    page.ways(1, 3)
    last = write_table(page, HEADER_ROW, layout, columns, wrap=False, formulas=formulas)
    page.sheet.freeze_panes(HEADER_ROW, 2)
    page.finish(last, _printed(layout), repeat=HEADER_ROW, paper=A3)


def _printed(layout: TableLayout) -> int:
    """How many columns are printed: as many as can be read on A3; texts and hashes are for the screen."""
    widths = list(accumulate(column.width for column in layout.columns))
    return max(1, sum(width <= _PRINTED_WIDTH for width in widths))


def write_table(
    page: MasterPage,
    header_row: int,
    layout: TableLayout,
    columns: Columns,
    *,
    wrap: bool,
    formulas: Mapping[int, str] | None = None,
) -> int:
    """The table of that layout, column widths included, as the last thing on its page; gives its last row.

    `formulas` by 0-based column stand in every row of theirs, with the columns' cells as their results.
    """
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
    looks = [_look(page, one.role, wrap) for one in layout.columns]
    page.sheet.write_columns(header_row + 1, columns, looks, formulas)
    for number, column in enumerate(layout.columns, start=1):
        if column.role == "rag":
            page.rag(header_row + 1, last, number)
    return last


def _look(page: MasterPage, role: str, wrap: bool) -> "Format":
    """Without lines under cells: blank ones are not written, and the table's own stripes guide the eye."""
    wrapped = {"text_wrap": wrap} if role in ("text", "note") else {}
    return page.formats(role, **wrapped, **({} if role == "rag" else {"bottom": 0}))
