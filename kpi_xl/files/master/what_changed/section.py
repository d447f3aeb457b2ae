"""What the sections of What changed share: the columns they all stand in, their titles and their sentences."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.page.master_page import MasterPage, text_height

if TYPE_CHECKING:
    from xlsxwriter.format import Format

WIDTHS = (36, 30, 30, 30, 22, 18, 24)


def title(page: MasterPage, row: int, words: str, about: str | FormulaCell) -> None:
    """A section's title, and below it what to know of it."""
    page.text(row, 1, words, "subheading")
    if isinstance(about, FormulaCell):
        page.formula_cell(row + 1, 1, about, one_line(page))
    else:
        page.text(row + 1, 1, about, page.formats("small_note", text_wrap=False))


def one_line(page: MasterPage) -> "Format":
    return page.formats("body", text_wrap=False)


def sentence(page: MasterPage, row: int, figure: FormulaCell, longest: list[str]) -> None:
    """A sentence over the whole width, as high as the longest of what it may come to say."""
    page.merged(row, 1, len(WIDTHS), "", page.formats("body"))
    page.formula_cell(row, 1, figure, "body")
    words = [*longest, str(figure.value or "")]
    page.height(row, max(text_height(text, sum(WIDTHS)) for text in words))
