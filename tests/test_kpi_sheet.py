"""The sheets of single KPIs under every choice: the sentence of the rules, the year's profile, no zero for a gap."""

import re
import zipfile
from dataclasses import replace
from itertools import product
from pathlib import Path

import awkward_council
import pytest
from proof.choices import unlike, unlike_cells, worked_out
from proof.recalculated import all_cells
from proof.tried import Cells, Tried
from proof.workbook import prove_workbook
from small_council import Q1, Q2, kpi, rulebook

from kpi_xl.files.write_master import write_master
from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Aggregation, Kpi, YearType
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Rating, Reason
from kpi_xl.model.rulebook import Rulebook, Threshold
from kpi_xl.model.selection import Selection
from kpi_xl.rules.rating.rate import rate
from kpi_xl.rules.words.why import why
from kpi_xl.rules.words.wording import rounding_sensitive

HIGHER, LOWER = Bands((90, None), (85, None)), Bands((None, 3.05), (None, 3.355))
RANGE = Bands((8, 12.25), (6.5, 14))
SENTENCES: list[tuple[float | None, Bands | None, Outcome | None, str, int]] = [
    *((value, HIGHER, None, "%", 1) for value in (92.6, 90, 89.96, 89.9999, 85, 84.9999999, 0, -5)),
    *((value, LOWER, None, "days per FTE", 2) for value in (3, 3.05, 3.0501, 3.355, 3.36, 1)),
    *((value, RANGE, None, "£m", 3) for value in (10, 8, 12.25, 7.9, 6.5, 6.4999, 13, 14, 14.2)),
    (1, Bands((1, None), (0, None)), None, "days", 0),
    (64, Bands((80, None), (None, None)), None, "score", 0),
    (64, Bands((80, None), (80, None)), None, "index", 0),
    (81, Bands((None, 80), (None, 80)), None, "tonnes CO2e", 0),
    (9, Bands((10, 10), (5, 15)), None, "people", 0),
    (1481.5, Bands((35.1351351351351, None), (0.0000123, None)), None, "£000", 1),
    (20, Bands((35.1351351351351, None), (0.0000123, None)), None, "£", 2),
    (86, HIGHER, Rating.GREEN, "%", 0),
    (86, None, Rating.RED, "%", 0),
    *((None if reason is not Reason.PROVISIONAL else 91.5, HIGHER, reason, "%", 1) for reason in Reason),
]
pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]
KPIS = tuple(
    kpi(f"AS{at:02}", "AS", measure=unit, decimals=decimals)
    for at, (*_, unit, decimals) in enumerate(SENTENCES, start=1)
)


def sentence_council() -> tuple[Rulebook, Master]:
    thresholds = {
        one.kpi_id: (Threshold(one.kpi_id, Q1, None, Basis.ABSOLUTE, case[1]),)
        for one, case in zip(KPIS, SENTENCES, strict=True)
    }
    results = tuple(published(one, *case[:3]) for one, case in zip(KPIS, SENTENCES, strict=True))
    return replace(rulebook(kpis=KPIS), thresholds=thresholds), Master(results)


def published(one: Kpi, value: float | None, bands: Bands | None, outcome: Outcome | None) -> Result:
    computed = rate(value, bands)
    return Result(
        *(one.kpi_id, Q1, one.directorate, one.priority, value, outcome or computed, computed),
        bands=bands,
        version=f"{one.kpi_id} from {Q1}",
        rounding_sensitive=rounding_sensitive(value, bands, one.decimals),
    )


def beside(cells: Cells, sheet: str, label: str) -> str:
    """The words beside a label of a KPI's sheet."""
    row = next(
        address[1:]
        for (name, address), cell in cells.items()
        if name == sheet and address[0] == "A" and cell.text == label
    )
    return cells[sheet, f"B{row}"].text


def trend_column(cells: Cells, sheet: str, header: str) -> list[str]:
    """A column of the table of quarters, from its first row down to its eighth."""
    row = next(
        int(address[1:]) for (name, address), cell in cells.items() if (name, cell.text) == (sheet, "Green from")
    )
    letters = next(
        address[0]
        for (name, address), cell in cells.items()
        if (name, cell.text) == (sheet, header) and address[1:] == str(row)
    )
    below = (cells.get((sheet, f"{letters}{number}")) for number in range(row + 1, row + 9))
    return ["" if cell is None else cell.text for cell in below]


def test_why_is_the_sentence_of_the_rules_in_every_case_and_an_engine_writes_the_same(tmp_path: Path) -> None:
    rules, master = sentence_council()
    path = tmp_path / "master.xlsx"
    write_master(path, master, rules, Q1)
    assert unlike(path, worked_out(path, {}, tmp_path / "again.xlsx"))[1] == []
    cells = all_cells(path)
    for one, result in zip(KPIS, master.results, strict=True):
        expected = why(result.value, result.bands, result.outcome, one.measure, one.decimals)
        assert beside(cells, one.kpi_id, "Why") == expected


def test_a_change_by_hand_is_said_in_full(tried_quarters: Tried) -> None:
    cells = tried_quarters.under("2022/23 Q3")
    assert beside(cells, "EC02", "Why").endswith("An error of the source")


def test_what_a_value_covers_follows_the_quarter_for_every_kind_of_value(tmp_path: Path) -> None:
    # In arrears only where that takes other words: a lag counts the same whatever the year.
    kinds = [*product(Aggregation, YearType, (0,)), *((one, YearType.FINANCIAL, 1) for one in Aggregation)]
    kpis = tuple(
        kpi(f"AS{at:02}", "AS", aggregation=aggregation, year_type=year_type, lag=lag)
        for at, (aggregation, year_type, lag) in enumerate(kinds, start=1)
    )
    quarters = [Period(2022, 3), Period(2022, 4), Period(2023, 1), Period(2023, 2)]
    rules = rulebook(kpis=kpis)
    master = Master(
        tuple(
            Result(one.kpi_id, period, "AS", one.priority, 92.0, Rating.GREEN, Rating.GREEN)
            for period in quarters
            for one in kpis
        )
    )
    start, expected = tmp_path / "start.xlsx", tmp_path / "expected.xlsx"
    write_master(start, master, rules, quarters[-1])
    tried = Tried(start, tmp_path)
    for quarter in quarters:
        write_master(expected, master, rules, quarters[-1], selection=Selection(quarter))
        assert unlike_cells(all_cells(expected), tried.under(str(quarter)))[1] == [], quarter


def test_a_trend_ends_with_the_quarter_chosen_and_is_blank_before_the_first(tried_quarters: Tried) -> None:
    cells = tried_quarters.under("2022/23 Q3")
    assert trend_column(cells, "AS01", "Period") == [""] * 5 + ["2022/23 Q1", "2022/23 Q2", "2022/23 Q3"]
    assert trend_column(cells, "AS01", "Actual") == [""] * 5 + ["92.6", "92.6", "94.96"]


def test_a_year_to_date_kpi_shows_the_profile_to_the_end_of_the_year(tried_quarters: Tried) -> None:
    cells = tried_quarters.under("2022/23 Q2")
    assert trend_column(cells, "AS05", "Period")[4:] == [f"2022/23 Q{quarter}" for quarter in (1, 2, 3, 4)]
    assert trend_column(cells, "AS05", "Actual")[4:] == ["105", "190", "", ""]
    assert trend_column(cells, "AS05", "Target")[4:] == ["100", "200", "330", "440"]


def test_the_profile_goes_on_beyond_the_newest_quarter_of_the_master(tmp_path: Path) -> None:
    path = tmp_path / "master.xlsx"
    periods = awkward_council.PERIODS[:2]
    write_master(path, awkward_council.master(periods), awkward_council.book(), periods[-1])
    cells = all_cells(path)
    assert [float(text) for text in trend_column(cells, "AS05", "Target")[:4]] == [100, 200, 330, 440]
    assert [text.removesuffix(".0") for text in trend_column(cells, "AS05", "Actual")[:4]] == ["105", "190", "", ""]
    assert prove_workbook(path) == []


def test_no_sheet_but_trends_shows_an_error_and_there_only_for_charts(tried_quarters: Tried) -> None:
    for quarter in ("2022/23 Q1", "2023/24 Q4"):
        cells = tried_quarters.under(quarter)
        errors = {place for place, cell in cells.items() if cell.text.startswith("#") and place[0] != "Trends"}
        assert {place for place in errors if not cells[place].text.startswith("#'")} == set()
        drawn = {cell.text for (sheet, _), cell in cells.items() if sheet == "Trends" and cell.text.startswith("#")}
        assert drawn == {"#N/A"}


def test_charts_draw_cells_that_are_not_available_where_there_is_no_figure(tried_quarters: Tried) -> None:
    with zipfile.ZipFile(tried_quarters.path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    trends = [chart for chart in charts if "Actual against target" in chart]
    drawn = {found for chart in trends for found in re.findall(r"<c:val>.*?<c:f>(.*?)</c:f>", chart)}
    assert trends
    assert all(one.startswith("'Trends'!") for one in drawn)


def test_a_kpi_not_reported_in_the_quarter_says_so(tried_quarters: Tried) -> None:
    cells = tried_quarters.under(str(Q1))
    assert beside(cells, "EC06", "Rating") == "Not reported in this quarter"
    assert beside(cells, "EC06", "Why") == "Not reported in this quarter, so there is nothing to rate."


def test_a_kpi_of_every_directorate_has_a_sheet_that_follows_the_choice(tmp_path: Path) -> None:
    kpis = (kpi("HR01/AS", "AS"), kpi("HR01/EC", "EC"))
    rules = rulebook(kpis=kpis)
    rules = replace(
        rules, thresholds={one: (replace(version, kpi_id="HR01"),) for one, (version,) in rules.thresholds.items()}
    )
    master = Master(
        tuple(
            Result(
                *(one.kpi_id, period, one.directorate, one.priority, value, rate(value, HIGHER), rate(value, HIGHER)),
                target=90.0,
                bands=HIGHER,
                version="HR01 from 2020/21 Q1",
            )
            for period, value in ((Q1, 91.0), (Q2, 80.0))
            for one in kpis
        )
    )
    start, expected = tmp_path / "start.xlsx", tmp_path / "expected.xlsx"
    write_master(start, master, rules, Q2)
    write_master(expected, master, rules, Q2, selection=Selection(Q1))
    found = Tried(start, tmp_path).under(str(Q1))
    assert unlike_cells(all_cells(expected), found)[1] == []
    assert beside(found, "HR01-AS", "Actual") == "91"


def test_the_thresholds_that_rate_are_marked_with_who_approved_them(tried_quarters: Tried) -> None:
    cells = tried_quarters.under(str(Q1), str(Q2))
    assert beside(cells, "AS01", "Thresholds used") == "AS01 from 2022/23 Q2"
    assert beside(cells, "AS01", "Approved") == "Cabinet"
    marks = [place for place, cell in cells.items() if place[0] == "AS01" and cell.text == "◄ Rates this"]
    assert len(marks) == 1
