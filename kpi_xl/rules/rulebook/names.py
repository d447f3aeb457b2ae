"""Looking up what rows of one table say of another: directorates, priorities, KPIs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.finding import Finding
from kpi_xl.model.rulebook import Priority, Unit
from kpi_xl.rules.rulebook.row import Row
from kpi_xl.rules.rulebook.words import suggestion
from kpi_xl.rules.table import fingerprint


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

    def unit(self, row: Row, column: str) -> str:
        """The code of the directorate the cell names by code, name or alias; the text itself when there is none."""
        text = row.needed(column, "the code of a directorate")
        code = self._units.get(fingerprint(text))
        if text and code is None:
            said = [name for unit in self.units for name in (unit.code, unit.name)]
            row.report(problems.UNIT_UNKNOWN, column, value=text, suggestion=suggestion(text, said))
        return code or text

    def priority(self, row: Row, column: str) -> str:
        text = row.needed(column, "a priority")
        name = self._priorities.get(fingerprint(text))
        if text and name is None:
            known = [one.name for one in self.priorities]
            row.report(problems.PRIORITY_UNKNOWN, column, value=text, suggestion=suggestion(text, known))
        return name or text


def known_kpi(row: Row, column: str, refs: Mapping[str, str]) -> str:
    """The ref the cell names, as the KPIs table writes it. `refs` maps refs in small letters to that."""
    text = row.needed(column, "the ref of a KPI")
    ref = refs.get(text.casefold())
    if text and ref is None:
        row.report(problems.KPI_UNKNOWN, column, value=text, suggestion=suggestion(text, near(text, refs.values())))
    return ref or text


def near(text: str, refs: Collection[str], most: int = 2000) -> list[str]:
    """Refs worth comparing letter by letter: those with the same start, and no more than `most`."""
    return [ref for ref in refs if ref[:1].casefold() == text[:1].casefold()][:most]


def report_repeats(named: Iterable[tuple[str, Row]], column: str) -> None:
    """A finding, at both cells, for each row whose name an earlier row has, capitals apart."""
    firsts: dict[str, Row] = {}
    for text, row in named:
        first = firsts.setdefault(text.casefold(), row)
        if text and first is not row:
            facts = {"value": text, "sheet": row.layout.sheet, "column": row.header(column)}
            places = (row.place(column), first.place(column))
            row.findings.append(Finding(problems.DUPLICATE, places, facts, kpi_id=row.ref))
