"""What an officer enters, row by row: each defect at its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from builders import (
    COUNT,
    ERROR,
    FIXED,
    GOOD,
    HIGHER,
    INFO,
    Q2,
    WARNING,
    check,
    day,
    formula,
    kpi,
    last_quarter,
    never_worked_out,
    only,
    part_struck,
    percent,
    picture,
    raised,
    return_book,
    rulebook,
    said,
    shown_as,
    struck,
    with_cell,
)

from kpi_xl.model.bands import Bands
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.master import Master
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Component
from kpi_xl.model.submission import Reported
from kpi_xl.rules.checks import check_submission
from kpi_xl.rules.checks.under_check import ReturnUnderCheck, RowUnderCheck

RED = {"value": 80.0}
EXPLAINED = {"cause": "Two staff left.", "action": "Posts are filled.", "owner": "Head of Care", "due": day(44926.0)}


def test_a_good_return_is_accepted_with_nothing_to_say() -> None:
    checked = check(return_book())
    assert (checked.status, said(checked)) == ("accepted", [])
    assert [(one.kpi_id, one.value, one.reason) for one in checked.reported] == [
        ("AS01", 92.6, None),
        ("AS02", 4.1, None),
        ("AS03", 1040.0, None),
        ("AS04", None, Reason.NOT_DUE),
        ("AS05", 4.9, None),
    ]


DEFECTS = [
    pytest.param("AS01", {"value": "92.6"}, "KPI101", FIXED, "F7", id="1 number as text"),
    pytest.param("AS03", {"value": "1,040"}, "KPI102", FIXED, "F9", id="2 comma"),
    pytest.param("AS02", {"value": "£4.1m"}, "KPI102B", WARNING, "F8", id="2 scale word"),
    pytest.param("AS01", {"value": "92%"}, "KPI103", FIXED, "F7", id="3 percentage as text"),
    pytest.param("AS01", {"value": percent(0.926)}, "KPI103B", FIXED, "F7", id="3 percentage by format"),
    pytest.param("AS05", {"value": "9000%"}, "KPI103C", ERROR, "F11", id="3 percentage of what"),
    pytest.param("AS01", {"value": 0.926}, "KPI104", ERROR, "F7", id="4 a hundred times too small"),
    pytest.param("AS01", {"value": 9260.0}, "KPI104", ERROR, "F7", id="4 a hundred times too big"),
    pytest.param("AS01", {"value": 101.0}, "KPI105", ERROR, "F7", id="5 over 100"),
    pytest.param("AS01", {"value": -3.0}, "KPI105", ERROR, "F7", id="5 under 0"),
    pytest.param("AS01", {"value": "n/a"}, "KPI108", WARNING, "F7", id="8 n/a"),
    pytest.param("AS01", {"value": "TBC"}, "KPI109", WARNING, "F7", id="9 TBC"),
    pytest.param("AS01", {"value": None, "reason": "tbc"}, "KPI109", WARNING, "J7", id="9 TBC as reason"),
    pytest.param("AS01", {"value": "nil"}, "KPI110", WARNING, "F7", id="10 nil"),
    pytest.param("AS01", {"value": None}, "KPI111", ERROR, "F7", id="11 blank without a reason"),
    pytest.param("AS01", {"value": " "}, "KPI111", ERROR, "F7", id="11 only a space"),
    pytest.param("AS01", {"value": None, "reason": "Provisional"}, "KPI111", ERROR, "F7", id="11 provisional nothing"),
    pytest.param("AS01", {"value": None, "reason": "busy"}, "KPI111B", ERROR, "J7", id="11 unknown reason"),
    pytest.param("AS01", {"reason": "Awaited"}, "KPI111C", ERROR, "F7", id="11 a value and a reason"),
    pytest.param("AS04", {"reason": "not due yet"}, "KPI108B", FIXED, "J10", id="8 reason in other words"),
    pytest.param("AS02", {"value": 0.0}, "KPI112", WARNING, "F8", id="12 0 after 4.2"),
    pytest.param("AS01", {"value": "<5"}, "KPI113", INFO, "F7", id="13 suppressed"),
    pytest.param("AS01", {"value": "92.6*"}, "KPI114", FIXED, "F7", id="14 trailing mark"),
    pytest.param("AS01", {"value": "c.92"}, "KPI115", ERROR, "F7", id="15 about"),
    pytest.param("AS01", {"value": "94-100"}, "KPI115", ERROR, "F7", id="15 range"),
    pytest.param("AS01", {"value": day(44654.0)}, "KPI116", ERROR, "F7", id="16 date"),
    pytest.param("AS01", {"value": shown_as(0.2208, "mm:ss")}, "KPI116B", ERROR, "F7", id="16 time"),
    pytest.param("AS02", {"value": shown_as(4_100_000.0, "0.0,,")}, "KPI102C", WARNING, "F8", id="2 shown in millions"),
    pytest.param("AS02", {"value": shown_as(410.0, "0.0,,")}, "KPI102D", ERROR, "F8", id="2 millions of what"),
    pytest.param("AS03", {"value": raised("10", "6")}, "KPI114B", ERROR, "F9", id="14 raised digit after 10"),
    pytest.param("AS03", {"value": raised("1040", "2")}, "KPI114", FIXED, "F9", id="14 raised digit"),
    pytest.param("AS03", {"value": "1040\n2"}, "KPI115B", ERROR, "F9", id="15 two figures on two lines"),
    pytest.param("AS01", {"value": shown_as(92.6, ";;;")}, "KPI158", WARNING, "F7", id="58 a format that hides"),
    pytest.param("AS01", {"value": shown_as(92.75, "# ?/?")}, "KPI158B", WARNING, "F7", id="58 a fraction"),
    pytest.param("AS01", {"value": struck(92.6)}, "KPI175", ERROR, "F7", id="75 crossed out"),
    pytest.param("AS03", {"value": part_struck("1030", " 1040")}, "KPI175B", WARNING, "F9", id="75 partly crossed out"),
    pytest.param("AS01", {"value": picture()}, "KPI152B", ERROR, "F7", id="52 a picture in the cell"),
    pytest.param("AS01", {"value": True}, "KPI119", ERROR, "F7", id="19 TRUE"),
    pytest.param("AS02", {"value": "(4.1)", "commentary": "Why."}, "KPI120", FIXED, "F8", id="20 brackets"),
    pytest.param("AS01", {"value": "(92.6)"}, "KPI120B", ERROR, "F7", id="20 brackets on a percentage"),
    pytest.param(
        "AS01", {"numerator": 31.0, "denominator": 60.0}, "KPI122", ERROR, "F7", id="22 not numerator/denominator"
    ),
    pytest.param("AS01", {"numerator": 5.0, "denominator": 0.0}, "KPI122B", ERROR, "I7", id="22 nothing to divide by"),
    pytest.param("AS01", {"numerator": "5 people"}, "KPI101B", ERROR, "H7", id="22 words in the numerator"),
    pytest.param("AS03", {"value": 480.0, **EXPLAINED}, "KPI124", ERROR, "F9", id="24 year to date fell"),
    pytest.param("AS02", {"value": 1.9}, "KPI126", WARNING, "F8", id="26 large change"),
    pytest.param("AS02", {"value": 4100.0, **EXPLAINED}, "KPI127", WARNING, "F8", id="27 thousands for millions"),
    pytest.param("AS01", {"target": 80.0}, "KPI128", ERROR, "D7", id="28 target changed"),
    pytest.param("AS01", {"target": None}, "KPI128", ERROR, "D7", id="28 target cleared"),
    pytest.param("AS01", {"green_low": 80.0}, "KPI129", ERROR, "T7", id="29 green widened"),
    pytest.param("AS01", {"amber_high": 99.0}, "KPI129", ERROR, "W7", id="29 open end filled"),
    pytest.param("AS01", {"polarity": "lower"}, "KPI129", ERROR, "S7", id="29 polarity changed"),
    pytest.param("AS01", {"name": "Carers we like"}, "KPI129", ERROR, "B7", id="29 renamed"),
    pytest.param("AS01", {"measure": "number"}, "KPI129", ERROR, "C7", id="29 unit changed"),
    pytest.param("AS01", {"rag": "Red"}, "KPI130", ERROR, "K7", id="30 typed rating"),
    pytest.param("AS01", RED, "KPI132", ERROR, "L7", id="32 red without a word"),
    pytest.param("AS01", {**RED, **EXPLAINED, "due": None}, "KPI132", ERROR, "O7", id="32 red without a date"),
    pytest.param("AS01", {"value": 87.0}, "KPI132B", WARNING, "P7", id="32 amber without a comment"),
    pytest.param("AS01", {"commentary": "Ask jo@example.org"}, "KPI136", WARNING, "P7", id="36 e-mail"),
    pytest.param("AS01", {"owner": "Jo, 01622 555 123"}, "KPI136", WARNING, "N7", id="36 telephone"),
    pytest.param("AS01", {"priority": "Supporting growth"}, "KPI141", WARNING, "Y7", id="41 another priority"),
    pytest.param("AS01", {"priority": "Caring"}, "KPI141B", FIXED, "Y7", id="41 alias"),
    pytest.param("AS01", {"value": formula("A1+#REF!", "#REF!")}, "KPI152", ERROR, "F7", id="52 error"),
    pytest.param("AS01", {"value": never_worked_out("A1/B1")}, "KPI153", ERROR, "F7", id="53 not worked out"),
    pytest.param("AS01", {"value": formula("NOW()*0+92.6", 92.6)}, "KPI157", WARNING, "F7", id="57 volatile"),
    pytest.param("AS01", {"value": formula("'[b.xlsx]S'!A1", 92.6)}, "KPI155", WARNING, "F7", id="55 link"),
    pytest.param("AS01", {"value": 90.0}, "KPI171", INFO, "F7", id="71 exactly on a threshold"),
    pytest.param("AS01", {"value": 89.96, "commentary": "So."}, "KPI171", INFO, "F7", id="71 rounding decides"),
    pytest.param("AS01", {"value": "92,6"}, "KPI174", WARNING, "F7", id="74 decimal comma"),
]


@pytest.mark.parametrize(
    ("kpi_id", "entry", "code", "severity", "cell"),
    DEFECTS,
)
def test_a_defect_is_said_once_at_its_cell(
    kpi_id: str, entry: Mapping[str, object], code: str, severity: str, cell: str
) -> None:
    checked = check(return_book({kpi_id: entry}))
    assert said(checked) == [(code, severity, cell)]
    assert checked.status == ("rejected" if severity == ERROR else "accepted")
    assert checked.findings[0].kpi_id == kpi_id
    assert checked.findings[0].message


def reported(entry: Mapping[str, object], kpi_id: str = "AS01") -> Reported:
    return next(one for one in check(return_book({kpi_id: entry})).reported if one.kpi_id == kpi_id)


@pytest.mark.parametrize(
    ("entry", "value", "reason", "provisional"),
    [
        pytest.param({"value": "92%"}, 92.0, None, False, id="percentage as text"),
        pytest.param({"value": percent(0.926)}, 92.6, None, False, id="percentage by format"),
        pytest.param({"reason": "Provisional"}, 92.6, None, True, id="provisional is rated"),
        pytest.param({"value": "92.6 (p)"}, 92.6, None, True, id="provisional by mark"),
        pytest.param(
            {"reason": "Provisional, withheld"}, 92.6, Reason.PROVISIONAL, False, id="withheld keeps its value"
        ),
        pytest.param({"value": None, "reason": "Awaited"}, None, Reason.AWAITED, False, id="awaited"),
        pytest.param({"value": None, "reason": "suppressed"}, None, Reason.SUPPRESSED, False, id="small letters"),
        pytest.param({"value": "TBC"}, None, Reason.AWAITED, False, id="TBC"),
        pytest.param({"value": "n/a", "reason": "Not due"}, None, Reason.NOT_DUE, False, id="picked reason wins"),
        pytest.param({"value": "<5"}, None, Reason.SUPPRESSED, False, id="fewer than five"),
        pytest.param({"value": 0.1 + 0.2, "commentary": "Fell."}, 0.3, None, False, id="fifteen digits"),
    ],
)
def test_what_is_reported(
    entry: Mapping[str, object], value: float | None, reason: Reason | None, provisional: bool
) -> None:
    one = reported(entry)
    assert (one.value, one.reason, one.provisional) == (value, reason, provisional)


def test_a_value_is_reported_with_its_cell_and_words() -> None:
    one = reported({**RED, **EXPLAINED, "commentary": " Better soon.\u00a0"})
    assert str(one.place) == "Return!F7"
    assert one.words == (
        "Two staff left.",
        "Posts are filled.",
        "Head of Care",
        "31/12/2022",
        "Better soon.",
    )


def test_a_row_that_cannot_be_read_reports_nothing() -> None:
    checked = check(return_book({"AS01": {"value": True}}))
    assert "AS01" not in [one.kpi_id for one in checked.reported]


def test_a_value_reported_early_is_taken() -> None:
    assert reported({"value": 91.0}, "AS04").value == 91.0


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param({"target": "90%"}, id="target shown as text with a sign"),
        pytest.param({"target": percent(0.9)}, id="target under a percentage format"),
        pytest.param({"green_low": 90.00000000000001}, id="the same at 15 digits"),
        pytest.param({"green_high": "-"}, id="a dash for an open end"),
        pytest.param({"polarity": "Higher is better"}, id="polarity in more words"),
        pytest.param({"name": "carers  supported"}, id="capitals and spaces in the name"),
        pytest.param({"rag": "green"}, id="typed rating that is right"),
        pytest.param({"rag": "G"}, id="first letter of the right rating"),
        pytest.param({"numerator": 463.0, "denominator": 500.0}, id="numerator over denominator agrees"),
        pytest.param({"value": formula("463/5", 92.6)}, id="a value worked out by a formula"),
        pytest.param({**RED, **EXPLAINED}, id="red with all it needs"),
        pytest.param({"value": 87.0, "commentary": "A bad month."}, id="amber with a comment"),
    ],
)
def test_nothing_is_said_of_what_is_in_order(entry: Mapping[str, object]) -> None:
    assert said(check(return_book({"AS01": entry}))) == []


def test_a_red_row_names_what_is_missing() -> None:
    finding = only(check(return_book({"AS01": {**RED, **EXPLAINED, "cause": None, "owner": " "}})), "KPI132")
    assert [place.cell for place in finding.places] == ["L7", "N7"]
    assert "has no cause or action owner" in finding.message


def test_a_word_in_the_value_cell_beside_a_picked_reason_needs_no_remark() -> None:
    assert (
        said(check(return_book({"AS01": {"value": "n/a", "reason": "Awaited", "commentary": "By 28 October."}}))) == []
    )


def test_a_hundredfold_slip_names_last_quarter_and_the_likely_value() -> None:
    message = only(check(return_book({"AS01": {"value": 0.926}})), "KPI104").message
    assert "about 100 times smaller than last quarter (91.9)" in message
    assert "Did you mean 92.6?" in message


def test_without_a_master_the_return_s_own_last_quarter_tells_the_scale() -> None:
    book = return_book({"AS01": {"value": 0.926, "last_quarter": 91.9}})
    assert said(check(book, master=Master())) == [("KPI104", ERROR, "F7")]


def test_without_any_history_a_fraction_against_a_high_target_is_a_warning() -> None:
    book = return_book({"AS01": {"value": 0.926, **EXPLAINED}})
    assert said(check(book, master=Master())) == [("KPI104", WARNING, "F7")]


def test_a_percentage_kpi_that_may_be_below_zero_is_not_refused() -> None:
    points = kpi("AS06", "Return over benchmark", measure="percentage points", decimals=2)
    rules = rulebook((points, 0.0, Bands(green=(0, None), amber=(-0.1, None))))
    checked = check(return_book({"AS06": {"value": -0.3, **EXPLAINED}}, rules=rules), rules)
    assert said(checked) == []


@pytest.mark.parametrize("unit", ["%", "percent", "Per cent", "percentage", "% of annual target"])
def test_a_percentage_follows_from_its_parts_however_the_unit_is_spelt(unit: str) -> None:
    rules = rulebook((kpi("AS06", "Visits made", measure=unit, ratio=True), 90.0, HIGHER))
    entry = {"value": 92.6, "numerator": 80.0, "denominator": 100.0}
    assert [code for code, *_ in said(check(return_book({"AS06": entry}, rules=rules), rules))] == ["KPI122"]


@pytest.mark.parametrize("unit", ["percentage points", "pp", "per 1,000", "days", "percentile"])
def test_what_is_no_share_is_not_held_to_its_parts(unit: str) -> None:
    rules = rulebook((kpi("AS06", "Visits made", measure=unit, ratio=True), 90.0, HIGHER))
    entry = {"value": 92.6, "numerator": 80.0, "denominator": 100.0}
    assert said(check(return_book({"AS06": entry}, rules=rules), rules)) == []


@pytest.mark.parametrize("unit", ["percent", "Per cent", "percentage", "pp"])
def test_a_hundredfold_slip_is_seen_however_the_unit_is_spelt(unit: str) -> None:
    rules = rulebook((kpi("AS06", "Visits made", measure=unit), 90.0, HIGHER))
    book = return_book({"AS06": {"value": 0.926, "last_quarter": 91.9, **EXPLAINED}}, rules=rules)
    assert [code for code, *_ in said(check(book, rules, master=Master()))] == ["KPI104"]


@pytest.mark.parametrize("unit", ["no.", "Number", "number of people", "GBP", "£ million"])
def test_a_count_or_money_for_the_year_so_far_cannot_fall_however_the_unit_is_spelt(unit: str) -> None:
    so_far = kpi("AS06", "Helped", measure=unit, aggregation=Aggregation.YEAR_TO_DATE)
    rules = rulebook((so_far, 1000.0, COUNT))
    book = return_book({"AS06": {"value": 950.0, "last_quarter": 990.0, **EXPLAINED}}, rules=rules)
    assert "KPI124" in [code for code, *_ in said(check(book, rules, master=Master()))]


def test_the_rulebook_s_own_words_explain_a_changed_rulebook() -> None:
    stamp = {**return_book().properties, "kpi_xl rulebook": "c" * 64}
    book = return_book({"AS01": {"target": 80.0, "green_low": 80.0}}, stamp=stamp)
    assert said(check(book)) == [
        ("KPI165E", INFO, ""),
        ("KPI128B", WARNING, "D7"),
        ("KPI129B", WARNING, "T7"),
    ]


def test_a_stated_rating_is_what_a_typed_word_is_held_against() -> None:
    rules = rulebook(
        (kpi("AS06", "Programme rate"), None, Bands(green=(80, None), amber=(None, None))), stated=Rating.AMBER
    )
    entry = {"value": 64.0, "rag": "Amber", "commentary": "On the way."}
    assert said(check(return_book({"AS06": entry}, rules=rules), rules)) == []


def test_a_comment_copied_from_last_quarter_is_noticed() -> None:
    book = return_book({"AS01": {"commentary": "A steady  quarter."}})
    checked = check(book, master=last_quarter(AS01="a steady quarter."))
    assert said(checked) == [("KPI133", WARNING, "P7")]


def test_a_note_with_a_number_on_an_empty_value_is_noticed() -> None:
    book = return_book({"AS01": {"value": None, "reason": "Awaited", "commentary": "By 28 October."}})
    noted = replace(book, sheets=(replace(book.sheets[0], notes={"F7": "should be 92.6"}), *book.sheets[1:]))
    assert said(check(noted)) == [("KPI172", WARNING, "F7")]


COMPONENTS = (
    (kpi("AS06", "All absence", measure="days", decimals=2), None, None),
    (kpi("AS07", "Long absence", measure="days", decimals=2), None, None),
    (kpi("AS08", "Short absence", measure="days", decimals=2), None, None),
)


def components_of(long: float, short: float) -> list[tuple[str, str, str]]:
    rules = rulebook(*COMPONENTS, components=(Component("AS06", ("AS07", "AS08")),))
    entries = {"AS06": {"value": 3.05}, "AS07": {"value": long}, "AS08": {"value": short}}
    return said(check(return_book(entries, rules=rules), rules))


def test_parts_that_make_the_total_within_rounding_pass() -> None:
    assert components_of(2.02, 1.04) == []


def test_parts_that_do_not_make_the_total_are_an_error_at_the_total() -> None:
    assert components_of(2.02, 1.30) == [("KPI123", ERROR, "F12")]


def test_parts_with_a_remainder_may_not_pass_the_total() -> None:
    rules = rulebook(*COMPONENTS, components=(Component("AS06", ("AS07",), "short-term"),))
    entries = {"AS06": {"value": 3.05}, "AS07": {"value": 4.0}, "AS08": {"value": 1.0}}
    assert said(check(return_book(entries, rules=rules), rules)) == [("KPI123", ERROR, "F12")]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        pytest.param({"commentary": "All new."}, "7 AS01 has another Commentary", id="words"),
        pytest.param({"numerator": 926.0, "denominator": 1000.0}, "another numerator or denominator", id="parts"),
        pytest.param({"reason": "Provisional"}, "7 AS01 is provisional now", id="provisional"),
        pytest.param({"value": None, "reason": "Awaited"}, 'AS01 was 92.6, now "Awaited"', id="no value now"),
        pytest.param({}, "", id="nothing"),
    ],
)
def test_a_return_sent_again_is_compared_by_everything_entered(entry: dict[str, object], told: str) -> None:
    before = last_quarter()
    accepted = replace(before.results[0], period=Q2, value=92.6, sha256="d" * 64)
    checked = check(
        return_book({"AS01": {"value": 92.6, **entry}}), master=replace(before, results=(*before.results, accepted))
    )
    messages = [finding.message for finding in checked.findings if finding.code == "KPI164"]
    assert len(messages) == bool(told) and all(told in message for message in messages)


def test_a_return_sent_again_with_other_figures_says_which() -> None:
    before = last_quarter()
    accepted = replace(before.results[0], period=Q2, value=91.0, sha256="d" * 64)
    checked = check(return_book(), master=Master((*before.results, accepted)))
    assert said(checked) == [("KPI164", WARNING, "F7")]
    assert "F7 AS01 was 91, now 92.6" in checked.findings[0].message


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"carried": True}, id="a value carried from an earlier quarter"),
        pytest.param({"gap": True}, id="a place kept"),
        pytest.param({"sha256": ""}, id="no file it came from"),
        pytest.param({"sha256": "b" * 64}, id="the same file"),
        pytest.param({"directorate": "EC"}, id="another directorate's"),
    ],
)
def test_only_figures_of_an_earlier_file_of_its_own_are_ones_sent_before(change: dict[str, object]) -> None:
    before = last_quarter()
    known = {"period": Q2, "value": 91.0, "sha256": "d" * 64, **change}
    other = replace(before.results[0], **known)  # type: ignore[arg-type] # a builder
    assert said(check(return_book(), master=Master((*before.results, other)))) == []


def test_a_check_added_to_the_list_runs_on_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def new_check(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
        seen.append(row.kpi.kpi_id)
        yield from ()

    monkeypatch.setattr(check_submission, "ROW_CHECKS", (*check_submission.ROW_CHECKS, new_check))
    assert said(check(return_book())) == []
    assert seen == list(GOOD)


def test_an_emptied_row_is_said_once() -> None:
    emptied = dict.fromkeys(
        ("value", "name", "priority", "measure", "polarity", "target", "green_low", "amber_low", "rag")
    )
    assert said(check(return_book({"AS01": emptied}))) == [("KPI111", ERROR, "F7")]


def test_equal_findings_are_one_with_all_their_cells() -> None:
    checked = check(return_book({"AS01": {"value": None}, "AS05": {"value": None}}))
    (finding,) = checked.findings
    assert [place.cell for place in finding.places] == ["F7", "F11"]
    assert finding.kpi_id == ""


def test_text_outside_the_table_s_columns_is_left_alone() -> None:
    table = with_cell(return_book().sheets[0], "Z9", "my own sum")
    assert said(check(return_book(table=table))) == []
