"""Counts with their base."""

import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl import Rating, Reason
from kpi_xl.faces.report_summary import coloured_headline
from kpi_xl.faces.terminal import say
from kpi_xl.model.rating import Outcome
from kpi_xl.rules.master.summarise import headline
from kpi_xl.rules.rating.counting import Counts, count

GREEN, AMBER, RED = Rating


def council() -> Counts:
    """The published quarter: 77 KPIs, 70 rated."""
    return count([GREEN] * 41 + [AMBER] * 15 + [RED] * 14 + [Reason.UNPOPULATED] * 2 + [Reason.NOT_DUE] * 5)


def test_shares_are_of_the_rated():
    counts = council()
    assert (counts.total, counts.rated) == (77, 70)
    assert [counts.share_text(rating) for rating in Rating] == ["41 (59%)", "15 (21%)", "14 (20%)"]


def test_shares_are_not_forced_to_add_up():
    adult_services = count([GREEN] * 5 + [AMBER] * 3 + [RED] * 5 + [Reason.UNPOPULATED] * 2)
    assert [adult_services.share(rating) for rating in Rating] == [38, 23, 38]


@pytest.mark.parametrize(
    ("green", "rated", "share"),
    [
        pytest.param(1, 8, 13, id="12.5 goes up"),
        pytest.param(5, 8, 63, id="62.5 goes up"),
        pytest.param(1, 200, 1, id="0.5 goes up"),
        pytest.param(1, 201, 0, id="just under a half goes down"),
        pytest.param(7, 7, 100, id="all"),
    ],
)
def test_half_a_per_cent_rounds_away_from_zero(green, rated, share):
    assert count([GREEN] * green + [RED] * (rated - green)).share(GREEN) == share


def test_nothing_rated_has_no_shares():
    counts = count([Reason.AWAITED])
    assert counts.share(GREEN) is None
    assert counts.share_text(GREEN) == "0"


def test_unrated_are_counted_by_reason_in_the_lists_order():
    counts = count([Reason.INVALID, Reason.NOT_DUE, Reason.UNPOPULATED, Reason.NOT_DUE])
    assert list(counts.unrated.items()) == [("Unpopulated", 1), ("Not due", 2), ("Invalid", 1)]


def test_shape_is_the_one_other_tools_read():
    assert council().shape() == {
        "total": 77,
        "rated": 70,
        "green": 41,
        "amber": 15,
        "red": 14,
        "unrated": {"Unpopulated": 2, "Not due": 5},
    }


def test_nothing_at_all_is_counted():
    assert count([]).shape() == {"total": 0, "rated": 0, "green": 0, "amber": 0, "red": 0, "unrated": {}}


@given(st.lists(st.sampled_from([*Rating, *Reason])))
def test_every_outcome_is_counted_once_whatever_the_order(outcomes):
    counts = count(outcomes)
    assert counts == count(reversed(outcomes))
    assert counts.total == len(outcomes) == counts.rated + sum(counts.unrated.values())
    assert counts.rated == counts.green + counts.amber + counts.red


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        pytest.param([Rating.GREEN], "1 KPI, 1 rated: 1 Green (100%), 0 Amber (0%), 0 Red (0%)", id="one"),
        pytest.param([Reason.AWAITED], "1 KPI, 0 rated", id="one and nothing rated"),
        pytest.param([], "0 KPIs, 0 rated", id="none"),
        pytest.param([RED] * 1481, "1,481 KPIs, 1,481 rated: 0 Green (0%), 0 Amber (0%), 1,481 Red (100%)", id="many"),
    ],
)
def test_the_headline_knows_one_from_many(
    outcomes: list[Outcome], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert headline(count(outcomes)) == words
    say(coloured_headline(count(outcomes)))
    assert unstyle(capsys.readouterr().out) == f"{words}\n"
