"""One cell of a master's Results, by KPI, period and column."""

from kpi_xl.model.master import Master, Result
from kpi_xl.model.master_layout import RESULTS
from kpi_xl.model.period import Period, read_period
from kpi_xl.rules.master.master_rows import result_rows
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.worksheet.cell_words import CHECK, chosen
from kpi_xl.rules.worksheet.grid import cell_by_cell

NO_SUCH_KPI = "Not in the master"
NO_SUCH_PERIOD = f"{CHECK}period: write it like 2022/23 Q2, or leave it out for the latest"
NO_SUCH_COLUMN = f"{CHECK}what: a column of Results, such as Value, Target or Rating"

COLUMNS = {
    "rating": RESULTS.index("outcome"),
    **{column.header.casefold(): number for number, column in enumerate(RESULTS.columns)},
}
"""The words `what` may hold, the headers of Results, to the column's number; blank is the rating."""

_VALUE = RESULTS.index("value")


def look_up(master: Master, kpi: object, period: object = None, what: object = None) -> object:
    """What Results says of a KPI in a period, blank meaning the latest; a missing value gives its reason in words."""
    latest = max(master.periods, default=None)
    return cell_by_cell(lambda *cells: _found(master, latest, *cells), kpi, period, what)


def _found(master: Master, latest: Period | None, kpi: object, period: object, what: object) -> object:
    column, quarter = chosen(what, COLUMNS), latest if is_blank(period) else _period(period)
    if column is None:
        return NO_SUCH_COLUMN
    if quarter is None:
        return NO_SUCH_KPI if is_blank(period) else NO_SUCH_PERIOD
    name = kpi.strip() if isinstance(kpi, str) else ""
    result = master.result(name, quarter) or master.result(name.upper(), quarter)
    return NO_SUCH_KPI if result is None else _cell(result, column)


def _period(cell: object) -> Period | None:
    return read_period(cell) if isinstance(cell, str) else None


def _cell(result: Result, column: int) -> object:
    (row,) = result_rows([result])
    if row[column] is not None:
        return row[column]
    return str(result.outcome) if column == _VALUE else ""
