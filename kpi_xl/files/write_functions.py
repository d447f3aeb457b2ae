"""The functions workbook: the native functions at work, and how to take them into a workbook of one's own."""

from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kpi_xl.files.functions_book import budget_monitor, instructions, reference, try_it
from kpi_xl.files.functions_book.definitions import NATIVE
from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.model.errors import SaveError

if TYPE_CHECKING:
    from kpi_xl.files.house_style.house_workbook import HouseWorkbook


def write_functions_workbook(target: Path | IO[bytes], created: datetime | None = None) -> None:
    """Write the workbook to `target`; the same bytes each time. `created` None stamps a fixed date."""
    with new_workbook(target, "KPI functions", "Ratings and comparisons as worksheet functions", created) as workbook:
        build_functions_book(workbook)


def build_functions_book(workbook: "HouseWorkbook", *, python: bool = False) -> None:
    """Fill an open workbook: the names and all the sheets.

    With `python`, for a macro-enabled workbook, the examples of KPI_RAG and its kin on Reference are formulas, which
    need the VBA that reaches Python; without it they are values.
    """
    formats = Formats(workbook)
    for function in NATIVE:
        if workbook.define_name(function.name, f"={function.definition}", function.entry.summary):
            raise SaveError(f"The name {function.name} could not be defined.")
    instructions.write(workbook, formats)
    budget_monitor.write(workbook, formats)
    try_it.write(workbook, formats)
    reference.write(workbook, formats, python)
    reference.write_definitions(workbook, formats)
