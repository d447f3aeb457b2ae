"""Each form a cell may take in the XML, and what it is read as."""

import pytest
from files_xml import HEAD, MAIN, STRICT, book_of, cell_of, sheet_of, sheet_xml, strings_xml, styles_xml, workbook_parts

from kpi_xl.model.book import Cell, Kind

A1 = (1, 1)
DATE = "dd/mm/yyyy"
PHONETIC = '<r><t>東京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        pytest.param('<c r="A1"><v>92.6</v></c>', Kind.NUMBER, 92.6, id="number"),
        pytest.param('<c r="A1" t="n"><v>-1E-3</v></c>', Kind.NUMBER, -0.001, id="number with its type"),
        pytest.param('<c r="A1"><v>1_000</v></c>', Kind.TEXT, "1_000", id="number only Python would read"),
        pytest.param('<c r="A1"><v>abc</v></c>', Kind.TEXT, "abc", id="no number at all"),
        pytest.param('<c r="A1"><v>NaN</v></c>', Kind.TEXT, "NaN", id="not a number"),
        pytest.param('<c r="A1"><v>1e999</v></c>', Kind.TEXT, "1e999", id="number beyond all bounds"),
        pytest.param('<c r="A1" t="b"><v>1</v></c>', Kind.BOOLEAN, True, id="true"),
        pytest.param('<c r="A1" t="b"><v>0</v></c>', Kind.BOOLEAN, False, id="false"),
        pytest.param('<c r="A1" t="e"><v>#N/A</v></c>', Kind.ERROR, "#N/A", id="error"),
        pytest.param('<c r="A1" t="e"><v>#SPILL!</v></c>', Kind.ERROR, "#SPILL!", id="newer error"),
        pytest.param('<c r="A1" t="s"><v>0</v></c>', Kind.TEXT, "shared", id="shared text"),
        pytest.param('<c r="A1" t="s"><v>1</v></c>', Kind.TEXT, "rich text", id="rich text"),
        pytest.param('<c r="A1" t="s"><v>2</v></c>', Kind.TEXT, "東京", id="text with a phonetic guide"),
        pytest.param('<c r="A1" t="s"><v>3</v></c>', Kind.TEXT, "  spaces  ", id="spaces kept"),
        pytest.param('<c r="A1" t="s"><v>4</v></c>', Kind.TEXT, "", id="empty text"),
        pytest.param('<c r="A1" t="str"><v>typed</v></c>', Kind.TEXT, "typed", id="plain text"),
        pytest.param('<c r="A1" t="inlineStr"><is><t>in the cell</t></is></c>', Kind.TEXT, "in the cell", id="inline"),
        pytest.param('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', Kind.TEXT, "ab", id="rich"),
        pytest.param(f'<c r="A1" t="inlineStr"><is>{PHONETIC}</is></c>', Kind.TEXT, "東京", id="inline phonetic"),
        pytest.param('<c r="A1" t="inlineStr"><is/></c>', Kind.TEXT, "", id="inline, empty"),
        pytest.param('<c r="A1" t="inlineStr"><is><t>&lt;5 &amp; &#x41;</t></is></c>', Kind.TEXT, "<5 & A", id="marks"),
        pytest.param('<c r="A1" t="str"><v>a_x000D_b</v></c>', Kind.TEXT, "a\rb", id="escaped return"),
        pytest.param('<c r="A1" t="str"><v>_x005F_x0041_</v></c>', Kind.TEXT, "_x0041_", id="escaped escape"),
        pytest.param('<c r="A1" t="str"><v>_xD83D__xDE00_</v></c>', Kind.TEXT, "😀", id="escaped pair"),
        pytest.param('<c r="A1" t="str"><v>_xD83D_</v></c>', Kind.TEXT, "\ufffd", id="half a pair"),
        pytest.param('<c r="A1" t="str"><v>a\r\nb</v></c>', Kind.TEXT, "a\nb", id="line ends as XML has them"),
        pytest.param('<c r="A1" t="d"><v>2022-09-30</v></c>', Kind.DATE, 44834.0, id="ISO date"),
        pytest.param('<c r="A1" t="d"><v>2022-09-30T12:00:00Z</v></c>', Kind.DATE, 44834.5, id="ISO date and time"),
        pytest.param('<c r="A1" t="d"><v>1900-01-01</v></c>', Kind.DATE, 1.0, id="before the day that never was"),
        pytest.param('<c r="A1" t="d"><v>Friday</v></c>', Kind.TEXT, "Friday", id="no date"),
        pytest.param('<c r="A1" s="1"><v>44834</v></c>', Kind.DATE, 44834.0, id="date by its format"),
        pytest.param('<c r="A1" s="2"><v>92.6</v></c>', Kind.NUMBER, 92.6, id="number by its format"),
        pytest.param('<c r="A1" s="99"><v>92.6</v></c>', Kind.NUMBER, 92.6, id="style that is not there"),
    ],
)
def test_a_cell_is_read_as_what_it_is(written: str, kind: Kind, value: object) -> None:
    shared = strings_xml(
        "<t>shared</t>",
        "<r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r>",
        PHONETIC,
        '<t xml:space="preserve">  spaces  </t>',
        "<t/>",
    )
    cell = cell_of(written, strings=shared, styles=styles_xml(DATE, "0.0"))
    assert cell is not None
    assert (cell.kind, cell.value, cell.has_cached) == (kind, value, True)
    assert type(cell.value) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        '<c r="A1"/>',
        '<c r="A1" s="1"/>',
        '<c r="A1" s="1"><v></v></c>',
        '<c r="A1" t="s"><v/></c>',
        '<c r="A1" t="n"></c>',
    ],
)
def test_a_cell_with_nothing_in_it_is_left_out(written: str) -> None:
    assert cell_of(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param('<c r="A1"><f>B1*2</f><v>25</v></c>', Cell(*A1, Kind.NUMBER, 25.0, formula="B1*2"), id="number"),
        pytest.param(
            '<c r="A1" t="str"><f>IF(B1&gt;1,"a&amp;b","")</f><v>a&amp;b</v></c>',
            Cell(*A1, Kind.TEXT, "a&b", formula='IF(B1>1,"a&b","")'),
            id="text",
        ),
        pytest.param('<c r="A1" t="str"><f>""</f><v></v></c>', Cell(*A1, Kind.TEXT, "", formula='""'), id="empty text"),
        pytest.param(
            '<c r="A1" t="b"><f>B1=1</f><v>0</v></c>', Cell(*A1, Kind.BOOLEAN, False, formula="B1=1"), id="no"
        ),
        pytest.param(
            '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Cell(*A1, Kind.ERROR, "#DIV/0!", formula="1/0"), id="error"
        ),
        pytest.param(
            '<c r="A1" s="1"><f>TODAY()</f><v>44834</v></c>', Cell(*A1, Kind.DATE, 44834.0, DATE, "TODAY()"), id="date"
        ),
        pytest.param(
            '<c r="A1"><f>B1*2</f></c>', Cell(*A1, Kind.BLANK, None, "General", "B1*2", False), id="not calculated"
        ),
        pytest.param(
            '<c r="A1"><f>B1*2</f><v/></c>', Cell(*A1, Kind.BLANK, None, "General", "B1*2", False), id="empty result"
        ),
        pytest.param(
            '<c r="A1" t="str"><f>B1</f></c>', Cell(*A1, Kind.BLANK, None, "General", "B1", False), id="no text either"
        ),
        pytest.param(
            '<c r="A1"><f aca="false">B1*2</f><v>0</v></c>',
            Cell(*A1, Kind.NUMBER, 0.0, formula="B1*2"),
            id="result of 0",
        ),
        pytest.param('<c r="A1"><f/><v>1</v></c>', Cell(*A1, Kind.NUMBER, 1.0), id="formula of nothing"),
    ],
)
def test_a_formula_comes_with_its_result_or_says_that_it_has_none(written: str, expected: Cell) -> None:
    assert cell_of(written, styles=styles_xml(DATE)) == expected


def test_cells_without_addresses_follow_each_other() -> None:
    sheet = sheet_of(
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>5</v></c></row>"
    )
    assert [(cell.address, cell.value) for cell in sheet.cells()] == [
        ("A1", 1),
        ("B1", 2),
        ("C5", 3),
        ("D5", 4),
        ("A6", 5),
    ]


def test_cells_out_of_order_are_put_in_order() -> None:
    sheet = sheet_of(
        '<row r="2"><c r="C2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>'
    )
    assert [(cell.address, cell.value) for cell in sheet.cells()] == [("B1", 2), ("A2", 3), ("C2", 4)]


def test_a_cell_at_the_far_corner_costs_nothing() -> None:
    sheet = sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert [cell.address for cell in sheet.cells()] == ["XFD1048576"]


def test_elements_with_a_prefix_are_the_same_elements() -> None:
    row = '<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
    sheet = f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    assert [cell.value for cell in book_of(workbook_parts(sheet)).sheets[0].cells()] == [7.0]


def test_strict_open_xml_is_read_the_same() -> None:
    sheet = sheet_xml('<row r="1"><c r="A1"><v>7</v></c></row>', namespace=STRICT)
    assert [cell.value for cell in book_of(workbook_parts(sheet)).sheets[0].cells()] == [7.0]


def test_elements_of_the_same_name_from_elsewhere_are_not_cells() -> None:
    foreign = '<extLst><ext xmlns:y="urn:other"><y:row r="9"><y:c r="A9"><y:v>1</y:v></y:c></y:row></ext></extLst>'
    assert list(sheet_of("", after=foreign).cells()) == []
