"""One cell of a master's Results, by KPI, period and column."""

from kpi_xl.model.master import Master, Result
from kpi_xl.model.master_layout import RESULTS
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.rating import Reason
from kpi_xl.rules.master.master_rows import result_rows
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.rating.variance import difference
from kpi_xl.rules.worksheet.cell_words import CHECK, DATA_ONLY, chosen
from kpi_xl.rules.worksheet.grid import cell_by_cell

_FIRST = ("outcome", "value", "target")
NO_SUCH_KPI = "Not in the master"
NO_SUCH_PERIOD = f"{CHECK}period: write it like 2022/23 Q2, or leave it out for the latest"
NO_KPI = f"{CHECK}kpi: the cell is blank"
VARIANCE = "Variance"
"""The value less its target, in the KPI's unit: no column of Results, but asked for as one."""

COLUMNS = ("Rating", "Value", "Target", VARIANCE, *(one.header for one in RESULTS.columns if one.field not in _FIRST))
"""Every word `what` may hold, the headers of Results among them; blank is the first."""
NO_SUCH_COLUMN = f"{CHECK}what: one of {', '.join(COLUMNS)}"


_SYNONYMS = {
    **dict.fromkeys(("rag", "rag rating", "rag status", "status"), "Rating"),
    **dict.fromkeys(("actual", "result", "figure"), "Value"),
    **dict.fromkeys(("owner", "responsible"), "Action owner"),
    **dict.fromkeys(("due", "due date", "by when"), "Action due"),
    **dict.fromkeys(("comment", "comments", "narrative"), "Commentary"),
    **dict.fromkeys(("kpi", "reference", "kpi ref"), "Ref"),
    **dict.fromkeys(("quarter",), "Period"),
    **dict.fromkeys(("file",), "Source file"),
}
"""What people type for a column that is called otherwise."""
_CALLED = {name.casefold(): name for name in COLUMNS} | _SYNONYMS

_NUMBERS = ("Value", VARIANCE, "Numerator", "Denominator")
"""What stays unsaid with a value that is withheld, and gives the reason where there is none."""
_WITHHELD = (Reason.PROVISIONAL, Reason.SUPPRESSED)


def look_up(master: Master, kpi: object, period: object = None, what: object = None) -> object:
    """What Results says of a KPI in a period, blank meaning the latest.

    A value that is missing or withheld gives its reason in words, and so does what is worked out from it.
    """
    latest = max(master.periods, default=None)
    return cell_by_cell(lambda *cells: _found(master, latest, *cells), kpi, period, what)


def _found(master: Master, latest: Period | None, kpi: object, period: object, what: object) -> object:
    column, quarter = chosen(what, _CALLED), latest if is_blank(period) else _period(period)
    if column is None:
        return NO_SUCH_COLUMN
    if is_blank(kpi):
        return NO_KPI
    if quarter is None:
        return NO_SUCH_KPI if is_blank(period) else NO_SUCH_PERIOD
    name = kpi.strip() if isinstance(kpi, str) else ""
    result = master.result(name, quarter) or master.result(name.upper(), quarter)
    return NO_SUCH_KPI if result is None else _cell(result, column)


def _period(cell: object) -> Period | None:
    return read_period(cell) if isinstance(cell, str) else None


def _cell(result: Result, column: str) -> object:
    if column in _NUMBERS and (result.value is None or result.outcome in _WITHHELD):
        return str(result.outcome)
    if column == VARIANCE:
        amount = difference(result.value, result.target)
        return DATA_ONLY if amount is None else amount
    (row,) = result_rows([result])
    held = row[_PLACES[column]]
    return "" if held is None else held


_PLACES = {column.header: number for number, column in enumerate(RESULTS.columns)}
