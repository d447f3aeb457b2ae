"""Accessible companions of a master: plain tables as a workbook, by ONS's gptables, and each as a CSV file."""

import csv
import io
import re
import warnings
from pathlib import Path

from kpi_xl.files.disk.write import write_bytes
from kpi_xl.files.house_style.our_xml import our_xml
from kpi_xl.model.shown_text import shown_lines
from kpi_xl.model.storable_text import storable
from kpi_xl.rules.master.accessible_tables import RATING_NOTE, SHORTHAND, AccessibleTable, Publication

_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
"""Whatever an officer's text starts with, it is text."""

_NOTE = "rating"
_STARTS_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
"""Where Excel, LibreOffice or Google Sheets would work out a formula: at the start, in wide forms too, and after the
semicolon that separates cells in other countries."""


def write_accessible_workbook(path: Path, publication: Publication) -> None:
    """One table a sheet from A1 on, marked up, after a cover, a list of contents and the note on ratings.

    Every shorthand is explained above each table. Raises OSError or DiskError when `path` cannot be written.
    """
    with warnings.catch_warnings(), our_xml():
        # gptables leaves a file of its own open while it loads, and uses what pandas means to change: its authors' to
        # mend, and no news to a user.
        warnings.simplefilter("ignore")
        _write(path, publication)


def _write(path: Path, publication: Publication) -> None:
    import gptables  # it brings pandas along
    import pandas as pd

    legend = [f"{sign} {meaning}" for sign, meaning in SHORTHAND.items()]
    sheets = {
        table.name: gptables.GPTable(
            table=pd.DataFrame(list(table.rows), columns=list(table.headers)),
            table_name=f"tbl{table.name}",
            title=f"{table.title} $${_NOTE}$$" if table.rated else table.title,
            instructions=f"This sheet has one table of {len(table.rows)} rows.",
            legend=legend,
            index_columns={},
        )
        for table in publication.tables
    }
    about = ["What this is", *publication.about]
    cover = gptables.Cover(title=publication.title, intro=about, cover_label="Cover")
    notes = pd.DataFrame({"Note reference": [_NOTE], "Note text": [RATING_NOTE]})
    gptables.write_workbook(path, sheets, cover=cover, notes_table=notes, workbook_options=_OPTIONS)


def write_csv(path: Path, table: AccessibleTable) -> None:
    """UTF-8 with a mark that Excel knows it by. In front of text that a spreadsheet would run as a formula stands an
    apostrophe, which Excel shows; a number is never text, so -5 stays -5.
    """
    stream = io.StringIO(newline="")
    lines = csv.writer(stream)
    lines.writerow(table.headers)
    lines.writerows([_plain(cell) for cell in row] for row in table.rows)
    write_bytes(path, stream.getvalue().encode("utf-8-sig"))


def _plain(cell: str | float) -> str | float:
    if isinstance(cell, str):
        return _STARTS_FORMULA.sub(r"\1'", shown_lines(storable(cell)))
    return int(cell) if cell.is_integer() else cell
