"""Excel's limits, each at the last it takes and the first it does not, held by the one guard of all that is written."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from workbook_lint import lint

from kpi_xl.files.house_style.excel_limits import fault_in_formula
from kpi_xl.files.house_style.house_workbook import HouseWorkbook, HouseWorksheet
from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import MOST_UNIT_FORMATS, Formats
from kpi_xl.files.master.page.sheet_names import SheetNames
from kpi_xl.model.errors import SaveError
from kpi_xl.model.measure import measure_of
from kpi_xl.model.text_length import beginning, length, shortened

EMOJI = "🙂"
Fill = Callable[[HouseWorkbook, HouseWorksheet], object]


def nested(levels: int) -> str:
    return f"{'ABS(' * levels}1{')' * levels}"


def arguments(count: int) -> str:
    return f"SUM({','.join(['1'] * count)})"


def joined_to(characters: int) -> str:
    """A formula of that many characters, in texts short enough each."""
    formula = "&".join(['"' + "x" * 97 + '"'] * (characters // 100))
    return formula + "&" + "1" * (characters - len(formula) - 1)


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        pytest.param(joined_to(8_192).replace("x", "1"), "", id="8,192 characters"),
        pytest.param(joined_to(8_193), "8,193 characters, and Excel takes 8,192", id="8,193 characters"),
        pytest.param('"' + EMOJI * 100 + '"' + "+1" * 3_995, "", id="emoji within the limit"),
        pytest.param(f'"{"x" * 255}"', "", id="a text of 255"),
        pytest.param(f'"{"x" * 256}"', "a text in its formula has 256 characters", id="a text of 256"),
        pytest.param('"' * 512, "", id="255 quotation marks, each written twice"),
        pytest.param(f'"{EMOJI * 128}"', "a text in its formula has 256 characters", id="128 characters that count 2"),
        pytest.param(nested(64), "", id="64 levels"),
        pytest.param(nested(65), "more than 64 levels", id="65 levels"),
        pytest.param(arguments(255), "", id="255 arguments"),
        pytest.param(arguments(256), "SUM() in its formula has more than 255 arguments", id="256 arguments"),
        pytest.param("+".join(["A1"] * 2_000), "", id="2,000 cells, 16,000 bytes"),
        pytest.param("+".join(["A1"] * 2_100), "bytes in Excel, which has room for 16,384", id="2,100 cells"),
    ],
)
def test_a_formula_is_taken_to_the_limit_and_not_beyond(formula: str, told: str) -> None:
    fault = fault_in_formula(formula)
    assert told in fault if told else not fault


def written(fill: Fill) -> None:
    with new_workbook(BytesIO(), "Title", "Subject") as book:
        fill(book, book.add_worksheet("One"))  # type: ignore[arg-type]  # add_worksheet gives our class


def rule(**words: object) -> dict[str, object]:
    return {"validate": "list", "source": ["Yes", "No"], **words}


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        pytest.param(lambda _, sheet: sheet.write_formula(1, 1, joined_to(8_193)), "One!B2", id="formula"),
        pytest.param(
            lambda _, sheet: sheet.write_formula(1, 1, "A1", None, "x" * 32_768), "One!B2", id="result of a formula"
        ),
        pytest.param(
            lambda book, sheet: sheet.write_rows(9, [("a",)] * 3, [book.add_format()], {0: nested(65)}),
            "One!A11",
            id="formula of a column",
        ),
        pytest.param(
            lambda book, sheet: sheet.conditional_format(
                "C3", {"type": "formula", "criteria": f'=$A1="{"x" * 256}"', "format": book.add_format()}
            ),
            "One!C3",
            id="conditional format",
        ),
        pytest.param(
            lambda _, sheet: sheet.data_validation(0, 0, 0, 0, rule(source=["x" * 128, "y" * 128])), "One!A1", id="list"
        ),
        pytest.param(
            lambda _, sheet: sheet.data_validation(0, 0, 0, 0, rule(input_title="x" * 33)), "input title", id="title"
        ),
        pytest.param(
            lambda _, sheet: sheet.data_validation(0, 0, 0, 0, rule(error_message=EMOJI * 128)), "256", id="message"
        ),
        pytest.param(lambda _, sheet: sheet.set_footer("x" * 256), "its footer has 256", id="footer"),
        pytest.param(lambda _, sheet: sheet.set_header("x" * 256), "its header has 256", id="header"),
        pytest.param(lambda book, _: book.set_custom_property("Mark", "x" * 256), "property Mark", id="property"),
        pytest.param(lambda book, _: book.define_name("x" * 256, "=One!$A$1"), "defined name", id="defined name"),
        pytest.param(
            lambda book, _: book.define_name("Long", f"={joined_to(8_193)}"),
            "defined name Long",
            id="formula of a name",
        ),
        pytest.param(
            lambda book, _: book.add_format({"num_format": f'0"{"x" * 255}"'}), "number format", id="number format"
        ),
        pytest.param(lambda book, _: book.add_worksheet("ONE"), "two sheets", id="sheet of the same name"),
        pytest.param(lambda book, _: book.add_worksheet("history"), "keeps this sheet name", id="sheet called History"),
        pytest.param(lambda book, _: book.add_worksheet("'Q1"), "apostrophe", id="sheet with an apostrophe first"),
        pytest.param(lambda book, _: book.add_worksheet("Q1/Q2"), "none of", id="sheet with a slash"),
        pytest.param(lambda book, _: book.add_worksheet(EMOJI * 16), "not 32", id="sheet of 16 emoji"),
        pytest.param(lambda book, _: book.add_worksheet(""), "not 0", id="sheet without a name"),
    ],
)
def test_what_excel_would_not_take_is_not_written_and_the_place_is_named(fill: Fill, told: str) -> None:
    with pytest.raises(SaveError, match=told):
        written(fill)


def test_an_error_names_the_row_of_the_rulebook_it_comes_from() -> None:
    def fill(_: HouseWorkbook, sheet: HouseWorksheet) -> None:
        sheet.comes_from("KPIs, AS01", 5, 9)
        sheet.comes_from("KPIs, AS02", 10)
        sheet.write_formula(8, 0, nested(65))

    with pytest.raises(SaveError, match=r"One!A9 .* It comes from the rulebook: KPIs, AS01\."):
        written(fill)


@pytest.mark.parametrize("text", ["R&D & " * 60, EMOJI * 300, "&" * 255, "x" * 400])
def test_a_footer_is_shortened_to_what_excel_takes_and_still_numbers_its_pages(text: str, tmp_path: Path) -> None:
    path = tmp_path / "footer.xlsx"
    with new_workbook(path, text, text) as book:
        page = Page(book, Formats(book), "One")
        page.print_a4(text)
        assert page.sheet.footer.endswith("&R&P of &N")
    assert lint(path) == []


@pytest.mark.parametrize("name", ["x" * 150, EMOJI * 40, "'quoted'" * 9, "a/b:c" * 10, "History", "'", "Straße " * 9])
def test_any_priority_gives_a_sheet_name_that_excel_takes(name: str) -> None:
    names = SheetNames(["Summary"], [name, f"{name} "], ["AS01"])
    taken: list[str] = []
    with new_workbook(BytesIO(), "Title", "Subject") as book:
        for sheet in names.overview.values():
            book.add_worksheet(sheet)
            taken.append(sheet.casefold())
    assert len(set(taken)) == 2


def test_more_units_than_excel_has_number_formats_are_shown_as_plain_numbers(tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    with new_workbook(path, "Title", "Subject") as book:
        formats = Formats(book)
        page = Page(book, formats, "One")
        units = [measure_of(f"things of kind {number}") for number in range(400)]
        for row, unit in enumerate(units, start=1):
            page.number(row, 1, 1.5, formats.named(unit, 1))
        first, beyond = formats.named(units[0], 1), formats.named(units[MOST_UNIT_FORMATS], 1)
        assert "things of kind 0" in str(first.num_format)
        assert "things" not in str(beyond.num_format)
    assert lint(path) == []


@pytest.mark.parametrize("text", ["plain " * 30, EMOJI * 90, "a" + EMOJI * 90, "é" * 180])
@pytest.mark.parametrize("most", [1, 2, 63, 64])
def test_a_shortened_text_is_its_beginning_and_never_longer_than_asked(text: str, most: int) -> None:
    short = shortened(text, most)
    assert length(short) <= most and short.endswith("…")
    assert text.startswith(short.removesuffix("…"))
    assert text.startswith(beginning(text, most)) and length(beginning(text, most)) <= most
    assert shortened(text, length(text)) == text
