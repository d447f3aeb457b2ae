"""What a number format does to a number, by Excel's own grammar of formats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.files.reading.read_date_formats import BUILT_IN
from kpi_xl.rules.number_format.appearance import appearance, shows_days, shows_what_it_holds
from kpi_xl.rules.number_format.sections import Form, sections
from kpi_xl.rules.number_format.spoken import spoken

NUMBER, PERCENTAGE, DATE, TIME = Form.NUMBER, Form.PERCENTAGE, Form.DATE, Form.TIME


@pytest.mark.parametrize(
    ("code", "value", "form", "power"),
    [
        pytest.param("General", 27.4, NUMBER, 0, id="General"),
        pytest.param("", 27.4, NUMBER, 0, id="no format"),
        pytest.param("@", 27.4, NUMBER, 0, id="text format, number in it"),
        pytest.param("0.0", 27.4, NUMBER, 0, id="decimals"),
        pytest.param("#,##0.00", 27.4, NUMBER, 0, id="thousands separated"),
        pytest.param("0%", 0.274, PERCENTAGE, 2, id="percentage"),
        pytest.param("0.00 %", 0.274, PERCENTAGE, 2, id="percentage after a space"),
        pytest.param("%0", 0.274, PERCENTAGE, 2, id="percentage before"),
        pytest.param("0%%", 0.274, PERCENTAGE, 4, id="two percent signs multiply twice"),
        pytest.param("0.0_%", 27.4, NUMBER, 0, id="a gap as wide as %"),
        pytest.param("0.0_);(0.0)_%", -27.4, NUMBER, 0, id="a gap in the section for minus"),
        pytest.param("0.0*%", 27.4, NUMBER, 0, id="a fill of %"),
        pytest.param('0.0"%"', 27.4, NUMBER, 0, id="quoted %"),
        pytest.param(r"0.0\%", 27.4, NUMBER, 0, id="escaped %"),
        pytest.param('"%"0.0', 27.4, NUMBER, 0, id="quoted % before"),
        pytest.param("[$%-809]0.0", 27.4, NUMBER, 0, id="% as a currency sign"),
        pytest.param("[Red]0.0", 27.4, NUMBER, 0, id="colour with a d in it"),
        pytest.param("[Color12]0.0%", 0.2, PERCENTAGE, 2, id="numbered colour"),
        pytest.param("[$£-809]#,##0.00", 5.0, NUMBER, 0, id="pounds"),
        pytest.param('_-"£"* #,##0_-;-"£"* #,##0_-;_-"£"* "-"??_-;_-@_-', 0.0, NUMBER, 0, id="accounts, nothing"),
        pytest.param("[<=1]0.0%;0.0", 27.4, NUMBER, 0, id="condition not met"),
        pytest.param("[<=1]0.0%;0.0", 0.9, PERCENTAGE, 2, id="condition met"),
        pytest.param("[<=1]0.0%;0.0", 1.0, PERCENTAGE, 2, id="condition met exactly"),
        pytest.param("[>1]0.0;0.0%", 0.9, PERCENTAGE, 2, id="the other section"),
        pytest.param("[Blue][<=1]0.0%;[Red]0.0", 27.4, NUMBER, 0, id="colour and condition"),
        pytest.param("[>100]0;[>1]0.0;0%", 0.5, PERCENTAGE, 2, id="two conditions, neither met"),
        pytest.param("[>100]0;[>1]0.0%;0", 50.0, PERCENTAGE, 2, id="two conditions, the second met"),
        pytest.param("[=0]0%;0.0", 3.0, NUMBER, 0, id="equal"),
        pytest.param("[<>0]0%;0.0", 3.0, PERCENTAGE, 2, id="not equal"),
        pytest.param("0.0;0.0%", -0.2, PERCENTAGE, 2, id="below 0 takes the second of two"),
        pytest.param("0.0;0.0%", 0.0, NUMBER, 0, id="0 takes the first of two"),
        pytest.param("0.0;-0.0;0%", 0.0, PERCENTAGE, 2, id="0 takes the third"),
        pytest.param("0.0;-0.0;0%", 27.4, NUMBER, 0, id="above 0 takes the first of three"),
        pytest.param("0.0;@%", -27.4, NUMBER, 0, id="a last section with @ is for texts"),
        pytest.param("0.0,", 1234.0, NUMBER, -3, id="thousands"),
        pytest.param("0.0,,", 7_989_000.0, NUMBER, -6, id="millions"),
        pytest.param("0,,.00", 7_989_000.0, NUMBER, -6, id="millions, commas before the point"),
        pytest.param('#,##0,"k"', 1234.0, NUMBER, -3, id="separated and in thousands"),
        pytest.param('£0.0,,"m"_)', 7_989_000.0, NUMBER, -6, id="millions of pounds"),
        pytest.param('[>=1000000]0.0,,"m";[>=1000]0,"k";0', 2500.0, NUMBER, -3, id="scaled by size"),
        pytest.param('[>=1000000]0.0,,"m";[>=1000]0,"k";0', 25.0, NUMBER, 0, id="too small to be scaled"),
        pytest.param("0.00E+00", 12345.0, Form.SCIENTIFIC, 0, id="scientific"),
        pytest.param("##0.0e-0", 12345.0, Form.SCIENTIFIC, 0, id="scientific, small e"),
        pytest.param("# ?/?", 0.75, Form.FRACTION, 0, id="fraction"),
        pytest.param("?/100", 0.75, Form.FRACTION, 0, id="hundredths"),
        pytest.param('0"/"0', 75.0, NUMBER, 0, id="quoted stroke"),
        pytest.param("dd/mm/yyyy", 44654.0, DATE, 0, id="date"),
        pytest.param("[$-F800]dddd, mmmm dd, yyyy", 44654.0, DATE, 0, id="the system's long date"),
        pytest.param("mmm", 44654.0, DATE, 0, id="month alone"),
        pytest.param("m/d/yy h:mm", 44654.5, DATE, 0, id="date and time"),
        pytest.param("h:mm", 0.2, TIME, 0, id="time"),
        pytest.param("mm:ss", 0.2, TIME, 0, id="m before s is minutes"),
        pytest.param("mmss.0", 0.2, TIME, 0, id="tenths of a second"),
        pytest.param(r"[$-F400]h:mm:ss\ AM/PM", 0.2, TIME, 0, id="the system's time"),
        pytest.param("[h]:mm", 1.5, Form.DURATION, 0, id="hours beyond a day"),
        pytest.param("[mm]:ss", 1.5, Form.DURATION, 0, id="minutes beyond an hour"),
        pytest.param("[ss]", 1.5, Form.DURATION, 0, id="seconds beyond a minute"),
        pytest.param("[<1]h:mm;0.0", 27.4, NUMBER, 0, id="a time for parts of a day only"),
        pytest.param('0 "days"', 5.0, NUMBER, 0, id="quoted word"),
        pytest.param(";;;", 5.0, Form.NOTHING, 0, id="nothing at all"),
        pytest.param('""', 5.0, Form.NOTHING, 0, id="an empty text"),
        pytest.param("0;-0;;@", 0.0, Form.NOTHING, 0, id="no section for 0"),
        pytest.param("0;-0;;@", 5.0, NUMBER, 0, id="a section for others"),
        pytest.param('0;-0;"-"', 0.0, Form.TEXT, 0, id="a dash for 0"),
        pytest.param('"Yes";"No";"No"', 1.0, Form.TEXT, 0, id="words for numbers"),
    ],
)
def test_a_format_shows_a_number(code: str, value: float, form: Form, power: int) -> None:
    assert appearance(code, value) == (form, power)


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        pytest.param("0%", 0.274, "27.4%", id="percentage, all its digits"),
        pytest.param("0.0,,", 7_989_000.0, "7.989", id="millions"),
        pytest.param("mm:ss", 318 / 86400, "05:18", id="minutes and seconds"),
        pytest.param("h:mm", 318 / 1440, "5:18", id="hours and minutes"),
        pytest.param("h:mm AM/PM", 0.75, "6:00 PM", id="afternoon"),
        pytest.param("h:mm AM/PM", 0.0, "12:00 AM", id="midnight"),
        pytest.param("h:mm", 44654.75, "18:00", id="time of a day"),
        pytest.param("[h]:mm", 1.5, "36:00", id="hours beyond a day"),
        pytest.param("[mm]:ss", 0.0625, "90:00", id="minutes beyond an hour"),
        pytest.param("[h]:mm:ss", 0.1 + 0.2, "7:12:00", id="no second lost to binary fractions"),
        pytest.param("d mmm", 44654.0, "3 April 2022", id="date in full"),
        pytest.param("d/m/yy h:mm", 44654.6, "3 April 2022 14:24", id="date and time"),
        pytest.param("d mmm yyyy", 1.0, "1 January 1900", id="Excel's first day"),
        pytest.param("d mmm yyyy", 61.0, "1 March 1900", id="after the day there never was"),
        pytest.param("d mmm yyyy", -1.0, "-1", id="no date below 0"),
        pytest.param("# ?/?", 1.75, "1 3/4", id="fraction with a whole"),
        pytest.param("?/?", 1.75, "7/4", id="fraction without one"),
        pytest.param("# ?/?", 1 / 3, "1/3", id="third"),
        pytest.param("# ?/100", 0.25, "25/100", id="fixed hundredths"),
        pytest.param("# ?/?", -0.5, "-1/2", id="below 0"),
        pytest.param('0;-0;"none"', 0.0, "none", id="words"),
        pytest.param(";;;", 5.0, "", id="nothing"),
        pytest.param("[$£-809]#,##0.00", 5.5, "5.5", id="money"),
    ],
)
def test_what_is_shown_in_words(code: str, value: float, words: str) -> None:
    assert spoken(code, value) == words


DATES = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}


def test_the_formats_files_use_by_number() -> None:
    forms = {number: appearance(code, 0.5).form for number, code in BUILT_IN.items()}
    assert {number for number, form in forms.items() if form is PERCENTAGE} == {9, 10}
    assert {number for number, form in forms.items() if form is Form.FRACTION} == {12, 13}
    assert {number for number, form in forms.items() if form is Form.SCIENTIFIC} == {11, 48}
    assert {number for number, form in forms.items() if form is Form.DURATION} == {46}
    assert {number for number, form in forms.items() if form is TIME} == {18, 19, 20, 21, 45, 47}
    assert {number for number, form in forms.items() if form is DATE} == {
        14,
        15,
        16,
        17,
        22,
        *range(27, 37),
        *range(50, 59),
    }


PIECES = st.sampled_from(
    [
        *'0#?.,%;@/"\\_*[] -():<>=',
        "0.0",
        "E+",
        "[Red]",
        "[<=1]",
        "[>100]",
        "[h]",
        "[$£-809]",
        "AM/PM",
        "General",
        *("yyyy", "mm", "dd", "ss", "h", '"%"', r"\%", "_%", "*%", "£"),
    ]
)
CODES = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=20)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(CODES, NUMBERS)
def test_no_format_and_no_number_raises(code: str, value: float) -> None:
    look = appearance(code, value)
    assert (look.power == 0) or look.form in (NUMBER, PERCENTAGE, Form.SCIENTIFIC, Form.FRACTION)
    assert isinstance(spoken(code, value), str)
    assert 1 <= len(sections(code)) <= 4
    assert shows_days(code) in (True, False)


@given(CODES, NUMBERS)
def test_a_format_that_shows_what_it_holds_scales_no_number(code: str, value: float) -> None:
    if shows_what_it_holds(code):
        assert appearance(code, value) == (NUMBER, 0)


LITERALS = st.text(st.characters(exclude_characters='"\\;[]', exclude_categories=("Cs",)), max_size=6)


@given(LITERALS, st.sampled_from(["0.0", "0%", "0.0,,", "0.00E+00"]), NUMBERS)
def test_what_is_quoted_changes_nothing(literal: str, code: str, value: float) -> None:
    assert appearance(f'"{literal}"{code}"{literal}"', value) == appearance(code, value)


@given(st.characters(exclude_characters=";"), st.sampled_from(["0.0", "0%", "0.0,,"]), NUMBERS)
def test_what_is_escaped_padded_or_repeated_changes_nothing(sign: str, code: str, value: float) -> None:
    for way in "\\_*":
        assert appearance(f"{code}{way}{sign}", value) == appearance(code, value)


@given(st.integers(1, 4), st.integers(0, 3))
def test_each_percent_sign_and_each_trailing_comma_scales(signs: int, commas: int) -> None:
    assert appearance(f"0.0{',' * commas}{'%' * signs}", 0.5).power == 2 * signs - 3 * commas
