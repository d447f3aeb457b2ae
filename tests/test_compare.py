"""`kpi-xl compare`: two quarters of a master like for like, in words and as JSON."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from plain_tables import write_plain_tables

from kpi_xl.faces.commands.compare import compare as command
from kpi_xl.files.rulebook_sheets.rulebook_table import TableRow
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.rating.decide import decide
from kpi_xl.workflows.compare import compare
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.summarise import summarise

LAST_YEAR, Q1, Q2, Q3 = Period(2021, 2), Period(2022, 1), Period(2022, 2), Period(2022, 3)
QUARTERLY = {"frequency": "quarterly", "covers": "quarter", "priority": "Caring"}


def kpi(kpi_id: str, name: str, unit: str, measure: str, polarity: str, decimals: int, **more: str) -> TableRow:
    cells = {"name": name, "directorate": unit, "measure": measure, "polarity": polarity, "decimals": decimals}
    return {"kpi_id": kpi_id, **QUARTERLY, **cells, **more}


def threshold(kpi_id: str, effective: Period, **cells: float | str | date) -> TableRow:
    return {"kpi_id": kpi_id, "effective": str(effective), "basis": "absolute", **cells}


RULEBOOK: dict[str, list[TableRow]] = {
    "Settings": [{"name": "Council", "value": "Example council"}, {"name": "Current period", "value": str(Q2)}],
    "Units": [{"code": "AS", "name": "Adult Services"}, {"code": "RE", "name": "Resources"}],
    "Priorities": [{"name": "Caring"}],
    "KPIs": [
        kpi("AS10", "Safeguarding outcomes achieved", "AS", "%", "higher", 1),
        kpi("AS16", "Reviews done in time", "AS", "%", "higher", 1, redefined=str(Q2)),
        kpi("RE01", "All sickness absence", "RE", "days per FTE", "lower", 2),
        kpi("RE02", "Long-term sickness absence", "RE", "days per FTE", "lower", 2),
        kpi("RE03", "Invoices paid in time", "RE", "%", "higher", 1, first=str(Q2)),
    ],
    "Thresholds": [
        threshold("AS10", Q1, target=92, green_low=92, amber_low=88),
        threshold(
            "AS10",
            Q2,
            target=95,
            green_low=95,
            amber_low=92,
            approved_by="Cabinet",
            approved_on=date(2022, 7, 1),
            reason="Target raised",
        ),
        threshold("AS16", Q1, target=90, green_low=90, amber_low=85),
        threshold("RE01", Q1, target=2.9, green_high=2.9, amber_high=3.19),
        threshold("RE02", Q1, target=2.1, green_high=2.1, amber_high=2.31),
        threshold("RE03", Q1, target=90, green_low=90, amber_low=85),
    ],
    "Components": [{"total": "RE01", "part": "RE02"}, {"total": "RE01", "remainder": "short-term sickness absence"}],
}
VALUES: dict[Period, dict[str, float | None]] = {
    LAST_YEAR: {"RE01": 3.35, "RE02": 2.45},
    Q1: {"AS10": 90.1, "AS16": 91.0, "RE01": 2.98, "RE02": 2.07, "OLD1": 4.0},
    Q2: {"AS10": 89.6, "AS16": 91.0, "RE01": 3.05, "RE02": None, "RE03": 91.0},
}


def workspace(folder: Path, values: dict[Period, dict[str, float | None]] = VALUES) -> Path:
    folder.mkdir(exist_ok=True)
    write_rulebook(folder / "rulebook.xlsx", RULEBOOK)
    rulebook = open_rulebook(folder / "rulebook.xlsx")
    results = []
    for period, by_kpi in values.items():
        for kpi_id, value in by_kpi.items():
            one = rulebook.kpis.get(kpi_id)
            if one is None:
                results.append(Result(kpi_id, period, "RE", "Caring", value, Rating.RED, Rating.RED))
                continue
            found = decide(rulebook, one, period, value, Reason.AWAITED if value is None else None)
            results.append(
                Result(
                    kpi_id,
                    period,
                    one.directorate,
                    one.priority,
                    value,
                    found.outcome,
                    found.computed,
                    target=found.target,
                    bands=found.bands,
                    version=found.version,
                )
            )
    write_plain_tables(folder / "master.xlsx", Master(tuple(results)))
    return folder


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("compare") / "Council & co")


def said(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(command, ["--workspace", str(folder), *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def shape(folder: Path, *arguments: str) -> dict[str, object]:
    found = json.loads(said(folder, "--format", "json", *arguments))
    assert isinstance(found, dict)
    return found


def test_the_latest_quarter_is_compared_with_the_one_the_master_holds_before_it(council: Path) -> None:
    found = compare(council).like_for_like
    assert (found.before, found.now) == (Q1, Q2)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(LAST_YEAR, None, (LAST_YEAR, Q2), id="only from"),
        pytest.param(None, Q1, (LAST_YEAR, Q1), id="only to"),
        pytest.param(LAST_YEAR, Q1, (LAST_YEAR, Q1), id="both"),
    ],
)
def test_either_quarter_may_be_chosen(
    council: Path, before: Period | None, now: Period | None, expected: tuple[Period, Period]
) -> None:
    found = compare(council, before, now).like_for_like
    assert (found.before, found.now) == expected


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        pytest.param(Q3, None, "has nothing for 2022/23 Q3. It holds 2021/22 Q2, 2022/23 Q1, 2022/23 Q2.", id="from"),
        pytest.param(None, Q3, "has nothing for 2022/23 Q3.", id="to"),
        pytest.param(Q2, Q1, "2022/23 Q2 is not before 2022/23 Q1.", id="the wrong way round"),
        pytest.param(Q2, None, "2022/23 Q2 is not before 2022/23 Q2.", id="a quarter with itself"),
        pytest.param(None, LAST_YEAR, "There is nothing to compare 2021/22 Q2 with:", id="the first quarter"),
    ],
)
def test_quarters_that_cannot_be_compared_are_said(
    council: Path, before: Period | None, now: Period | None, text: str
) -> None:
    with pytest.raises(WorkspaceError) as error:
        compare(council, before, now)
    assert text in str(error.value)


def test_a_master_without_results_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="holds no results yet"):
        compare(workspace(tmp_path, {}))


def test_no_master_is_said(tmp_path: Path) -> None:
    (workspace(tmp_path) / "master.xlsx").unlink()
    with pytest.raises(WorkspaceError, match="There is no master at"):
        compare(tmp_path)


def test_the_report_has_the_sentences_and_what_is_apart(council: Path) -> None:
    text = " ".join(said(council).split())
    for expected in (
        "2022/23 Q2 compared with 2022/23 Q1",
        "The thresholds of 1 KPI have changed since 2022/23 Q1 (AS10). Its rating as published then and now cannot be "
        "compared like for like.",
        "Of 2 KPIs rated in both quarters, 1 kept the rating, 0 got a better one and 1 a worse one.",
        "Rated in 2022/23 Q1, no rating in 2022/23 Q2 RE02 Long-term sickness absence: was Green, now Awaited",
        "New since 2022/23 Q1 RE03 Invoices paid in time",
        "No longer reported in 2022/23 Q2 OLD1 (no longer in the rulebook)",
        "Defined anew since 2022/23 Q1, so not compared AS16 Reviews done in time",
        "AS10 Safeguarding outcomes achieved Green was: 92% or more; now: 95% or more Amber was: 88% or more, outside "
        "green; now: 92% or more, outside green Approved by Cabinet on 01/07/2022: Target raised.",
    ):
        assert expected in text, text


def test_the_report_of_a_complete_quarter_has_the_totals_and_their_parts(tmp_path: Path) -> None:
    complete = {**VALUES, Q2: {**VALUES[Q2], "RE02": 2.02}}
    text = said(workspace(tmp_path, complete))
    assert "rose from 0.90 to 1.03 days per FTE (up 14.4%)." in text
    assert "rose from 0.91 to 1.03 days per FTE (up 13.2%)." in text


def test_json_splits_the_change_in_target_and_performance_effect(council: Path) -> None:
    effects = shape(council)["effects"]
    assert isinstance(effects, dict)
    assert effects["by_unit"]["AS"] == {
        "rated": 1,
        "published": {"green": 0, "amber": 1, "red": 0},
        "rerated": {"green": 0, "amber": 0, "red": 1},
        "now": {"green": 0, "amber": 0, "red": 1},
        "target_effect": {"green": 0, "amber": -1, "red": 1},
        "performance_effect": {"green": 0, "amber": 0, "red": 0},
    }
    assert list(effects["by_priority"]) == ["Caring"]


def test_json_names_what_is_apart_and_what_changed(council: Path) -> None:
    found = shape(council)
    groups = {key: found[key] for key in ("added", "removed", "redefined", "unrated", "newly_rated")}
    assert groups == {"added": ["RE03"], "removed": ["OLD1"], "redefined": ["AS16"], "unrated": [], "newly_rated": []}
    assert found["no_longer_rated"] == [{"kpi": "RE02", "from": "Green", "to": "Awaited"}]
    assert found["thresholds"] == [
        {
            "kpi": "AS10",
            "old": {"version": "AS10 from 2022/23 Q1", "target": 92, "green": [92, None], "amber": [88, None]},
            "new": {"version": "AS10 from 2022/23 Q2", "target": 95, "green": [95, None], "amber": [92, None]},
            "approved_by": "Cabinet",
            "approved_on": "2022-07-01",
            "reason": "Target raised",
        }
    ]


def test_json_of_a_component_has_the_figures_and_the_sentence(tmp_path: Path) -> None:
    complete = {**VALUES, Q2: {**VALUES[Q2], "RE02": 2.02}}
    components = shape(workspace(tmp_path, complete), "--from", "2021/22 Q2", "--to", "Q2 2022-23")["components"]
    assert isinstance(components, list)
    (component,) = components
    assert component["from"] == {"period": "2021/22 Q2", "total": 3.35, "parts": [2.45], "left": 0.9}
    assert component["to"] == {"period": "2022/23 Q2", "total": 3.05, "parts": [2.02], "left": 1.03}
    assert (round(component["change"], 1), component["change_unit"]) == (14.4, "per cent")
    assert component["sentence"].startswith("From 2021/22 Q2 to 2022/23 Q2, RE01 All sickness absence fell")


def test_json_has_the_keys_its_documentation_shows(council: Path) -> None:
    text = (Path(__file__).parents[1] / "docs" / "json.md").read_text(encoding="utf-8")
    section = text.split("## `kpi-xl compare")[1].split("\n## ")[0]
    for key in shape(council):
        assert f'"{key}":' in section


CHANGED = ["CE02", "RE01", "AS10", "AS11", "GE08"]
"""The example's five reviewed thresholds, in the rulebook's order."""


def test_in_the_example_adult_services_has_three_reds_as_published_and_five_rerated(demo_folder: Path) -> None:
    found = compare(demo_folder).like_for_like
    adults = found.by_unit["AS"]
    assert (adults.published.red, adults.rerated.red, adults.now.red) == (3, 5, 5)
    assert (adults.target(Rating.RED), adults.performance(Rating.RED)) == (2, 0)
    assert [change.kpi.kpi_id for change in found.thresholds] == CHANGED


def test_the_example_report_says_what_the_council_must_know(demo_folder: Path) -> None:
    text = " ".join(said(demo_folder, "--from", "2022/23 Q1", "--to", "2022/23 Q2").split())
    assert f"The thresholds of 5 KPIs have changed since 2022/23 Q1 ({', '.join(CHANGED)})." in text
    assert "rose from 0.90 to 1.03 days per FTE (up 14.4%)." in text


def test_in_the_example_no_year_to_date_kpi_counts_as_changed_because_its_profile_moved_on(demo_folder: Path) -> None:
    """CE04 and its like have other bands in Q2 than in Q1; the five reviewed KPIs are not among them."""
    found = compare(demo_folder)
    so_far = [one for one in found.like_for_like.rated if one.kpi.aggregation is Aggregation.YEAR_TO_DATE]
    assert so_far and all(one.published is one.rerated for one in so_far)


def test_the_council_as_published_now_is_what_the_summary_counts(demo_folder: Path) -> None:
    """70 rated in the second quarter: those rated twice, those newly rated, and the new KPIs that are rated."""
    found = compare(demo_folder).like_for_like
    counted = summarise(demo_folder / "master.xlsx", found.now).counts
    groups = (found.rated, found.no_longer_rated, found.newly_rated, found.unrated, found.added)
    assert counted.total == 77 == sum(map(len, groups))
    assert counted.rated == 70
