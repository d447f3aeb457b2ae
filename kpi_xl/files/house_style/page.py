"""One sheet being written: every cell by role, and nothing XlsxWriter refuses goes by in silence."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kpi_xl.files.house_style.excel_limits import LONGEST_FOOTER
from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model.errors import SaveError
from kpi_xl.model.number import typed
from kpi_xl.model.place import address
from kpi_xl.model.text_length import length, shortened

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

A4 = 9
"""Paper number of A4 in Excel."""

_REACHED = {
    -1: "the cell is outside the sheet",
    -2: "the text is longer than a cell holds (32,767 characters)",
    -3: "there are too many links on the sheet",
    -4: "the link is too long",
}


class Page:
    """A worksheet addressed by 1-based row and column. Raises SaveError, naming the cell, when it cannot be written."""

    def __init__(self, workbook: "Workbook", formats: Formats, name: str) -> None:
        self.name = name
        self.formats = formats
        self.sheet = workbook.add_worksheet(name)

    def text(self, row: int, column: int, text: str, look: "str | Format" = "body") -> None:
        """`text` as text, whatever it starts with; a blank cell of that look for ""."""
        cell = (row - 1, column - 1)
        format_ = self._look(look)
        wrote = self.sheet.write_string(*cell, text, format_) if text else self.sheet.write_blank(*cell, "", format_)
        self._check(wrote, row, column)

    def number(self, row: int, column: int, number: float | None, look: "str | Format" = "number") -> None:
        """`number` at 15 significant digits; a blank cell of that look for None."""
        if number is None:
            self.text(row, column, "", look)
        else:
            self._check(self.sheet.write_number(row - 1, column - 1, typed(number), self._look(look)), row, column)

    def date(self, row: int, column: int, day: date | None, look: "str | Format" = "date") -> None:
        if day is None:
            self.text(row, column, "", look)
        else:
            self._check(self.sheet.write_datetime(row - 1, column - 1, day, self._look(look)), row, column)

    def formula(self, row: int, column: int, formula: str, cached: str | float, look: "str | Format") -> None:
        """`formula` has no leading "="; `cached` is the result stored for viewers that do not calculate."""
        wrote = self.sheet.write_formula(row - 1, column - 1, formula, self._look(look), cached)
        self._check(wrote, row, column)

    def formula_cell(self, row: int, column: int, cell: FormulaCell, look: "str | Format") -> None:
        """A formula and the value Python gives it."""
        self.formula(row, column, cell.formula, "" if cell.value is None else cell.value, look)

    def link(self, row: int, column: int, target: str, text: str, look: "str | Format" = "link") -> None:
        """A link to a cell of this workbook: `target` is "'Sheet name'!A1"."""
        wrote = self.sheet.write_url(row - 1, column - 1, f"internal:{target}", self._look(look), text)
        self._check(wrote, row, column)

    def widths(self, *widths: float) -> None:
        """Column widths from A on, in characters."""
        for column, width in enumerate(widths):
            self._check(self.sheet.set_column(column, column, width), 1, column + 1)

    def height(self, row: int, points: float) -> None:
        self.sheet.set_row(row - 1, points)

    def valid(self, first_row: int, last_row: int, column: int, rule: Mapping[str, Any]) -> None:
        """A data validation over part of a column, in XlsxWriter's words."""
        area = (first_row - 1, column - 1, last_row - 1, column - 1)
        self._check(self.sheet.data_validation(*area, dict(rule)), first_row, column)

    def conditional(self, cells: str, rule: Mapping[str, Any]) -> None:
        """A conditional format over a range ("A7:X46"), in XlsxWriter's words."""
        if self.sheet.conditional_format(cells, dict(rule)):
            raise SaveError(f"{self.name}!{cells} could not be given the rule {rule['criteria']}.")

    def table(self, first_row: int, last_row: int, columns: int, options: Mapping[str, Any]) -> None:
        """An Excel table from column A, its header in `first_row`."""
        self._check(self.sheet.add_table(first_row - 1, 0, last_row - 1, columns - 1, dict(options)), first_row, 1)

    def select(self, row: int, column: int) -> None:
        self.sheet.set_selection(row - 1, column - 1, row - 1, column - 1)

    def protect(self) -> None:
        """Protection without a password: against slips, not against people. Filters and sizes stay in their hands."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})

    def print_a4(self, footer: str, *, wide: int = 1, tall: int = 0) -> None:
        """A4 landscape on that many pages (`tall` 0: as many as it takes), with a footer beside the page number."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(wide, tall)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        left, right = "&L", "&R&P of &N"
        room = LONGEST_FOOTER - len(left + right)
        said = shortened(footer, room)
        while length(said) + said.count("&") > room:
            said = shortened(said, length(said) - 1)
        self.sheet.set_footer(f"{left}{said.replace('&', '&&')}{right}")

    def _look(self, look: "str | Format") -> "Format":
        return self.formats(look) if isinstance(look, str) else look

    def _check(self, code: int | None, row: int, column: int) -> None:
        if code:
            why = _REACHED.get(code, f"XlsxWriter says {code}")
            raise SaveError(f"{self.name}!{address(row, column)} could not be written: {why}.")
