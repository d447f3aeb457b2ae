"""One row of a rulebook table: its cells, where they are, and the findings about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.book import NO_ERRORS, Cell, Kind
from kpi_xl.model.columns import Column
from kpi_xl.model.finding import Finding, Problem, Severity
from kpi_xl.model.number import number_of
from kpi_xl.model.place import Place
from kpi_xl.model.rulebook_layout import RulebookTable
from kpi_xl.model.text_length import length
from kpi_xl.rules.number_format.appearance import appearance
from kpi_xl.rules.number_format.spoken import spoken
from kpi_xl.rules.rulebook.numerals import read_date
from kpi_xl.rules.tables.table import Table

_LONGEST_NAME, _LONGEST_UNIT = 1_000, 60
_LONGEST = {"note": 10_000}
"""Characters by the role of a column; a unit also stands in number formats, which hold 255."""


@dataclass(slots=True)
class RowCells:
    """`cells` maps a column's field to its Cell. `findings` grows as cells are read; read each cell once."""

    layout: RulebookTable
    table: Table
    number: int
    cells: Mapping[str, Cell]
    epoch_1904: bool = False
    findings: list[Finding] = field(default_factory=list)

    @property
    def faulty(self) -> bool:
        """Whether an error was found, so that nothing should be built from this row."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def ref(self) -> str:
        """What the Ref cell holds, for grouping findings by KPI; "" in tables without one."""
        cell = self.cells.get("kpi_id")
        return clean(str(cell.value)) if cell is not None and cell.kind is Kind.TEXT else ""

    def place(self, name: str) -> Place:
        """The cell of a column, the row's first cell where the table lacks that column."""
        return self.table.sheet.place(self.number, self.table.columns.get(name) or min(self.table.columns.values()))

    def finding(self, problem: Problem, *names: str, **facts: object) -> Finding:
        """A finding at the cells of those columns."""
        return Finding(problem, tuple(map(self.place, names)), facts, kpi_id=self.ref)

    def report(self, problem: Problem, *names: str, **facts: object) -> None:
        self.findings.append(self.finding(problem, *names, **facts))

    def header(self, name: str) -> str:
        return self._column(name).header

    def cell(self, name: str) -> Cell | None:
        """The cell with something in it; an Excel error or a formula without its result is reported and left out."""
        cell = self.cells.get(name)
        if cell is None or (cell.kind is Kind.TEXT and not clean(str(cell.value))):
            return None
        if not cell.has_cached:
            self.report(problems.NOT_CALCULATED, name, formula=cell.formula)
            return None
        if cell.value in NO_ERRORS:
            self.report(problems.CELL_PICTURE, name, value=cell.value)
            return None
        if cell.kind is Kind.ERROR:
            self.report(problems.CELL_ERROR, name, value=cell.value)
            return None
        return None if cell.kind is Kind.BLANK else cell

    def check_length(self, name: str, text: str) -> None:
        """What is shown beside other texts must leave them room: a cell of Excel, and a number format, hold so much."""
        most = _LONGEST_UNIT if name == "measure" else _LONGEST.get(self._column(name).role, _LONGEST_NAME)
        if length(text) > most:
            self.report(
                problems.TEXT_TOO_LONG, name, column=self.header(name), count=f"{length(text):,}", most=f"{most:,}"
            )

    def reads_blank(self, name: str) -> bool:
        """Whether there is nothing in the cell, so that a blank is not reported beside an error in the same cell."""
        cell = self.cells.get(name)
        return cell is None or (cell.has_cached and cell.kind is not Kind.ERROR)

    def held(self, cell: Cell) -> str:
        if cell.kind is Kind.DATE:
            day = read_date(cell, self.epoch_1904)
            return when_held(cell) if day is None else f"the date {day:%d/%m/%Y}"
        return f'"{cell.value}"' if cell.kind is Kind.TEXT else str(cell.value).upper()

    def _column(self, name: str) -> Column:
        return next(column for column in self.layout.columns if column.field == name)


def when_held(cell: Cell) -> str:
    """What a cell with a time holds, or with a day that is none."""
    value = number_of(cell.value)
    is_time = value is not None and appearance(cell.number_format, value).is_when
    return f"the time {spoken(cell.number_format, value)}" if is_time and value is not None else "a date"


def clean(text: str) -> str:
    return " ".join(text.split())
