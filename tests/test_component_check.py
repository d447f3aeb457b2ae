"""A total, its parts, and what they leave over (the published sickness figures of 2022/23 Q2)."""

from dataclasses import replace

import pytest
from small_council import Q1, Q2, kpi, rulebook

from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.measure import measure_of
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import Component
from kpi_xl.rules.comparison.component_check import ComponentCheck, component_checks
from kpi_xl.rules.comparison.component_words import component_words

LAST_YEAR = Period(2021, 2)
DAYS = {"measure": "days per FTE", "polarity": Polarity.LOWER, "decimals": 2}
ALL = kpi("RE01", "EC", name="All sickness absence", **DAYS)
LONG = kpi("RE02", "EC", name="Long-term sickness absence", **DAYS)
SHORT = "short-term sickness absence"
SICKNESS = {LAST_YEAR: (3.35, 2.45), Q1: (2.98, 2.07), Q2: (3.05, 2.02)}


def checks(
    values: dict[Period, tuple[float | None, ...]],
    *baselines: Period,
    kpis: tuple[Kpi, ...] = (ALL, LONG),
    remainder: str = SHORT,
    parts: tuple[str, ...] = ("RE02",),
) -> tuple[ComponentCheck, ...]:
    rules = replace(rulebook(kpis), components=(Component("RE01", parts, remainder),))
    results = (
        Result(one.kpi_id, period, one.directorate, one.priority, value, Rating.GREEN, Rating.GREEN)
        for period, row in values.items()
        for one, value in zip(kpis, row, strict=True)
    )
    return component_checks(rules, Master(tuple(results)), Q2, baselines)


def test_the_implied_short_term_part_rose_from_0_90_to_1_03() -> None:
    (check,) = checks(SICKNESS)
    assert check.before is not None and (check.before.left, check.now.left) == (0.9, 1.03)
    assert str(check.change) == "up 14.4%"


def test_the_sentence_says_that_what_is_left_over_went_the_other_way() -> None:
    (check,) = checks(SICKNESS)
    assert component_words(check) == (
        "From 2021/22 Q2 to 2022/23 Q2, RE01 All sickness absence fell from 3.35 to 3.05 days per FTE. "
        "RE02 Long-term sickness absence fell from 2.45 to 2.02 days per FTE. "
        'By subtraction, what is left over ("short-term sickness absence") rose from 0.90 to 1.03 days per FTE '
        "(up 14.4%). So what is left over worsened although the total improved."
    )


def test_the_quarter_compared_with_is_checked_after_the_same_quarter_last_year() -> None:
    assert [check.before and check.before.period for check in checks(SICKNESS, Q1)] == [LAST_YEAR, Q1]
    assert [check.before and check.before.period for check in checks(SICKNESS, LAST_YEAR)] == [LAST_YEAR]


def test_without_an_earlier_quarter_the_present_one_is_said() -> None:
    (check,) = checks({Q2: (3.05, 2.02)})
    assert check.change is None
    assert component_words(check) == (
        "RE01 All sickness absence is 3.05 days per FTE in 2022/23 Q2 and RE02 Long-term sickness absence is 2.02 days "
        'per FTE. That leaves 1.03 days per FTE for "short-term sickness absence".'
    )


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({Q2: (3.05, None)}, id="a part without a value"),
        pytest.param({Q2: (None, 2.02)}, id="a total without a value"),
        pytest.param({Q1: (3.0, 2.0)}, id="nothing in the quarter"),
    ],
)
def test_without_every_value_there_is_nothing_to_check(values: dict[Period, tuple[float | None, ...]]) -> None:
    assert checks(values) == ()


def test_a_part_the_rulebook_does_not_have_leaves_nothing_to_check() -> None:
    assert checks(SICKNESS, parts=("RE02", "RE03")) == ()
    assert checks(SICKNESS, parts=()) == ()


def test_an_unchanged_remainder_is_said_to_stay() -> None:
    (check,) = checks({LAST_YEAR: (3.0, 2.0), Q2: (4.0, 3.0)})
    assert 'what is left over ("short-term sickness absence") stayed at 1.00 days per FTE.' in component_words(check)


def test_parts_larger_than_their_total_are_said_to_be_wrong() -> None:
    assert component_words(checks({Q2: (2.0, 3.0)})[0]).endswith(
        " The parts come to more than the total, so at least one of these figures is wrong."
    )


def test_cumulative_values_of_different_quarters_are_not_set_side_by_side() -> None:
    so_far = tuple(replace(one, aggregation=Aggregation.YEAR_TO_DATE) for one in (ALL, LONG))
    assert [check.before for check in checks({Q1: (1.0, 0.5), Q2: (2.0, 1.2)}, Q1, kpis=so_far)] == [None]


def test_values_of_different_definitions_are_not_set_side_by_side() -> None:
    anew = (ALL, replace(LONG, redefined=Q2))
    assert [check.before for check in checks(SICKNESS, Q1, kpis=anew)] == [None]


@pytest.mark.parametrize(
    ("total", "words"),
    [
        pytest.param(
            3.0, "RE02 and RE03 in 2022/23 Q2 add up to RE01 All sickness absence, 3.00 days per FTE.", id="yes"
        ),
        pytest.param(
            3.25,
            "RE02 and RE03 in 2022/23 Q2 add up to 0.25 days per FTE less than RE01 All sickness absence, "
            "3.25 days per FTE.",
            id="less",
        ),
        pytest.param(
            2.9,
            "RE02 and RE03 in 2022/23 Q2 add up to 0.10 days per FTE more than RE01 All sickness absence, "
            "2.90 days per FTE.",
            id="more",
        ),
    ],
)
def test_parts_that_should_make_up_the_whole_are_added_up(total: float, words: str) -> None:
    kpis = (ALL, LONG, kpi("RE03", "EC", **DAYS))
    values = {Q1: (3.0, 2.0, 1.0), Q2: (total, 1.9, 1.1)}
    (check,) = checks(values, Q1, kpis=kpis, remainder="", parts=("RE02", "RE03"))
    assert component_words(check) == words


def test_money_keeps_its_sign_on_both_figures() -> None:
    pounds = tuple(replace(one, measure=measure_of("£m")) for one in (ALL, LONG))
    (check,) = checks(SICKNESS, kpis=pounds)
    assert "fell from £3.35m to £3.05m." in component_words(check)
