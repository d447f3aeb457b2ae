"""The shape of the return's table and which KPI each row is for: each defect at its cell."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from builders import (
    ERROR,
    FIELDS,
    FIXED,
    GOOD,
    INFO,
    Q1,
    WARNING,
    check,
    kpi,
    only,
    return_book,
    rulebook,
    said,
    sheet_of,
    table_rows,
    with_cell,
)

from kpi_xl.model.book import Book, Cell, Kind, Macro, Sheet
from kpi_xl.model.columns import LISTS_SHEET, MACRO_SETTINGS_SHEET, STAMP_MACROS
from kpi_xl.model.issued_macros import ISSUED


def table(headers: Mapping[str, str | None] | None = None, **changes: object) -> Sheet:
    """The good return's sheet, with some headers reworded (None takes one out) or the sheet's own state changed."""
    return replace(sheet_of(table_rows(GOOD, rulebook(), headers)), **changes)  # type: ignore[arg-type] # a builder


def book_with(*sheets: Sheet) -> Book:
    book = return_book()
    return replace(book, sheets=(*book.sheets, *sheets))


def modules_of(*names: str) -> tuple[Macro, ...]:
    """With the code we issue them with, where we issue one of that name."""
    return tuple(Macro(name, next(iter(ISSUED.get(name, {"another"})))) for name in names)


def with_macros(*modules: str, stamped: str = "xlwings, NoPython, ReturnButtons") -> Book:
    book = replace(return_book(), active_parts=("xl/vbaProject.bin",), macros=modules_of(*modules))
    return replace(book, properties={**book.properties, STAMP_MACROS: stamped} if stamped else book.properties)


BOOKS = [
    pytest.param(return_book(table=table(merges=("F7:F8",))), ("KPI145", ERROR, "F7:F8"), id="45 merged values"),
    pytest.param(return_book(table=table(merges=("A1:F1",))), None, id="45 merged title"),
    pytest.param(return_book(table=table(merges=("AA7:AB9",))), None, id="45 merged beside the table"),
    pytest.param(return_book(table=table(merges=("A14:F15",))), None, id="45 merged below the table"),
    pytest.param(return_book(table=table(merges=("A7:A8",))), ("KPI145", ERROR, "A7:A8"), id="45 merged ids"),
    pytest.param(return_book(table=table(hidden_rows=frozenset({8}))), ("KPI146", WARNING, "A8"), id="46 row"),
    pytest.param(return_book(table=table(hidden_rows=frozenset({3}))), None, id="46 row above the table"),
    pytest.param(
        return_book(table=table(hidden_rows=frozenset({9}), filtered=True)),
        ("KPI146", WARNING, "A9"),
        id="46 filter",
    ),
    pytest.param(return_book(table=table(hidden_columns=frozenset({6}))), ("KPI146B", WARNING, "F6"), id="46 column"),
    pytest.param(book_with(Sheet("Working", {}, "hidden")), ("KPI146C", WARNING, ""), id="46 sheet"),
    pytest.param(book_with(Sheet("Working", {}, "veryHidden")), ("KPI146C", WARNING, ""), id="46 very hidden"),
    pytest.param(book_with(Sheet(LISTS_SHEET, {}, "hidden")), None, id="46 the template's own"),
    pytest.param(book_with(Sheet(MACRO_SETTINGS_SHEET, {}, "hidden")), None, id="46 the buttons' settings"),
    pytest.param(return_book(table=table(name="Sheet1")), ("KPI147", WARNING, ""), id="47 renamed"),
    pytest.param(book_with(table(name="Return (2)")), ("KPI147B", ERROR, ""), id="47 two of them"),
    pytest.param(return_book(table=sheet_of({1: {1: "Ref"}})), ("KPI147C", ERROR, ""), id="47 none"),
    pytest.param(return_book(table=table({"value": "Actual"})), ("KPI148", WARNING, "F6"), id="48 heading reworded"),
    pytest.param(
        return_book(table=with_cell(table(), "Z6", "Variance")), ("KPI148D", WARNING, "Z6"), id="48 unknown heading"
    ),
    pytest.param(return_book(table=with_cell(table(), "Z6", "Value")), ("KPI148E", ERROR, "Z6"), id="48 heading twice"),
    pytest.param(
        return_book(table=table({"green_high": None})), ("KPI148C", WARNING, "A6"), id="48 locked column missing"
    ),
    pytest.param(return_book(table=table({"owner": None})), ("KPI148C", ERROR, "A6"), id="48 entry column missing"),
    pytest.param(
        replace(return_book(), external_links=("budget.xlsx",)), ("KPI155", WARNING, ""), id="55 external links"
    ),
    pytest.param(replace(return_book(), manual_calculation=True), ("KPI154", WARNING, ""), id="54 no calculation"),
    pytest.param(
        replace(return_book(), active_parts=("xl/activeX/activeX1.xml",)), ("KPI167", WARNING, ""), id="67 ActiveX"
    ),
    pytest.param(with_macros("xlwings", "ReturnButtons"), None, id="67 our own macros"),
    pytest.param(with_macros("xlwings", "Module1"), ("KPI167", WARNING, ""), id="67 macros beside ours"),
    pytest.param(with_macros("ReturnButtons", stamped=""), ("KPI167", WARNING, ""), id="67 macros where we put none"),
    pytest.param(with_macros(), ("KPI167", WARNING, ""), id="67 macros that cannot be read"),
    pytest.param(
        book_with(Sheet("xlwings.conf", {1: {1: Cell(1, 1, Kind.TEXT, "PYTHONPATH"), 2: Cell(1, 2, Kind.TEXT, "x")}})),
        ("KPI167B", WARNING, "B1"),
        id="94 settings",
    ),
    pytest.param(
        book_with(Sheet("Notes", {2: {1: Cell(2, 1, Kind.NUMBER, 1.0, formula='_xlfn.WEBSERVICE("x")')}})),
        ("KPI167C", WARNING, "A2"),
        id="94 formula",
    ),
    pytest.param(replace(return_book(), pivot_caches=1), ("KPI169", WARNING, ""), id="69 pivot"),
]


@pytest.mark.parametrize(
    ("book", "finding"),
    BOOKS,
)
def test_structure(book: Book, finding: tuple[str, str, str] | None) -> None:
    checked = check(book)
    assert said(checked) == ([] if finding is None else [finding])
    assert checked.status == ("rejected" if finding and finding[1] == ERROR else "accepted")


def test_columns_in_another_order_are_found_and_said() -> None:
    fields = [*FIELDS]
    fields.remove("value")
    fields.insert(2, "value")
    rows = {
        row: {fields.index(field) + 1: values[number] for number, field in enumerate(FIELDS, start=1)}
        for row, values in table_rows(GOOD, rulebook()).items()
    }
    checked = check(return_book(table=sheet_of(rows)))
    assert checked.status == "accepted"
    assert [code for code, _, _ in said(checked)] == ["KPI148B"]
    assert str(checked.reported[0].place) == "Return!C7"


def test_a_column_put_in_between_is_no_matter() -> None:
    rows = {
        row: {number + (number > 2): value for number, value in values.items()}
        for row, values in table_rows(GOOD, rulebook()).items()
    }
    assert said(check(return_book(table=sheet_of(rows)))) == []


def test_a_heading_we_need_and_one_we_do_not_know_are_both_errors() -> None:
    checked = check(return_book(table=table({"value": "Wert"})))
    assert said(checked) == [("KPI148C", ERROR, "A6"), ("KPI148D", ERROR, "F6")]
    assert 'is it "Wert" in F6?' in only(checked, "KPI148C").message


def test_a_second_header_row_is_left_out() -> None:
    rows = table_rows(GOOD, rulebook())
    rows[12] = dict(rows[6])
    checked = check(return_book(table=sheet_of(rows)))
    assert said(checked) == [("KPI149", WARNING, "A12")]


def test_a_1904_workbook_s_sign_off_date_is_read_by_its_own_count() -> None:
    checked = check(replace(return_book(), epoch_1904=True))
    assert ("KPI117", INFO, "") in said(checked)
    assert str(checked.sign_off.on) == "2026-10-15"


READ = [
    pytest.param("A7", " AS01", ("KPI106", FIXED, "A7"), id="6 leading space"),
    pytest.param("A7", "AS01\u00a0", ("KPI106", FIXED, "A7"), id="6 no-break space"),
    pytest.param("A7", "AS\u200b01", ("KPI106", FIXED, "A7"), id="6 zero width"),
    pytest.param("A7", "ASO1", ("KPI107", WARNING, "A7"), id="7 letter for a figure"),
    pytest.param("A7", "AS0l", ("KPI107", WARNING, "A7"), id="7 small L for a one"),
    pytest.param("A7", "\u0410S01", ("KPI107", WARNING, "A7"), id="7 Cyrillic letter"),
    pytest.param("A7", "AS\u201101", ("KPI107", WARNING, "A7"), id="7 odd hyphen"),
    pytest.param("A7", "as01", ("KPI107", FIXED, "A7"), id="7 small letters"),
]


@pytest.mark.parametrize(
    ("at", "value", "finding"),
    READ,
)
def test_a_reference_with_one_meaning_is_read(at: str, value: str, finding: tuple[str, str, str]) -> None:
    checked = check(return_book(table=with_cell(table(), at, value)))
    assert said(checked) == [finding]
    assert checked.reported[0].kpi_id == "AS01"


def test_stray_characters_are_named_with_their_code_points() -> None:
    message = only(check(return_book(table=with_cell(table(), "A7", "AS01\u00a0"))), "KPI106").message
    assert "1 no-break space U+00A0" in message


MISFITS = [
    pytest.param("A7", 100000.0, [("KPI118", ERROR, "A7"), ("KPI140", ERROR, "A6")], id="18 number"),
    pytest.param("A7", "AS99", [("KPI139", ERROR, "A7"), ("KPI140", ERROR, "A6")], id="39 unknown"),
    pytest.param("A7", None, [("KPI139C", ERROR, "A7"), ("KPI140", ERROR, "A6")], id="39 none"),
    pytest.param("A7", "AS90", [("KPI139B", ERROR, "A7"), ("KPI140", ERROR, "A6")], id="39 retired"),
    pytest.param("A7", "EC01", [("KPI141C", ERROR, "A7"), ("KPI140", ERROR, "A6")], id="41 not theirs"),
    pytest.param("A10", "AS99", [("KPI139", ERROR, "A10"), ("KPI140", WARNING, "A6")], id="40 not due anyway"),
    pytest.param("B7", "Overspend", [("KPI150", ERROR, "B7")], id="50 sorted in part"),
]


@pytest.mark.parametrize(
    ("at", "value", "findings"),
    MISFITS,
)
def test_a_reference_that_does_not_fit(at: str, value: object, findings: list[tuple[str, str, str]]) -> None:
    checked = check(return_book(table=with_cell(table(), at, value)))
    assert sorted(said(checked)) == sorted(findings)


def test_references_sorted_without_their_rows_are_told_and_not_all_that_follows() -> None:
    swapped = with_cell(with_cell(table(), "A7", "AS02"), "A8", "AS01")
    assert said(check(return_book(table=swapped))) == [("KPI150", ERROR, "B7"), ("KPI150", ERROR, "B8")]


def test_an_unknown_reference_gets_the_nearest_one() -> None:
    message = only(check(return_book(table=with_cell(table(), "A7", "AS 001"))), "KPI139").message
    assert "did you mean AS01?" in message


def test_a_retired_kpi_says_when_it_was_last_reported() -> None:
    message = only(check(return_book(table=with_cell(table(), "A7", "AS90"))), "KPI139B").message
    assert f"it was last reported in {Q1}" in message


def test_missing_rows_are_listed_in_one_finding() -> None:
    rows = table_rows({key: GOOD[key] for key in ("AS02", "AS04", "AS05")}, rulebook())
    finding = only(check(return_book(table=sheet_of(rows))), "KPI140")
    assert "AS01 and AS03" in finding.message


def doubled(**entry: object) -> list[tuple[str, str, str]]:
    rows = table_rows({**GOOD, "AS01 again": {**GOOD["AS01"], **entry}}, rulebook())
    return said(check(return_book(table=sheet_of(rows))))


def test_a_kpi_twice_with_different_entries_is_an_error_at_both() -> None:
    assert doubled(value=91.0) == [("KPI137", ERROR, "A7")]
    rows = table_rows({**GOOD, "AS01 again": {"value": 91.0}}, rulebook())
    finding = only(check(return_book(table=sheet_of(rows))), "KPI137")
    assert [place.cell for place in finding.places] == ["A7", "A12"]


def test_a_kpi_twice_with_equal_entries_collapses() -> None:
    assert doubled() == [("KPI137B", FIXED, "A7")]


def test_a_total_row_is_left_out() -> None:
    rows = {**table_rows(GOOD, rulebook()), 12: {2: "Total", 15: 1143.6}}
    assert said(check(return_book(table=sheet_of(rows)))) == [("KPI151", WARNING, "A12")]


def test_a_remark_below_the_table_is_no_row() -> None:
    rows = {**table_rows(GOOD, rulebook()), 14: {1: "Figures are from the care system."}}
    assert said(check(return_book(table=sheet_of(rows)))) == []


def test_a_measure_every_directorate_reports_needs_no_directorate_in_its_reference() -> None:
    shared = kpi("HR01/AS", "Days lost", measure="days", lowest=0.0)
    rules = rulebook((shared, None, None))
    rows = table_rows({**GOOD, "HR01/AS": {"value": 3.0}}, rules)
    rows[12][1] = "HR01"
    checked = check(return_book(table=sheet_of(rows)), rules)
    assert said(checked) == []
    assert checked.reported[-1].kpi_id == "HR01/AS"


def test_what_is_found_before_the_table_stops_the_rest() -> None:
    checked = check(return_book(table=sheet_of({1: {1: "Hello"}})))
    assert (checked.status, checked.unit, checked.reported) == ("rejected", "AS", ())


def test_a_link_that_names_no_workbook_is_told_as_one_to_something() -> None:
    checked = check(replace(return_book(), external_links=("", "budget.xlsx", "")))
    assert "takes values from something outside it and budget.xlsx, which" in only(checked, "KPI155").message
