"""Totals whose parts the rulebook knows: a total, its parts and what they leave over, a row each."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

from kpi_xl.files.master.calculations.calculation import Choice
from kpi_xl.files.master.calculations.columns import CALCULATION_TABLE
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.number import EXACT, exact
from kpi_xl.model.rulebook import Component, Rulebook
from kpi_xl.rules.comparison.component_check import component_checks
from kpi_xl.rules.comparison.component_words import component_texts
from kpi_xl.rules.words.wording import show

NOW, BEFORE, YEAR = "Now", "Before", "Year before"
SOURCES = {NOW: "Value", BEFORE: "Value the quarter before", YEAR: "Value a year before"}
"""The columns of Calculations they are taken from."""


@dataclass(frozen=True)
class Total:
    """A total whose parts the rulebook knows; `number` counts those, from 1."""

    number: int
    component: Component
    kpis: tuple[Kpi, ...]
    choice: Choice = field(repr=False)

    @property
    def kpi(self) -> Kpi:
        return self.kpis[0]

    @cached_property
    def decimals(self) -> int:
        return max(kpi.decimals for kpi in self.kpis)

    @cached_property
    def values(self) -> dict[str, list[float | None]]:
        """By NOW, BEFORE and YEAR: of total and parts, then what is left over, None unless all are there."""
        return {name: self._values(header) for name, header in SOURCES.items()}

    def _values(self, header: str) -> list[float | None]:
        column = CALCULATION_TABLE.column(header)
        found = [column.value(self.choice.row_of[kpi.kpi_id]) for kpi in self.kpis]
        values = [value if isinstance(value, int | float) else None for value in found]
        given = [exact(value) for value in values if value is not None]
        left = float(reduce(EXACT.subtract, given)) if len(given) == len(values) else None
        return [*values, left]

    def has(self, name: str) -> bool:
        return self.values[name][-1] is not None

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """The sentences as they grow, by what they compare with: BEFORE, YEAR, or NOW where that is nothing."""
        period = self.choice.period
        alone = replace(self.choice.rulebook, components=(self.component,))
        names = {period.previous: BEFORE, period.year_ago: YEAR}
        checks = component_checks(alone, self.choice.master, period, (period.previous,))
        return {names[one.before.period] if one.before else NOW: component_texts(one) for one in checks}


@dataclass(frozen=True)
class TotalRow:
    """`number` is the row of the table and `at` that among the rows of `total`, 0 for the total itself."""

    number: int
    at: int
    total: Total

    @property
    def is_rest(self) -> bool:
        return self.at == len(self.total.kpis)

    @property
    def kpi(self) -> Kpi | None:
        return None if self.is_rest else self.total.kpis[self.at]

    def value(self, name: str) -> float | None:
        return self.total.values[name][self.at]

    def shown(self, value: float) -> str:
        return show(value, self.total.kpi.measure, self.total.decimals)


def totals_of(choice: Choice) -> list[Total]:
    """Those of the rulebook with parts, all of which it knows."""
    known = [one for one in choice.rulebook.components if one.parts and _is_known(one, choice.rulebook)]
    return [
        Total(number, one, tuple(choice.rulebook.kpis[kpi_id] for kpi_id in (one.total, *one.parts)), choice)
        for number, one in enumerate(known, start=1)
    ]


def _is_known(component: Component, rulebook: Rulebook) -> bool:
    return all(kpi_id in rulebook.kpis for kpi_id in (component.total, *component.parts))


def total_rows(totals: Iterable[Total]) -> list[TotalRow]:
    places = [(at, total) for total in totals for at in range(len(total.kpis) + 1)]
    return [TotalRow(number, at, total) for number, (at, total) in enumerate(places, start=1)]
