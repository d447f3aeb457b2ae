"""A council whose rulebook changes between quarters: rows of a rulebook, returns for them, and the master they give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from small_council import reported, returned

from kpi_xl.files.rulebook_sheets.rulebook_table import TableRow
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Reason
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.workflows.open_rulebook import open_rulebook

Rows = dict[str, Sequence[TableRow]]
"""A rulebook's rows by the name of their sheet."""

PERIODS = tuple(Period(year, quarter) for year in (2022, 2023) for quarter in (1, 2, 3, 4))
LAST = PERIODS[-1]
COUNCIL = "Growing council"
UNITS = {
    "AS": "Adult Services",
    "EC": "Education and Children",
    "NE": "Neighbourhoods",
    "RE": "Resources",
    "PL": "Places & growth",
}
CARING, GROWING, CLEANER, BETTER = PRIORITIES = (
    *("Caring for the vulnerable", "Growing the economy"),
    *("A cleaner county", "Better services"),
)

VALUES: dict[str, float | Reason] = {"G": 92.0, "A": 87.0, "R": 80.0, "-": Reason.UNPOPULATED}
"""What a return gives for a letter of a history; green starts at 90, amber at 85."""

HISTORY: dict[str, str] = {
    "AS01": "GGGGAAGG",
    "AS02": "RRRRRAAA",
    "EC01": "GAGAGAGA",
    "EC02": "AAAARRRR",
    "NE01": "GGRRGGRR",
    "NE02": "--GGGGGG",
    "RE01": "GGGGGGGG",
    "RE02": "AAAAAAAA",
    "PL01": "RGGGGGGR",
    "PL02": "GGGGGG--",
}
"""A letter a quarter. The KPIs serve the four priorities in turn: AS01, NE01 and PL01 the first."""


@dataclass(frozen=True)
class Stage:
    """The rulebook as its keeper had it while these quarters were reported."""

    rows: Rows
    periods: tuple[Period, ...]


def kpi_row(kpi_id: str, priority: str, **more: str | float) -> TableRow:
    """A quarterly percentage of the directorate its ref begins with, higher is better."""
    names = {"kpi_id": kpi_id, "name": f"Measure {kpi_id}", "directorate": kpi_id[:2], "service": f"Team {kpi_id[:2]}"}
    plain = {"measure": "%", "polarity": "higher", "frequency": "quarterly", "covers": "quarter", "decimals": 1.0}
    return {**names, **plain, "priority": priority, **more}


def threshold_row(kpi_id: str, effective: Period = PERIODS[0], green: float = 90.0, amber: float = 85.0) -> TableRow:
    bounds = {"target": green, "green_low": green, "amber_low": amber}
    return {"kpi_id": kpi_id, "effective": str(effective), "basis": "absolute", **bounds}


def council_rows(refs: Iterable[str] = tuple(HISTORY)) -> Rows:
    """Five directorates and four priorities, which the KPIs serve in turn."""
    refs = list(refs)
    return {
        "Settings": [{"name": "Council", "value": COUNCIL}, {"name": "Current period", "value": str(LAST)}],
        "Units": [{"code": code, "name": name} for code, name in UNITS.items()],
        "Priorities": [{"name": name} for name in PRIORITIES],
        "KPIs": [kpi_row(ref, PRIORITIES[number % len(PRIORITIES)]) for number, ref in enumerate(refs)],
        "Thresholds": [threshold_row(ref) for ref in refs],
    }


def with_rows(rows: Rows, **added: TableRow) -> Rows:
    """With a row more at the end of each sheet named."""
    return {**rows, **{sheet: [*rows[sheet], row] for sheet, row in added.items()}}


def with_kpi(rows: Rows, kpi_id: str, **cells: str | float) -> Rows:
    """With these cells of the KPI's own row."""
    return {**rows, "KPIs": [{**row, **cells} if row["kpi_id"] == kpi_id else row for row in rows["KPIs"]]}


def with_new_kpi(rows: Rows, kpi_id: str, priority: str, first: Period) -> Rows:
    row = kpi_row(kpi_id, priority, first=str(first))
    return with_rows(rows, KPIs=row, Thresholds=threshold_row(kpi_id, first))


def without_kpi(rows: Rows, kpi_id: str) -> Rows:
    """With every row of the KPI gone, as if it had never been."""
    return {sheet: [row for row in listed if row.get("kpi_id") != kpi_id] for sheet, listed in rows.items()}


def grown(folder: Path, stages: Iterable[Stage], history: Mapping[str, str] = HISTORY) -> tuple[Rulebook, Master]:
    """Every quarter consolidated on those before, under the rulebook of its time: the last one, and the master."""
    rulebook, master = None, Master()
    for stage in stages:
        write_rulebook(folder / "rulebook.xlsx", stage.rows)
        rulebook = open_rulebook(folder / "rulebook.xlsx")
        for period in stage.periods:
            master = consolidate(rulebook, master, _returns(rulebook, period, history), period).master
    assert rulebook is not None
    return rulebook, master


def _returns(rulebook: Rulebook, period: Period, history: Mapping[str, str]) -> list[Checked]:
    """A return from every directorate that has KPIs in the quarter."""
    at = PERIODS.index(period)
    returns = []
    for unit in rulebook.units:
        kpis = rulebook.kpis_of(unit.code, period)
        rows = tuple(reported(one.kpi_id, VALUES[history[one.kpi_id][at]], row) for row, one in enumerate(kpis, 7))
        if rows:
            returns.append(returned(unit.code, rows, period=period, summary=f"{len(rows)} KPIs are reported."))
    return returns
