"""A master as pandas tables, for analysts and notebooks; and the rating of a table of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.files.master_book import master_book
from kpi_xl.model.book import Book
from kpi_xl.model.columns import Column
from kpi_xl.model.errors import KpiXlError
from kpi_xl.model.master_layout import KPIS, QUALITY, RESULTS, THRESHOLDS, TableLayout
from kpi_xl.rules.tables.table_cells import TableCells, refuse, table_cells

if TYPE_CHECKING:
    import pandas as pd

_FLAGS = {"carried", "provisional", "rounding_sensitive", "gap", "illustrative"}
_WHOLE = {"revision", "decimals"}
_BOUNDS = ("green_low", "green_high", "amber_low", "amber_high")


@dataclass(frozen=True)
class MasterFrames:
    """A DataFrame each for the results, KPIs, thresholds and findings (the Data quality table) of a master.

    Columns are named as in code (kpi_id, period, value, green_low …). Numbers are floats with NaN for blank, flags
    are booleans, counts whole numbers, approval days dates; everything else is text, "" for blank. Periods are text
    such as "2022/23 Q2", which sorts in order of time. `results` and `thresholds` share the column `key`.
    """

    results: "pd.DataFrame"
    kpis: "pd.DataFrame"
    thresholds: "pd.DataFrame"
    findings: "pd.DataFrame"


def load_master(path: str | Path) -> MasterFrames:
    """Read the tables of the master at `path`; every period it holds, corporate KPIs and the others.

    Raises WorkspaceError, with what to do, when the file is no master or a cell cannot be read.
    """
    layouts = (RESULTS, KPIS, THRESHOLDS, QUALITY)
    book = master_book(Path(path), [layout.sheet for layout in layouts])
    misfits: list[str] = []
    frames = [_frame(book, layout, misfits) for layout in layouts]
    refuse(book.path, misfits)
    return MasterFrames(*frames)


def rate_frame(
    frame: "pd.DataFrame",
    value: str = "value",
    green_low: str = "green_low",
    green_high: str = "green_high",
    amber_low: str = "amber_low",
    amber_high: str = "amber_high",
    rating: str = "rating",
) -> "pd.DataFrame":
    """A copy of `frame` with a column `rating`: Green, Amber, Red, or why there is none, as `rate` says.

    The other arguments name the columns to rate and to rate by. Where no column has that name, the heading the master
    gives it will do ("Value", "Green from" ...); a band column that is not there at all is an open end on every row.
    Blank, None and NaN are no value, or an open end. Rows that could not be rated for another reason (carried,
    suppressed, changed by hand) are rated here by value and bands alone.

    Raises KpiXlError when there is no column of values, or no band column, and BandsError for bands that are none.
    """
    from kpi_xl.rules.rating.rate_many import rate_many

    values = _column(frame, "value", value)
    named = zip(_BOUNDS, (green_low, green_high, amber_low, amber_high), strict=True)
    bounds = [_column(frame, field, name) for field, name in named]
    if values is None or all(bound is None for bound in bounds):
        lost = f'"{value}"' if values is None else "the bands (green_low, green_high, amber_low, amber_high)"
        held = ", ".join(map(str, frame.columns))
        raise KpiXlError(f"The table has no column for {lost}. Say which it is. It has: {held}.")
    return frame.assign(**{rating: rate_many(values, *bounds)})


def _column(frame: "pd.DataFrame", field: str, name: str) -> "pd.Series | None":
    """The column called `name`, or else by the master's heading for `field`."""
    found = next((known for known in (name, RESULTS.header(field)) if known in frame.columns), None)
    return None if found is None else frame[found]


def _frame(book: Book, layout: TableLayout, misfits: list[str]) -> "pd.DataFrame":
    import pandas as pd

    cells = table_cells(book, layout)
    reads = {column.field: _reader(cells, column) for column in layout.columns}
    columns: dict[str, list[Any]] = {field: [] for field in reads}
    for _ in cells.rows():
        for field, read in reads.items():
            columns[field].append(read(field))
    misfits += cells.misfits
    return pd.DataFrame({column.field: _typed(columns[column.field], column) for column in layout.columns})


def _reader(cells: TableCells, column: Column) -> Callable[[str], Any]:
    if column.field in _FLAGS:
        return cells.flag
    if column.field in _WHOLE:
        return cells.whole
    return {"number": cells.number, "date": cells.day}.get(column.role, cells.text)


def _typed(values: list[Any], column: Column) -> "pd.Series":
    """A column of the right dtype, also where it is empty or blank throughout."""
    import pandas as pd

    if column.role == "date":
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")))
    dtypes = {**dict.fromkeys(_FLAGS, "bool"), **dict.fromkeys(_WHOLE, "int64")}
    return pd.Series(values, dtype=dtypes.get(column.field, "float64" if column.role == "number" else "str"))
