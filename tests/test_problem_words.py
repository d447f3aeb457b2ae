"""What the checks say is true, to the point, and says what to do."""

from dataclasses import replace

import pytest
from builders import GOOD, check, formula, only, return_book, rulebook, sheet_of, table_rows
from test_report_run import result, said

from kpi_xl.model.book import Book, Unreadability, Unreadable
from kpi_xl.model.columns import RETURN_COLUMNS, SIGN_OFF_SHEET
from kpi_xl.model.finding import Problem, Severity
from kpi_xl.model.measure import measure_of
from kpi_xl.model.place import column_letters
from kpi_xl.model.problems import SUBMISSION_PROBLEMS
from kpi_xl.rules.consolidation.revisions import Change
from kpi_xl.rules.findings.unreadable import check_unreadable

COLUMN = {column.field: number for number, column in enumerate(RETURN_COLUMNS, start=1)}
VALUE = column_letters(COLUMN["value"])


@pytest.mark.parametrize(
    "problem",
    [one for one in SUBMISSION_PROBLEMS if one.severity in (Severity.ERROR, Severity.WARNING)],
    ids=lambda problem: problem.code,
)
def test_what_stops_or_asks_never_says_that_there_is_nothing_to_do(problem: Problem) -> None:
    assert "nothing to do" not in problem.text.casefold()


def without(field: str) -> Book:
    rows = table_rows(GOOD, rulebook())
    return return_book(table=sheet_of({row: {**cells, COLUMN[field]: None} for row, cells in rows.items()}))


@pytest.mark.parametrize(
    ("field", "told"),
    [
        pytest.param("cause", "so we cannot tell what you entered there", id="filled in by officers"),
        pytest.param("target", "We use what the rulebook says", id="filled in by us"),
        pytest.param("name", "so we cannot tell which row is which KPI", id="which KPI it is"),
    ],
)
def test_of_a_missing_column_it_is_said_what_is_lost(field: str, told: str) -> None:
    messages = [one.message for one in check(without(field)).findings if one.code == "KPI148C"]
    assert len(messages) == 1 and told in messages[0]
    assert ("what you entered" in messages[0]) is (field == "cause")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(f"{VALUE}7+1", "It refers to its own cell, so it goes round in a circle.", id="a circle"),
        pytest.param(f"${VALUE}$7*2", "It refers to its own cell, so it goes round in a circle.", id="with dollars"),
        pytest.param(f"{VALUE}70+A{VALUE}7", "It calculates with a text, or goes round in a circle.", id="other cells"),
        pytest.param(f"Data!{VALUE}7+1", "It calculates with a text, or goes round in a circle.", id="another sheet's"),
    ],
)
def test_a_circle_is_not_called_a_text(text: str, told: str) -> None:
    cell = formula(text, "#VALUE!")
    assert told in only(check(return_book({"AS01": {"value": cell}})), "KPI152").message


@pytest.mark.parametrize(
    ("text", "book"),
    [
        pytest.param('HYPERLINK("https://example.org/a.xlsx","92")', "", id="a link is no value"),
        pytest.param('HYPERLINK("[a.xlsx]Q2!B4","92")', "", id="a link to a workbook"),
        pytest.param("[Other.xlsx]Q2!$B$4", "Other.xlsx", id="another workbook"),
        pytest.param("SUM('C:\\Files\\[My book.xlsm]Q 2'!B4)", "My book.xlsm", id="in a folder"),
        pytest.param("'file:///C:/Files/Other.xlsx'#$Q2.B4", "Other.xlsx", id="as LibreOffice writes it"),
    ],
)
def test_only_what_a_formula_takes_from_another_workbook_is_told_as_a_link(text: str, book: str) -> None:
    found = [one.message for one in check(return_book({"AS01": {"value": formula(text, 92.6)}})).findings]
    links = [message for message in found if "takes values from" in message]
    assert len(links) == bool(book)
    assert all(f"takes values from {book}, which" in message for message in links)


def test_a_sheet_that_is_not_there_is_not_named_as_if_it_were() -> None:
    book = return_book()
    bare = replace(
        book,
        path="AS.xlsx",
        properties={},
        sheets=tuple(sheet for sheet in book.sheets if sheet.name != SIGN_OFF_SHEET),
    )
    messages = {one.code: one.message for one in check(bare).findings}
    assert "the sheet Sign-off of the return we sent, for this file has none" in messages["KPI170"]
    assert "Copy your entries into the return we sent" in messages["KPI142C"]


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("number", "single units"),
        ("No.", "single units"),
        ("", "single units"),
        ("number of visits", "visits"),
        ("score", "plain numbers"),
        ("%", "%"),
        ("£m", "£m"),
        ("days", "days"),
    ],
)
def test_a_sentence_says_what_a_figure_is_in(unit: str, told: str) -> None:
    assert measure_of(unit).counted_in == told


def test_a_label_that_locks_a_file_is_not_called_a_password() -> None:
    detail = "a sensitivity label locks it to certain people"
    (one,) = check_unreadable(Unreadable("AS.xlsx", Unreadability.ENCRYPTED, detail)).findings
    assert one.code == "KPI159B" and "password" not in one.message


@pytest.mark.parametrize(("count", "told"), [(1, "behind 1 pivot table,"), (2, "behind 2 pivot tables,")])
def test_pivot_tables_are_counted_in_words(count: int, told: str) -> None:
    assert told in only(check(replace(return_book(), pivot_caches=count)), "KPI169").message


def test_a_run_prints_no_whole_commentary(capsys: pytest.CaptureFixture[str]) -> None:
    run = result([])
    long = "Fewer people came.\nThen more came. " * 40
    change = Change("AS01", "AS", "commentary", long, "", 1, True)
    run = replace(run, consolidation=replace(run.consolidation, changes=(change,)))
    lines = [line for line in said(capsys, run).splitlines() if "AS01" in line]
    assert len(lines) == 1 and len(lines[0]) < 120 and lines[0].endswith("is now blank")
