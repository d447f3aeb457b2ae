"""The words of a return: lost, copied, cut off, of another year, or against their figures."""

from dataclasses import replace

import pytest
from builders import (
    ERROR,
    FIXED,
    WARNING,
    check,
    day,
    formula,
    kpi,
    never_worked_out,
    only,
    return_book,
    rulebook,
    said,
    sheet_of,
)

from kpi_xl.model.bands import Bands
from kpi_xl.model.book import Sheet
from kpi_xl.model.columns import SERVICES_SHEET, SUMMARY_LABEL, SUMMARY_SHEET
from kpi_xl.model.kpi import YearType
from kpi_xl.model.master import Master
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.submission import Checked

OPEN = Bands(green=(None, None), amber=(None, None))
EXPLAINED = {"cause": "Two staff left.", "action": "Posts are filled.", "owner": "Head of Care", "due": day(44926.0)}


def of(commentary: object, value: float = 88.1, last: float = 91.9, **changes: object) -> list[tuple[str, str, str]]:
    """What is said of a KPI in row 12 with that commentary; its last quarter is in the return's own column."""
    one = kpi("AS06", "Calls answered", **changes)
    rules = rulebook((one, None, OPEN))
    entry = {"value": value, "last_quarter": last, "commentary": commentary}
    return said(check(return_book({"AS06": entry}, rules=rules), rules, Master()))


AGAINST = [
    pytest.param("Performance has improved.", id="improved, and is worse"),
    pytest.param("The rate has risen again. More staff helped.", id="risen, and fell"),
    pytest.param("Better than last quarter.", id="better than last quarter"),
    pytest.param("A slight improvement on last quarter.", id="an improvement"),
    pytest.param("Calls were long.\nThe figure increased slightly.", id="in the second line"),
    pytest.param("Overall performance is up.", id="up"),
    pytest.param("Performance continues to improve.", id="continues to improve"),
    pytest.param("Improved due to extra staff.", id="improved, and why"),
    pytest.param("Improved again.", id="one word"),
    pytest.param("This is a clear improvement on last quarter.", id="this is an improvement"),
    pytest.param("Up this quarter.", id="up this quarter"),
]


@pytest.mark.parametrize("text", AGAINST)
def test_a_direction_against_the_figures_is_asked_about(text: str) -> None:
    assert of(text) == [("KPI134", WARNING, "P12")]


@pytest.mark.parametrize("text", [case.values[0] for case in AGAINST])
def test_the_same_words_with_figures_that_bear_them_out_are_in_order(text: str) -> None:
    assert of(text, value=95.2) == []


@pytest.mark.parametrize(
    "text",
    [
        "Performance has not improved.",
        "Performance has improved on the same quarter last year.",
        "Performance improved in September.",
        "Performance will have improved by March.",
        "We expect the rate to have increased next quarter.",
        "Communication with providers has improved.",
        "Higher demand than last quarter explains this.",
        "More reviews were on time than last quarter.",
        "Although performance has improved since, it is below target.",
        "The rate of complaints rose.",
        "Improved processes are in place.",
        "An improvement plan was agreed.",
        "Staffing is better, and the backlog is down.",
        "It was 91.9% last quarter.",
        "Improved communication helped.",
        "Up to four weeks are needed.",
        "Better weather helped.",
        "This is better than expected.",
        "Increase in demand.",
        "Fell from 91.9% to 88.1%.",
        "Sickness rose from 3.1% to 4.5%.",
    ],
)
def test_words_that_may_be_of_something_else_are_left_alone(text: str) -> None:
    assert of(text) == []


def test_where_lower_is_better_a_fall_is_better() -> None:
    days = {"measure": "days", "polarity": Polarity.LOWER}
    assert of("Performance has improved.", 3.9, 4.8, **days) == []
    assert of("Performance has worsened.", 3.9, 4.8, **days) == [("KPI134", WARNING, "P12")]
    assert of("Performance is down.", 3.9, 4.8, **days) == []


def test_a_change_too_small_to_speak_of_is_not_held_against_words() -> None:
    assert of("Performance has improved.", 91.8, 91.9) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Performance was 94.2%.", True, id="another figure"),
        pytest.param("At 94.2%, this is a good result.", True, id="at another figure"),
        pytest.param("It rose from 91.9% to 88.1%.", True, id="rose, to less"),
        pytest.param("It fell from 91.9% to 84.1%.", True, id="from last quarter's to another"),
        pytest.param("Performance was 88.1%.", False, id="the figure"),
        pytest.param("Performance was 88%.", False, id="the figure rounded"),
        pytest.param("Performance was 91.9% last quarter.", False, id="last quarter's"),
        pytest.param("Performance was 94.2% in the north.", True, id="of a part, which cannot be told"),
        pytest.param("Performance was 94.2% in September.", False, id="of a month"),
        pytest.param("Performance was 94.2% nationally.", False, id="of the country"),
        pytest.param("The target is 94.2%.", False, id="a target"),
        pytest.param("Take-up was 94.2%, and 88.1% were answered.", False, id="the figure is there too"),
    ],
)
def test_a_percentage_said_to_be_the_value(text: str, told: bool) -> None:
    assert of(text) == ([("KPI134B", WARNING, "P12")] if told else [])


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        pytest.param("The data is for the academic year 2021/22.", YearType.FINANCIAL, True, id="academic"),
        pytest.param("These figures are for the calendar year.", YearType.FINANCIAL, True, id="calendar"),
        pytest.param("This covers January to December.", YearType.FINANCIAL, True, id="by its months"),
        pytest.param("The value relates to the financial year.", YearType.ACADEMIC, True, id="financial"),
        pytest.param("The data is for the academic year 2021/22.", YearType.ACADEMIC, False, id="as it should"),
        pytest.param("The academic year began late.", YearType.FINANCIAL, False, id="only mentioned"),
    ],
)
def test_another_kind_of_year(text: str, kind: YearType, told: bool) -> None:
    assert of(text, year_type=kind) == ([("KPI144", WARNING, "P12")] if told else [])


def test_text_cut_off_by_another_program_is_noticed() -> None:
    long = ("We spoke to all of the providers about their waiting lists and agreed what to do " * 20)[:255]
    assert of(long) == [("KPI135", WARNING, "P12")]
    assert of(long[:254] + ".") == []
    assert of(long[:250]) == []


def test_a_cell_filled_to_the_last_character_is_noticed() -> None:
    assert of("All is well. " * 2520 + "1234567") == [("KPI135", WARNING, "P12")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("=1+1", True),
        ("+44 is the code", True),
        ("-5% on the quarter before", True),
        ("@SUM(A1)", True),
        ("\t=cmd", True),
        ("- one thing", False),
        ("-", False),
        ("Up = good", False),
    ],
)
def test_text_that_looks_like_a_formula_is_kept_as_text(text: str, told: bool) -> None:
    assert of(text) == ([("KPI135B", FIXED, "P12")] if told else [])


def test_one_comment_on_two_kpis_is_told_once_with_both_cells() -> None:
    text = "Staff were moved to the new contact centre this summer."
    checked = check(return_book({"AS01": {"commentary": text}, "AS05": {"commentary": text.upper()}}))
    finding = only(checked, "KPI133B")
    assert [place.cell for place in finding.places] == ["P7", "P11"]


def test_short_words_may_be_true_of_many() -> None:
    assert said(check(return_book({"AS01": {"commentary": "On track."}, "AS05": {"commentary": "On track."}}))) == []


LOST = ("cause", "action", "owner", "due", "commentary", "reason")
PLACES = dict(zip(LOST, ("L7", "M7", "N7", "O7", "P7", "J7"), strict=True))
ERRORS = ("#NAME?", "#SPILL!", "#N/A", "#CALC!", "#FIELD!", "#REF!", "#VALUE!")


@pytest.mark.parametrize("field", LOST)
def test_an_error_where_words_belong_is_told_at_its_cell(field: str) -> None:
    entry = {"value": 80.0, **EXPLAINED, field: formula("-Recruit to both posts", "#NAME?")}
    checked = check(return_book({"AS01": entry}))
    assert ("KPI185", ERROR, PLACES[field]) in said(checked)
    assert "=-Recruit to both posts" in only(checked, "KPI185").message
    assert "KPI132" not in [code for code, *_ in said(checked)]


@pytest.mark.parametrize("error", ERRORS)
def test_errors_old_and_new_are_known(error: str) -> None:
    assert of(formula("-x", error)) == [("KPI185", ERROR, "P12")]
    assert ("KPI185", ERROR, "P12") in of(error)


def test_words_of_a_formula_never_worked_out_are_told() -> None:
    assert of(never_worked_out('A1&" more"')) == [("KPI153", ERROR, "P12")]


@pytest.mark.parametrize("sheet", [SUMMARY_SHEET, SERVICES_SHEET])
def test_an_error_in_the_summary_or_the_services_is_told_at_its_cell(sheet: str) -> None:
    other = sheet_of({7: {1: SUMMARY_LABEL}, 8: {1: formula("-forecast", "#NAME?")}}, sheet)
    assert ("KPI185", ERROR, "A8") in said(_with_sheet(other))


def _with_sheet(sheet: Sheet) -> Checked:
    book = return_book()
    return check(replace(book, sheets=(*book.sheets, sheet)))
