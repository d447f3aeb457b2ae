"""KPI_LOOKUP: the master is the file named in the call, else in the environment variable KPI_XL_MASTER."""

import os
import re
from pathlib import Path

from kpi_xl.faces.functions.registered import Cells, worksheet_function
from kpi_xl.files.disk.look import is_there
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.model.errors import DiskError, KpiXlError
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.worksheet.grid import cells_of

MASTER_VARIABLE = "KPI_XL_MASTER"
NO_MASTER = f"Check master: give its full path, or set the environment variable {MASTER_VARIABLE}"


WEB_ADDRESS = (
    "Check master: this is a web address. Add the folder to your OneDrive (Sync, or Add shortcut), and give the path "
    "that File Explorer's Copy as path gives"
)
MOVED = "Has it moved? Give the full path it has now"
_WEB = re.compile(r"\s*(?:https?|ftp|file):", re.IGNORECASE)


@worksheet_function(catalogue.LOOKUP)
def KPI_LOOKUP(kpi: Cells, period: Cells = None, what: Cells = None, master: Cells = None) -> Cells:
    # Reading masters is a good part of kpi_xl: those who only rate should not wait for it.
    from kpi_xl.rules.worksheet.lookup import look_up
    from kpi_xl.workflows.open_master import remembered_master

    given = _given(master)
    if not given:
        return NO_MASTER
    if _WEB.match(given):
        return WEB_ADDRESS
    path = Path(given)
    try:
        return look_up(remembered_master(path), kpi, period, what)
    except KpiXlError as error:
        return f"Check master: {error}" if _is_there(path) else f"Check master: there is no file {path}. {MOVED}"


def _is_there(path: Path) -> bool:
    """Or may be: where the disk does not say, the error has said why."""
    try:
        return is_there(path)
    except DiskError:
        return True


def _given(master: Cells) -> str:
    """Of a cell or a range of one; "" where neither the call nor the environment names a file.

    Explorer's "Copy as path" puts quotes around it, and a setting may have them too.
    """
    cells = cells_of(master)
    given = cells[0] if len(cells) == 1 else "?"
    given = os.environ.get(MASTER_VARIABLE, "") if is_blank(given) else given
    return given.strip().strip('"').strip() if isinstance(given, str) and given != "?" else ""
