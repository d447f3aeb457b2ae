"""Starts every workbook kpi_xl writes, so that all share one house style and no text turns into a formula."""

from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kpi_xl.files.house_style.excel_limits import LONGEST_PROPERTY
from kpi_xl.files.house_style.theme import theme
from kpi_xl.model.text_length import shortened

if TYPE_CHECKING:
    from kpi_xl.files.house_style.house_workbook import HouseWorkbook

UNDATED = datetime(2000, 1, 1)
"""Stands in a file's properties when no date is given, so that the same input gives the same bytes."""


def new_workbook(
    target: Path | IO[bytes], title: str, subject: str, created: datetime | None = None, *, long: bool = False
) -> "HouseWorkbook":
    """An XlsxWriter workbook in the house style. Text starting with "=" stays text, as do links and numbers in text.

    A `long` one is made on the disk: with 100,000 rows it takes half the memory and no more time, but the example's
    500 small parts cost an eighth of a second there.
    """
    from kpi_xl.files.house_style.house_workbook import HouseWorkbook

    base = {name: theme().base[name] for name in ("font_name", "font_size", "font_scheme")}
    options = {
        "in_memory": not long,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": base,
    }
    workbook = HouseWorkbook(target, options)
    workbook.set_properties(
        {
            "title": shortened(title, LONGEST_PROPERTY),
            "subject": shortened(subject, LONGEST_PROPERTY),
            "language": "en-GB",
            "author": "kpi_xl",
            "created": created or UNDATED,
        }
    )
    workbook.set_size(2400, 1500)
    return workbook
