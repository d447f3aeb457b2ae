"""A table of living columns as a sheet of its own."""

from collections.abc import Sequence

from kpi_xl.files.house_style.figure import LivingColumn, Record, cells, in_row
from kpi_xl.files.master.page.edition import Edition
from kpi_xl.files.master.page.living_cells import HEADER_ROW
from kpi_xl.files.master.page.master_page import A3, MasterPage
from kpi_xl.model.errors import SaveError


def write_living_table(
    edition: Edition, sheet: str, name: str, about: str, columns: Sequence[LivingColumn[Record]], rows: list[Record]
) -> MasterPage:
    """A sheet with the sentence `about`, then the table: no filter, so that no sorting moves what others point at."""
    page = MasterPage(edition, sheet, *(max(column.width, _longest_word(column.header) + 3) for column in columns))
    page.living_heading(sheet, wide=len(columns), about="worked out by formulas")
    page.ways(1, 3)
    page.text(5, 1, about, page.formats("body", text_wrap=False))
    last = HEADER_ROW + max(1, len(rows))
    headers = [{"header": one.header, "header_format": page.formats("header")} for one in columns]
    options = {"name": name, "columns": headers, "style": "Table Style Light 1", "autofilter": False}
    code = page.sheet.add_long_table(HEADER_ROW, last, len(columns), options)
    if code:
        raise SaveError(f"{page.name} could not take the table {name}: XlsxWriter says {code}.")
    page.height(HEADER_ROW, 44)
    names = [one.header for one in columns]
    formulas = {at: in_row(one.formula, names) for at, one in enumerate(columns) if one.formula}
    looks = [page.formats(one.role, bottom=0, text_wrap=False) for one in columns]
    page.sheet.write_rows(HEADER_ROW + 1, cells(columns, rows), looks, formulas)
    page.sheet.freeze_panes(HEADER_ROW, 1)
    page.finish(last, min(len(columns), 14), repeat=HEADER_ROW, paper=A3, living=True)
    return page


def _longest_word(header: str) -> int:
    """Headers break between words, never in one."""
    return max(map(len, header.split()))
