"""Slips of the hand are asked about whatever the commentary says; honest figures are let pass."""

import pytest
from builders import ERROR, Q1, WARNING, check, kpi, only, return_book, rulebook, said
from earlier_values import with_series

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.master import Master
from kpi_xl.model.submission import Checked

NO_BANDS = Bands(green=(None, None), amber=(None, None))
WORDS = {"commentary": "It is what it is, for reasons we know well."}

TONNES = ("tonnes", 1, (610.2, 622.5, 618.0, 630.1))
PEOPLE = ("number", 0, (600.0, 622.0, 615.0))
DAYS = ("days", 1, (3.0, 3.2, 3.1))
SHARE = ("%", 1, (91.2, 92.4, 91.9, 92.8))


def answer(
    unit: str,
    decimals: int,
    earlier: tuple[float | None, ...],
    value: float,
    target: float | None = None,
    yearly: bool = False,
    **changes: object,
) -> Checked:
    """The finding of a return whose row 12 holds `value`, with a commentary."""
    one = kpi("AS06", "Anything measured", measure=unit, decimals=decimals, **changes)
    rules = rulebook((one, target, NO_BANDS if target is None else Bands(green=(target, None), amber=(0.0, None))))
    master = with_series(one, *earlier, yearly=yearly)
    return check(return_book({"AS06": {"value": value, **WORDS}}, rules=rules), rules, master)


SLIPS = [
    pytest.param(*TONNES, 6417.0, "641.7", id="a moved point, tenfold"),
    pytest.param(*TONNES, 64.17, "641.7", id="a moved point, a tenth"),
    pytest.param(*TONNES, 64170.0, "641.7", id="a moved point, a hundredfold"),
    pytest.param(*TONNES, 6.417, "641.7", id="a moved point, a hundredth"),
    pytest.param(*TONNES, 641700.0, "641.7", id="a thousandfold"),
    pytest.param(*TONNES, 641700000.0, "641.7", id="a millionfold"),
    pytest.param(*TONNES, 922.5, "622.5", id="one wrong digit"),
    pytest.param(*TONNES, 262.5, "622.5", id="two swapped digits"),
    pytest.param(*TONNES, -622.5, "622.5", id="a flipped sign"),
    pytest.param(*TONNES, 6622.5, "622.5", id="a digit typed twice"),
    pytest.param(*PEOPLE, 622622.0, "622", id="a doubled entry"),
    pytest.param(*PEOPLE, 6122.0, "612", id="a digit too many in a count"),
    pytest.param(*PEOPLE, 61200.0, "612", id="a hundredfold in a count"),
    pytest.param(*DAYS, 74.4, "3.1", id="hours for days"),
    pytest.param(*DAYS, 186.0, "3.1", id="sixty times"),
    pytest.param("seconds", 0, (330.0, 318.0, 325.0), 318 / 86400, "318", id="a time of 5 minutes 18 for seconds"),
    pytest.param("£m", 3, (7.5, 7.9, 8.1), 7989000.0, "7.989", id="pounds in millions of pounds"),
    pytest.param("£m", 3, (17.74,), 7989000.0, "7.989", id="pounds in millions, less than half of last quarter"),
    pytest.param(*SHARE, 29.2, "92.2", id="swapped digits of a percentage"),
    pytest.param("tonnes", 1, (622.5,), 6417.0, "641.7", id="against last quarter alone"),
    pytest.param("tonnes", 1, (622.5, 601.0), 260.6, "620.6", id="swapped digits, against two"),
    pytest.param("number", 0, (622.0,), 622622.0, "622", id="a doubled entry against last quarter alone"),
    pytest.param("tonnes", 1, (622.5,), -641.7, "641.7", id="a flipped sign against last quarter alone"),
    pytest.param("% of annual target", 1, (19.0,), 0.456, "45.6", id="a fraction of an annual target"),
]


@pytest.mark.parametrize(("unit", "decimals", "earlier", "value", "likely"), SLIPS)
def test_a_slip_is_asked_about_whatever_is_said_and_the_likely_figure_named(
    unit: str, decimals: int, earlier: tuple[float, ...], value: float, likely: str
) -> None:
    checked = answer(unit, decimals, earlier, value)
    (finding,) = checked.findings
    assert [place.cell for place in finding.places] == ["F12"]
    assert f"Did you mean {likely}?" in finding.message


def test_with_no_earlier_value_the_target_is_what_a_figure_is_held_against() -> None:
    checked = answer("tonnes", 1, (), 6417.0, 650.0)
    assert said(checked) == [("KPI177", WARNING, "F12")]
    assert "far from the target (650)" in checked.findings[0].message


HONEST = [
    pytest.param(*TONNES, 641.7, id="a little more than ever"),
    pytest.param(*TONNES, 560.0, id="less than ever, but near"),
    pytest.param(*PEOPLE, 590.0, id="people, fewer"),
    pytest.param(*SHARE, 88.0, id="a percentage that fell"),
    pytest.param("number", 0, (2.0, 0.0, 5.0, 1.0), 9.0, id="small counts jump"),
    pytest.param("number", 0, (100.0, 400.0, 90.0, 110.0, 105.0, 420.0, 95.0), 112.0, id="seasons"),
    pytest.param("percentage points", 2, (0.11, -0.02, 0.05), -0.1, id="a figure that has either sign"),
    pytest.param("tonnes", 1, (622.5,), 430.7, id="a third less, with words"),
    pytest.param("number", 0, (365.0,), 130.0, id="a third, with words"),
    pytest.param("£m", 3, (4.2,), 9.9, id="money that more than doubled"),
    pytest.param("tonnes", 1, (), 6417.0, id="nothing to hold it against"),
    pytest.param("%", 1, (100.0, 100.0, 100.0, 100.0), 90.9, id="a first miss after nothing but 100%"),
    pytest.param("number", 0, (0.0, 0.0, 0.0), 3.0, id="a first few after none"),
]


@pytest.mark.parametrize(("unit", "decimals", "earlier", "value"), HONEST)
def test_an_honest_figure_passes(unit: str, decimals: int, earlier: tuple[float, ...], value: float) -> None:
    assert said(answer(unit, decimals, earlier, value)) == []


def test_a_figure_no_slip_explains_is_asked_about_all_the_same() -> None:
    checked = answer("tonnes", 1, (100.0, 101.0, 99.0, 100.5), 2345.6)
    assert said(checked) == [("KPI177B", WARNING, "F12")]
    assert "2345.6 is far from the 4 figures before it (99 to 101)" in checked.findings[0].message


@pytest.mark.parametrize(
    ("value", "likely"),
    [
        pytest.param(1318.0, "Did you mean 318?", id="a digit too many"),
        pytest.param(1290.0, "Did you mean 290?", id="a digit before it"),
        pytest.param(913.0, "Did you mean 313?", id="a wrong digit"),
        pytest.param(1111.0, "1111 is far from last quarter (290) and the target (250)", id="no likely slip"),
    ],
)
def test_a_figure_far_from_last_quarter_and_the_target_is_asked_about_whatever_is_said(
    value: float, likely: str
) -> None:
    (finding,) = answer("number", 0, (290.0,), value, 250.0).findings
    assert finding.code in ("KPI177", "KPI177B") and likely in finding.message


@pytest.mark.parametrize("value", [800.0, 120.0])
def test_a_figure_within_three_times_last_quarter_passes_with_words(value: float) -> None:
    assert "KPI177" not in {code[:6] for code, *_ in said(answer("number", 0, (290.0,), value, 250.0))}


def test_few_of_a_year_s_target_early_in_the_year_are_no_slip() -> None:
    so_far = answer("number", 0, (12.0,), 90.0, 1000.0, aggregation=Aggregation.YEAR_TO_DATE)
    assert "KPI177" not in {code[:6] for code, *_ in said(so_far)}


def test_a_day_number_is_named_as_the_date_it_is() -> None:
    message = only(answer("number", 0, (17.0, 19.0, 21.0), 46238.0), "KPI177C").message
    assert "4 August 2026" in message


def test_a_day_number_is_named_against_last_quarter_alone_too() -> None:
    assert "4 August 2026" in only(answer("number", 0, (19.0,), 46238.0), "KPI177C").message


def test_part_of_a_count_is_asked_about_once() -> None:
    assert said(answer("number", 0, (19.0, 21.0, 18.0), 0.75)) == [("KPI176", WARNING, "F12")]


@pytest.mark.parametrize("target", [45_000.0, None])
def test_a_count_that_is_as_large_as_a_day_number_is_no_date(target: float | None) -> None:
    assert said(answer("number", 0, (44_000.0, 46_000.0, 45_500.0), 46_238.0, target)) == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param(0.75, True, id="three quarters, of 3/4"),
        pytest.param(612.5, True, id="half a person"),
        pytest.param(612.0, False, id="whole"),
    ],
)
def test_counts_are_whole(value: float, told: bool) -> None:
    codes = [code for code, *_ in said(answer("number", 0, (600.0, 622.0, 615.0), value))]
    assert ("KPI176" in codes) is told


def test_a_count_kept_with_decimals_need_not_be_whole() -> None:
    assert said(answer("number", 1, (600.5, 622.0, 615.1), 612.5)) == []


def test_a_year_to_date_figure_is_held_against_the_same_quarter() -> None:
    so_far = {"aggregation": Aggregation.YEAR_TO_DATE, "yearly": True}
    assert said(answer("tonnes", 0, (980.0, 1010.0, 1005.0), 1020.0, **so_far)) == []
    checked = answer("tonnes", 0, (980.0, 1010.0, 1005.0), 10200.0, **so_far)
    assert said(checked) == [("KPI177", WARNING, "F12")]
    assert "Did you mean 1020?" in checked.findings[0].message


SO_FAR = (110.0, 205.0, 312.0, 418.0, 104.0)
"""A year of millions for the year so far, and the first quarter of this one."""


@pytest.mark.parametrize(
    ("value", "likely"),
    [
        pytest.param(208.4, "", id="as much again"),
        pytest.param(190.2, "", id="a little less"),
        pytest.param(2084.0, "208.4", id="a moved point"),
        pytest.param(108.4, "208.4", id="a wrong digit, and yet more than last quarter"),
        pytest.param(708.4, "208.4", id="a wrong digit"),
    ],
)
def test_with_few_like_quarters_what_was_added_is_what_a_year_to_date_figure_is_held_against(
    value: float, likely: str
) -> None:
    checked = answer("£m", 1, SO_FAR, value, aggregation=Aggregation.YEAR_TO_DATE)
    codes = [code for code, *_ in said(checked)]
    assert codes == (["KPI177"] if likely else [])
    assert not likely or f"Did you mean {likely}?" in checked.findings[0].message


def test_values_from_before_a_new_definition_say_nothing() -> None:
    assert said(answer(*TONNES, 6417.0, redefined=Q1.next)) == []


def test_what_cannot_be_is_told_as_that_alone() -> None:
    assert said(answer("%", 1, (91.2, 92.4, 91.9), 192.4)) == [("KPI105", ERROR, "F12")]


@pytest.mark.parametrize(
    ("value", "earlier", "question"),
    [
        pytest.param(924.0, (91.2, 92.4, 91.9), " Did you mean 92.4?", id="a point too far right"),
        pytest.param(-92.4, (91.2, 92.4, 91.9), " Did you mean 92.4?", id="a minus"),
        pytest.param(924.0, (91.9,), " Did you mean 92.4?", id="against last quarter alone"),
        pytest.param(455.0, (11.0, 12.1, 11.7), "", id="nothing likely"),
    ],
)
def test_a_value_that_cannot_be_names_the_likely_one(value: float, earlier: tuple[float, ...], question: str) -> None:
    message = only(answer("%", 1, earlier, value), "KPI105").message
    assert f"from 0 to 100.{question} Check" in message


def test_a_hundredfold_slip_of_a_percentage_stays_the_error_it_was() -> None:
    assert said(answer(*SHARE, 0.924)) == [("KPI104", ERROR, "F12")]


def test_a_figure_that_meets_its_target_after_years_below_is_let_pass() -> None:
    assert said(answer("%", 1, (60.1, 61.4, 60.9, 61.2), 80.3, 80.0)) == []


def test_without_a_master_the_return_s_own_columns_are_what_there_is() -> None:
    one = kpi("AS06", "Waste", measure="tonnes", decimals=1)
    rules = rulebook((one, None, NO_BANDS))
    book = return_book({"AS06": {"value": 6417.0, "last_quarter": 622.5, **WORDS}}, rules=rules)
    assert "Did you mean 641.7?" in only(check(book, rules, Master()), "KPI177").message
