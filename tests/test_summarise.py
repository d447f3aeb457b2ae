"""The counts of a master: rated base, directorates, priorities; corporate KPIs only."""

from pathlib import Path

import pytest
from plain_tables import table_row, write_plain_tables
from small_council import KPIS, Q1, Q2, Q3, adults, education, returned, rulebook

from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master import Master
from kpi_xl.model.master_layout import KPIS as KPIS_TABLE
from kpi_xl.model.rating import Reason
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.workflows.summarise import summarise

KPI_ROWS = [table_row(KPIS_TABLE, kpi_id=kpi.kpi_id, name=kpi.name, scope=kpi.scope.value) for kpi in KPIS]


def two_quarters() -> Master:
    first = consolidate(rulebook(), Master(), (returned("AS", {"AS01": 95.0, "AS03": 80.0}, period=Q1),), Q1).master
    return consolidate(rulebook(), first, (adults(92.0, 86.0), education(70.0, Reason.SUPPRESSED)), Q2).master


def saved(folder: Path, master: Master) -> Path:
    return write_plain_tables(folder / "master.xlsx", master, {KPIS_TABLE.name: KPI_ROWS})


def test_the_latest_period_is_counted_with_the_rated_as_base(tmp_path: Path):
    shape = summarise(saved(tmp_path, two_quarters())).shape()
    assert shape == {
        "period": "2022/23 Q2",
        "total": 5,
        "rated": 4,
        "green": 1,
        "amber": 1,
        "red": 2,
        "unrated": {"Suppressed": 1},
        "by_unit": {
            "AS": {"total": 3, "rated": 3, "green": 1, "amber": 1, "red": 1, "unrated": {}},
            "EC": {"total": 2, "rated": 1, "green": 0, "amber": 0, "red": 1, "unrated": {"Suppressed": 1}},
        },
        "by_priority": {
            "Caring": {"total": 4, "rated": 3, "green": 1, "amber": 0, "red": 2, "unrated": {"Suppressed": 1}},
            "Growing": {"total": 1, "rated": 1, "green": 0, "amber": 1, "red": 0, "unrated": {}},
        },
    }


def test_supporting_measures_are_not_counted(tmp_path: Path):
    everything = saved(tmp_path, two_quarters())
    assert summarise(everything).counts.total == len(KPIS) - 1


def test_an_earlier_period_can_be_chosen(tmp_path: Path):
    summary = summarise(saved(tmp_path, two_quarters()), Q1)
    assert (summary.period, summary.counts.rated, summary.counts.unrated) == (Q1, 2, {"Awaited": 3})


def test_a_period_the_master_does_not_hold_is_said(tmp_path: Path):
    with pytest.raises(WorkspaceError, match=r"nothing for 2022/23 Q3. It holds 2022/23 Q1, 2022/23 Q2\."):
        summarise(saved(tmp_path, two_quarters()), Q3)


def test_a_master_without_results_is_said(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="holds no results yet"):
        summarise(saved(tmp_path, Master()))


def test_no_master_is_said(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="There is no master at"):
        summarise(tmp_path / "master.xlsx")
