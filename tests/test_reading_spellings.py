"""Every way XML has of writing the same workbook is read as the same workbook."""

import dataclasses
import random

import pytest
from files_xml import HEAD, MAIN, OFFICE, book_of, relations, sheet_xml, strings_xml, styles_xml, workbook_xml, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from xml_spellings import ENCODINGS, Spelling, spelt, strict

from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.model.book import Book, Cell, Kind

DATE = "dd/mm/yyyy"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
STRICT_PARTS = ("xl/workbook.xml", "xl/worksheets/", "xl/sharedStrings", "xl/styles", "xl/comments", "rels")

ROWS = (
    '<row r="1"><c r="A1" s="1"><v>44834</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"/>'
    '<c r="D1" t="b"><v>1</v></c><c r="E1" t="n"><f>A1*2</f><v>1.5E3</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="str"><f>IF(B1&gt;"1","","a &amp; b")</f><v/></c>'
    '<c r="B2" t="str"><f>B1&amp;" é"</f><v>Green &lt;é&gt; “東京”</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    '<c r="D2"><f>D1</f></c><c r="F2"><v>-0.25</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t xml:space="preserve"> in the cell </t></is></c>'
    '<c r="B3" t="inlineStr"><is><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r></is></c>'
    '<c r="C3" t="s"><v>0</v></c><c r="D3" t="s"><v>2</v></c><c r="E3" t="s"><v>3</v></c></row>'
    '<row r="5"><c r="A5"><f t="shared" ref="A5:A6" si="0">B5+$C$1</f><v>1</v></c></row>'
    '<row r="6" ht="0"><c r="A6"><f t="shared" si="0"/><v>2</v></c>'
    '<c r="B6"><f t="array" ref="B6:C6">A1:B1</f><v>7</v></c><c r="C6"><v>8</v></c></row>'
)
PARTS = {
    "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml"), ("p", "custom-properties", "custom.xml")),
    "xl/workbook.xml": workbook_xml(
        '<sheet name="Return &amp; “é”" sheetId="1" r:id="rId1"/>'
        '<sheet name="Old" sheetId="2" state="hidden" r:id="q"/>',
        '<workbookPr date1904="0"/>',
        '<externalReferences><externalReference r:id="x"/></externalReferences>'
        '<definedNames><definedName name="Total">\'Return\'!$A$1&amp;"é"</definedName></definedNames>'
        '<calcPr calcMode="manual" fullCalcOnLoad="1"/>',
    ),
    "xl/_rels/workbook.xml.rels": relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("q", "worksheet", "worksheets/sheet2.xml"),
        ("s", "sharedStrings", "sharedStrings.xml"),
        ("t", "styles", "styles.xml"),
        ("x", "externalLink", "externalLinks/externalLink1.xml"),
    ),
    "xl/worksheets/sheet1.xml": sheet_xml(
        ROWS,
        '<sheetPr filterMode="1"/><cols><col min="2" max="3" hidden="1"/></cols>',
        '<sheetProtection sheet="1"/><mergeCells><mergeCell ref="A7:B7"/></mergeCells>'
        '<dataValidations><dataValidation sqref="B1" error="&lt;é&gt;"><formula1>"a,b"</formula1></dataValidation>'
        "</dataValidations>",
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": relations(("c", "comments", "../comments1.xml")),
    "xl/worksheets/sheet2.xml": sheet_xml(""),
    "xl/sharedStrings.xml": strings_xml(
        "<t/>",
        "<r><rPr><strike/></rPr><t>struck </t></r><r><t>out &amp; kept</t></r>",
        '<t xml:space="preserve">  “é” &lt;5\n</t>',
        '<r><t>東京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh>',
    ),
    "xl/styles.xml": styles_xml(DATE),
    "xl/comments1.xml": f'{HEAD}<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><r><t>should be &lt;92'
    "</t></r></text></comment></commentList></comments>",
    "xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"/>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": relations(("a", "path", "file://finance/é.xlsx")),
    "custom.xml": f'{HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPES}"><property name="Unit"><vt:lpwstr>AS &amp; é'
    "</vt:lpwstr></property></Properties>",
}
CELLS = [
    Cell(1, 1, Kind.DATE, 44834.0, DATE),
    Cell(1, 2, Kind.TEXT, "struck out & kept"),
    Cell(1, 4, Kind.BOOLEAN, True),
    Cell(1, 5, Kind.NUMBER, 1500.0, formula="A1*2"),
    Cell(2, 1, Kind.TEXT, "", formula='IF(B1>"1","","a & b")'),
    Cell(2, 2, Kind.TEXT, "Green <é> “東京”", formula='B1&" é"'),
    Cell(2, 3, Kind.ERROR, "#DIV/0!", formula="1/0"),
    Cell(2, 4, Kind.BLANK, None, formula="D1", has_cached=False),
    Cell(2, 6, Kind.NUMBER, -0.25),
    Cell(3, 1, Kind.TEXT, " in the cell "),
    Cell(3, 2, Kind.TEXT, "rich text"),
    Cell(3, 3, Kind.TEXT, ""),
    Cell(3, 4, Kind.TEXT, "  “é” <5\n"),
    Cell(3, 5, Kind.TEXT, "東京"),
    Cell(5, 1, Kind.NUMBER, 1.0, formula="B5+$C$1"),
    Cell(6, 1, Kind.NUMBER, 2.0, formula="B6+$C$1"),
    Cell(6, 2, Kind.NUMBER, 7.0, formula="A1:B1"),
    Cell(6, 3, Kind.NUMBER, 8.0, formula="A1:B1"),
]
ALL = Spelling(
    **dict.fromkeys(
        ("quotes", "spaces", "order", "empties", "entities", "cdata", "noise", "indented", "redeclared"), True
    )
)


def written(spelling: Spelling, seed: int, strictly: bool = False) -> bytes:
    parts = {
        name: strict(part) if strictly and any(one in name for one in STRICT_PARTS) else part
        for name, part in PARTS.items()
    }
    return zipped({name: spelt(part, spelling, seed) for name, part in parts.items()})


def assert_read_alike(content: bytes) -> None:
    book = read_bytes_book(content, "made.xlsx")
    assert isinstance(book, Book), book
    first, second = book.sheets
    assert [*first.cells()] == CELLS
    assert (first.name, first.state, second.name, second.state) == ("Return & “é”", "visible", "Old", "hidden")
    assert (first.hidden_rows, first.hidden_columns, first.merges) == ({2, 6}, {2, 3}, ("A7:B7",))
    assert (first.protected, first.filtered, dict(first.notes)) == (True, True, {"A1": "should be <92"})
    assert (dict(book.names), dict(book.properties)) == ({"Total": "'Return'!$A$1&\"é\""}, {"Unit": "AS & é"})
    assert book.external_links == ("file://finance/é.xlsx",)
    assert (book.epoch_1904, book.manual_calculation, book.calculate_on_load) == (False, True, True)


def test_the_usual_spelling() -> None:
    assert_read_alike(zipped(PARTS))


@pytest.mark.parametrize("strictly", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param(Spelling(), id="as usual"),
        pytest.param(Spelling(quotes=True), id="apostrophes for quotes"),
        pytest.param(Spelling(spaces=True), id="spaces in tags"),
        pytest.param(Spelling(order=True), id="attributes in any order"),
        pytest.param(Spelling(empties=True), id="empty elements open and closed"),
        pytest.param(Spelling(entities=True), id="entities and character references"),
        pytest.param(Spelling(cdata=True), id="CDATA"),
        pytest.param(Spelling(noise=True), id="comments and instructions"),
        pytest.param(Spelling(indented=True), id="indented"),
        pytest.param(Spelling(prefix="x"), id="prefix"),
        pytest.param(Spelling(redeclared=True), id="prefixes declared anew"),
        pytest.param(Spelling(unnumbered=True), id="no row numbers or addresses where they follow"),
        pytest.param(Spelling(declared=False), id="no XML declaration"),
        *(pytest.param(Spelling(encoding=encoding), id=encoding) for encoding in ENCODINGS),
        pytest.param(ALL, id="all of it"),
    ],
)
def test_each_liberty_of_xml_is_read_alike(spelling: Spelling, strictly: bool) -> None:
    for seed in range(6):
        assert_read_alike(written(spelling, seed, strictly))


def at_random(seed: int) -> Spelling:
    chance = random.Random(seed)
    flags = [one.name for one in dataclasses.fields(Spelling) if one.type in (bool, "bool")]
    return Spelling(
        prefix=chance.choice(("", "x", "main")),
        encoding=chance.choice(ENCODINGS),
        **{name: chance.random() < 0.5 for name in flags},
    )


@pytest.mark.slow
@settings(max_examples=200)
@given(st.integers(0, 2**32), st.booleans())
def test_any_mixture_of_liberties_is_read_alike(seed: int, strictly: bool) -> None:
    assert_read_alike(written(at_random(seed), seed, strictly))


@pytest.mark.slow
@settings(max_examples=50)
@given(st.integers(0, 2**32))
def test_other_parts_may_be_spelt_otherwise_than_the_sheet(seed: int) -> None:
    assert_read_alike(
        zipped({name: spelt(part, at_random(seed + at), seed) for at, (name, part) in enumerate(PARTS.items())})
    )


@pytest.mark.parametrize(
    "empty", ["<v/>", "<v />", "<v></v>", "<v\n></v >", "<v><!-- none --></v>", "<v><![CDATA[]]></v>"]
)
def test_an_empty_result_is_an_empty_text_however_it_is_written(empty: str) -> None:
    rows = f'<row r="1"><c r="A1" t="str"><f>IF(1,"","x")</f>{empty}</c><c r="B1"><v>1</v></c></row>'
    parts = {**PARTS, "xl/worksheets/sheet1.xml": sheet_xml(rows)}
    # Twice, for the second time the row is known.
    for _ in range(2):
        cell = book_of(parts).sheets[0].cell(1, 1)
        assert cell == Cell(1, 1, Kind.TEXT, "", formula='IF(1,"","x")')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('s="1"', 's=" 1 "', id="style with spaces"),
        pytest.param('s="1"', 's="01"', id="style with a zero"),
        pytest.param('<row r="5">', '<row r=" 5 ">', id="row number with spaces"),
        pytest.param('<row r="5">', '<row r="005">', id="row number with zeros"),
        pytest.param('hidden="1"', 'hidden=" true "', id="yes with spaces"),
        pytest.param("<v>1</v>", "<v> 1\n</v>", id="numbers with spaces"),
        pytest.param("<v>44834</v>", "<v>4.4834E+4</v>", id="number as a power of ten"),
    ],
)
def test_numbers_and_yes_may_be_written_otherwise(before: str, after: str) -> None:
    sheet = PARTS["xl/worksheets/sheet1.xml"]
    assert before in sheet
    assert_read_alike(zipped({**PARTS, "xl/worksheets/sheet1.xml": sheet.replace(before, after)}))
