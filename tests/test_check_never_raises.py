"""Whatever a workbook holds, the check ends in findings, never in an error."""

from dataclasses import replace

import pytest
from builders import check, day, formula, never_worked_out, percent, return_book, rulebook, sheet_of, with_cell
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_xl.model.book import Book
from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.place import address
from kpi_xl.rules.checks.check_batch import check_batch

HEADERS = [text for column in RETURN_COLUMNS for text in (column.header, *column.aliases)]
VALUES = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(allow_nan=False),
    st.booleans(),
    st.sampled_from([*HEADERS, "AS01", " as02", "EC01", "AS90", "Total", "TBC", "92%", "n/a", "Green", "Caring"]),
    st.sampled_from(
        [
            percent(0.9),
            day(44654.0),
            day(-5.0),
            day(1e9),
            formula("A1", "#REF!"),
            never_worked_out("A1"),
            formula("B2", "x"),
        ]
    ),
)
CELLS = st.builds(address, st.integers(5, 14), st.integers(1, 26))
STATES = st.fixed_dictionaries(
    {},
    optional={
        "merges": st.sampled_from([("A1:B2",), ("O7:O9",), ("A:A",), ("odd",)]),
        "hidden_rows": st.just(frozenset({7, 8})),
        "hidden_columns": st.just(frozenset({15})),
        "notes": st.just({"O7": "5"}),
        "name": st.sampled_from(["Sheet1", "Return"]),
    },
)


@pytest.mark.slow
@settings(max_examples=250)
@given(
    cells=st.dictionaries(CELLS, VALUES, max_size=8),
    signed=st.dictionaries(st.builds(address, st.integers(4, 9), st.integers(1, 3)), VALUES, max_size=3),
    state=STATES,
    stamp=st.dictionaries(st.sampled_from(["kpi_xl unit", "kpi_xl period", "kpi_xl template"]), st.text(max_size=8)),
    epoch=st.booleans(),
)
def test_a_broken_return_ends_in_findings(
    cells: dict[str, object],
    signed: dict[str, object],
    state: dict[str, object],
    stamp: dict[str, str],
    epoch: bool,
) -> None:
    book = return_book()
    table, sign_off = book.sheets
    for at, value in cells.items():
        table = with_cell(table, at, value)
    for at, value in signed.items():
        sign_off = with_cell(sign_off, at, value)
    broken = replace(
        book,
        sheets=(replace(table, **state), sign_off),  # type: ignore[arg-type] # drawn above
        properties={**book.properties, **stamp},
        epoch_1904=epoch,
    )
    checked = check(broken)
    assert checked.status in ("accepted", "rejected")
    assert (checked.status == "rejected") == any(str(one.severity) == "error" for one in checked.findings)
    assert all(one.message for one in checked.findings)
    assert len(check_batch([checked, check(book)], rulebook())) == 2
    assert check(broken) == checked


@given(
    rows=st.dictionaries(st.integers(1, 12), st.dictionaries(st.integers(1, 6), VALUES, max_size=6), max_size=8),
)
def test_any_sheet_at_all_ends_in_findings(rows: dict[int, dict[int, object]]) -> None:
    book = Book("x.xlsx", "a", 1, (sheet_of(rows),))
    assert check(book).findings
