"""What a cell's own rule demands is checked behind it: for each rule a return has, a check finds what breaks it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from builders import (
    ERROR,
    FIXED,
    INFO,
    Q2,
    WARNING,
    check,
    day,
    formula,
    kpi,
    last_quarter,
    only,
    return_book,
    rulebook,
    said,
    sheet_of,
    sign_off_sheet,
)
from openpyxl import load_workbook

from kpi_xl.files.return_sheets.return_row import COLUMN_OF
from kpi_xl.files.return_sheets.return_table import HEADER_ROW
from kpi_xl.files.write_return import write_return
from kpi_xl.model.book import Book, Sheet
from kpi_xl.model.columns import (
    RETURN_SHEET,
    SERVICE_COLUMNS,
    SERVICES_SHEET,
    SIGN_OFF_SHEET,
    SUMMARY_LABEL,
    SUMMARY_SHEET,
)
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Rulebook, Service
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.rules.entries.demands import DEMANDED
from kpi_xl.rules.entries.placeholders import is_no_signature, is_placeholder
from kpi_xl.rules.returns.plan_return import plan_return

RED = {"value": 50.4}
WORDS = {"cause": "Demand rose.", "action": "More sessions.", "owner": "Head of Service", "due": "31/12/2022"}
SERVICES = (Service("Day centres", "AS"), Service("Reablement", "AS"))


def with_services() -> Rulebook:
    ratio = (kpi("AS06", "A share", ratio=True), 90.0, rulebook().thresholds["AS01"][0].bands)
    return replace(rulebook(ratio), services=SERVICES)


def services_sheet(*rows: tuple[str, str, str]) -> Sheet:
    headers = {number: column.header for number, column in enumerate(SERVICE_COLUMNS, start=1)}
    filled = {7 + at: dict(enumerate(row, start=1)) for at, row in enumerate(rows)}
    return sheet_of({6: headers, **filled}, SERVICES_SHEET)


def summary_sheet(text: str) -> Sheet:
    return sheet_of({7: {1: SUMMARY_LABEL}, 8: {1: text or None}}, SUMMARY_SHEET)


FULL = (("Day centres", "Good", ""), ("Reablement", "Good", "Excellent"))


def sent(
    *, entries: dict[str, dict[str, object]] | None = None, sign_off: Sheet | None = None, more: tuple[Sheet, ...] = ()
) -> Book:
    whole = {"AS06": {"value": 92.0, "numerator": 92.0, "denominator": 100.0}}
    for key, entry in (entries or {}).items():
        whole[key] = {**whole.get(key, {}), **entry}
    book = return_book(whole, rules=with_services(), sign_off=sign_off)
    others = {sheet.name: sheet for sheet in (services_sheet(*FULL), summary_sheet("All well."), *more)}
    return replace(book, sheets=(*book.sheets, *others.values()))


def found(book: Book, today: date = date(2022, 11, 1)) -> list[tuple[str, str, str]]:
    return said(Checker(with_services(), last_quarter(), Q2, today=today).check(book))


def red(**changed: object) -> Book:
    return sent(entries={"AS01": {**RED, **WORDS, **changed}})


BROKEN: dict[tuple[str, str], tuple[Callable[[], Book], str]] = {
    (RETURN_SHEET, "value"): (lambda: sent(entries={"AS01": {"value": 130.0}}), "F7"),
    (RETURN_SHEET, "mark"): (lambda: sent(entries={"AS01": {"mark": "maybe"}}), "G7"),
    (RETURN_SHEET, "numerator"): (lambda: sent(entries={"AS06": {"numerator": "many"}}), "H12"),
    (RETURN_SHEET, "denominator"): (lambda: sent(entries={"AS06": {"denominator": "many"}}), "I12"),
    (RETURN_SHEET, "reason"): (lambda: sent(entries={"AS01": {"value": None, "reason": "Not due"}}), "J7"),
    (RETURN_SHEET, "cause"): (lambda: red(cause="TBC"), "L7"),
    (RETURN_SHEET, "action"): (lambda: red(action="-"), "M7"),
    (RETURN_SHEET, "owner"): (lambda: red(owner="n/a"), "N7"),
    (RETURN_SHEET, "due"): (lambda: red(due="31/02/2023"), "O7"),
    (SUMMARY_SHEET, "summary"): (lambda: sent(more=(summary_sheet("x" * 8_001),)), "A8"),
    (SERVICES_SHEET, "lower"): (lambda: sent(more=(services_sheet(("Day centres", "Ok", ""), FULL[1]),)), "B7"),
    (SERVICES_SHEET, "upper"): (lambda: sent(more=(services_sheet(FULL[0], ("Reablement", "Good", "Best")),)), "C8"),
    (SIGN_OFF_SHEET, "name"): (lambda: sent(sign_off=sign_off_sheet(name="Draft - not yet approved")), "B7"),
    (SIGN_OFF_SHEET, "on"): (lambda: sent(sign_off=sign_off_sheet(on=day(44800.0))), "B8"),
}


def test_a_return_that_meets_every_demand_has_nothing_said_of_it() -> None:
    assert found(sent()) == []
    assert [one for one in found(red()) if one[0] != "KPI126"] == []


@pytest.mark.parametrize("cell", DEMANDED, ids=lambda cell: " ".join(cell))
def test_what_breaks_a_cells_rule_is_found_at_the_cell(cell: tuple[str, str]) -> None:
    make, place = BROKEN[cell]
    assert (DEMANDED[cell], place) in [(code, where) for code, _, where in found(make())]


def test_every_rule_of_a_written_return_is_one_of_the_demands_and_every_demand_has_its_rule() -> None:
    stream = BytesIO()
    write_return(stream, plan_return(with_services(), "AS", Q2, last_quarter()))
    book = load_workbook(stream)
    field_of = {number: field for field, number in COLUMN_OF.items()}
    ruled = set()
    for rule in book[RETURN_SHEET].data_validations.dataValidation:
        for area in rule.sqref.ranges:
            assert area.min_row > HEADER_ROW
            ruled |= {(RETURN_SHEET, field_of[column]) for column in range(area.min_col, area.max_col + 1)}
    others = {
        (SUMMARY_SHEET, "A8"): "summary",
        (SERVICES_SHEET, "B7:B8"): "lower",
        (SERVICES_SHEET, "C7:C8"): "upper",
        (SIGN_OFF_SHEET, "B10"): "name",
        (SIGN_OFF_SHEET, "B11"): "name",
        (SIGN_OFF_SHEET, "B12"): "on",
    }
    for sheet in (SUMMARY_SHEET, SERVICES_SHEET, SIGN_OFF_SHEET):
        ruled |= {(sheet, others[sheet, str(rule.sqref)]) for rule in book[sheet].data_validations.dataValidation}
    assert ruled == set(DEMANDED)


@pytest.mark.parametrize(
    ("due", "code"),
    [
        pytest.param("31/02/2023", "KPI180B", id="a day there is not"),
        pytest.param(day(2000.0), "KPI180B", id="in 1905"),
        pytest.param(day(72686.0), "KPI180B", id="in 2099"),
        pytest.param("ASAP", "KPI180B", id="a word"),
        pytest.param("ongoing", "KPI180B", id="ongoing"),
        pytest.param(day(44561.0), "KPI180B", id="before the quarter began"),
        pytest.param(44926.0, "KPI180C", id="a day's number"),
        pytest.param(12.0, "KPI180B", id="a number that is no day"),
        pytest.param(day(44926.0), None, id="a date"),
        pytest.param("31 December 2022", None, id="a date in words"),
        pytest.param(day(44743.0), None, id="the first day of the quarter"),
        pytest.param(day(46569.0), None, id="five years on to the day"),
        pytest.param(day(46570.0), "KPI180B", id="a day more"),
    ],
)
def test_the_due_date_of_a_red_is_a_day_from_the_quarter_to_five_years_on(due: object, code: str | None) -> None:
    codes = [one for one, _, where in found(red(due=due)) if where == "O7"]
    assert codes == ([] if code is None else [code])


def test_a_days_number_is_read_as_the_day() -> None:
    (one,) = (one for one in check(red(due=44926.0), with_services()).reported if one.kpi_id == "AS01")
    assert one.words.due == "31/12/2022"


def test_beside_a_red_a_placeholder_is_an_error_and_elsewhere_a_question() -> None:
    assert ("KPI180", ERROR, "L7") in found(red(cause="."))
    assert ("KPI180", WARNING, "L7") in found(sent(entries={"AS01": {"cause": "."}}))


@pytest.mark.parametrize(
    "text",
    [
        *("TBC", "tbc.", "TBA", "n/a", "N/A", "-", "--", ".", "...", "?", "xxx", "XX", "to follow", "To follow."),
        *("see above", "As above", "draft", "awaiting", "Awaiting data", "to be confirmed", "TBC by finance", "ditto"),
        *("none", "“TBC”", "(tbc)", "Details to follow", "same as above", "nil", "…", "to be advised"),
        *("T B C", "N / A", "Not yet known", "Unknown at this time", "None at present", "No action", "(blank)", "TRUE"),
        *("Not yet assigned", "No owner yet", "Nothing to report", "As Q1", "Same as last quarter", "Will update soon"),
    ],
)
def test_what_answers_nothing_is_no_answer(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Head of Service", "HR", "Demand rose by 12%", "To follow up each case within five days, from October on."),
        *("Awaiting the Ofsted report before we recruit the last two posts.", "Two vacancies", "Weather", "GP strike"),
        "None of the three bidders met the deadline.",
        *(
            "No action from the supplier",
            "Same as the county: fewer beds",
            "A vacancy",
            "Not enough places",
            "Blank forms",
        ),
        *("No change of staff", "Unknown numbers of visitors", "As Q1 began, two schemes closed"),
    ],
)
def test_what_answers_is_an_answer(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    "name",
    [
        *("Draft - not yet approved", "Awaiting sign-off", "awaiting sign off", "TBC", "Pending approval", "-", "2022"),
        *(
            "To be signed by the director",
            "Not signed",
            "Not yet agreed",
            "for signature",
            "Unsigned",
            "Director to sign",
        ),
        *("Approved", "Signed", "signed off", "Yes - approved", "TRUE", "20/10/2022"),
    ],
)
def test_a_sign_off_that_says_nobody_signed_is_none(name: str) -> None:
    assert is_no_signature(name)
    assert ("KPI181", ERROR, "B7") in found(sent(sign_off=sign_off_sheet(name=name)))


@pytest.mark.parametrize(
    "name",
    ["Director of Adult Services", "Executive Director (interim), Resources", "Chief Executive", "Head of Legal"],
)
def test_a_role_signs(name: str) -> None:
    assert not is_no_signature(name)


def test_nobody_signs_after_today() -> None:
    late = sent(sign_off=sign_off_sheet(on=day(48507.0)))
    assert found(late) == [("KPI181B", ERROR, "B8")]
    assert found(late, date(2032, 10, 20)) == []


def test_on_behalf_of_somebody_needs_a_name() -> None:
    label = {10: {1: "On their behalf by (name and role)", 2: None}}
    sheet = sign_off_sheet(name="On their behalf")
    bare = replace(sheet, rows={**sheet.rows, **sheet_of(label).rows})
    assert found(sent(sign_off=bare)) == [("KPI181C", ERROR, "B10")]
    label[10][2] = "Deputy Director"  # type: ignore[assignment] # a cell's content
    named = replace(sheet, rows={**sheet.rows, **sheet_of(label).rows})
    assert found(sent(sign_off=named)) == []
    signed = check(sent(sign_off=named), with_services()).sign_off.name
    assert signed == "Deputy Director, on behalf of the director"


def test_a_range_of_service_words_is_turned_round_and_capitals_do_not_matter() -> None:
    turned = sent(more=(services_sheet(("Day centres", "excellent", "GOOD"), FULL[1]),))
    assert found(turned) == [("KPI180E", FIXED, "B7")]
    first = check(turned, with_services()).services[0]
    assert (first.lower, first.upper) == ("Good", "Excellent")


def test_a_service_without_a_word_and_an_empty_summary_are_asked_about() -> None:
    bare = sent(more=(services_sheet(FULL[0], ("Reablement", "", "")), summary_sheet("")))
    assert sorted(found(bare)) == [("KPI184", WARNING, "A8"), ("KPI184B", WARNING, "B8")]


def unknown_service() -> Book:
    return sent(more=(services_sheet(*FULL, ("Pot holes", "Good", "")),))


def test_a_service_area_the_rulebook_does_not_have_is_told_and_left_out() -> None:
    assert found(unknown_service()) == [("KPI180H", WARNING, "A9")]
    assert {one.name for one in check(unknown_service(), with_services()).services} == {name for name, *_ in FULL}


def test_three_hundred_unknown_service_areas_are_one_finding() -> None:
    many = [(f"Area {number}", "Good", "") for number in range(300)]
    (finding,) = check(sent(more=(services_sheet(*FULL, *many),)), with_services()).findings
    assert finding.code == "KPI180H"
    assert '"Area 4" and 295 more for AS' in finding.message


LAST_RED = replace(
    last_quarter(),
    results=tuple(
        replace(one, value=60.0, outcome=Rating.RED, computed=Rating.RED) if one.kpi_id == "AS01" else one
        for one in last_quarter().results
    ),
)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param({"reason": "Data only (no target)"}, ("KPI182", ERROR, "J7"), id="data only, with a target"),
        pytest.param({"reason": "Baseline year"}, ("KPI182", ERROR, "J7"), id="baseline year, with a target"),
        pytest.param({"value": None, "reason": "Not due"}, ("KPI182", ERROR, "J7"), id="not due, and due"),
        pytest.param({"value": None, "reason": "Unpopulated"}, ("KPI182", ERROR, "J7"), id="it had a value"),
        pytest.param(
            {"value": 50.0, "reason": "Provisional, withheld"}, ("KPI182B", WARNING, "J7"), id="Red, withheld"
        ),
        pytest.param({"value": 50.0, "reason": "Suppressed"}, ("KPI182B", WARNING, "J7"), id="a Red suppressed"),
        pytest.param(
            {"value": 50.0, "reason": "Provisional, withheld", "commentary": "Held back until validated."},
            ("KPI182B", INFO, "J7"),
            id="a Red withheld and said why",
        ),
        pytest.param({"reason": "Provisional, withheld"}, ("KPI182C", WARNING, "J7"), id="a value withheld"),
        pytest.param(
            {"value": None, "reason": "Not applicable"}, ("KPI182C", WARNING, "J7"), id="it had one last quarter"
        ),
        pytest.param({"reason": "Provisional, withheld", "commentary": "Held until validated."}, None, id="said why"),
        pytest.param({"value": None, "reason": "Awaited", "commentary": "By 28 October."}, None, id="awaited"),
    ],
)
def test_a_reason_is_held_against_the_rulebook_and_the_past(
    entry: dict[str, object], expected: tuple[str, str, str] | None
) -> None:
    codes = [one for one in said(check(return_book({"AS01": entry}))) if one[0].startswith("KPI182")]
    assert codes == ([] if expected is None else [expected])


LEFT = {"cause": "Two staff left.", "action": "Posts are filled.", "commentary": "Cover was thin all summer."}


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        pytest.param({"value": 95.0, **LEFT}, True, id="its words left beside a Green"),
        pytest.param({"value": 95.0, **LEFT, "commentary": "It is 95 now."}, False, id="its figure"),
        pytest.param({"value": 95.0, "commentary": "Posts are filled."}, False, id="new words only"),
        pytest.param({"value": 78.0, **LEFT, "owner": "Head of Care", "due": "31/03/2023"}, False, id="Red still"),
        pytest.param({"value": 90.0, **LEFT}, False, id="Green after a small change"),
    ],
)
def test_a_red_that_is_green_at_a_stroke_with_its_words_left_is_asked_about(
    entry: dict[str, object], asked: bool
) -> None:
    rules = rulebook(large_change=10.0)
    before = replace(last_quarter().results[0], value=84.0)
    found_here = said(
        check(return_book({"AS01": entry}, rules=rules), rules, replace(last_quarter(), results=(before,)))
    )
    assert (("KPI126", WARNING, "F7") in found_here) is asked


@pytest.mark.parametrize("reason", ["Suppressed", "Provisional, withheld"])
def test_words_of_the_red_before_do_not_say_why_it_goes(reason: str) -> None:
    checked = check(return_book({"AS01": {"value": None, "reason": reason, **LEFT}}), master=LAST_RED)
    assert ("KPI182B", WARNING, "J7") in said(checked)


def test_a_red_of_last_quarter_that_goes_is_told() -> None:
    book = return_book({"AS01": {"value": None, "reason": "Not applicable"}})
    checked = check(book, master=LAST_RED)
    assert only(checked, "KPI182B").message.startswith("This KPI was Red last quarter.")
    assert checked.accepted


@pytest.mark.parametrize("reason", ["Baseline year", "Suppressed"])
def test_what_the_rulebook_says_itself_is_no_question(reason: str) -> None:
    rules = rulebook()
    standing = replace(rules.kpis["AS01"], standing_reason=Reason(reason))
    rules = replace(rules, kpis={**rules.kpis, "AS01": standing})
    book = return_book({"AS01": {"value": 50.0, "reason": reason}}, rules=rules)
    assert [one for one in said(check(book, rules)) if one[0].startswith("KPI182")] == []


@pytest.mark.parametrize(
    ("commentary", "asked"),
    [
        *(("", True), ("The ledger is late.", True), ("By the end of October.", False), ("Due 28/10.", False)),
        *(("Next week.", False), ("In Q3.", False), ("By Friday.", False)),
    ],
)
def test_awaited_says_when(commentary: str, asked: bool) -> None:
    book = return_book({"AS01": {"value": None, "reason": "Awaited", "commentary": commentary}})
    assert ("KPI184C" in [code for code, _, _ in said(check(book))]) is asked


@pytest.mark.parametrize(
    ("note", "asked"),
    [("Should be 97.2", True), ("97.2 in the ledger", True), ("Agreed on 14/10/2022", False), ("92.6 agreed", False)],
)
def test_a_note_with_another_number_is_asked_about(note: str, asked: bool) -> None:
    book = return_book()
    noted = replace(book, sheets=(replace(book.sheets[0], notes={"F7": note}), *book.sheets[1:]))
    assert (("KPI184D", WARNING, "F7") in said(check(noted))) is asked


def test_a_formula_of_another_row_is_asked_about() -> None:
    book = return_book({"AS01": {"value": formula("F9/2", 92.0)}, "AS05": {"value": formula("H11*2", 4.9)}})
    assert [one for one in said(check(book)) if one[0] == "KPI184E"] == [("KPI184E", WARNING, "F7")]


@pytest.mark.parametrize("text", ["TBC", ".", "n/a", "See below", "Nothing to report"])
def test_a_summary_that_answers_nothing_is_asked_about(text: str) -> None:
    assert found(sent(more=(summary_sheet(text),))) == [("KPI180", WARNING, "A8")]


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        pytest.param(92.6, ["KPI184F"], id="sound"),
        pytest.param("about 90", ["KPI115"], id="that cannot be read"),
        pytest.param(926.0, ["KPI105"], id="impossible"),
        pytest.param(0.926, ["KPI104"], id="a hundredth"),
    ],
)
def test_counts_of_a_summary_are_not_held_against_a_value_that_is_wrong(value: object, codes: list[str]) -> None:
    told = sent(entries={"AS01": {"value": value}}, more=(summary_sheet("All of our 99 KPIs are Green."),))
    assert {code for code, *_ in found(told)} == {*codes}


def test_a_placeholder_for_who_signed_on_behalf_is_told_at_its_cell() -> None:
    label = {10: {1: "On their behalf by (name and role)", 2: "TBC"}}
    sheet = sign_off_sheet(name="On their behalf")
    whose = replace(sheet, rows={**sheet.rows, **sheet_of(label).rows})
    assert found(sent(sign_off=whose)) == [("KPI181", ERROR, "B10")]


def test_the_summary_is_held_against_the_figures() -> None:
    told = sent(more=(summary_sheet("Carers supported was 61.5% this quarter."),))
    assert ("KPI184F", WARNING, "A8") in found(told)
    assert found(sent(more=(summary_sheet("Carers supported was 92.6% this quarter."),))) == []


EVERY_KIND: tuple[Callable[[], Book], ...] = (
    *(make for make, _ in BROKEN.values()),
    unknown_service,
    lambda: red(due=44926.0),
    lambda: sent(sign_off=sign_off_sheet(on=day(48507.0))),
    lambda: sent(sign_off=sign_off_sheet(name="On their behalf")),
    lambda: sent(more=(services_sheet(("Day centres", "Excellent", "Good")), summary_sheet(""))),
    lambda: sent(entries={"AS01": {"value": 50.0, "reason": "Suppressed"}}),
    lambda: sent(entries={"AS01": {"value": None, "reason": "Not applicable"}}),
    lambda: sent(entries={"AS01": {"value": None, "reason": "Awaited"}}),
    lambda: sent(entries={"AS01": {"value": formula("F9/2", 92.0)}}),
    lambda: sent(more=(summary_sheet("Carers supported was 61.5% this quarter."),)),
    lambda: noted("Should be 97.2"),
)
"""A return for each kind of thing found here, for the catalogue."""


def noted(note: str) -> Book:
    book = sent()
    return replace(book, sheets=(replace(book.sheets[0], notes={"F7": note}), *book.sheets[1:]))
