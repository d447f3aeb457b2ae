"""A master as DataFrames, and the rating of any DataFrame."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from plain_tables import table_row, write_plain_tables
from small_council import KPIS, Q1, Q2, adults, education, rulebook

import kpi_xl
from kpi_xl.model.errors import BandsError, KpiXlError, WorkspaceError
from kpi_xl.model.finding import Finding, Problem, Severity
from kpi_xl.model.master import Master
from kpi_xl.model.master_layout import KPIS as KPIS_TABLE
from kpi_xl.model.master_layout import MASTER_TABLES, QUALITY, RESULTS, THRESHOLDS
from kpi_xl.rules.consolidation.consolidate import consolidate

FIX = Finding(Problem("KPI101", Severity.FIXED, "text", "Read as 92."), kpi_id="AS01", old="'92", new="92")
KPI_ROWS = [
    table_row(KPIS_TABLE, kpi_id=kpi.kpi_id, name=kpi.name, decimals=1.0, scope=kpi.scope.value, illustrative="Yes")
    for kpi in KPIS
]
THRESHOLD_ROWS = [
    table_row(THRESHOLDS, key="AS01|2022/23 Q2", kpi_id="AS01", period="2022/23 Q2", approved_on=44824.0),
    table_row(THRESHOLDS, key="AS02|2022/23 Q2", kpi_id="AS02", period="2022/23 Q2", approved_on="20/09/2022"),
    table_row(THRESHOLDS, key="AS03|2022/23 Q2", kpi_id="AS03", period="2022/23 Q2"),
]


def saved(folder: Path) -> Path:
    master = consolidate(rulebook(), Master(), (adults(92.0, findings=(FIX,)), education(70.0)), Q2).master
    more = {KPIS_TABLE.name: KPI_ROWS, THRESHOLDS.name: THRESHOLD_ROWS}
    return write_plain_tables(folder / "master.xlsx", master, more)


def test_each_table_is_a_frame_with_the_columns_of_the_layout(tmp_path: Path):
    master = kpi_xl.load_master(str(saved(tmp_path)))
    for frame, layout in (
        (master.results, RESULTS),
        (master.kpis, KPIS_TABLE),
        (master.thresholds, THRESHOLDS),
        (master.findings, QUALITY),
    ):
        assert list(frame.columns) == [column.field for column in layout.columns]
    assert [len(frame) for frame in (master.results, master.kpis, master.thresholds, master.findings)] == [6, 6, 3, 1]


def test_numbers_flags_counts_and_text_have_their_types(tmp_path: Path):
    results = kpi_xl.load_master(saved(tmp_path)).results
    kinds = {name: results[name].dtype.kind for name in ("value", "target", "green_high", "gap", "carried", "revision")}
    assert kinds == {"value": "f", "target": "f", "green_high": "f", "gap": "b", "carried": "b", "revision": "i"}
    row = results.set_index("kpi_id").loc["AS01"]
    assert (row["value"], row["outcome"], row["period"], row["commentary"]) == (92.0, "Green", "2022/23 Q2", "")
    assert np.isnan(row["green_high"])


def test_approval_days_are_dates_however_they_were_written(tmp_path: Path):
    days = kpi_xl.load_master(saved(tmp_path)).thresholds["approved_on"]
    assert list(days[:2]) == [pd.Timestamp(dt.date(2022, 9, 20))] * 2
    assert pd.isna(days[2])


def test_findings_are_what_data_quality_keeps(tmp_path: Path):
    findings = kpi_xl.load_master(saved(tmp_path)).findings
    assert findings.loc[0, ["unit", "kpi_id", "code", "severity", "old", "new"]].tolist() == [
        "AS", "AS01", "KPI101", "fixed", "'92", "92",
    ]  # fmt: skip


def test_an_empty_master_still_has_typed_columns(tmp_path: Path):
    master = kpi_xl.load_master(write_plain_tables(tmp_path / "master.xlsx", Master()))
    assert len(master.results) == 0
    assert master.results["value"].dtype == np.float64
    assert master.thresholds["approved_on"].dtype.kind == "M"


def test_periods_sort_in_order_of_time():
    assert str(Q1) < str(Q2) < "2023/24 Q1"


def test_no_master_is_said(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="There is no master at"):
        kpi_xl.load_master(tmp_path / "none.xlsx")


def test_a_sheet_for_each_frame_is_needed(tmp_path: Path):
    from xlsxwriter.workbook import Workbook

    with Workbook(tmp_path / "master.xlsx") as workbook:
        workbook.add_worksheet(MASTER_TABLES[0].sheet)
    with pytest.raises(WorkspaceError, match=r'"Results" .* has lost the columns'):
        kpi_xl.load_master(tmp_path / "master.xlsx")


# rate_frame

VALUES = pd.DataFrame(
    {"value": [90.0, 89.9, 84.9, None], "green_low": 90.0, "amber_low": 85.0, "green_high": None},
    index=["a", "b", "c", "d"],
)


def test_a_frame_is_rated_and_the_one_given_stays_as_it_was():
    rated = kpi_xl.rate_frame(VALUES)
    assert rated["rating"].to_dict() == {"a": "Green", "b": "Amber", "c": "Red", "d": "Unpopulated"}
    assert "rating" not in VALUES


def test_columns_may_have_any_names():
    frame = VALUES.rename(columns={"value": "Actual", "green_low": "G", "amber_low": "A"}).drop(columns="green_high")
    rated = kpi_xl.rate_frame(frame, value="Actual", green_low="G", amber_low="A", rating="RAG")
    assert list(rated["RAG"]) == ["Green", "Amber", "Red", "Unpopulated"]


def test_the_masters_own_headings_are_known():
    frame = VALUES.rename(columns={"value": "Value", "green_low": "Green from", "amber_low": "Amber from"})
    assert list(kpi_xl.rate_frame(frame)["rating"]) == ["Green", "Amber", "Red", "Unpopulated"]


def test_the_results_of_a_master_rate_as_published(tmp_path: Path):
    results = kpi_xl.load_master(saved(tmp_path)).results
    rated = kpi_xl.rate_frame(results.dropna(subset="value"))
    assert list(rated["rating"]) == list(rated["outcome"])


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        pytest.param(["value"], 'no column for "value"', id="values"),
        pytest.param(["green_low", "amber_low", "green_high"], "no column for the bands", id="bands"),
    ],
)
def test_a_frame_without_what_is_needed_is_refused_plainly(lost: list[str], said: str):
    with pytest.raises(KpiXlError, match=said):
        kpi_xl.rate_frame(VALUES.drop(columns=lost))


def test_bands_that_are_none_are_refused():
    with pytest.raises(BandsError, match="Row 1"):
        kpi_xl.rate_frame(VALUES.assign(amber_low=95.0))
