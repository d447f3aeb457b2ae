"""Everything the sheets of one master are written from."""

from dataclasses import dataclass
from functools import cached_property

from kpi_xl.files.house_workbook import HouseWorkbook
from kpi_xl.files.master_sheets.sheet_names import SheetNames, names_for
from kpi_xl.files.theme import Formats
from kpi_xl.model.kpi import Scope
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.kpi_lines import KpiLine, kpi_lines
from kpi_xl.rules.summarise import Summary, summarise

LONGEST_TREND = 8
"""Quarters a trend shows, the present one last."""


@dataclass(frozen=True)
class Edition:
    """`with_details` is False for a bulk master, which has the Summary and the tables only."""

    workbook: HouseWorkbook
    formats: Formats
    master: Master
    rulebook: Rulebook
    period: Period
    with_details: bool

    @cached_property
    def lines(self) -> list[KpiLine]:
        """The period's lines, every scope, in the order of the rulebook."""
        return kpi_lines(self.rulebook, self.master, self.period)

    @cached_property
    def detailed(self) -> list[KpiLine]:
        """The lines in the order of their sheets: by priority, the measures outside the counts last in each."""
        order = {priority.name: number for number, priority in enumerate(self.rulebook.priorities)}
        last = len(order)
        return sorted(
            self.lines, key=lambda line: (order.get(line.kpi.priority, last), line.kpi.scope is not Scope.CORPORATE)
        )

    @cached_property
    def names(self) -> SheetNames:
        return names_for(self.rulebook, (line.kpi.kpi_id for line in self.lines) if self.with_details else ())

    @cached_property
    def summary(self) -> Summary:
        return summarise(self.rulebook, self.master, self.period)

    @cached_property
    def trend_periods(self) -> list[Period]:
        """The quarters a trend shows, oldest first, none left out between the first known and the present."""
        known = [period for period in self.master.periods if period <= self.period]
        shown = [self.period]
        while len(shown) < LONGEST_TREND and known and shown[0] > known[0]:
            shown.insert(0, shown[0].previous)
        return shown

    def unit_name(self, code: str) -> str:
        unit = self.rulebook.unit(code)
        return code if unit is None else unit.name
