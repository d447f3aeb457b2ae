"""Changes of the rulebook asked for in a return: checked, collected with old, new and reason, and changing nothing."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from builders import Q2, check, last_quarter, return_book, rulebook, sheet_of
from cli import kpi_xl_here
from small_workspace import send, workspace

from kpi_xl.model.book import Book
from kpi_xl.model.columns import REQUEST_COLUMNS, REQUESTS_SHEET
from kpi_xl.model.finding import Severity
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.submissions.signing import stamp_of
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.run import run_quarter

HEADERS = {number: column.header for number, column in enumerate(REQUEST_COLUMNS, start=1)}


def asking(*requests: tuple[str, ...], **entries: dict[str, object]) -> Book:
    """A return with these rows on its sheet Change requests: reference, what, should be, why, by whom."""
    rows = {row: dict(enumerate(texts, start=1)) for row, texts in enumerate(requests, start=7)}
    book = return_book(entries)
    return replace(book, sheets=(*book.sheets, sheet_of({6: HEADERS, **rows}, REQUESTS_SHEET)))


@pytest.mark.parametrize(
    ("what", "old"),
    [
        pytest.param("Target", "90", id="a target"),
        pytest.param("Green from", "90", id="where green starts"),
        pytest.param("amber from", "85", id="small letters"),
        pytest.param("KPI", "Carers supported", id="the name"),
        pytest.param("Better when", "higher", id="polarity"),
        pytest.param("Other", "", id="anything else"),
    ],
)
def test_a_request_is_passed_on_with_what_the_rulebook_says_now(what: str, old: str) -> None:
    book = asking(("AS01", what, "88", "Most councils have 88.", "Head of Care"))
    found = check(book)
    (one,) = (finding for finding in found.findings if finding.code == "KPI191C")
    assert (found.status, one.severity, str(one.place)) == (
        "accepted",
        Severity.INFORMATION,
        "'Change requests'!A7" if " " in REQUESTS_SHEET else "",
    )
    (request,) = found.requests
    assert request.old.casefold() == old.casefold()
    assert (f"Until then it stays {request.old}." in one.message) is bool(old)
    (record,) = consolidate(rulebook(), last_quarter(), [found], Q2).master.requests
    assert (record.unit, record.kpi_id, record.what, record.new) == ("AS", "AS01", what, "88")
    assert (record.reason, record.asked_by) == ("Most councils have 88.", "Head of Care")


@pytest.mark.parametrize(
    ("request_", "code", "said"),
    [
        pytest.param(("AS01", "Target", "88", ""), "KPI191", '"Why it should change"', id="no reason"),
        pytest.param(("", "", "", "too hard"), "KPI191", '"Ref", "What should change" and "Should be"', id="only why"),
        pytest.param(("XX77", "Target", "88", "hard"), "KPI191B", '"XX77"', id="unknown KPI"),
    ],
)
def test_a_request_nobody_could_decide_on_is_a_warning_and_is_kept(
    request_: tuple[str, ...], code: str, said: str
) -> None:
    found = check(asking(request_))
    (one,) = (finding for finding in found.findings if finding.code.startswith("KPI191"))
    assert (one.code, one.severity, found.status) == (code, Severity.WARNING, "accepted")
    assert said in one.message
    assert len(found.requests) == 1


def test_nothing_is_rated_by_what_is_asked_for() -> None:
    found = check(asking(("AS01", "Target", "10", "hard"), ("AS01", "Green from", "10", "hard"), AS01={"value": 50.0}))
    master = consolidate(rulebook(), last_quarter(), [found], Q2).master
    assert {one.code for one in found.findings if one.severity is Severity.ERROR} == {"KPI132"}
    assert all(result.target == 90 for result in master.of(Q2) if result.kpi_id == "AS01")


def test_who_changed_a_target_is_pointed_to_the_sheet_where_there_is_one() -> None:
    changed = {"AS01": {"value": 92.6, "target": 80.0, "green_low": 80.0}}
    told = {one.code: one.message for one in check(asking((), **changed)).findings}
    assert "Put 90 back. If you think it is wrong, ask for a change on the sheet Change requests." in told["KPI128"]
    assert "ask for a change on the sheet Change requests." in told["KPI129"]
    told = {one.code: one.message for one in check(return_book(changed)).findings}
    assert "Change requests" not in told["KPI128"]
    assert "ask your performance team for a change." in told["KPI128"]


def test_a_stamp_of_a_return_without_requests_is_what_it_was_and_a_request_added_shows() -> None:
    assert stamp_of(asking()) == stamp_of(return_book())
    assert stamp_of(asking(("AS01", "Target", "88", "hard"))) != stamp_of(return_book())


def ask_in(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for column, text in enumerate(("AS01", "Target", "88", "Most councils have 88.", "Head of Care"), start=1):
        book[REQUESTS_SHEET].cell(7, column).value = text
    book.save(path)


def test_a_run_collects_requests_and_a_later_run_finds_them_in_the_master(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    ask_in(send(folder, "AS"))
    send(folder, "EC")
    said = kpi_xl_here("run", folder).stdout
    assert "AS asks for 1 change of the rulebook" in said
    (request,) = open_master(folder / "master.xlsx").requests
    assert (request.old, request.new, request.cell) == ("90", "88", "'Change requests'!A7")
    assert run_quarter(folder).consolidation.unchanged


def test_who_asks_is_a_role() -> None:
    found = check(
        asking(("AS01", "Target", "88", "Most have 88.", "Jane Bloggs"), ("AS02", "Target", "6", "So.", "HR"))
    )
    assert [str(one.place) for one in found.findings if one.code == "KPI136"] == ["'Change requests'!E7"]


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
def test_a_row_of_the_master_is_as_high_as_its_longest_text_of_any_column(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = send(folder, "AS")
    book = openpyxl.load_workbook(path)
    texts = ("AS01", "Definition", "Count each carer once in the year, by the date of the first assessment. " * 3)
    for column, text in enumerate((*texts, "As others do.", "Head of Care"), start=1):
        book[REQUESTS_SHEET].cell(7, column).value = text
    book.save(path)
    send(folder, "EC")
    kpi_xl_here("run", folder)
    sheet = openpyxl.load_workbook(folder / "master.xlsx")[REQUESTS_SHEET]
    headers = {cell.value: cell.column for cell in sheet[7]}
    assert sheet.cell(8, headers["Asked for"]).value is not None
    a_line, lines = 13.2, len(texts[2]) / 24 / 1.4  # a cell's width is in digits, wider than letters are
    assert sheet.row_dimensions[8].height > lines * a_line
