"""Figures rounded more than those before them, of the quarter alone, with another opening figure, or carried."""

from dataclasses import replace

import pytest
from builders import ERROR, Q1, Q2, WARNING, check, formula, kpi, last_quarter, only, return_book, rulebook, said
from earlier_values import joined, published, with_series

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Aggregation, Frequency
from kpi_xl.model.master import Master
from kpi_xl.model.rating import Rating
from kpi_xl.model.submission import Checked

OPEN = Bands(green=(None, None), amber=(None, None))
SAID = {"commentary": "For reasons we know well."}


def codes(
    value: float, earlier: tuple[float, ...], entry: dict[str, object] | None = None, **changes: object
) -> list[tuple[str, str, str]]:
    one = kpi("AS06", "Anything measured", **changes)
    rules = rulebook((one, None, OPEN))
    book = return_book({"AS06": {"value": value, **SAID, **(entry or {})}}, rules=rules)
    return said(check(book, rules, with_series(one, *earlier)))


ROUNDED = ("KPI121", WARNING, "F12")


@pytest.mark.parametrize(
    ("value", "earlier", "entry", "decimals", "expected"),
    [
        pytest.param(31.0, (52.4,), {}, 1, [ROUNDED], id="31 after 52.4"),
        pytest.param(52.0, (52.4,), {}, 1, [], id="whole by chance, and near"),
        pytest.param(3.0, (3.05, 3.11), {}, 2, [ROUNDED], id="no decimals where there were two"),
        pytest.param(31.0, (52.0, 51.4), {}, 1, [], id="whole before too"),
        pytest.param(31.2, (52.4,), {}, 1, [], id="as many decimals"),
        pytest.param(31.0, (52.4,), {"numerator": 31.0, "denominator": 100.0}, 1, [], id="follows from its parts"),
        pytest.param(31.0, (52.4,), {"commentary": "925 visits (31%) were made."}, 1, [], id="stated in the words"),
        pytest.param(100.0, (52.4,), {}, 1, [], id="all"),
        pytest.param(31.0, (), {}, 1, [], id="nothing before it"),
    ],
)
def test_a_figure_rounded_more_than_those_before_it(
    value: float,
    earlier: tuple[float, ...],
    entry: dict[str, object],
    decimals: int,
    expected: list[tuple[str, str, str]],
) -> None:
    assert codes(value, earlier, entry, decimals=decimals) == expected


def rounded_throughout() -> Checked:
    kpis = [kpi(f"AS{number}", f"Measure {number}") for number in range(10, 20)]
    rules = rulebook(*((one, None, OPEN) for one in kpis))
    before = Master(tuple(published(one, Q1, 60.4 + place * 3) for place, one in enumerate(kpis)))
    entries = {one.kpi_id: {"value": round(61.4 + place * 3)} for place, one in enumerate(kpis)}
    return check(return_book(entries, rules=rules), rules, before)


def test_a_return_rounded_throughout_is_one_finding() -> None:
    checked = rounded_throughout()
    assert [code for code, *_ in said(checked)] == ["KPI121B"]
    assert len(checked.findings[0].places) == 10


SO_FAR = {"aggregation": Aggregation.YEAR_TO_DATE, "measure": "number", "decimals": 0}


@pytest.mark.parametrize(
    ("value", "last", "changes", "told"),
    [
        pytest.param(520.0, 500.0, SO_FAR, True, id="about what the quarter alone brings"),
        pytest.param(1020.0, 500.0, SO_FAR, False, id="twice the first quarter"),
        pytest.param(780.0, 500.0, SO_FAR, False, id="a slower second quarter"),
        pytest.param(520.0, 500.0, {**SO_FAR, "aggregation": Aggregation.QUARTER}, False, id="of the quarter"),
        pytest.param(19.5, 19.0, {**SO_FAR, "measure": "% of annual target", "decimals": 1}, True, id="of a target"),
        pytest.param(92.1, 91.9, {**SO_FAR, "measure": "%", "decimals": 1}, False, id="a rate for the year so far"),
        pytest.param(52.4, 50.3, {**SO_FAR, "measure": "£m", "decimals": 1}, True, id="money"),
    ],
)
def test_the_quarter_alone_for_the_year_so_far(
    value: float, last: float, changes: dict[str, object], told: bool
) -> None:
    assert codes(value, (last,), **changes) == ([("KPI125", WARNING, "F12")] if told else [])


def test_last_year_s_pattern_says_how_much_is_usual() -> None:
    one = kpi("AS06", "Helped", **SO_FAR)
    rules = rulebook((one, None, OPEN))
    book = return_book({"AS06": {"value": 560.0, **SAID}}, rules=rules)
    little = [published(one, Q1.year_ago, 480.0), published(one, Q2.year_ago, 530.0)]
    assert said(check(book, rules, joined(with_series(one, 500.0), *little))) == []


def test_an_opening_figure_that_was_changed_is_told() -> None:
    checked = check(return_book({"AS01": {"last_quarter": 90.9}}))
    assert said(checked) == [("KPI186", WARNING, "E7")]
    assert "shows 90.9 as the figure of 2022/23 Q1, but 91.9 was published" in checked.findings[0].message


def test_the_opening_figure_as_published_is_in_order() -> None:
    assert said(check(return_book({"AS01": {"last_quarter": 91.9}}))) == []


ANNUAL = kpi("AS06", "Survey", frequency=Frequency.ANNUAL, due=frozenset({1}))
CARRIED_RULES = rulebook((ANNUAL, 90.0, Bands(green=(90, None), amber=(85, None))))


def carried(typed: str, rating: Rating = Rating.GREEN) -> list[tuple[str, str, str]]:
    before = replace(published(ANNUAL, Q1, 95.0), outcome=rating, computed=rating)
    book = return_book({"AS06": {"value": None, "rag": typed}}, rules=CARRIED_RULES)
    return said(check(book, CARRIED_RULES, joined(last_quarter(), before)))


@pytest.mark.parametrize("typed", ["Green", "green", "G", "Not due"])
def test_a_preview_pasted_as_a_value_is_the_carried_rating(typed: str) -> None:
    assert carried(typed) == []


def test_another_word_over_a_carried_rating_is_typed_over_it() -> None:
    assert carried("Red") == [("KPI130", ERROR, "K12")]


def test_over_a_carried_rating_the_message_names_it() -> None:
    before = published(ANNUAL, Q1, 95.0)
    book = return_book({"AS06": {"value": None, "rag": "Red"}}, rules=CARRIED_RULES)
    message = only(check(book, CARRIED_RULES, joined(last_quarter(), before)), "KPI130").message
    assert "rates as Green" in message


def test_a_formula_of_the_preview_is_not_typed_over() -> None:
    book = return_book({"AS06": {"value": None, "rag": formula("PREVIEW", "Green")}}, rules=CARRIED_RULES)
    assert said(check(book, CARRIED_RULES, joined(last_quarter(), published(ANNUAL, Q1, 95.0)))) == []
