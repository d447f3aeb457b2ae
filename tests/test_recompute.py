"""Simple formulas worked out again: as Excel does, or not at all."""

import pytest
from builders import WARNING, check, formula, never_worked_out, return_book, said, sheet_of, with_cell

from kpi_xl.model.book import Sheet
from kpi_xl.rules.checks.recompute import recomputed

SHEET: Sheet = sheet_of(
    {
        1: {1: 46.0, 2: 50.0, 3: "text", 4: formula("A1*2", 1.0)},
        2: {1: 10.0, 2: 20.0, 3: 30.0, 5: formula("E2", 0.0)},
        3: {1: formula("A1+#REF!", "#REF!"), 2: True, 3: never_worked_out("A2+B2")},
    }
)


def result(text: str) -> float | None:
    return recomputed(SHEET, formula(text, 0.0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1/B1*100", 92.0),
        ("$A$1/$B$1", 0.92),
        ("100*A1/B1-2", 90.0),
        ("-2^2", 4.0),
        ("2^3^2", 64.0),
        ("50%+1", 1.5),
        ("(A2+B2)*2", 60.0),
        ("SUM(A2:C2)", 60.0),
        ("SUM(A2:C2,5)", 65.0),
        ("SUM(A1:C1)", 96.0),
        ("AVERAGE(A2:C2)", 20.0),
        ("AVERAGE(A2,C2)", 20.0),
        ("MAX(A2:C2)-MIN(A2:C2)", 20.0),
        ("ROUND(A1/B1*100,0)", 92.0),
        ("ROUND(2.675,2)", 2.68),
        ("ABS(A2-B2)", 10.0),
        ("A1+Z9", 46.0),
        ("D1", 92.0),
        ("C3", 30.0),
        ("a1 / b1", 0.92),
        ("0.1+0.2", 0.3),
    ],
)
def test_what_can_be_worked_out_is(text: str, expected: float) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A1+C1",
        "B3+1",
        "A3",
        "E2",
        "A1/0",
        "IF(A1>1,1,2)",
        "VLOOKUP(A1,A1:B2,2)",
        "Other!A1",
        "'Other sheet'!A1+1",
        "[1]S!A1",
        "A1+",
        "(A1",
        "SUM(A1:A1048576)",
        "TODAY()",
        "A1 B1",
        "Rate*2",
        '"92"',
        "9^999^9",
        "(-8)^0.5",
        "A" * 600,
        "",
    ],
)
def test_what_cannot_be_known_surely_is_left_alone(text: str) -> None:
    assert result(text) is None


def test_a_formula_that_was_not_worked_out_again_is_told_at_its_cell() -> None:
    old = {"value": formula("H7/I7*100", 92.6), "numerator": 450.0, "denominator": 500.0}
    codes = said(check(return_book({"AS01": old})))
    assert ("KPI154B", WARNING, "F7") in codes


def test_a_formula_that_was_is_not() -> None:
    fresh = {"value": formula("H7/I7*100", 92.6), "numerator": 463.0, "denominator": 500.0}
    assert said(check(return_book({"AS01": fresh}))) == []


def test_the_cells_beside_the_table_count_too() -> None:
    book = return_book({"AS01": {"value": formula("Z1/Z2", 92.6)}})
    table = with_cell(with_cell(book.sheets[0], "Z1", 180.0), "Z2", 2.0)
    assert ("KPI154B", WARNING, "F7") in said(check(return_book(table=table)))
