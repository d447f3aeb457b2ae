"""KPI_LOOKUP: the master is the file named in the call, else in the environment variable KPI_XL_MASTER."""

import os
from pathlib import Path

from kpi_xl.faces.functions.registered import Cells, worksheet_function
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.model.errors import KpiXlError
from kpi_xl.rules.worksheet.grid import cells_of

MASTER_VARIABLE = "KPI_XL_MASTER"
NO_MASTER = f"Check master: give its full path, or set the environment variable {MASTER_VARIABLE}"


@worksheet_function(catalogue.LOOKUP)
def KPI_LOOKUP(kpi: Cells, period: Cells = None, what: Cells = None, master: Cells = None) -> Cells:
    # Reading masters is a good part of kpi_xl: those who only rate should not wait for it.
    from kpi_xl.rules.worksheet.lookup import look_up
    from kpi_xl.workflows.open_master import remembered_master

    path = _path(master)
    if path is None:
        return NO_MASTER
    try:
        return look_up(remembered_master(path), kpi, period, what)
    except KpiXlError as error:
        return f"Check master: {error}"


def _path(master: Cells) -> Path | None:
    """Of a cell or a range of one; None where neither the call nor the environment names a file."""
    cells = cells_of(master)
    given = cells[0] if len(cells) == 1 else ""
    given = os.environ.get(MASTER_VARIABLE, "") if given is None else given
    return Path(given) if isinstance(given, str) and given.strip() else None
