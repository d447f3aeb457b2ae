"""One cell of an officer's: a number, no value and why, or something that cannot be read."""

import pytest
from builders import day, formula, never_worked_out, percent
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.kpi import Aggregation, Frequency, Kpi
from kpi_xl.model.measure import measure_of
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.problems import CATALOGUE
from kpi_xl.model.rating import Reason
from kpi_xl.model.rich_text import RichText, Run
from kpi_xl.rules.submissions.read_value import NotRead, NoValue, Number, Reading, read_value


def kpi(measure: str = "%") -> Kpi:
    return Kpi(
        "AS01", "", "", "AS", "", measure_of(measure), Polarity.HIGHER, Frequency.QUARTERLY, Aggregation.QUARTER, 1
    )


def read(value: object, measure: str = "%", last: float | None = None) -> Reading:
    if not isinstance(value, Cell):
        kinds = {bool: Kind.BOOLEAN, float: Kind.NUMBER, str: Kind.TEXT, RichText: Kind.TEXT}
        value = Cell(7, 15, kinds[type(value)], value)  # type: ignore[arg-type] # one of the three
    return read_value(value, kpi(measure), last)


def codes(reading: Reading) -> list[str]:
    return [remark.code for remark in reading.remarks]


@pytest.mark.parametrize(
    ("text", "measure", "last", "value", "code"),
    [
        pytest.param("92.6", "%", None, 92.6, "KPI101", id="number as text"),
        pytest.param("'92.6", "%", None, 92.6, "KPI101", id="apostrophe"),
        pytest.param("\u00a092.6\u200b", "%", None, 92.6, "KPI101", id="invisible characters"),
        pytest.param("\u22120.1", "%", None, -0.1, "KPI101", id="printed minus"),
        pytest.param("\uff19\uff12", "%", None, 92.0, "KPI101", id="full-width figures"),
        pytest.param("1,481", "number", None, 1481.0, "KPI102", id="comma"),
        pytest.param("1,481,000.5", "number", None, 1481000.5, "KPI102", id="two commas"),
        pytest.param("1 481", "number", None, 1481.0, "KPI102", id="space between thousands"),
        pytest.param("\u00a37.989", "£m", None, 7.989, "KPI102", id="pound sign"),
        pytest.param("GBP 1.2m", "£m", None, 1.2, "KPI102B", id="scale word in the KPI's own unit"),
        pytest.param("£1.2m", "£", None, 1_200_000.0, "KPI102B", id="scale word in pounds"),
        pytest.param("£950k", "£m", None, 0.95, "KPI102B", id="thousands in millions"),
        pytest.param("1.2k", "number", None, 1200.0, "KPI102B", id="scale word on a count"),
        pytest.param("92%", "%", 91.9, 92.0, "KPI103", id="percentage like last quarter"),
        pytest.param("92 per cent", "%", None, 92.0, "KPI103", id="percentage in words"),
        pytest.param("0.5%", "%", 0.6, 0.5, "KPI103", id="small percentage like last quarter"),
        pytest.param("12.3*", "%", None, 12.3, "KPI114", id="asterisk"),
        pytest.param("12.3 (p)", "%", None, 12.3, "KPI114", id="provisional mark"),
        pytest.param("3.05 days", "days per FTE", None, 3.05, "KPI114", id="unit after the number"),
        pytest.param("(7.989)", "£m", None, -7.989, "KPI120", id="brackets on money"),
        pytest.param("0%", "%", 91.9, 0.0, "KPI103", id="nought per cent"),
        pytest.param("0.0 %", "%", 0.0, 0.0, "KPI103", id="nought per cent after nought"),
        pytest.param("-0%", "number", None, 0.0, "KPI103", id="nought per cent, minus, for a count"),
        pytest.param("0", "%", 0.0, 0.0, "KPI101", id="nought as text"),
        pytest.param("-0", "%", None, 0.0, "KPI101", id="minus nought as text"),
        pytest.param("318\u00b2", "number", None, 318.0, "KPI114", id="a raised digit of Unicode"),
        pytest.param("\u00b9318", "number", None, 318.0, "KPI114", id="a raised digit before"),
        pytest.param("318\u00b9,\u00b2", "number", None, 318.0, "KPI114", id="two raised digits"),
        pytest.param("45 m\u00b2", "m\u00b2", None, 45.0, "KPI114", id="a raised digit of the unit"),
        pytest.param(RichText([Run("318"), Run("2", 1)]), "number", None, 318.0, "KPI114", id="a raised run"),
        pytest.param(RichText([Run("318"), Run("a", 1)]), "number", None, 318.0, "KPI114", id="a raised letter"),
        pytest.param(RichText([Run("318"), Run("2", -1)]), "number", None, 318.0, "KPI114", id="a lowered run"),
        pytest.param(
            RichText([Run("300", 0, True), Run(" 318")]), "number", None, 318.0, "KPI175B", id="a struck out run"
        ),
        pytest.param("12.3\n(p)", "%", None, 12.3, "KPI114", id="a mark on a line of its own"),
        pytest.param("1 481", "number", 1_400.0, 1481.0, "KPI102", id="a space last quarter bears out"),
        pytest.param("0,921", "%", 90.4, 0.921, "KPI174", id="no thousands begin with 0"),
        pytest.param("-0,921", "£m", None, -0.921, "KPI174", id="nor do those below 0"),
        pytest.param("0,921m", "£m", None, 0.921, "KPI102B", id="a decimal comma before a scale word"),
        pytest.param("92,6", "%", None, 92.6, "KPI174", id="decimal comma"),
        pytest.param("1,234", "£m", 1.3, 1.234, "KPI174", id="decimal comma told by last quarter"),
    ],
)
def test_text_with_one_reading_is_read_and_said(
    text: str, measure: str, last: float | None, value: float, code: str
) -> None:
    reading = read(text, measure, last)
    assert isinstance(reading, Number)
    assert reading.value == value
    assert codes(reading) == [code]


@pytest.mark.parametrize(
    ("value", "measure", "last", "code"),
    [
        pytest.param("good", "%", None, "KPI101B", id="a word"),
        pytest.param("1E05", "%", None, "KPI101B", id="text like an exponent"),
        pytest.param("9" * 400, "%", None, "KPI101B", id="more digits than a number has"),
        pytest.param("£5", "%", None, "KPI101B", id="money for a percentage"),
        pytest.param("92%", "%", 20_000.0, "KPI103C", id="neither reading like last quarter"),
        pytest.param("92%", "number", None, "KPI103C", id="percentage for a count"),
        pytest.param("c.50", "%", None, "KPI115", id="about"),
        pytest.param("318\n290", "number", None, "KPI115B", id="two lines"),
        pytest.param("1\r\n481", "number", 1_400.0, "KPI115B", id="a line break is no space"),
        pytest.param("318\t290", "number", None, "KPI115B", id="a tab between"),
        pytest.param("318   290", "number", None, "KPI115B", id="far apart"),
        pytest.param("318 290", "number", 320.0, "KPI115B", id="a space last quarter does not bear out"),
        pytest.param(RichText([Run("3"), Run("1", 0, True), Run("8")]), "number", None, "KPI115B", id="struck inside"),
        pytest.param(RichText([Run("318", 0, True)]), "number", None, "KPI175", id="all struck out"),
        pytest.param(RichText([Run("10"), Run("6", 1)]), "number", None, "KPI114B", id="perhaps a power"),
        pytest.param(RichText([Run("12."), Run("5", 1)]), "number", None, "KPI101B", id="raised after a point"),
        pytest.param("45 m\u00b2", "sq m", None, "KPI101B", id="another unit with a raised digit"),
        pytest.param("circa 50", "%", None, "KPI115", id="circa"),
        pytest.param("94-100", "%", None, "KPI115", id="range"),
        pytest.param("94 \u2013 100", "%", None, "KPI115", id="range with a dash"),
        pytest.param("94% to 100%", "%", None, "KPI115", id="range in words"),
        pytest.param(">90", "%", None, "KPI115", id="more than"),
        pytest.param("(7.9)", "%", None, "KPI120B", id="brackets on a percentage"),
        pytest.param(True, "%", None, "KPI119", id="true"),
        pytest.param(False, "number", None, "KPI119", id="false"),
        pytest.param(day(44654.0), "%", None, "KPI116", id="date"),
        pytest.param(formula("A1/B1", "#DIV/0!"), "%", None, "KPI152", id="error"),
        pytest.param("#REF!", "%", None, "KPI152", id="error pasted as text"),
        pytest.param(never_worked_out("SUM(A1:A3)"), "%", None, "KPI153", id="formula never worked out"),
        pytest.param(float("inf"), "%", None, "KPI101B", id="infinity"),
    ],
)
def test_what_cannot_be_one_number_is_not_read(value: object, measure: str, last: float | None, code: str) -> None:
    reading = read(value, measure, last)
    assert isinstance(reading, NotRead)
    assert codes(reading) == [code]


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [
        pytest.param("n/a", Reason.NOT_APPLICABLE, "KPI108", id="n/a"),
        pytest.param("NA", Reason.NOT_APPLICABLE, "KPI108", id="NA"),
        pytest.param("N.A.", Reason.NOT_APPLICABLE, "KPI108", id="with dots"),
        pytest.param("TBC", Reason.AWAITED, "KPI109", id="TBC"),
        pytest.param("Awaiting ICB data", Reason.AWAITED, "KPI109", id="awaiting something"),
        pytest.param("see note", Reason.AWAITED, "KPI109", id="see note"),
        pytest.param("-", Reason.AWAITED, "KPI110", id="dash"),
        pytest.param("\u2014", Reason.AWAITED, "KPI110", id="long dash"),
        pytest.param("nil", Reason.AWAITED, "KPI110", id="nil"),
        pytest.param("<5", Reason.SUPPRESSED, "KPI113", id="fewer than five"),
        pytest.param("*", Reason.SUPPRESSED, "KPI113", id="star"),
        pytest.param("c", Reason.SUPPRESSED, "KPI113", id="confidential"),
        pytest.param("Baseline year", Reason.BASELINE_YEAR, "KPI108", id="a reason in the value cell"),
    ],
)
def test_words_for_no_value_become_reasons(text: str, reason: Reason, code: str) -> None:
    reading = read(text)
    assert isinstance(reading, NoValue)
    assert reading.reason is reason
    assert codes(reading) == [code]


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "'"])
def test_a_cell_that_only_looks_empty_is_blank(text: str) -> None:
    assert read(text) == NoValue()


def test_no_cell_is_blank() -> None:
    assert read_value(None, kpi()) == NoValue()


def test_a_number_under_a_percentage_format_holds_a_hundredth() -> None:
    reading = read(percent(0.926), last=91.9)
    assert reading == Number(92.6, reading.remarks)
    assert codes(reading) == ["KPI103B"]


def test_a_percent_sign_in_quotes_multiplies_nothing() -> None:
    assert read(Cell(7, 15, Kind.NUMBER, 92.6, '#,##0.0"%"')) == Number(92.6)


def test_a_number_comes_at_fifteen_digits() -> None:
    assert read(0.1 + 0.2) == Number(0.3)


def test_a_provisional_mark_marks_the_value() -> None:
    reading = read("12.3 (p)")
    assert isinstance(reading, Number)
    assert reading.provisional


def test_a_date_says_what_was_probably_typed() -> None:
    (remark,) = read(day(44654.0)).remarks
    assert remark.facts == {"found": "3 April 2022", "original": "3-4"}


def test_an_error_says_its_formula_and_the_likely_cause() -> None:
    (remark,) = read(formula("B1/C1", "#DIV/0!")).remarks
    assert remark.facts["formula"] == " (its formula is =B1/C1)"
    assert remark.facts["cause"] == "It divides by 0 or by an empty cell."


ANY_VALUE = st.one_of(
    st.text(max_size=30),
    st.floats(),
    st.booleans(),
    st.from_regex(r"[£(]?-?\d{1,4}[.,]?\d{0,4}[%)mkp*]?", fullmatch=True),
)


@given(
    value=ANY_VALUE,
    kind=st.sampled_from(Kind),
    number_format=st.sampled_from(["General", "0%", "dd/mm/yyyy"]),
    measure=st.sampled_from(["%", "£m", "£", "number", "days per FTE", ""]),
    last=st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
)
def test_reading_never_raises_and_every_remark_is_in_the_catalogue(
    value: float | str | bool, kind: Kind, number_format: str, measure: str, last: float | None
) -> None:
    reading = read_value(Cell(7, 15, kind, value, number_format, "A1"), kpi(measure), last)
    for remark in reading.remarks:
        assert CATALOGUE[remark.code].text.format(**remark.facts, column="R")
    if isinstance(reading, NotRead):
        assert reading.remarks


@given(value=st.floats(min_value=-1e15, max_value=1e15, allow_nan=False))
def test_a_number_written_as_text_reads_as_itself(value: float) -> None:
    text = f"{value:.4f}"
    reading = read(text, "number")
    assert isinstance(reading, Number)
    assert reading.value == float(f"{float(text):.15g}")
