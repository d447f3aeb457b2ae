"""A master as DataFrames, and the rating of any DataFrame."""

import datetime as dt
import warnings
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from plain_tables import table_row, write_plain_tables
from small_council import KPIS, Q1, Q2, adults, education, rulebook

import kpi_xl
from kpi_xl import Rating, Reason, rate_many
from kpi_xl.files.frame_columns import FRAMES, JOINED_BY
from kpi_xl.model.errors import BandsError, ColumnError, KpiXlError, ScaleWarning, WorkspaceError
from kpi_xl.model.finding import Finding, Problem, Severity
from kpi_xl.model.master import Master
from kpi_xl.model.master_layout import KPIS as KPIS_TABLE
from kpi_xl.model.master_layout import MASTER_TABLES, THRESHOLDS
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


def test_each_table_is_a_frame_with_every_column_of_the_layout(tmp_path: Path):
    master = kpi_xl.load_master(str(saved(tmp_path)), scope="all")
    for table in FRAMES:
        frame = getattr(master, table.name)
        assert list(frame.columns) == [column.name for column in table.columns]
        assert {column.field for column in table.columns} == {column.field for column in table.layout.columns}
    assert [len(frame) for frame in (master.results, master.kpis, master.thresholds, master.findings)] == [6, 6, 3, 1]


def test_numbers_flags_counts_and_text_have_their_types(tmp_path: Path):
    results = kpi_xl.load_master(saved(tmp_path)).results
    kinds = {name: results[name].dtype.kind for name in ("value", "target", "green_high", "gap", "carried", "revision")}
    assert kinds == {"value": "f", "target": "f", "green_high": "f", "gap": "b", "carried": "b", "revision": "i"}
    row = results.set_index("kpi_id").loc["AS01"]
    assert (row["value"], row["rating"], row["period"], row["commentary"]) == (92.0, "Green", "2022/23 Q2", "")
    assert np.isnan(row["green_high"])


def test_approval_days_are_dates_however_they_were_written(tmp_path: Path):
    days = kpi_xl.load_master(saved(tmp_path)).thresholds["approved_on"]
    assert list(days[:2]) == [pd.Timestamp(dt.date(2022, 9, 20))] * 2
    assert pd.isna(days[2])


def test_findings_are_what_data_quality_keeps(tmp_path: Path):
    findings = kpi_xl.load_master(saved(tmp_path)).findings
    assert findings.loc[0, ["returned_by", "kpi_id", "code", "severity", "old", "new"]].tolist() == [
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
    assert list(rated["rating"]) == list(results.dropna(subset="value")["rating"])


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        pytest.param(["value"], 'no column for "value"', id="values"),
        pytest.param(["green_low", "amber_low", "green_high"], "no column for the bands", id="bands"),
    ],
)
def test_a_frame_without_what_is_needed_is_refused_plainly(lost: list[str], said: str):
    with pytest.raises(ColumnError, match=said):
        kpi_xl.rate_frame(VALUES.drop(columns=lost))


@pytest.mark.parametrize("field", ["value", "green_low", "green_high", "amber_low", "amber_high"])
def test_a_name_that_is_given_and_absent_is_a_key_error_that_says_what_there_is(field: str):
    with pytest.raises(KeyError) as caught:
        kpi_xl.rate_frame(VALUES, **{field: "Grean"})
    assert isinstance(caught.value, KpiXlError)
    assert str(caught.value) == (
        'The table has no column for "Grean". Say which it is. It has: value, green_low, amber_low, green_high.'
    )


def test_a_number_is_a_bound_for_all_rows():
    frame = pd.DataFrame({"over": [1.0, 2.0, 4.9, 7.1, None]})
    rated = kpi_xl.rate_frame(frame, value="over", green_high=2, amber_high=np.int64(5))
    assert list(rated["rating"]) == ["Green", "Green", "Amber", "Red", "Unpopulated"]


def test_a_rated_frame_sorts_from_green_to_red():
    rated = kpi_xl.rate_frame(VALUES.iloc[[2, 0, 1]]).sort_values("rating")
    assert list(rated["rating"]) == ["Green", "Amber", "Red"]


# What the dashboard says


def test_the_results_give_the_counts_of_the_dashboard(demo_folder: Path):
    master = demo_folder / "master.xlsx"
    results = kpi_xl.load_master(master).results
    latest = results[results["quarter"] == pd.Period("2023Q2", freq="Q-MAR")]
    assert set(latest["period"]) == {"2022/23 Q2"}
    assert len(latest) == 77
    assert latest["rating"].value_counts(sort=False)[["Green", "Amber", "Red"]].tolist() == [41, 15, 14]
    assert (latest["rating"] == Rating.RED).sum() == 14
    everything = kpi_xl.load_master(master, scope="all").results
    assert (everything["period"] == "2022/23 Q2").sum() == 81


def test_there_is_no_other_scope(tmp_path: Path):
    with pytest.raises(ValueError, match='Give "corporate" or "all"'):
        kpi_xl.load_master(saved(tmp_path), scope="pipeline")


def test_what_is_withheld_stays_so_unless_asked_for(demo_folder: Path):
    hidden = kpi_xl.load_master(demo_folder / "master.xlsx").results.set_index("key").loc["EC20|2022/23 Q2"]
    told = kpi_xl.load_master(demo_folder / "master.xlsx", withheld=True).results.set_index("key")
    assert hidden["rating"] == "Provisional, withheld"
    assert np.isnan(hidden["value"])
    assert told.loc["EC20|2022/23 Q2", "value"] == -0.12


def test_ratings_are_an_ordered_categorical_from_green_to_the_reasons(demo_folder: Path):
    results = kpi_xl.load_master(demo_folder / "master.xlsx").results
    for name in ("rating", "computed_rating"):
        assert results[name].cat.ordered
        assert list(results[name].cat.categories[:4]) == ["Green", "Amber", "Red", "Unpopulated"]
    assert not results["rating"].isna().any()


def test_days_are_dates_and_quarters_are_periods_of_pandas(demo_folder: Path):
    results = kpi_xl.load_master(demo_folder / "master.xlsx").results
    due = results["action_due"]
    assert due.dtype.kind == "M"
    written = results["action_due_as_written"]
    assert list(due.dropna().dt.strftime("%d/%m/%Y")) == list(written[written != ""])
    assert str(results["quarter"].dtype) == "period[Q-MAR]"
    assert results["quarter"].dt.end_time.max().date() == dt.date(2022, 9, 30)


def test_no_two_tables_call_different_things_the_same():
    names = [{column.name for column in table.columns} - JOINED_BY for table in FRAMES]
    assert sum(map(len, names)) == len(set.union(*names))


# Columns beside each other


def test_columns_are_paired_by_their_index():
    values = pd.Series([95.0, 80.0], index=["a", "b"])
    targets = pd.Series([70.0, 90.0], index=["b", "a"])
    assert list(rate_many(values, green_low=targets)) == ["Green", "Green"]
    assert list(
        rate_many([95.0, 60.0], green_low=pd.Series([90.0, 70.0]), amber_low=pd.Series([60.0, 85.0], [1, 0]))
    ) == [
        "Green",
        "Amber",
    ]


@pytest.mark.parametrize(
    "index",
    [
        pytest.param(["a", "c"], id="another label"),
        pytest.param(["b", "b"], id="a label twice"),
        pytest.param([0, 1], id="numbers for names"),
    ],
)
def test_columns_that_cannot_be_paired_are_refused(index: list[object]):
    with pytest.raises(ValueError, match="indexes differ"):
        rate_many(pd.Series([95.0, 80.0], index=["a", "b"]), green_low=pd.Series([90.0, 70.0], index=index))


@pytest.mark.parametrize(("ends", "named"), [((2, 5), {}), ((90,), {}), ((90, None, 85, None), {"green_low": 1})])
def test_bounds_in_the_order_of_a_worksheet_are_refused(ends: tuple[object, ...], named: dict[str, object]):
    with pytest.raises(TypeError, match="by name"):
        rate_many([1.0], *ends, **named)


def test_a_rating_is_its_word_and_the_package_lists_its_names():
    assert Rating.GREEN == "Green"
    assert {"Green": 1}[Rating.GREEN] == 1
    assert f"{Rating.AMBER}, {Reason.NOT_DUE}" == "Amber, Not due"
    assert set(kpi_xl.__all__) <= set(dir(kpi_xl))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param(["1", "3.4", "1,234"], ["Invalid"] * 3, id="text"),
        pytest.param(pd.Categorical([1, 3, 9]), ["Green", "Amber", "Red"], id="categories of numbers"),
        pytest.param(pd.array([1, None, 9], dtype="Int64"), ["Green", "Unpopulated", "Red"], id="Int64 with NA"),
        pytest.param([Decimal("1"), Decimal("NaN"), None], ["Green", "Unpopulated", "Unpopulated"], id="decimals"),
        pytest.param(pd.to_datetime(["2022-09-30", None]), ["Invalid", "Unpopulated"], id="dates and NaT"),
        pytest.param([pd.NaT, dt.datetime(2022, 9, 30), 1], ["Unpopulated", "Invalid", "Green"], id="NaT among others"),
        pytest.param(pd.array([True, None], dtype="boolean"), ["Invalid", "Unpopulated"], id="logical values with NA"),
        pytest.param([], [], id="empty"),
    ],
)
def test_every_kind_of_column_gets_its_words(values: object, words: list[str]):
    assert list(kpi_xl.rate_frame(pd.DataFrame({"v": values}), "v", green_high=2, amber_high=5)["rating"]) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param(iter([1, 9]), ["Green", "Red"], id="an iterator"),
        pytest.param({"a": 1, "b": 9}.values(), ["Green", "Red"], id="the values of a dict"),
        pytest.param(range(1, 4), ["Green", "Green", "Amber"], id="a range"),
    ],
)
def test_rows_in_order_are_rated_whatever_holds_them(rows: object, words: list[str]):
    assert list(rate_many(rows, green_high=2, amber_high=5)) == words


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param({1, 9}, id="a set"),
        pytest.param({"a": 1}, id="a dict"),
        pytest.param({1: "a"}.keys(), id="its keys"),
        pytest.param([[1, 2], [3]], id="rows of different lengths"),
    ],
)
def test_what_has_no_rows_is_refused_and_not_called_invalid(rows: object):
    with pytest.raises(TypeError, match="rows"):
        rate_many(rows, green_high=2, amber_high=5)


def test_two_columns_of_one_name_and_what_is_no_table_are_refused_plainly():
    twice = pd.DataFrame([[1, 2]], columns=["v", "v"])
    with pytest.raises(ColumnError, match='several columns "v"'):
        kpi_xl.rate_frame(twice, "v", green_high=2)
    with pytest.raises(ColumnError, match='no column for "0"'):
        kpi_xl.rate_frame(twice, 0, green_high=2)
    with pytest.raises(TypeError, match="rate_many"):
        kpi_xl.rate_frame(pd.Series([1], name="v"), "v", green_high=2)


def test_a_table_without_headings_is_rated_by_the_number_of_a_column():
    assert list(kpi_xl.rate_frame(pd.DataFrame([[1], [9]]), 0, green_high=2, amber_high=5)["rating"]) == [
        "Green",
        "Red",
    ]


@pytest.mark.parametrize(
    ("values", "high"),
    [
        pytest.param([0.034, 0.158, None], (2, 5), id="shares beside whole numbers"),
        pytest.param([3.4, 15.8], (0.02, 0.05), id="whole numbers beside shares"),
        pytest.param([0.034, 0.158], (0.5, 2), id="shares beside half a per cent and 2"),
    ],
)
def test_a_column_that_is_nowhere_on_the_scale_of_its_bounds_is_warned_of(
    values: list[object], high: tuple[float, float]
):
    with pytest.warns(ScaleWarning, match="No value is on the scale of its bounds"):
        kpi_xl.rate_frame(pd.DataFrame({"v": values}), "v", green_high=high[0], amber_high=high[1])


def test_one_value_off_the_scale_is_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rated = kpi_xl.rate_frame(pd.DataFrame({"v": [0.4, 3.0, 0]}), "v", green_high=2, amber_high=5)
    assert list(rated["rating"]) == ["Green", "Amber", "Green"]


def test_bands_that_are_none_are_refused():
    with pytest.raises(BandsError, match="Row 1"):
        kpi_xl.rate_frame(VALUES.assign(amber_low=95.0))
