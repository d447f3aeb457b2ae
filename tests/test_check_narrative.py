"""Figures in a director's own words: agrees, differs, or nothing where it is not plain what they are of."""

import pytest
from small_council import KPIS, Q1, Q2, kpi, rulebook

from kpi_xl.model.kpi import Scope
from kpi_xl.model.master import DirectorSummary, Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.narrative.check_narrative import NOTHING_CHECKED, check_narrative, narrative_words

LAST_YEAR = Period(2021, 2)
COUNCIL = (
    kpi("AS01", "AS", name="Calls answered"),
    kpi("AS02", "AS", name="Customer satisfaction", service="Front desk"),
    kpi("AS03", "AS", name="Forecast overspend", measure="£m", decimals=3),
    kpi("AS04", "AS", name="Days of sickness absence", measure="days per FTE", decimals=2),
    kpi("AS05", "AS", name="Carers' quality of life"),
    kpi("AS06", "AS", name="Programme rate", scope=Scope.PIPELINE),
    kpi("AS07", "AS", name="Satisfaction of carers"),
)
VALUES = {
    Q2: {"AS01": 85.4, "AS02": 92.6, "AS03": 7.989, "AS04": 3.05, "AS05": None, "AS06": 64.0, "AS07": 88.0},
    Q1: {"AS01": 80.2, "AS03": 17.74, "AS04": 3.4},
    LAST_YEAR: {"AS04": 3.35},
}
OUTCOMES = {
    "AS01": Rating.RED,
    "AS02": Rating.GREEN,
    "AS03": Rating.RED,
    "AS04": Rating.AMBER,
    "AS05": Reason.UNPOPULATED,
    "AS06": Rating.AMBER,
    "AS07": Rating.RED,
}


def council() -> Master:
    return Master(
        results=tuple(
            Result(kpi_id, period, "AS", "Caring", value, OUTCOMES[kpi_id], OUTCOMES[kpi_id])
            for period, values in VALUES.items()
            for kpi_id, value in values.items()
        )
    )


def said(text: str, unit: str = "AS") -> list[tuple[str, str]]:
    checked = check_narrative(rulebook(kpis=COUNCIL), council(), DirectorSummary(unit, Q2, text))
    return [(one.verdict, one.quote) for one in checked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We answered 85.4% of calls.", [("agrees", "85.4%")], id="the value of a KPI it speaks of"),
        pytest.param("We answered 85.4 per cent of calls.", [("agrees", "85.4 per cent")], id="in words"),
        pytest.param("We answered 85% of calls.", [("agrees", "85%")], id="rounded as it is written"),
        pytest.param("The overspend is £7.989m.", [("agrees", "£7.989m")], id="money"),
        pytest.param("The overspend is £7.989 million.", [("agrees", "£7.989 million")], id="millions in words"),
        pytest.param("The overspend is £8.1m.", [], id="another amount, of what is not certain"),
        pytest.param("Satisfaction is 92.6% against a target of 85.4%.", [("agrees", "92.6%")], id="a target"),
        pytest.param("Calls answered rose by 85.4%.", [], id="a change"),
        pytest.param("Almost 85.4% of calls were answered.", [], id="a rough figure"),
        pytest.param("Calls answered are 85.4% lower.", [], id="a comparison"),
        pytest.param("Staff turnover was 85.4%.", [], id="the same figure of something else"),
        pytest.param(
            "Sickness was 3.05 days, against 3.35 in the same quarter last year.",
            [("agrees", "3.05"), ("agrees", "3.35")],
            id="the quarter a clause speaks of",
        ),
        pytest.param(
            "Sickness came down from 3.4 to 3.05 days.", [("agrees", "3.4"), ("agrees", "3.05")], id="from, to"
        ),
        pytest.param(
            "The overspend is high. At the previous report it was £17.740m.",
            [("agrees", "£17.740m")],
            id="the sentence before names it",
        ),
        pytest.param("AS01 stands at 91%.", [("differs", "91%")], id="a reference with another value"),
        pytest.param("Calls answered are at 91%.", [("differs", "91%")], id="a full name with another value"),
        pytest.param("AS01 stood at 91% last year.", [], id="a time that is no quarter"),
        pytest.param("AS01 stood at 91% in the first quarter.", [], id="another quarter is not told to differ"),
        pytest.param("AS01 and AS02 stand at 91%.", [], id="two KPIs"),
        pytest.param("AS01 stands at 91%, or 80% without the lift.", [], id="two figures"),
        pytest.param("AS05 stands at 91%.", [], id="no value to set it beside"),
        pytest.param("The programme rate is 64%, which is amber.", [("agrees", "64%")], id="a pipeline measure"),
        pytest.param("In 2021/22 Q2 sickness was 3.35 days.", [("agrees", "3.35")], id="a quarter by its name"),
    ],
)
def test_a_value_is_checked_only_where_it_is_plain_whose_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1 green, 1 amber, 3 red.",
            [("agrees", "1 green"), ("agrees", "1 amber"), ("agrees", "3 red")],
            id="a tally",
        ),
        pytest.param(
            "We report 6 indicators: 2 are green, 1 is amber.",
            [("agrees", "report 6 indicators"), ("differs", "2 are green"), ("agrees", "1 is amber")],
            id="a tally with a slip",
        ),
        pytest.param("Three of our indicators are red.", [("agrees", "Three of our indicators are red")], id="words"),
        pytest.param(
            "Four of our indicators are red.", [("differs", "Four of our indicators are red")], id="of all ours"
        ),
        pytest.param("Two reds worry us most.", [], id="perhaps only some of them"),
        pytest.param("One indicator has no figures yet.", [("agrees", "One indicator has no figures yet")], id="empty"),
        pytest.param(
            "There were 2 reds in the first quarter.", [("agrees", "2 reds")], id="the quarter before, as published"
        ),
        pytest.param("At the Front desk 2 are green and 1 is red.", [], id="counts of a service"),
        pytest.param("Last year 2 were green and 1 was red.", [], id="counts of no quarter"),
        pytest.param("The 85 red buses ran.", [], id="a colour that rates nothing"),
    ],
)
def test_counts_are_of_the_directorate_s_corporate_kpis(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_another_directorate_s_figures_are_not_taken_for_its_own() -> None:
    assert said("We answered 85.4% of calls; 1 green, 1 amber, 3 red.", unit="EC") == []


def test_the_words_say_which_result_a_figure_was_set_beside() -> None:
    text = "AS01 stands at 91%. Sickness was 3.05 days."
    checked = check_narrative(rulebook(kpis=COUNCIL), council(), DirectorSummary("AS", Q2, text))
    assert narrative_words(checked).splitlines() == [
        'differs: "91%" (AS01 in 2022/23 Q2: 85.4%)',
        'agrees: "3.05" (AS04 in 2022/23 Q2: 3.05 days per FTE)',
    ]


def test_nothing_to_check_is_said() -> None:
    summary = DirectorSummary("AS", Q2, "All is well.")
    assert narrative_words(check_narrative(rulebook(kpis=KPIS), Master(), summary)) == NOTHING_CHECKED


def test_nothing_is_said_of_figures_in_words_that_go_on_without_a_full_stop() -> None:
    assert said("We answered 85.4% of calls and " * 60) == []
    assert said("We answered 85.4% of calls and more. " * 60) == [("agrees", "85.4%")]
