"""A sheet of the master: title and period at its head, ways to other sheets, and how it prints."""

from math import ceil
from typing import TYPE_CHECKING, Any

from kpi_xl.files.house_style.formula_cell import FormulaCell, cell_of
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import rag_conditional_formats
from kpi_xl.files.master.calculations.sentences import council_name, our_words, subtitle
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.sheet_names import INSTRUCTIONS, SUMMARY
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.place import address
from kpi_xl.model.text_length import LONGEST_TEXT, shortened

if TYPE_CHECKING:
    from xlsxwriter.format import Format

EXAMPLE = "Example council: figures are invented, except those a KPI's own sheet says are published. Do not quote them."
A3 = 8

LINE = 13.2
"""Points of one line of the theme's body text."""

_PER_WIDTH = 1.15
"""Characters of running text to one unit of column width, a digit; less than most text needs, so nothing is cut off."""


class MasterPage(Page):
    """Rows 1 to 4 are the heading; what a sheet is about starts in row 6."""

    def __init__(self, draft: MasterDraft, name: str, *widths: float) -> None:
        super().__init__(draft.workbook, draft.formats, name)
        self.draft = draft
        self.widths(*widths)
        self.sheet.hide_gridlines(2)

    def text(self, row: int, column: int, text: str, look: "str | Format" = "body") -> None:
        """As on every page, shortened to what a cell holds: texts are joined here that are kept whole elsewhere."""
        super().text(row, column, shortened(text, LONGEST_TEXT), look)

    def heading(self, title: str, *, wide: int, about: str = "") -> None:
        """Title, council and period, and the example's label over `wide` columns. `about` ends the second row."""
        draft = self.draft
        self.text(1, 1, title, "title")
        self.height(1, 27)
        parts = (str(draft.period), draft.rulebook.settings.council, about)
        self.text(2, 1, " · ".join(filter(None, parts)), "subtitle")
        self.height(2, 17)
        if draft.rulebook.settings.example:
            self.stripe(4, wide, EXAMPLE, "example")
            self.height(4, 18)

    def choice_heading(self, title: str, *, wide: int, about: str | FormulaCell = "") -> None:
        """The heading of a sheet that follows the reader's choice: its second row says what was chosen.

        `about` is words of ours, or the cell that holds the council's.
        """
        about = our_words(about) if isinstance(about, str) else about
        self.heading(title, wide=wide, about=str(about.value or ""))
        if not self.draft.bulk:
            choice = self.draft.choice
            self.formula_cell(2, 1, subtitle(choice, council_name(choice), about), "subtitle")

    def show(self, row: int, column: int, cell: FormulaCell, look: "str | Format") -> None:
        """A formula; in a bulk master what it gives."""
        if not self.draft.bulk:
            self.formula_cell(row, column, cell, look)
        elif isinstance(cell.value, str):
            self.text(row, column, cell.value, look)
        else:
            self.number(row, column, cell.value, look)

    def merged(self, row: int, first: int, last: int, text: str, look: "Format") -> None:
        """One cell over several columns; only for a heading or an input, never among data."""
        code = self.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, text, look)
        if code:
            raise SaveError(f"{self.name}!{address(row, first)} could not be merged: XlsxWriter says {code}.")

    def reference(self, row: int, column: int, kpi: Kpi) -> None:
        """The KPI's reference, leading to its sheet where it has one."""
        sheet = self.draft.names.detail.get(kpi.kpi_id)
        if sheet is None:
            self.text(row, column, kpi.kpi_id, "id")
        else:
            self.link(row, column, cell_of(sheet), kpi.kpi_id, "link_cell")

    def stripe(self, row: int, wide: int, text: str, role: str) -> None:
        """Text that runs over `wide` cells of one look without merging them."""
        look = self.formats(role, text_wrap=False, border=0)
        self.text(row, 1, text, look)
        for column in range(2, wide + 1):
            self.text(row, column, "", look)

    def ways(self, *columns: int, row: int = 3) -> None:
        """Links to the first two sheets, in these columns of row 3."""
        sheets = (SUMMARY,) if self.draft.bulk else (INSTRUCTIONS, SUMMARY)
        for column, sheet in zip(columns, sheets, strict=False):
            self.link(row, column, cell_of(sheet), sheet)

    def rag(self, first_row: int, last_row: int, column: int) -> None:
        """Colour the rating words of part of a column."""
        rag_conditional_formats(self.sheet, self.formats, f"{address(first_row, column)}:{address(last_row, column)}")

    def table_of(
        self, name: str, first_row: int, rows: int, headers: list[str], column: int = 1, numbers: tuple[int, ...] = ()
    ) -> None:
        """An Excel table with these headers; `numbers` are the positions of headers set to the right."""
        columns = [
            {"header": header, "header_format": self.formats("header_number" if at in numbers else "header")}
            for at, header in enumerate(headers)
        ]
        options = {"name": name, "columns": columns, "style": None, "autofilter": False}
        last = (first_row + rows - 1, column + len(headers) - 2)
        code = self.sheet.add_table(first_row - 1, column - 1, *last, options)
        if code:
            raise SaveError(f"{self.name} could not take the table {name}: XlsxWriter says {code}.")

    def chart(self, row: int, column: int, chart: Any, options: dict[str, Any]) -> None:
        """A chart with its corner at that cell; `options` hold its description for those who cannot see it."""
        code = self.sheet.insert_chart(row - 1, column - 1, chart, {"object_position": 2, **options})
        if code:
            raise SaveError(f"{self.name} could not take a chart at {address(row, column)}: XlsxWriter says {code}.")

    def finish(
        self,
        last_row: int,
        last_column: int,
        *,
        repeat: int | None = None,
        paper: int | None = None,
        tall: int = 0,
        follows_choice: bool = False,
    ) -> None:
        """Print set-up, row `repeat` on every page; A1 selected. `tall` pages high, 0 as many as it takes."""
        draft = self.draft
        # A footer cannot follow a choice; the quarter shown stands in row 2.
        of = self.name if follows_choice else f"{draft.period} · {self.name}"
        self.print_a4(f"{draft.rulebook.settings.council} · {of}", tall=tall)
        if paper is not None:
            self.sheet.set_paper(paper)
        if repeat is not None:
            self.sheet.repeat_rows(repeat - 1)
        self.sheet.print_area(0, 0, last_row - 1, last_column - 1)
        self.select(1, 1)


def text_height(text: str, width: float, least: int = 1) -> float:
    """How high a row must be for wrapped text, where Excel will not work it out: merged cells, rows beside a chart.

    Points for `text` in a column `width` characters wide, and for at least `least` lines.
    """
    if len(text) <= width and "\n" not in text:
        return max(1, least) * LINE + 4
    lines = sum(max(1, ceil(len(part) / (width * _PER_WIDTH))) for part in text.split("\n"))
    return max(lines, least) * LINE + 4
