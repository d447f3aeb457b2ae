"""A sheet of the master: title and period at its head, ways to other sheets, and how it prints."""

from typing import TYPE_CHECKING, Any

from kpi_xl.files.house_style.figure import Figure
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import rag_conditional_formats
from kpi_xl.files.master.calculations.sentences import subtitle
from kpi_xl.files.master.page.edition import Edition
from kpi_xl.files.master.page.sheet_names import INSTRUCTIONS, SUMMARY, cell_of
from kpi_xl.model.errors import SaveError
from kpi_xl.model.place import address

if TYPE_CHECKING:
    from xlsxwriter.format import Format

EXAMPLE = "Example council: figures are invented, except those a KPI's own sheet says are published. Do not quote them."
A3 = 8


class MasterPage(Page):
    """Rows 1 to 4 are the heading; what a sheet is about starts in row 6."""

    def __init__(self, edition: Edition, name: str, *widths: float) -> None:
        super().__init__(edition.workbook, edition.formats, name)
        self.edition = edition
        self.widths(*widths)
        self.sheet.hide_gridlines(2)

    def heading(self, title: str, *, wide: int, about: str = "") -> None:
        """Title, council and period, and the example's label over `wide` columns. `about` ends the second row."""
        edition = self.edition
        self.text(1, 1, title, "title")
        self.height(1, 27)
        parts = (str(edition.period), edition.rulebook.settings.council, about)
        self.text(2, 1, " · ".join(filter(None, parts)), "subtitle")
        self.height(2, 17)
        if edition.rulebook.settings.example:
            self.stripe(4, wide, EXAMPLE, "example")
            self.height(4, 18)

    def living_heading(self, title: str, *, wide: int, about: str = "") -> None:
        """The heading of a sheet that follows the reader's choice: its second row says what was chosen."""
        self.heading(title, wide=wide, about=about)
        if self.edition.living:
            words = subtitle(self.edition.choice, self.edition.rulebook.settings.council, about)
            self.figure(2, 1, words, "subtitle")

    def show(self, row: int, column: int, figure: Figure, look: "str | Format") -> None:
        """A living figure; in a bulk master what it gives."""
        if self.edition.living:
            self.figure(row, column, figure, look)
        elif isinstance(figure.value, str):
            self.text(row, column, figure.value, look)
        else:
            self.number(row, column, figure.value, look)

    def merged(self, row: int, first: int, last: int, text: str, look: "Format") -> None:
        """One cell over several columns; only for a heading or an input, never among data."""
        code = self.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, text, look)
        if code:
            raise SaveError(f"{self.name}!{address(row, first)} could not be merged: XlsxWriter says {code}.")

    def stripe(self, row: int, wide: int, text: str, role: str) -> None:
        """Text that runs over `wide` cells of one look without merging them."""
        look = self.formats(role, text_wrap=False, border=0)
        self.text(row, 1, text, look)
        for column in range(2, wide + 1):
            self.text(row, column, "", look)

    def ways(self, *columns: int, row: int = 3) -> None:
        """Links to the first two sheets, in these columns of row 3."""
        sheets = (INSTRUCTIONS, SUMMARY) if self.edition.with_details else (SUMMARY,)
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
        living: bool = False,
    ) -> None:
        """Print set-up, row `repeat` on every page; A1 selected. `tall` pages high, 0 as many as it takes."""
        edition = self.edition
        # A footer cannot follow a choice; the quarter shown stands in row 2.
        of = self.name if living else f"{edition.period} · {self.name}"
        self.print_a4(f"{edition.rulebook.settings.council} · {of}", tall=tall)
        if paper is not None:
            self.sheet.set_paper(paper)
        if repeat is not None:
            self.sheet.repeat_rows(repeat - 1)
        self.sheet.print_area(0, 0, last_row - 1, last_column - 1)
        self.select(1, 1)
