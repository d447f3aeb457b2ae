"""Count a master's ratings for one period: the council, each directorate, each priority."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from kpi_xl.files.master_book import master_book
from kpi_xl.model.book import Book
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.kpi import Scope
from kpi_xl.model.master_layout import KPIS, RESULTS
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome
from kpi_xl.rules.rating.counting import Counts, CountsShape, count
from kpi_xl.rules.tables.table_cells import refuse, table_cells


class SummaryShape(CountsShape):
    """What `kpi-xl summary --format json` prints."""

    period: str
    by_unit: dict[str, CountsShape]
    by_priority: dict[str, CountsShape]


class MasterSummary(NamedTuple):
    """Corporate KPIs only (rating rule 20). Directorates by code and priorities by name, in the master's order."""

    period: Period
    counts: Counts
    by_unit: Mapping[str, Counts]
    by_priority: Mapping[str, Counts]

    def shape(self) -> SummaryShape:
        return {
            "period": str(self.period),
            **self.counts.shape(),
            "by_unit": {code: counts.shape() for code, counts in self.by_unit.items()},
            "by_priority": {name: counts.shape() for name, counts in self.by_priority.items()},
        }


def summarise(path: Path, period: Period | None = None) -> MasterSummary:
    """Count the master at `path` in `period`, its latest when None. Only its Results and KPIs sheets are read.

    Raises WorkspaceError when the master cannot be read, or has no such period.
    """
    book = master_book(path, (RESULTS.sheet, KPIS.sheet))
    misfits: list[str] = []
    corporate = _corporate(book, misfits)
    lines = _lines(book, misfits)
    refuse(book.path, misfits)
    chosen = _chosen(lines, period, path)
    counted = [line for line in lines if line.period == chosen and line.kpi_id in corporate]
    return MasterSummary(
        period=chosen,
        counts=count(line.outcome for line in counted),
        by_unit=_counts_by(counted, lambda line: line.directorate),
        by_priority=_counts_by(counted, lambda line: line.priority),
    )


class _Line(NamedTuple):
    """What counting needs of a result."""

    kpi_id: str
    period: Period
    directorate: str
    priority: str
    outcome: Outcome


def _corporate(book: Book, misfits: list[str]) -> set[str]:
    cells = table_cells(book, KPIS)
    found = {cells.text("kpi_id") for _ in cells.rows() if cells.text("scope") == Scope.CORPORATE.value}
    misfits += cells.misfits
    return found


def _lines(book: Book, misfits: list[str]) -> list[_Line]:
    cells = table_cells(book, RESULTS)
    lines = []
    for _ in cells.rows():
        period = cells.period("period")
        if period is None:
            cells.misfit("period", "should name the quarter of the row")
            continue
        texts = map(cells.text, ("kpi_id", "directorate", "priority"))
        kpi_id, directorate, priority = texts
        lines.append(_Line(kpi_id, period, directorate, priority, cells.outcome("outcome")))
    misfits += cells.misfits
    return lines


def _chosen(lines: list[_Line], period: Period | None, path: Path) -> Period:
    held = sorted({line.period for line in lines})
    if not held:
        raise WorkspaceError(f"{path} holds no results yet. Bring returns in with: kpi-xl run")
    if period is not None and period not in held:
        raise WorkspaceError(f"{path} has nothing for {period}. It holds {', '.join(map(str, held))}.")
    return period or held[-1]


def _counts_by(lines: list[_Line], group: Callable[[_Line], str]) -> dict[str, Counts]:
    groups: dict[str, list[Outcome]] = {}
    for line in lines:
        groups.setdefault(group(line), []).append(line.outcome)
    return {name: count(outcomes) for name, outcomes in groups.items()}
