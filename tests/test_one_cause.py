"""Many odd values that one slip explains: one finding with its cells, and no echoes; real errors beside it stay."""

from collections.abc import Mapping

import pytest
from builders import ERROR, Q1, check, kpi, only, return_book, rulebook, said
from earlier_values import published

from kpi_xl.model.bands import Bands
from kpi_xl.model.finding import Severity
from kpi_xl.model.master import Master
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked

LAST = (91.9, 45.2, 12.4, 78.8, 30.1, 66.5, 5.3, 98.2, 52.4, 21.7)
"""Last quarter's values of rows 12 to 21, below those of the good return."""
NOW = tuple(round(value * 1.02, 1) if value < 90 else value - 0.3 for value in LAST)
KPIS = tuple(kpi(f"AS{number}", f"Measure {number}") for number in range(10, 20))
BANDS = Bands(green=(0, None), amber=(0, None))
RULES = rulebook(*((one, None, BANDS) for one in KPIS))


def sent(values: Mapping[int, object], rules: Rulebook = RULES, last: tuple[float, ...] = LAST) -> Checked:
    """`values` by row from 0, laid over this quarter's."""
    before = Master(tuple(published(one, Q1, value) for one, value in zip(KPIS, last, strict=True)))
    entries = {one.kpi_id: {"value": value} for one, value in zip(KPIS, NOW, strict=True)}
    for row, value in values.items():
        entries[KPIS[row].kpi_id] = value if isinstance(value, dict) else {"value": value}  # type: ignore[assignment]  # a value alone stands for a row of it
    return check(return_book(entries, rules=rules), rules, before)


def cells(checked: Checked, code: str) -> list[str]:
    return [place.cell for place in only(checked, code).places]


def rows(first: int, last: int) -> list[str]:
    return [f"F{row}" for row in range(first, last + 1)]


def test_honest_values_have_no_cause_to_look_for() -> None:
    assert said(sent({})) == []


@pytest.mark.parametrize("falling", [False, True])
def test_values_sorted_without_their_rows_are_one_finding(falling: bool) -> None:
    checked = sent(dict(enumerate(sorted(NOW, reverse=falling))))
    assert {code for code, *_ in said(checked)} == {"KPI188"}
    # At either end a value may be in its own place in any order.
    assert {*rows(12, 21)} >= set(cells(checked, "KPI188")) >= {*rows(13, 18)}
    assert ("falling" if falling else "rising") in checked.findings[0].message


def test_a_part_of_the_rows_sorted_is_found_where_it_is() -> None:
    checked = sent(dict(enumerate(sorted(NOW[2:9]), start=2)))
    (finding,) = checked.findings
    assert finding.code == "KPI188"
    assert {*rows(14, 20)} >= {place.cell for place in finding.places} >= {*rows(14, 19)}


def test_a_real_error_among_sorted_values_stays() -> None:
    checked = sent({**dict(enumerate(sorted(NOW))), 3: {"value": None}})
    codes = {(code, cell) for code, _, cell in said(checked)}
    assert ("KPI111", "F15") in codes
    assert {code for code, _ in codes} == {"KPI188", "KPI111"}


@pytest.mark.parametrize(
    ("first", "step", "pattern"),
    [
        pytest.param(91.6, 0.0, "are all the same", id="copied down"),
        pytest.param(46.1, 1.0, "go up by 1 a row", id="a series, one up"),
        pytest.param(78.5, -2.5, "go down by 2.5 a row", id="a series, falling"),
    ],
)
def test_values_filled_down_are_one_finding(first: float, step: float, pattern: str) -> None:
    filled = {row: round(first + step * (row - 1), 1) for row in range(1, 7)}
    checked = sent(filled)
    assert {code for code, *_ in said(checked)} == {"KPI188B"}
    assert set(cells(checked, "KPI188B")) >= {*rows(13, 18)}
    assert pattern in checked.findings[0].message


def test_the_same_value_in_rows_it_fits_is_no_fill() -> None:
    same = (100.0,) * 6 + LAST[6:]
    assert said(sent(dict.fromkeys(range(6), 100.0), last=same)) == []


@pytest.mark.parametrize(("by", "direction"), [(1, "above"), (-1, "below"), (2, "above")])
def test_a_column_moved_by_rows_is_one_finding(by: int, direction: str) -> None:
    moved = {row: NOW[row - by] for row in range(10) if 0 <= row - by < 10}
    checked = sent(moved)
    assert {code for code, *_ in said(checked)} == {"KPI188C"}
    assert direction in checked.findings[0].message


def test_two_values_on_each_other_s_rows_are_one_finding() -> None:
    checked = sent({1: NOW[7], 7: NOW[1]})
    assert said(checked) == [("KPI188D", ERROR, "F13")]
    assert cells(checked, "KPI188D") == ["F13", "F19"]


def test_some_values_in_disorder_are_one_finding() -> None:
    order = {1: 4, 4: 7, 7: 8, 8: 1}
    checked = sent({row: NOW[home] for row, home in order.items()})
    assert {code for code, *_ in said(checked)} == {"KPI188D"}


def test_every_value_as_last_quarter_is_worth_knowing_and_no_more() -> None:
    checked = sent(dict(enumerate(LAST)))
    found = only(checked, "KPI187")
    assert found.severity is Severity.INFORMATION
    assert checked.accepted
    assert [place.cell for place in found.places] == rows(12, 21)


def test_one_value_that_differs_says_the_rest_was_looked_at() -> None:
    assert said(sent({**dict(enumerate(LAST)), 4: 31.2})) == []


def of_another_quarter() -> Checked:
    older = tuple(round(value * 0.97, 1) for value in LAST)
    earlier = [published(one, Q1.previous, value) for one, value in zip(KPIS, older, strict=True)]
    before = Master((*earlier, *(published(one, Q1, value) for one, value in zip(KPIS, LAST, strict=True))))
    entries = {one.kpi_id: {"value": value} for one, value in zip(KPIS, older, strict=True)}
    return check(return_book(entries, rules=RULES), RULES, before)


def test_the_values_of_another_quarter_are_asked_about() -> None:
    checked = of_another_quarter()
    assert [(code, severity) for code, severity, _ in said(checked)] == [("KPI187B", ERROR)]
    assert "2021/22 Q4" in checked.findings[0].message


def test_a_few_values_that_really_moved_are_not_called_swapped() -> None:
    assert "KPI188D" not in {code for code, *_ in said(sent({1: 60.3, 5: 40.1}))}


def test_values_that_stood_all_year_are_last_quarter_s() -> None:
    earlier = [published(one, Q1.previous, value) for one, value in zip(KPIS, LAST, strict=True)]
    before = Master((*earlier, *(published(one, Q1, value) for one, value in zip(KPIS, LAST, strict=True))))
    entries = {one.kpi_id: {"value": value} for one, value in zip(KPIS, LAST, strict=True)}
    assert [code for code, *_ in said(check(return_book(entries, rules=RULES), RULES, before))] == ["KPI187"]


def test_without_a_master_the_return_s_own_column_says_what_last_quarter_was() -> None:
    entries = {one.kpi_id: {"value": value, "last_quarter": value} for one, value in zip(KPIS, LAST, strict=True)}
    assert [code for code, *_ in said(check(return_book(entries, rules=RULES), RULES, Master()))] == ["KPI187"]


def of_the_targets(first: float = 90.0) -> Checked:
    now = [round(value, 1) for value in NOW]
    met = zip(KPIS, now, strict=True)
    rules = rulebook(*((one, value, Bands(green=(value, None), amber=(0, None))) for one, value in met))
    before = Master(tuple(published(one, Q1, value) for one, value in zip(KPIS, LAST, strict=True)))
    values = {one.kpi_id: {"value": value} for one, value in zip(KPIS, now, strict=True)}
    values |= {"AS01": {"value": first}, "AS02": {"value": 5.0}, "AS03": {"value": 1000.0}, "AS05": {"value": 5.0}}
    return check(return_book(values, rules=rules), rules, before)


def test_every_value_as_its_target_is_asked_about() -> None:
    found = only(of_the_targets(), "KPI187C")
    assert found.severity is Severity.WARNING
    assert [place.cell for place in found.places] == ["F7", "F8", "F9", "F11", *rows(12, 21)]
    assert "KPI187C" not in {code for code, *_ in said(of_the_targets(90.1))}


def test_a_figure_that_really_changed_above_does_not_hide_values_moved_down() -> None:
    moved = {row: NOW[row - 1] for row in range(4, 10)}
    assert cells(sent({0: 55.2, **moved}), "KPI188C") == rows(16, 21)


def test_five_rows_sorted_of_which_two_fit_anyway_are_found() -> None:
    last = (97.6, 96.0, 94.9, 4.2, 70.5, 98.7, 98.1, 88.8, 5.1, 42.6)
    values = {2: 99.1, 3: 98.6, 4: 95.6, 5: 61.3, 6: 3.9, **{row: last[row] for row in (0, 1, 7, 8, 9)}}
    checked = sent(values, last=last)
    assert cells(checked, "KPI188") == rows(15, 18)
    assert {code for code, *_ in said(checked)} == {"KPI188"}


def test_one_value_filled_down_over_rows_it_mostly_fits_is_found() -> None:
    last = (88.0, 88.1, 85.2, 84.6, 27.0, 71.0, 58.9, 29.0, 90.1, 20.8)
    values = {**dict(enumerate(last)), **dict.fromkeys(range(5), 88.3)}
    assert cells(sent({row: value + 0.1 for row, value in values.items()}, last=last), "KPI188B") == rows(12, 16)
    assert said(sent({**values, **dict.fromkeys(range(4), 88.0), 4: 27.3}, last=last)) == []
