"""Looking up what rows of one table say of another: directorates, priorities, KPIs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.rulebook import Priority, Unit
from kpi_xl.model.rulebook_layout import EVERY
from kpi_xl.rules.rulebook.row import RulebookRow
from kpi_xl.rules.rulebook.words import suggestion
from kpi_xl.rules.tables.headings import fingerprint


@dataclass(frozen=True)
class Names:
    """Every way of saying a directorate or a priority, to its code or name."""

    units: tuple[Unit, ...]
    priorities: tuple[Priority, ...]
    _units: Mapping[str, str] = field(init=False, default_factory=dict)
    _priorities: Mapping[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        units = {fingerprint(said): unit.code for unit in self.units for said in (*unit.aliases, unit.name, unit.code)}
        priorities = {fingerprint(said): one.name for one in self.priorities for said in (*one.aliases, one.name)}
        object.__setattr__(self, "_units", units)
        object.__setattr__(self, "_priorities", priorities)

    def unit(self, row: RulebookRow, column: str) -> str:
        """The code of the directorate the cell names by code, name or alias; the text itself when there is none."""
        text = row.needed(column, "the code of a directorate")
        code = self._units.get(fingerprint(text))
        if text and code is None:
            said = [name for unit in self.units for name in (unit.code, unit.name)]
            row.report(problems.UNIT_UNKNOWN, column, value=text, suggestion=suggestion(text, said))
        return code or text

    def priority(self, row: RulebookRow, column: str) -> str:
        text = row.needed(column, "a priority")
        name = self._priorities.get(fingerprint(text))
        if text and name is None:
            known = [one.name for one in self.priorities]
            row.report(problems.PRIORITY_UNKNOWN, column, value=text, suggestion=suggestion(text, known))
        return name or text


class Refs(NamedTuple):
    """The refs of the KPIs table, capitals apart. `every` are those each directorate reports, as HR01/RE and so on."""

    listed: Mapping[str, str]
    every: frozenset[str]
    units: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """The ref as the KPIs table writes it, or that of one directorate."""
        base, slash, unit = text.casefold().partition("/")
        ref = self.listed.get(base)
        if not slash or ref is None:
            return ref
        return f"{ref}/{self.units[unit]}" if ref in self.every and unit in self.units else None

    def of_row(self, row: RulebookRow, column: str) -> str:
        """The ref the cell names; its text, with a finding, where there is no such KPI."""
        text = row.needed(column, "the ref of a KPI")
        ref = self.find(text)
        if text and ref is None:
            row.report(problems.KPI_UNKNOWN, column, value=text, suggestion=suggestion(text, self.listed.values()))
        return ref or text

    def of_one_return(self, row: RulebookRow, column: str) -> str:
        """The same for what belongs to one directorate's figure: HR01 alone would not say whose."""
        ref = self.of_row(row, column)
        if ref in self.every:
            whose = f' Every directorate reports it, so say whose, such as "{ref}/{next(iter(self.units.values()))}".'
            row.report(problems.KPI_UNKNOWN, column, value=ref, suggestion=whose)
        return ref


def refs_of(kpis: Iterable[Kpi], units: Iterable[Unit]) -> Refs:
    kpis = list(kpis)
    return Refs(
        {kpi.kpi_id.casefold(): kpi.kpi_id for kpi in kpis},
        frozenset(kpi.kpi_id for kpi in kpis if kpi.directorate == EVERY),
        {unit.code.casefold(): unit.code for unit in units},
    )


def report_repeats(named: Iterable[tuple[str, RulebookRow]], column: str) -> None:
    """A finding, at both cells, for each row whose name an earlier row has, capitals apart."""
    firsts: dict[str, RulebookRow] = {}
    for text, row in named:
        first = firsts.setdefault(text.casefold(), row)
        if text and first is not row:
            facts = {"value": text, "sheet": row.layout.sheet, "column": row.header(column)}
            places = (row.place(column), first.place(column))
            row.findings.append(Finding(problems.DUPLICATE, places, facts, kpi_id=row.ref))
