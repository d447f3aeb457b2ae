"""A master as pandas tables, for analysts and notebooks; and the rating of a table of their own."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kpi_xl.files.frame_columns import FRAMES, FrameColumn, FrameLayout
from kpi_xl.files.master_book import master_book
from kpi_xl.model.book import Book
from kpi_xl.model.errors import ColumnError, KpiXlError, ScaleWarning
from kpi_xl.model.kpi import Scope
from kpi_xl.model.master_layout import RESULTS
from kpi_xl.model.period import read_period
from kpi_xl.model.rating import OUTCOMES, Reason
from kpi_xl.rules.tables.table_cells import TableCells, refuse, table_cells

if TYPE_CHECKING:
    import pandas as pd

_BOUNDS = ("green_low", "green_high", "amber_low", "amber_high")
WITHHELD = (str(Reason.PROVISIONAL), str(Reason.SUPPRESSED))
"""Reasons under which a value that is there stays unsaid."""
_SAID = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class MasterFrames:
    """A DataFrame each for the results, KPIs, thresholds and findings (the Data quality table) of a master.

    docs/data.md lists every column with its unit. Numbers are floats with NaN for blank, flags are booleans, counts
    whole numbers, days are dates and quarters periods of pandas (Q-MAR); ratings are an ordered categorical, Green
    first; everything else is text, "" for blank. The tables share only the columns they are joined by.
    """

    results: "pd.DataFrame"
    kpis: "pd.DataFrame"
    thresholds: "pd.DataFrame"
    findings: "pd.DataFrame"


def load_master(
    path: str | Path, *, scope: Literal["corporate", "all"] = "corporate", withheld: bool = False
) -> MasterFrames:
    """Read the tables of the master at `path`; every period it holds.

    `results` and `thresholds` hold the corporate KPIs, which are the ones the dashboard counts; `scope="all"` adds the
    supporting and pipeline measures. A value that was suppressed or withheld is NaN unless `withheld` asks for it.

    Raises WorkspaceError, with what to do, when the file is no master or a cell cannot be read, and ValueError for a
    scope there is not.
    """
    if scope not in ("corporate", "all"):
        raise ValueError(f'There is no scope {scope!r}. Give "corporate" or "all".')
    book = master_book(Path(path), [frame.layout.sheet for frame in FRAMES])
    misfits: list[str] = []
    results, kpis, thresholds, findings = (_frame(book, frame, misfits) for frame in FRAMES)
    refuse(book.path, misfits)
    if not withheld:
        results.loc[results["rating"].isin(WITHHELD), list(_SAID)] = float("nan")
    if scope == "corporate":
        counted = kpis.loc[kpis["scope"] == Scope.CORPORATE.value, "kpi_id"]
        results, thresholds = (
            table[table["kpi_id"].isin(counted)].reset_index(drop=True) for table in (results, thresholds)
        )
    return MasterFrames(results, kpis, thresholds, findings)


def rate_frame(
    frame: "pd.DataFrame",
    value: str | None = None,
    green_low: Any = None,
    green_high: Any = None,
    amber_low: Any = None,
    amber_high: Any = None,
    rating: str = "rating",
) -> "pd.DataFrame":
    """A copy of `frame` with a column `rating`: Green, Amber, Red, or why there is none, as an ordered categorical.

    `value` names the column to rate. A bound is the name of a column, or one number for all rows. Left out, a column
    of the argument's own name is taken, or of the heading the master gives it ("Value", "Green from" ...), and a bound
    without one is an open end on every row. Blank, None and NaN are no value, or an open end. Rows that could not be
    rated for another reason (carried, suppressed, changed by hand) are rated here by value and bands alone.

    Raises ColumnError (a KeyError) for a name given that is no column or several, and where there is nothing to rate or
    to rate by; BandsError for bands that are none; TypeError for anything but a table. Warns with ScaleWarning where
    every value is off the scale of its bounds.
    """
    import pandas as pd

    from kpi_xl.rules.rating.rate_many import rate_many

    if not isinstance(frame, pd.DataFrame):
        raise TypeError("rate_frame rates a table. For one column use rate_many.")
    values = _taken(frame, "value", value)
    named = zip(_BOUNDS, (green_low, green_high, amber_low, amber_high), strict=True)
    bounds = {field: _taken(frame, field, given) for field, given in named}
    if values is None or getattr(values, "ndim", 0) != 1:
        raise _no_column(frame, '"value"' if value is None else f'"{value}"')
    if all(bound is None for bound in bounds.values()):
        raise _no_column(frame, f"the bands ({', '.join(_BOUNDS)})")
    _warn_of_scale(values, list(bounds.values()))
    words = pd.Categorical(rate_many(values, **bounds), categories=list(OUTCOMES), ordered=True)
    return frame.assign(**{rating: words})


def _taken(frame: "pd.DataFrame", field: str, given: Any) -> Any:
    """The column named, or what was given in place of a name; where nothing was, the column of the field's own name."""
    if isinstance(given, str):
        if given not in frame.columns:
            raise _no_column(frame, f'"{given}"')
        return _column(frame, given)
    if given is not None:
        numbered = field == "value" and isinstance(given, int) and given in frame.columns  # a table without headings
        return _column(frame, given) if numbered else given
    found = next((known for known in (field, RESULTS.header(field)) if known in frame.columns), None)
    return None if found is None else _column(frame, found)


def _column(frame: "pd.DataFrame", name: Any) -> "pd.Series":
    found = frame[name]
    if found.ndim != 1:
        raise ColumnError(f'The table has several columns "{name}". Rename them, so that it is clear which is meant.')
    return found


def _warn_of_scale(values: Any, bounds: list[Any]) -> None:
    """A warning where every number of the column is off the scale of its bounds: one alone may well be."""
    import numpy as np

    from kpi_xl.rules.rating.arrays import numbers_of, side_by_side
    from kpi_xl.rules.worksheet.scales import unlike_bounds, unlike_ceilings

    numbers = numbers_of(values).floats
    ends = [numbers_of(end).floats for end in side_by_side(values, bounds)]
    rateable = np.isfinite(numbers) & (numbers != 0)
    unlike = unlike_bounds(numbers, ends)
    if all(np.isnan(low).all() for low in (ends[0], ends[2])):
        unlike = unlike | unlike_ceilings(numbers, ends)
    if rateable.any() and unlike[rateable].all():
        warnings.warn(
            "No value is on the scale of its bounds: per cent as 0.034 is rated by 0.02 and 0.05, as 3.4 by 2 and 5. "
            "The ratings are of the numbers as they stand.",
            ScaleWarning,
            stacklevel=3,
        )


def _no_column(frame: "pd.DataFrame", lost: str) -> KpiXlError:
    held = ", ".join(map(str, frame.columns))
    return ColumnError(f"The table has no column for {lost}. Say which it is. It has: {held}.")


def _frame(book: Book, frame: FrameLayout, misfits: list[str]) -> "pd.DataFrame":
    import pandas as pd

    cells = table_cells(book, frame.layout)
    roles = {column.field: column.role for column in frame.layout.columns}
    reads = {one.name: _reader(cells, one, roles[one.field]) for one in frame.columns}
    columns: dict[str, list[Any]] = {one.name: [] for one in frame.columns}
    for _ in cells.rows():
        for one in frame.columns:
            columns[one.name].append(reads[one.name](one.field))
    misfits += cells.misfits
    return pd.DataFrame({one.name: _typed(columns[one.name], one) for one in frame.columns})


def _reader(cells: TableCells, column: FrameColumn, role: str) -> Callable[[str], Any]:
    if column.kind == "day":
        return cells.day if role == "date" else lambda field: _day(cells.text(field))
    if column.kind == "rating":
        return lambda field: str(cells.outcome(field)) if cells.text(field).strip() else None
    return {"flag": cells.flag, "whole": cells.whole, "number": cells.number}.get(column.kind, cells.text)


def _day(text: str) -> date | None:
    """A day as returns write it; None for any other words."""
    with suppress(ValueError):
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()
    return None


def _typed(values: list[Any], column: FrameColumn) -> "pd.Series":
    """A column of the right dtype, also where it is empty or blank throughout."""
    import pandas as pd

    if column.kind == "day":
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")))
    if column.kind == "rating":
        return pd.Series(pd.Categorical(values, categories=list(OUTCOMES), ordered=True))
    if column.kind == "quarter":
        return pd.Series(pd.PeriodIndex(list(_quarters(values)), freq="Q-MAR"))
    dtypes = {"flag": "bool", "whole": "int64", "number": "float64"}
    return pd.Series(values, dtype=dtypes.get(column.kind, "str"))


def _quarters(labels: list[str]) -> "Iterator[pd.Period | pd._libs.NaTType]":
    """pandas names a year by the one it ends in."""
    import pandas as pd

    for label in labels:
        period = read_period(label)
        yield pd.NaT if period is None else pd.Period(period.end, freq="Q-MAR")
