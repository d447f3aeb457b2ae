"""Quarters of the financial year, and the many ways people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.model.period import FIRST_YEAR, LAST_YEAR, Period, read_period
from kpi_xl.model.period_words import could_mean

PERIODS = st.builds(Period, st.integers(FIRST_YEAR + 1, LAST_YEAR - 1), st.integers(1, 4))
Q2 = Period(2022, 2)


def test_one_label_is_written():
    assert [str(Period(2022, quarter)) for quarter in (1, 2, 3, 4)] == [
        "2022/23 Q1",
        "2022/23 Q2",
        "2022/23 Q3",
        "2022/23 Q4",
    ]
    assert str(Period(1999, 4)) == "1999/00 Q4"


@pytest.mark.parametrize(
    "text",
    [
        *("2022/23 Q2", "Q2 22-23", "Qtr 2 2022/23", "Quarter 2, 2022-23", "2022-2023 Q2", "Q2 2022 / 23", "q.2 22/23"),
        *("2022/23Q2", "Q2FY22-23", "Q2 FY2022/23", "Q2 2022–23", "Quarter two 2022/23", "2nd quarter 2022 to 2023"),
        *("Q2_2022-23_ASHW.xlsx", "return 2022-23-Q2 (2).xlsx", "2022_23_Q2", "ASHW Q2 2022_23 v2 FINAL.xlsx"),
        *("Second quarter, 2022/23", "Q2\u00a02022/23", "Q2 2022/23 (July to September 2022)", "Q2 2022/23 (22-23)"),
        "Q2 2022/23, sent 05-10-2022",
        *("Jul-Sep 2022", "July to September 2022", "Jul–Sept 2022", "jul - sep 22", "July 2022 to September 2022"),
        *("July, 2022 - Sep, 2022", "Jul_Sep_2022.xlsx", "Q2 (Jul-Sep 2022)", "Jul-Sep 2022/23", "Jul/Sep 2022-23"),
        *("Q2 22-23", "2022-23 Q2", "Qtr 2 2022/23"),
    ],
)
def test_variants_people_write_are_read_as_one_period(text):
    assert read_period(text) == Q2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Q2", id="no year"),
        pytest.param("2022/23", id="no quarter"),
        pytest.param("Q2 2022", id="one year only"),
        pytest.param("Q2 2022/24", id="years that do not follow"),
        pytest.param("Q2 2022/1923", id="years a century apart"),
        pytest.param("Q2 23/22", id="years the wrong way round"),
        pytest.param("Q5 2022/23", id="no such quarter"),
        pytest.param("Q12 2022/23", id="two digits for a quarter"),
        pytest.param("Q2 and Q3 2022/23", id="two quarters"),
        pytest.param("Q2 2021/22 and 2022/23", id="two years"),
        pytest.param("Q2 30-09-10", id="a date at the end of a September"),
        pytest.param("Q2 2009-10-05", id="a date as computers write it"),
        pytest.param("Q2 1889/1890", id="before any record"),
        pytest.param("Q2 2099/2100", id="after any plan"),
        pytest.param("FAQ2 2022/23", id="the end of another word"),
        pytest.param("quarters 2022/23", id="quarters of nothing"),
        pytest.param("Jul-Sep", id="months without a year"),
        pytest.param("Apr-Sep 2022", id="half a year"),
        pytest.param("Q2 Apr-Jun 2022", id="a quarter and the months of another"),
        pytest.param("Quarter 3", id="a quarter without a year"),
    ],
)
def test_anything_else_is_not_guessed_at(text):
    assert read_period(text) is None


def test_january_to_march_belongs_to_the_year_before():
    assert read_period("Jan-Mar 2023") == Period(2022, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Q2 2022", True, id="our quarter, one year"),
        pytest.param("Q2 2023", True, id="the year it ends in"),
        pytest.param("Q3 2022", True, id="a quarter of the calendar year"),
        pytest.param("Q1 2022", False, id="another quarter whichever year is meant"),
        pytest.param("Quarter 2", True, id="no year"),
        pytest.param("Quarter 3", False, id="another quarter, no year"),
        pytest.param("quarter three", False, id="in words"),
        pytest.param("Q1 or Q2", True, id="one of two"),
        pytest.param("30/09/2022", True, id="its last day"),
        pytest.param("2022-07-01", True, id="its first day"),
        pytest.param("01/10/2022", False, id="the day after"),
        pytest.param("30 September 2022", True, id="a day in words"),
        pytest.param("June 2022", False, id="a month before it"),
        pytest.param("August", True, id="a month alone"),
        pytest.param("March", False, id="another month alone"),
        pytest.param("2022/23", True, id="its year"),
        pytest.param("2021-22", False, id="another year"),
        pytest.param("2022", True, id="one year"),
        pytest.param("2025", False, id="another single year"),
        pytest.param("the summer", None, id="nothing of the kind"),
        pytest.param("44834", None, id="a day's number"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_what_words_may_mean(text, expected):
    assert could_mean(text, Q2) is expected


@given(st.text(), PERIODS)
def test_asking_what_words_may_mean_never_raises(text, period):
    could_mean(text, period)
    could_mean(f"Q2 {text} 2022", period)


@given(PERIODS)
def test_a_label_means_its_own_period_and_no_other(period):
    assert could_mean(str(period), period) is True
    assert could_mean(str(period), period.next) is False


def test_two_digits_are_of_this_century_until_90():
    assert read_period("Q4 99/00") == Period(1999, 4)
    assert read_period("Q1 89/90") == Period(2089, 1)
    assert read_period("Q1 00/01") == Period(2000, 1)


@given(st.text())
def test_reading_never_raises(text):
    read_period(text)
    read_period(f"Q2 {text} 2022/23")


@given(PERIODS)
def test_written_label_reads_back(period):
    assert read_period(str(period)) == period


@given(PERIODS)
def test_quarters_follow_each_other_without_gap(period):
    assert period.next.previous == period
    assert period.next.start == period.end + timedelta(days=1)
    assert period.year_ago < period.previous < period < period.next
    assert period.year_ago.quarter == period.quarter


@pytest.mark.parametrize(
    ("quarter", "start", "end"),
    [
        pytest.param(1, date(2022, 4, 1), date(2022, 6, 30), id="Q1"),
        pytest.param(2, date(2022, 7, 1), date(2022, 9, 30), id="Q2"),
        pytest.param(3, date(2022, 10, 1), date(2022, 12, 31), id="Q3"),
        pytest.param(4, date(2023, 1, 1), date(2023, 3, 31), id="Q4"),
    ],
)
def test_financial_year_runs_from_april_to_march(quarter, start, end):
    assert (Period(2022, quarter).start, Period(2022, quarter).end) == (start, end)
    assert Period(2022, quarter).financial_year == "2022/23"


@pytest.mark.parametrize(("year", "quarter"), [(2022, 0), (2022, 5), (1989, 4), (2090, 1)])
def test_quarter_that_does_not_exist_is_refused(year, quarter):
    with pytest.raises(ValueError, match="no quarter"):
        Period(year, quarter)
