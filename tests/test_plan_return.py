"""What a blank return says: who is asked, against which bands, with what was published before."""

from dataclasses import replace
from datetime import date

import pytest
from small_council import BANDS, KPIS, Q1, Q2, Q3, kpi, rulebook

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.kpi import Aggregation, Kpi, YearType
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.rating import Outcome, Rating, Reason
from kpi_xl.model.return_plan import (
    CHECK_REASON,
    CHECK_VALUE,
    KEEP_ONE,
    TOO_LARGE,
    TOO_SMALL,
    VALUE_NEEDED,
    Answer,
    ReturnRow,
)
from kpi_xl.model.rulebook import ReportingPeriod, Rulebook, Service, Threshold, Unit
from kpi_xl.rules.rating.decide import decide
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.rules.returns.preview_rating import preview_rating
from kpi_xl.rules.returns.return_file_name import return_file_name
from kpi_xl.rules.words.value_covers import value_covers


def published(kpi_id: str, period: Period, value: float | None, outcome: Outcome = Rating.GREEN) -> Result:
    return Result(kpi_id, period, kpi_id[:2], "Caring", value, outcome, outcome, as_at=period)


def row(one: Kpi, bands: Bands | None = BANDS, master: Master | None = None, stated: Rating | None = None) -> ReturnRow:
    """The only row of the return of a directorate with this one KPI."""
    return plan_return(one_kpi_rulebook(one, bands, stated), one.directorate, Q2, master).rows[0]


def one_kpi_rulebook(one: Kpi, bands: Bands | None, stated: Rating | None = None) -> Rulebook:
    versions = (Threshold(one.kpi_id, Period(2020, 1), 90.0, Basis.ABSOLUTE, bands, stated),)
    return replace(rulebook((one,)), thresholds={one.kpi_id: versions})


def test_a_return_holds_the_directorates_own_kpis_in_the_rulebooks_order():
    assert [row.kpi.kpi_id for row in plan_return(rulebook(), "EC", Q2, None).rows] == ["EC01", "EC02", "EC03"]


def test_a_kpi_that_has_not_started_or_has_ended_is_not_asked_for():
    kpis = (kpi("AS01", "AS", first=Q3), kpi("AS02", "AS", last=Q1), kpi("AS03", "AS"))
    assert [row.kpi.kpi_id for row in plan_return(rulebook(kpis), "AS", Q2, None).rows] == ["AS03"]


def test_an_unknown_directorate_is_refused_with_those_there_are():
    with pytest.raises(WorkspaceError, match=r"'XX'.*AS, EC"):
        plan_return(rulebook(), "XX", Q2, None)


def test_the_deadline_and_the_services_come_from_the_rulebook():
    services = (Service("Libraries", "EC"), Service("Day centres", "AS"))
    opened = (ReportingPeriod(Q1, date(2022, 7, 15)), ReportingPeriod(Q2, date(2022, 10, 21)))
    plan = plan_return(replace(rulebook(), services=services, periods=opened), "EC", Q2, None)
    assert (plan.services, plan.deadline) == (("Libraries",), date(2022, 10, 21))


def test_bands_are_those_in_force_in_the_period_not_later_ones():
    later = Bands(green=(95, None), amber=(90, None))
    versions = tuple(
        Threshold("AS01", start, target, Basis.ABSOLUTE, bands)
        for start, target, bands in ((Period(2020, 1), 90.0, BANDS), (Q3, 95.0, later))
    )
    book = replace(rulebook((kpi("AS01", "AS"),)), thresholds={"AS01": versions})
    in_force = {period: plan_return(book, "AS", period, None).rows[0] for period in (Q2, Q3)}
    assert {period: (row.target, row.bands) for period, row in in_force.items()} == {
        Q2: (90.0, BANDS),
        Q3: (95.0, later),
    }


def test_published_values_of_last_quarter_and_the_same_quarter_last_year_are_shown():
    master = Master((published("AS01", Period(2021, 2), 88.0), published("AS01", Q1, 91.0)))
    found = row(kpi("AS01", "AS"), master=master)
    assert (found.last_year, found.last_quarter) == (88.0, 91.0)


def test_without_a_master_nothing_is_shown_as_published():
    found = row(kpi("AS01", "AS"))
    assert (found.last_year, found.last_quarter, found.expected) == (None, None, "Yes")


ANNUAL = kpi("AS03", "AS", due=frozenset({1}))


def test_a_value_that_is_not_due_is_carried_with_its_period_and_its_rating():
    found = row(ANNUAL, master=Master((published("AS03", Q1, 70.0, Rating.AMBER),)))
    assert found.expected == "Not due this quarter: carried from 2022/23 Q1"
    assert (found.due, found.carried, found.carried_from) == (False, 70.0, Q1)
    assert preview_rating(found, Answer()) is Rating.AMBER
    assert preview_rating(found, Answer(reason="Not due")) is Rating.AMBER
    assert preview_rating(found, Answer(value=95.0)) is Rating.GREEN


def test_a_value_that_is_not_due_and_was_never_reported_is_not_due():
    found = row(ANNUAL)
    assert (found.expected, preview_rating(found, Answer())) == ("Not due this quarter", Reason.NOT_DUE)


SAID = {"cause": "Demand rose.", "action": "More sessions.", "owner": "Head of Service", "due": date(2022, 12, 31)}


@pytest.mark.parametrize("value", [None, 95.0, 90.0, 86.0, 84.9], ids=str)
@pytest.mark.parametrize("reason", [None, *Reason], ids=str)
@pytest.mark.parametrize(
    ("one", "bands", "stated"),
    [
        pytest.param(KPIS[0], BANDS, None, id="plain"),
        pytest.param(KPIS[0], None, None, id="data only"),
        pytest.param(KPIS[0], None, Rating.AMBER, id="stated without bands"),
        pytest.param(KPIS[0], Bands((90, None), (None, None)), Rating.AMBER, id="stated without an amber floor"),
        pytest.param(KPIS[0], Bands((90, None), (None, None)), Rating.RED, id="stated red without an amber floor"),
        pytest.param(KPIS[0], Bands((None, None), (None, None)), Rating.RED, id="stated, bands wholly open"),
        pytest.param(KPIS[0], BANDS, Rating.RED, id="stated beside a published floor"),
        pytest.param(ANNUAL, BANDS, None, id="not due"),
        *(
            pytest.param(replace(KPIS[0], standing_reason=reason), BANDS, None, id=f"standing {reason}")
            for reason in Reason
        ),
    ],
)
def test_the_preview_says_what_will_be_decided(
    one: Kpi, bands: Bands | None, stated: Rating | None, reason: Reason | None, value: float | None
):
    answer = Answer(value, reason="" if reason is None else str(reason), words=SAID)
    decided = decide(one_kpi_rulebook(one, bands, stated), one, Q2, value, reason)
    found, shown = row(one, bands, stated=stated), preview_rating(row(one, bands, stated=stated), answer)
    if reason is not None and reason not in found.reasons:
        assert shown == CHECK_REASON
    elif reason is not None and value is not None and not reason.with_value:
        assert shown == KEEP_ONE
    elif reason is None and value is None and found.needs_value:
        assert shown == VALUE_NEEDED
    else:
        assert shown is decided.outcome


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        pytest.param(Answer("92%"), CHECK_VALUE, id="text in the value"),
        pytest.param(Answer(0.948), TOO_SMALL, id="a percentage under its format holds a hundredth"),
        pytest.param(Answer(9480.0), TOO_LARGE, id="a percentage a hundred times over"),
        pytest.param(Answer(44654.0), CHECK_VALUE, id="a day's number"),
        pytest.param(Answer("  "), VALUE_NEEDED, id="spaces only"),
        pytest.param(Answer(95.0, reason="n/a"), CHECK_REASON, id="a reason off the list"),
        pytest.param(Answer(reason="Not due"), CHECK_REASON, id="a reason that cannot be true where a value is due"),
        pytest.param(Answer(95.0, reason="awaited"), KEEP_ONE, id="a value and a reason for none"),
        pytest.param(Answer(95.0, reason="Provisional"), Rating.GREEN, id="provisional goes with a value"),
        pytest.param(Answer(reason="Provisional"), VALUE_NEEDED, id="provisional without one"),
        pytest.param(Answer(0.0, words=SAID), Rating.RED, id="nought is a value"),
        pytest.param(
            Answer(50.0, words={**SAID, "owner": " ", "due": ""}),
            "Red: owner and due needed",
            id="a Red without two words",
        ),
        pytest.param(Answer(50.0, words={**SAID, "cause": ""}), "Red: cause needed", id="a Red without one"),
        pytest.param(Answer(50.0), "Red: cause, action, owner and due needed", id="a Red without any words"),
        pytest.param(Answer(84.9999999999999, words=SAID), Rating.RED, id="a shortfall that 15 digits still hold"),
        pytest.param(Answer(89.999999999999999), Rating.GREEN, id="a shortfall beyond 15 digits"),
    ],
)
def test_the_preview_of_what_officers_type(answer: Answer, word: Outcome | str):
    assert preview_rating(row(KPIS[0]), answer) == word


def test_the_preview_doubts_a_number_there_cannot_be():
    assert preview_rating(row(replace(KPIS[0], highest=100.0)), Answer(101.0)) == CHECK_VALUE
    assert preview_rating(row(replace(KPIS[0], lowest=0.0)), Answer(-1.0)) == CHECK_VALUE


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"aggregation": Aggregation.QUARTER}, "Quarter: July to September 2022"),
        ({"aggregation": Aggregation.QUARTER, "lag": 1}, "Quarter: April to June 2022"),
        ({"aggregation": Aggregation.YEAR_TO_DATE}, "Year to date: April to September 2022"),
        ({"aggregation": Aggregation.YEAR_TO_DATE, "year_type": YearType.ACADEMIC}, "Year to date: September 2022"),
        (
            {"aggregation": Aggregation.YEAR_TO_DATE, "year_type": YearType.CALENDAR},
            "Year to date: January to September 2022",
        ),
        ({"aggregation": Aggregation.ROLLING_YEAR}, "12 months to 30 September 2022"),
        ({"aggregation": Aggregation.SNAPSHOT}, "Position on 30 September 2022"),
        ({"aggregation": Aggregation.FORECAST}, "Forecast for the whole of 2022/23"),
        ({"aggregation": Aggregation.YEAR, "year_type": YearType.ACADEMIC}, "Latest whole academic year"),
        ({"aggregation": Aggregation.EVENT}, "Event: July to September 2022"),
    ],
)
def test_the_stretch_of_time_a_value_is_for_is_said_in_words(changes: dict[str, object], words: str):
    assert value_covers(kpi("AS01", "AS", **changes), Q2) == words


def test_a_year_to_date_in_the_last_quarter_spans_two_years():
    words = value_covers(kpi("AS01", "AS", aggregation=Aggregation.YEAR_TO_DATE), Period(2022, 4))
    assert words == "Year to date: April 2022 to March 2023"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (Unit("RE", "Resources"), "RE Resources 2022-23 Q2.xlsx"),
        (Unit("AS", "Adult Services and Health & Wellbeing"), "AS Adult Services and Health 2022-23 Q2.xlsx"),
        (
            Unit("GE", "Growth, Environment, Transport and Community"),
            "GE Growth, Environment, Transport 2022-23 Q2.xlsx",
        ),
        (Unit("XX", 'Roads: "A/B" <and> C=D?'), "XX Roads A B and C D 2022-23 Q2.xlsx"),
        (Unit("AUX.1", "Roads"), "Return AUX.1 Roads 2022-23 Q2.xlsx"),
        (Unit("lpt1.a", "Roads"), "Return lpt1.a Roads 2022-23 Q2.xlsx"),
        (Unit("AUX", "Roads; lights"), "AUX Roads lights 2022-23 Q2.xlsx"),
        (Unit("CONS.1", "Conservation"), "CONS.1 Conservation 2022-23 Q2.xlsx"),
        (Unit("YY", "W" * 60), f"YY {'W' * 32} 2022-23 Q2.xlsx"),
    ],
    ids=lambda value: value.code if isinstance(value, Unit) else "",
)
def test_the_file_name_is_safe_on_windows_and_says_whose_and_for_when(unit: Unit, name: str):
    assert return_file_name(unit, Q2) == name
    assert read_period(name) == Q2
