"""Rows told to be in order at a glance are ones no check says anything of."""

from dataclasses import replace

from builders import GOOD, Q2, check, day, formula, last_quarter, percent, return_book, rulebook, said
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_xl.model.master import Master
from kpi_xl.model.submission import Entry
from kpi_xl.rules.checks.expected import Standards
from kpi_xl.rules.checks.plain_row import plain_row
from kpi_xl.rules.submissions.find_return import find_return
from kpi_xl.rules.submissions.row_words import words_of

WORDS = st.sampled_from([None, "", " ", "Down on last year.", "\u00a0Up.", "Ask jo@example.org", "Ring 01622 555 123"])
NUMBERS = st.one_of(
    st.none(),
    st.floats(min_value=-10, max_value=2000).map(lambda value: round(value, 2)),
    st.sampled_from([92.6, 90.0, 89.96, 85.0, 80.0, 0.926, 0.0, 1.0, 9260.0, 4.1, 4100.0, 1040.0, 499.0, 5.0]),
    st.sampled_from([True, "92.6", percent(0.926), day(44654.0), formula("A1", 92.6), formula("A1", "#REF!")]),
)
ENTRY = st.fixed_dictionaries(
    {"value": NUMBERS},
    optional={
        "numerator": NUMBERS,
        "denominator": NUMBERS,
        "last_quarter": NUMBERS,
        "last_year": NUMBERS,
        "target": NUMBERS,
        "green_low": st.sampled_from([None, 90.0, 80.0, True]),
        "name": st.sampled_from([None, "Carers supported", "Overspend"]),
        "reason": st.sampled_from([None, "Awaited", "Not due", "awaited", "Provisional", "busy", "Invalid", 5.0]),
        "rag": st.sampled_from([None, "Green", "Red", formula("X", "Green")]),
        "cause": WORDS,
        "action": WORDS,
        "owner": WORDS,
        "due": st.sampled_from([None, day(44926.0), "soon"]),
        "commentary": WORDS,
    },
)


def row_is_plain(kpi_id: str, master: Master, entry: dict[str, object]) -> bool:
    rules = rulebook()
    book = return_book({kpi_id: entry})
    rows = dict(enumerate(GOOD, start=7))
    row = next(number for number, known in rows.items() if known == kpi_id)
    table, _ = find_return(book)
    assert table is not None
    cells = dict(table.rows())[row]
    expected = Standards(rules, master, Q2).of(kpi_id)
    assert expected is not None
    found = Entry(kpi_id, row, cells)
    large_change, own_last = rules.settings.large_change, not master.results
    return plain_row(found.cells, words_of(found.cells), expected, large_change, own_last) is not None


@settings(max_examples=300)
@given(
    kpi_id=st.sampled_from(list(GOOD)),
    master=st.sampled_from([last_quarter(), last_quarter(AS01="down on last year."), Master()]),
    entry=ENTRY,
)
def test_nothing_is_said_of_a_plain_row(kpi_id: str, master: Master, entry: dict[str, object]) -> None:
    if row_is_plain(kpi_id, master, entry):
        book = return_book({kpi_id: entry})
        # A note makes the checker look at every row the long way.
        noted = replace(book, sheets=(replace(book.sheets[0], notes={"A1": "?"}), *book.sheets[1:]))
        checked, long_way = check(book, master=master), check(noted, master=master)
        assert said(long_way) == said(checked)
        assert long_way.reported == checked.reported
        assert not any(kpi_id == one.kpi_id for one in long_way.findings)


def test_the_good_rows_are_plain() -> None:
    assert [kpi_id for kpi_id in GOOD if row_is_plain(kpi_id, last_quarter(), {})] == ["AS01", "AS02", "AS03", "AS05"]


def test_a_reason_in_the_place_of_a_value_is_plain() -> None:
    entry = {"value": None, "reason": "Awaited"}
    assert row_is_plain("AS01", last_quarter(), entry)
    assert not row_is_plain("AS01", last_quarter(), {**entry, "value": 92.6})
    assert not row_is_plain("AS01", last_quarter(), {**entry, "commentary": "Ask jo@example.org"})


def test_an_explained_red_is_plain() -> None:
    entry = {"value": 80.0, "cause": "A", "action": "B", "owner": "C", "due": day(44926.0), "commentary": "D"}
    assert row_is_plain("AS01", last_quarter(), entry)
