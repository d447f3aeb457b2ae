"""A workspace on disk: a rulebook of two directorates and returns filled in by the project's own writers."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kpi_xl.files.write_return import write_return
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.period import Period
from kpi_xl.model.return_plan import Answer, SignOffAnswer
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.rules.returns.return_file_name import return_file_name
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook

Q1, Q2, Q3 = (Period(2022, quarter) for quarter in (1, 2, 3))

VALUES = {"AS01": 92.6, "AS02": 86.5, "EC01": 95.1, "EC02": 91.2}
"""Green, Amber, Green, Green."""


def kpi(kpi_id: str, **changes: object) -> dict[str, object]:
    return {
        "kpi_id": kpi_id,
        "name": f"Measure {kpi_id}",
        "priority": "Caring",
        "directorate": kpi_id[:2],
        "measure": "%",
        "polarity": "higher",
        "frequency": "quarterly",
        "covers": "quarter",
        "decimals": 1.0,
        **changes,
    }


def rulebook_rows(kpis: int = 2, green: float = 90.0, **settings: str) -> dict[str, list[dict[str, object]]]:
    """Directorates AS and EC with `kpis` percentages each, green from `green` and amber from 85."""
    ids = [f"{unit}{number:02}" for unit in ("AS", "EC") for number in range(1, kpis + 1)]
    names = {"Council": "Example council", "Current period": "2022/23 Q2", **settings}
    bands = {"basis": "absolute", "effective": "2022/23 Q1", "target": green, "green_low": green, "amber_low": 85.0}
    return {
        "Settings": [{"name": name, "value": value} for name, value in names.items() if value],
        "Units": [{"code": "AS", "name": "Adult Services"}, {"code": "EC", "name": "Education"}],
        "Priorities": [{"name": "Caring"}],
        "KPIs": [kpi(kpi_id) for kpi_id in ids],
        "Thresholds": [{"kpi_id": kpi_id, **bands} for kpi_id in ids],
        "Periods": [{"period": str(period), "deadline": period.end} for period in (Q1, Q2, Q3)],
    }


def workspace(folder: Path, kpis: int = 2, green: float = 90.0, **settings: str) -> Path:
    """The rulebook and an empty folder for submissions; the folder's name has a space and an ampersand."""
    folder = folder / "quarter two & on"
    (folder / "submissions").mkdir(parents=True)
    write_rulebook(folder / "rulebook.xlsx", rulebook_rows(kpis, green, **settings))  # type: ignore[arg-type] # plain rows
    return folder


def send(
    folder: Path,
    unit: str,
    values: Mapping[str, float | str] = VALUES,
    *,
    period: Period = Q2,
    name: str = "",
    signed: bool = True,
    signed_on: date | None = None,
) -> Path:
    """Put the return of `unit` into the submissions, filled in from `values`; one that is not signed is rejected."""
    rulebook = open_rulebook(folder / "rulebook.xlsx")
    master = folder / "master.xlsx"
    plan = plan_return(rulebook, unit, period, open_master(master) if master.exists() else None)
    why = {"cause": "Fewer staff", "action": "Recruiting", "owner": "Head of service", "due": date(2023, 3, 31)}
    said = {"commentary": "As expected this quarter.", **why}
    answers = {row.kpi.kpi_id: Answer(values.get(row.kpi.kpi_id, 91.0), words=said) for row in plan.rows}
    known = rulebook.unit(unit)
    assert known is not None
    path = folder / "submissions" / (name or return_file_name(known, period))
    sign_off = SignOffAnswer("Director", signed_on or date(2022, 10 if period == Q2 else 7, 14))
    write_return(path, plan, answers, summary="It went as planned.", sign_off=sign_off if signed else None)
    return path


def send_all(
    folder: Path, values: Mapping[str, float | str] = VALUES, *, period: Period = Q2, signed_on: date | None = None
) -> None:
    for unit in ("AS", "EC"):
        send(folder, unit, values, period=period, signed_on=signed_on)
