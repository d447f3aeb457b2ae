"""What a machine can check of a master that everybody must be able to read, hear and print."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from workbook_lint.book import Book, Sheet, read_book
from workbook_lint.parts import Parts

pytestmark = pytest.mark.slow

A3, A4 = "8", "9"
RATINGS = {"Green", "Amber", "Red"}


@pytest.fixture(scope="module")
def book(demo_folder: Path) -> Book:
    found = read_book(Parts(demo_folder / "master.xlsx"))
    assert found is not None
    return found


def frames(book: Book, sheet: Sheet) -> Iterator[Element]:
    """What the sheet's drawings say of each chart on it."""
    for drawing in book.parts.related(sheet.part, "drawing"):
        yield from book.parts.tree(drawing).iterfind(".//graphicFrame/nvGraphicFramePr/cNvPr")


def test_every_chart_is_described_for_those_who_cannot_see_it(book: Book) -> None:
    descriptions = [frame.get("descr", "") for sheet in book.sheets for frame in frames(book, sheet)]
    assert len(descriptions) > 80
    assert all(len(words.split()) > 5 for words in descriptions)


def test_every_chart_is_titled(book: Book) -> None:
    charts = [name for name in book.parts.names if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
    assert charts
    assert all(book.parts.tree(chart).find("chart/title") is not None for chart in charts)


def test_every_sheet_opens_at_its_first_cell(book: Book) -> None:
    for sheet in book.sheets:
        view = sheet.root.find("sheetViews/sheetView")
        assert view is not None
        frozen = view.find("pane")
        active = None if frozen is None else frozen.get("activePane")
        places = [one.get("activeCell", "A1") for one in view.iterfind("selection") if one.get("pane") == active]
        assert places in ([], ["A1"]), sheet.name


def test_title_and_language_are_set(book: Book) -> None:
    properties = book.parts.tree("docProps/core.xml")
    assert properties.findtext("title")
    assert properties.findtext("language") == "en-GB"


def test_every_table_is_named_and_has_headings_of_its_own(book: Book) -> None:
    assert len({table.name for table in book.tables}) == len(book.tables) > 15
    for table in book.tables:
        assert re.fullmatch(r"tbl[A-Za-z0-9_]+", table.name)
        assert table.root.get("headerRowCount", "1") == "1"
        assert all(header.strip() and not re.fullmatch(r"Column\d+", header) for header in table.columns), table.name


def test_no_cell_among_data_is_merged(book: Book) -> None:
    for sheet in book.sheets:
        merged = [one.get("ref", "") for one in sheet.root.iterfind("mergeCells/mergeCell")]
        for table in sheet.tables:
            assert not any(overlap(one, table.root.get("ref", "")) for one in merged), (sheet.name, table.name)


def overlap(one: str, other: str) -> bool:
    (left, top, right, bottom), (left2, top2, right2, bottom2) = corners(one), corners(other)
    return left <= right2 and left2 <= right and top <= bottom2 and top2 <= bottom


def corners(area: str) -> tuple[int, int, int, int]:
    cells = [re.fullmatch(r"([A-Z]+)(\d+)", cell) for cell in area.split(":")]
    found = [(column(match[1]), int(match[2])) for match in cells if match]
    return *found[0], *found[-1]


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def test_a_link_is_words_and_not_an_address(book: Book) -> None:
    seen = 0
    for sheet in book.sheets:
        cells = sheet.texts()
        for link in sheet.root.iterfind("hyperlinks/hyperlink"):
            words = cells[link.get("ref", "")].text
            assert words.strip() and not re.match(r"https?:|mailto:|#|internal:", words), (sheet.name, words)
            assert "!" not in words
            seen += 1
    assert seen > 200


def test_every_sheet_prints_one_page_wide_with_page_numbers_on_a4_or_a3_across(book: Book) -> None:
    for sheet in book.sheets:
        setup = sheet.root.find("pageSetup")
        assert setup is not None, sheet.name
        assert setup.get("orientation") == "landscape", sheet.name
        assert setup.get("paperSize") in {A3, A4}, sheet.name
        assert setup.get("fitToWidth", "1") == "1", sheet.name
        assert sheet.root.find("sheetPr/pageSetUpPr[@fitToPage='1']") is not None, sheet.name
        assert "&P of &N" in (sheet.root.findtext("headerFooter/oddFooter") or ""), sheet.name


def test_headings_repeat_on_every_page_of_a_long_sheet(book: Book) -> None:
    """Of each sheet that is one table from its top, and of each overview and panel that may run over."""
    repeated = {
        book.sheets[one.scope].name for one in book.names if "Print_Titles" in one.name and one.scope is not None
    }
    long = {"Results", "KPIs", "Thresholds", "Comparators", "Calculations", "Directors' summaries", "Submissions"}
    assert long <= repeated


def test_headings_stay_in_view_in_the_long_tables(book: Book) -> None:
    for name in ("Results", "KPIs", "Thresholds", "Comparators", "Calculations"):
        sheet = book.sheet_named(name)
        assert sheet is not None
        assert sheet.root.find("sheetViews/sheetView/pane[@state='frozen']") is not None, name


def test_a_colour_of_a_rating_stands_only_where_its_word_does(book: Book) -> None:
    """Each cell filled by a rule is filled for the word in it; none is filled for good."""
    for sheet in book.sheets:
        for rule in sheet.root.iterfind("conditionalFormatting/cfRule"):
            formula = rule.findtext("formula") or ""
            if rule.get("type") == "cellIs":
                assert formula.strip('"') in RATINGS, (sheet.name, formula)
            assert rule.get("type") not in {"colorScale", "iconSet", "dataBar"}, sheet.name


def test_no_cell_is_coloured_as_a_rating_by_hand(book: Book) -> None:
    styles = book.parts.tree(next(iter(book.parts.related(book.part, "styles"))))
    fills = [fill.find("patternFill/fgColor") for fill in styles.iterfind("fills/fill")]
    colours = {colour.get("rgb", "")[-6:] for colour in fills if colour is not None}
    assert colours.isdisjoint({"5BB98C", "FFD166", "A4161A"})


def test_no_error_is_shown_to_readers(book: Book) -> None:
    """Among the figures behind charts, #N/A put there on purpose leaves a gap in a line where "" would draw a 0."""
    shown = [(sheet.name, cell) for sheet in book.sheets for _, row in sheet.rows for cell in row if cell.kind == "e"]
    assert [one for one in shown if one[0] != "Trends" or "NA()" not in (one[1].formula or "")] == []
