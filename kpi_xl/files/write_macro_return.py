"""A directorate's return with buttons: the sheets of any return, and the macros that hand over to Python."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.macros.macro_book import add_macros, shipped_module
from kpi_xl.files.return_sheets import checks, how_to, return_table, sign_off
from kpi_xl.files.write_return import SHEETS, SheetWriter, build_return, new_return
from kpi_xl.model.buttons import RETURN_BUTTONS
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.return_plan import Entries, ReturnPlan

_WITH_BUTTONS: dict[SheetWriter, SheetWriter] = {
    how_to.write: partial(how_to.write, buttons=RETURN_BUTTONS),
    return_table.write: partial(return_table.write, buttons=RETURN_BUTTONS),
    sign_off.write: partial(sign_off.write, buttons=RETURN_BUTTONS),
    checks.write: partial(checks.write, buttons=RETURN_BUTTONS),
}
MACRO_SHEETS = tuple(_WITH_BUTTONS.get(write, write) for write in SHEETS)


def write_macro_return(
    target: Path | IO[bytes],
    plan: ReturnPlan,
    link: PythonLink,
    entries: Entries | None = None,
    *,
    created: datetime | None = None,
) -> None:
    """Write the return as an .xlsm to `target`, blank without `entries`. The same arguments give the same bytes.

    Raises SaveError when a cell or the file cannot be written, MissingExtraError where pyOpenVBA is not installed.
    """
    with new_return(target, plan, created) as workbook:
        formats = Formats(workbook)
        build_return(workbook, formats, plan, entries or Entries(), MACRO_SHEETS)
        add_macros(workbook, formats, link, [shipped_module("ReturnButtons")])
