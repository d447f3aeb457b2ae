"""Rows of lists that hold another KPI at every choice: a cell of Calculations, looked up by the KPI's rank."""

from collections.abc import Callable
from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.columns import CALCULATION_TABLE
from kpi_xl.files.master.calculations.references import CALCULATIONS, RESULTS
from kpi_xl.model.master import Result
from kpi_xl.rules.master.master_rows import Written


class Ranked(NamedTuple):
    """A row of a list. `rank` is the column of Calculations that ranks, `place` this row's rank: a number or its cell.

    `shown_if` says when there is a KPI of that rank; by default, when that cell is not "". `row` is the KPI of that
    rank at the choice the workbook is written with; None beyond the last.
    """

    rank: str
    place: str
    row: Calculation | None
    shown_if: str = ""

    @property
    def _at(self) -> str:
        return f"MATCH({self.place},{CALCULATIONS}[{self.rank}],0)"

    def of_calculations(self, header: str) -> FormulaCell:
        """A cell of Calculations; "" for a blank one."""
        column = CALCULATION_TABLE.column(header)
        cell = f"INDEX({CALCULATIONS}[{column.header}],{self._at})"
        shown = f'{cell}&""' if column.role != "number" else f'IF({cell}="","",{cell})'
        return self._figure(shown, column.value)

    def of_results(self, header: str, value: Callable[[Result], str], otherwise: str) -> FormulaCell:
        """A text of Results, or `otherwise` where it is blank."""
        cell = f"INDEX({RESULTS}[{header}],INDEX({CALCULATIONS}[Row],{self._at}))"
        return self._figure(f'IF({cell}="","{otherwise}",{cell})', lambda row: _said(row, value) or otherwise)

    def link(self, also: str = "") -> FormulaCell:
        """The reference, with the cell of the column `also` after it, leading to the KPI's sheet where it has one."""
        link = f"INDEX({CALCULATIONS}[Link],{self._at})"
        words = f"INDEX({CALCULATIONS}[Ref],{self._at})" + (
            f'&" "&INDEX({CALCULATIONS}[{also}],{self._at})' if also else ""
        )
        return self._figure(
            f'IF({link}="",{words},HYPERLINK({link},{words}))',
            lambda row: f"{row.kpi.kpi_id} {row.kpi.name}" if also else row.kpi.kpi_id,
        )

    def _figure(self, formula: str, value: Callable[[Calculation], Written]) -> FormulaCell:
        shown = self.shown_if or f'{self.place}<>""'
        return FormulaCell(f'IF({shown},{formula},"")', None if self.row is None else value(self.row))


def _said(row: Calculation, value: Callable[[Result], str]) -> str:
    return "" if row.result is None else value(row.result)
