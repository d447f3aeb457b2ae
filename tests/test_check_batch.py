"""Returns held against each other: copies, rivals and gaps."""

from dataclasses import replace

from builders import GOOD, Q1, Q2, check, only, return_book, rulebook, sign_off_sheet
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.model.book import Unreadability, Unreadable
from kpi_xl.model.submission import Checked
from kpi_xl.rules.checks.check_batch import check_batch, missing_returns
from kpi_xl.rules.findings.unreadable import check_unreadable

RULES = rulebook()


def sent(path: str, content: str, value: float = 92.6, **entry: object) -> Checked:
    """A good return of Adult Services; `content` stands for the file's bytes."""
    return check(return_book({"AS01": {"value": value, **entry}}, path=path, sha256=content))


def statuses(checked: tuple[Checked, ...]) -> list[str]:
    return [one.status for one in checked]


def test_one_return_is_left_as_it_is() -> None:
    one = sent("AS.xlsx", "a")
    assert check_batch([one], RULES) == (one,)


def test_of_identical_files_the_plainest_name_counts() -> None:
    first, copy = sent("AS.xlsx", "a"), sent("Copy of AS v2 FINAL.xlsx", "a")
    for order in ([first, copy], [copy, first]):
        checked = {one.path: one for one in check_batch(order, RULES)}
        assert (checked["AS.xlsx"].status, checked["Copy of AS v2 FINAL.xlsx"].status) == ("accepted", "skipped")
        finding = only(checked["Copy of AS v2 FINAL.xlsx"], "KPI163")
        assert (str(finding.severity), finding.places) == ("info", ())
        assert "AS.xlsx" in finding.message


def test_two_different_returns_are_both_refused_with_the_differing_cells() -> None:
    checked = check_batch([sent("AS.xlsx", "a", 92.6), sent("AS v2.xlsx", "b", 93.1, commentary="New data.")], RULES)
    assert statuses(checked) == ["rejected", "rejected"]
    first, second = (only(one, "KPI163B").message for one in checked)
    assert "AS v2.xlsx is a return for Adult Services, 2022/23 Q2 as well" in first
    assert "Return!F7 AS01: 92.6 here, 93.1 there" in first
    assert "Return!F7 AS01: 93.1 here, 92.6 there" in second


def test_a_refused_return_is_a_rival_too() -> None:
    checked = check_batch([sent("AS.xlsx", "a"), sent("AS v2.xlsx", "b", 101.0)], RULES)
    assert statuses(checked) == ["rejected", "rejected"]


def test_many_differences_are_counted() -> None:
    commented = check(return_book({kpi_id: {"commentary": "x"} for kpi_id in GOOD}, path="b.xlsx"))
    other = replace(sent("c.xlsx", "c"), summary="Another.")
    message = only(check_batch([commented, other], RULES)[0], "KPI163B").message
    assert message.count("other words or parts") == 5
    assert "; and 1 more" in message


def test_the_same_unit_in_another_quarter_is_no_rival() -> None:
    earlier = replace(sent("AS earlier.xlsx", "b"), period=Q1)
    assert statuses(check_batch([sent("AS.xlsx", "a"), earlier], RULES)) == ["accepted", "accepted"]


@given(order=st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_files_does_not_matter(order: list[str]) -> None:
    files = {
        "a": sent("AS.xlsx", "1"),
        "b": sent("AS copy.xlsx", "1"),
        "c": sent("AS v2.xlsx", "2", 93.0),
        "d": check_unreadable(Unreadable("x.csv", Unreadability.TEXT)),
    }
    checked = {one.path: one for one in check_batch([files[name] for name in order], RULES)}
    assert {path: one.status for path, one in checked.items()} == {
        "AS.xlsx": "rejected",
        "AS copy.xlsx": "skipped",
        "AS v2.xlsx": "rejected",
        "x.csv": "unreadable",
    }


def test_a_missing_return_is_a_warning_with_who_to_ask() -> None:
    (finding,) = missing_returns([sent("AS.xlsx", "a")], RULES, Q2)
    assert (finding.code, str(finding.severity), finding.places) == ("KPI166", "warning", ())
    assert "no return from EC (Education) for 2022/23 Q2. So 1 KPI will" in finding.message


def test_a_refused_return_is_not_missing() -> None:
    refused = check(return_book(sign_off=sign_off_sheet(name=None)))
    assert [finding.facts["unit"] for finding in missing_returns([refused], RULES, Q2)] == ["EC"]


def test_a_return_of_another_quarter_leaves_this_one_missing() -> None:
    earlier = replace(sent("AS earlier.xlsx", "b"), period=Q1)
    assert [finding.facts["unit"] for finding in missing_returns([earlier], RULES, Q2)] == ["AS", "EC"]
