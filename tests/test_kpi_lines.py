"""What a KPI's line says: how far from target, which way it moved and since when, and what to note of the figure."""

from dataclasses import replace

import pytest
from small_council import Q1, Q2, Q3, kpi, rulebook

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Aggregation, Comparison, Frequency, Kpi, Scope
from kpi_xl.model.master import Master, Result
from kpi_xl.model.measure import measure_of
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.master.exceptions import exceptions
from kpi_xl.rules.master.kpi_lines import KpiLine, corporate, kpi_lines
from kpi_xl.rules.rating.travel import Travel
from kpi_xl.rules.words.band_words import amber_words, green_words, target_words

LAST_YEAR = Q2.year_ago


def a_result(one: Kpi, period: Period, value: float | None, outcome: object = Rating.GREEN, **more: object) -> Result:
    fields = {"target": 90.0, "bands": Bands((90, None), (85, None)), "as_at": period, **more}
    place = (one.kpi_id, period, one.directorate, one.priority)
    return Result(*place, value, outcome, outcome, **fields)  # type: ignore[arg-type] # a builder


def line_of(one: Kpi, *values: tuple[Period, float | None], **more: object) -> KpiLine:
    """The line of the last of these values, the earlier ones before it."""
    *earlier, (now, value) = values
    results = [a_result(one, period, before) for period, before in earlier]
    master = Master(results=(*results, a_result(one, now, value, **more)))
    return kpi_lines(rulebook(kpis=(one,)), master, now)[0]


CUMULATIVE = {"aggregation": Aggregation.YEAR_TO_DATE}
YEARLY = {"frequency": Frequency.ANNUAL, "compare_with": Comparison.PREVIOUS_YEAR}
SINCE_LAST_YEAR = {"compare_with": Comparison.SAME_QUARTER_LAST_YEAR}


@pytest.mark.parametrize(
    ("changes", "earlier", "now", "travel", "words"),
    [
        pytest.param({}, (Q1, 90.4), 92.6, Travel.IMPROVED, "up 2.2 percentage points", id="previous quarter"),
        pytest.param({}, (LAST_YEAR, 90.4), 92.6, Travel.NOT_COMPARABLE, "not comparable", id="no previous quarter"),
        pytest.param(
            SINCE_LAST_YEAR, (LAST_YEAR, 95.0), 92.6, Travel.WORSENED, "down 2.4 percentage points", id="last year"
        ),
        pytest.param(CUMULATIVE, (Q1, 40.0), 92.6, Travel.NOT_COMPARABLE, "not comparable", id="cumulative quarters"),
        pytest.param(
            CUMULATIVE | SINCE_LAST_YEAR,
            *((LAST_YEAR, 90.0), 92.6, Travel.IMPROVED, "up 2.6 percentage points"),
            id="cumulative against the same quarter",
        ),
        pytest.param(YEARLY, (LAST_YEAR, 92.6), 92.6, Travel.NO_CHANGE, "no change", id="annual figure"),
        pytest.param({}, (Q1, 92.64), 92.6, Travel.NO_CHANGE, "no change", id="equal as displayed"),
        pytest.param(
            {"polarity": Polarity.LOWER, "measure": "number", "decimals": 0},
            *((Q1, 290.0), 318.0, Travel.WORSENED, "up 9.7%"),
            id="lower is better",
        ),
        pytest.param({"redefined": Q2}, (Q1, 90.4), 92.6, Travel.NOT_COMPARABLE, "not comparable", id="redefined"),
        pytest.param({}, (Q1, None), 92.6, Travel.NOT_COMPARABLE, "not comparable", id="nothing before"),
        pytest.param({}, (Q1, 90.4), None, Travel.NOT_COMPARABLE, "not comparable", id="nothing now"),
    ],
)
def test_movement_is_measured_from_the_quarter_the_kpi_says(
    changes: dict, earlier: tuple, now: float | None, travel: Travel, words: str
) -> None:
    line = line_of(kpi("AS01", "AS", **changes), earlier, (Q2, now))
    assert (line.travel, str(line.change)) == (travel, words)


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        pytest.param({}, (), id="nothing to note"),
        pytest.param({"provisional": True}, ("(p) provisional",), id="provisional"),
        pytest.param({"carried": True, "as_at": Q1}, ("Carried from 2022/23 Q1",), id="carried"),
        pytest.param({"as_at": Q1}, ("Data of 2022/23 Q1",), id="in arrears"),
        pytest.param({"rounding_sensitive": True}, ("Rounding-sensitive",), id="rounding"),
        pytest.param({"override": "Changed to Red"}, ("Changed by hand",), id="override"),
        pytest.param({"gap": True}, ("No return accepted",), id="gap"),
        pytest.param(
            {"provisional": True, "override": "x"}, ("Changed by hand", "(p) provisional"), id="the gravest first"
        ),
    ],
)
def test_what_a_reader_should_know_is_said_in_words(fields: dict, flags: tuple[str, ...]) -> None:
    assert line_of(kpi("AS01", "AS"), (Q2, 92.6), **fields).flags == flags


def test_invented_figures_are_flagged() -> None:
    assert line_of(kpi("AS01", "AS", illustrative=True), (Q2, 92.6)).flags == ("Illustrative",)


def test_variance_of_an_in_range_kpi_is_from_the_nearer_end_of_green() -> None:
    turnover = kpi("RE08", "AS", polarity=Polarity.IN_RANGE)
    bands = Bands((8, 12), (6, 14))
    assert line_of(turnover, (Q2, 14.5), bands=bands, target=None).variance == 2.5
    assert line_of(turnover, (Q2, 7.0), bands=bands, target=10.0).variance == -1
    assert line_of(turnover, (Q2, 9.0), bands=bands, target=10.0).variance == 0


def test_lines_keep_the_rulebook_s_order_and_leave_out_removed_kpis() -> None:
    kpis = tuple(kpi(kpi_id, "AS") for kpi_id in ("B1", "A1"))
    results = [a_result(kpi(kpi_id, "AS"), Q2, 92.0) for kpi_id in ("A1", "B1", "gone")]
    lines = kpi_lines(rulebook(kpis=kpis), Master(results=tuple(results)), Q2)
    assert [line.kpi.kpi_id for line in lines] == ["B1", "A1"]


def test_only_corporate_kpis_count() -> None:
    kpis = (kpi("A1", "AS"), kpi("S1", "AS", scope=Scope.SUPPORTING), kpi("P1", "AS", scope=Scope.PIPELINE))
    master = Master(results=tuple(a_result(one, Q2, 92.0) for one in kpis))
    assert [line.kpi.kpi_id for line in corporate(kpi_lines(rulebook(kpis=kpis), master, Q2))] == ["A1"]


def test_exceptions_are_reds_then_worsened_ambers_the_farthest_first() -> None:
    values = {
        "near": (80.0, 84.0, Rating.RED),
        "far": (99.0, 60.0, Rating.RED),
        "no line": (70.0, 75.0, Rating.RED),
        "better": (85.0, 86.0, Rating.AMBER),
        "worse": (89.0, 88.0, Rating.AMBER),
        "worst": (89.0, 85.5, Rating.AMBER),
        "fine": (99.0, 95.0, Rating.GREEN),
    }
    kpis = {name: kpi(name, "AS") for name in values}
    results = [a_result(kpis[name], Q1, before) for name, (before, _, _) in values.items()]
    results += [a_result(kpis[name], Q2, now, rating) for name, (_, now, rating) in values.items()]
    results = [replace(one, bands=None) if one.kpi_id == "no line" else one for one in results]
    found = exceptions(kpi_lines(rulebook(kpis=tuple(kpis.values())), Master(results=tuple(results)), Q2))
    assert [line.kpi.kpi_id for line in found] == ["far", "near", "no line", "worst", "worse"]


def test_an_unrated_kpi_is_no_exception() -> None:
    assert exceptions([line_of(kpi("AS01", "AS"), (Q3, None), outcome=Reason.AWAITED)]) == []


@pytest.mark.parametrize(
    ("bands", "green", "amber"),
    [
        pytest.param(Bands((90, None), (85, None)), "90% or more", "85% or more, outside green", id="higher"),
        pytest.param(Bands((None, 2.9), (None, 3.19)), "2.9% or less", "3.19% or less, outside green", id="lower"),
        pytest.param(Bands((8, 12), (6, 14)), "8 to 12%", "6 to 14%, outside green", id="in range"),
        pytest.param(Bands((8, 12.5), (6, 14)), "8.0 to 12.5%", "6 to 14%, outside green", id="decimals agree"),
        pytest.param(Bands((90, None), (90, None)), "90% or more", "No amber: any other value is Red", id="no amber"),
        pytest.param(
            Bands((80, None), (None, None)),
            *("80% or more", "Any other value: no amber limit is set"),
            id="no amber floor published",
        ),
        pytest.param(None, "Not set", "Not set", id="data only"),
    ],
)
def test_bands_are_said_in_words(bands: Bands | None, green: str, amber: str) -> None:
    assert (green_words(bands, measure_of("%")), amber_words(bands, measure_of("%"))) == (green, amber)


@pytest.mark.parametrize(
    ("changes", "target", "words"),
    [
        pytest.param({}, 90.0, "90.0%", id="at the KPI's decimals"),
        pytest.param({}, 92.25, "92.25%", id="never fewer digits than it was set with"),
        pytest.param({}, None, "No target", id="none"),
        pytest.param({"polarity": Polarity.IN_RANGE}, 10.0, "90% or more", id="in range: the green band"),
    ],
)
def test_a_target_is_said_in_words(changes: dict, target: float | None, words: str) -> None:
    assert target_words(kpi("AS01", "AS", **changes), target, Bands((90, None), (85, None))) == words
