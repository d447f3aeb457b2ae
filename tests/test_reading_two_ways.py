"""The quick way and expat must agree on every file; the quick way must do for the files the common writers make."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from files_written import WRITERS, by_xlsxwriter
from files_xml import HEAD, MAIN, sheet_xml, strings_xml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi_xl.files.reading.limits import SUBMISSION, Limits
from kpi_xl.files.reading.read_cells import Shelf
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_plain_xml import UnaccountedError
from kpi_xl.files.reading.read_sheet import read_sheet
from kpi_xl.files.reading.read_sheet_fast import read_sheet_fast
from kpi_xl.files.reading.read_strings import read_strings_fast, read_strings_whole
from kpi_xl.files.reading.read_styles import Look, Looks
from kpi_xl.model.book import Kind

SHELF = Shelf(
    {f"{index}": f"text {index}" for index in range(40)},
    Looks({"": Look("General", Kind.NUMBER), "0": Look("General", Kind.NUMBER), "1": Look("dd/mm/yyyy", Kind.DATE)}),
)
CELLS = (
    '<c r="A1" s="1"><v>44834</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"/><c r="D1" t="b"><v>1</v></c>'
    '<c r="E1" s="0" t="n"><f aca="false">A1*2</f><v>1.5E3</v></c>'
    '<c r="F1" t="str"><f>IF(A1&gt;1,"a&amp;b","")</f><v></v></c>'
    '<c r="G1" t="inlineStr"><is><t xml:space="preserve"> x_x000D_ &lt;</t></is></c><c r="H1"><f>B1</f></c>'
    '<c r="I1" cm="1"><f t="array" ref="I1:J1">A1:B1</f><v>7</v></c>'
    '<c r="J1"><v>8</v></c><c r="K1" t="e"><v>#N/A</v></c>'
)
ROWS = (
    f'<row r="1" spans="1:9" ht="15" customHeight="1">{CELLS}</row><row r="2" hidden="1"/>'
    '<row r="3"><c r="A3"><f t="shared" ref="A3:A4" si="0">B3+$C$1</f><v>1</v></c></row>'
    '<row r="4" hidden="1" spans="1:2"><c r="A4"><f t="shared" si="0"/><v>2</v></c><c r="AA4"><v>-0.5</v></c></row>'
)
SHEET = sheet_xml(
    ROWS,
    '<sheetPr filterMode="1"/><cols><col min="2" max="3" hidden="1"/></cols>',
    '<sheetProtection sheet="1"/><autoFilter ref="A1:B4"><filterColumn colId="0"/></autoFilter>'
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells><dataValidations count="1">'
    '<dataValidation sqref="B1:B4" error="é"><formula1>"a,b"</formula1></dataValidation>'
    '</dataValidations><pageMargins left="0.7"/>',
)
Outcome = tuple[object, ...] | str


def outcome(read: Callable[[str, bytes, Grid], None], content: bytes, limits: Limits = SUBMISSION) -> Outcome:
    """All a way reads, or the name of the kind of failure, or "unaccounted"."""
    grid = Grid(SHELF, limits)
    try:
        read("sheet", content, grid)
    except ReadError as error:
        return error.kind.name
    except UnaccountedError:
        return "unaccounted"
    ordered = [(row, list(cells.items())) for row, cells in grid.rows.items()]
    # Text, so that -0.0 is not 0.0.
    return repr(ordered), grid.hidden_rows, grid.furniture, grid.read


def assert_ways_agree(content: bytes) -> bool:
    """Whether the quick way could do it."""
    quick = outcome(read_sheet_fast, content)
    if quick != "unaccounted":
        assert quick == outcome(read_sheet, content)
    return quick != "unaccounted"


def parts_of(path: Path, start: str) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        yield from (archive.read(name) for name in archive.namelist() if name.startswith(start) and "_rels" not in name)


def test_every_form_of_cell_goes_the_quick_way() -> None:
    assert assert_ways_agree(SHEET.encode())
    assert isinstance(outcome(read_sheet_fast, SHEET.encode()), tuple)


@pytest.mark.parametrize("write", [pytest.param(write, id=name) for name, write in WRITERS.items()])
def test_every_written_sheet_goes_the_quick_way(write: Callable[[Path], Path], tmp_path: Path) -> None:
    sheets = list(parts_of(write(tmp_path / "made.xlsx"), "xl/worksheets/"))
    # Sheets with no rows have no <sheetData>...</sheetData> to be quick about; those beyond column ZZ are rare.
    quick = [assert_ways_agree(sheet) for sheet in sheets if b"</sheetData>" in sheet and b'r="AAA' not in sheet]
    assert all(quick)
    assert quick


@pytest.mark.libreoffice
def test_sheets_libreoffice_saved_go_the_quick_way(
    tmp_path: Path, soffice_convert: Callable[[Path, str, Path], Path]
) -> None:
    path = soffice_convert(by_xlsxwriter(tmp_path / "made.xlsx"), "xlsx", tmp_path / "saved")
    quick = [assert_ways_agree(sheet) for sheet in parts_of(path, "xl/worksheets/") if b"</sheetData>" in sheet]
    assert quick
    assert all(quick)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SHEET.replace("<v>1</v>", "<!-- 2 --><v>1</v>", 1), id="comment"),
        pytest.param(SHEET.replace("<v>1</v>", "<v><![CDATA[1]]></v>", 1), id="CDATA"),
        pytest.param(SHEET.replace("<row ", "\n  <row "), id="indented"),
        pytest.param(SHEET.replace('<c r="A1" s="1">', '<c s="1" r="A1">'), id="address not first"),
        pytest.param(SHEET.replace('r="A1"', 'r="a1"'), id="small letters"),
        pytest.param(SHEET.replace(' r="1" spans', " spans"), id="row without its number"),
        pytest.param(SHEET.replace('<row r="3">', '<row r="4">'), id="cell of another row"),
        pytest.param(SHEET.replace("UTF-8", "ISO-8859-1"), id="another encoding"),
        pytest.param(SHEET.replace("<sheetData>", '<sheetData xmlns="urn:other">'), id="not Excel's sheetData"),
        pytest.param(SHEET.replace(MAIN, "urn:other"), id="not a worksheet"),
        pytest.param(SHEET.replace("<v>44834</v>", "<v>4e400</v>"), id="number beyond all bounds"),
        pytest.param(SHEET.replace('t="s"><v>1', 't="s"><v>-1'), id="text number -1"),
        pytest.param(SHEET.replace("<worksheet", "<!-- <sheetData> --><worksheet"), id="comment before"),
        pytest.param(SHEET.replace('min="2"', 'min="2" min="3"'), id="attribute twice"),
        pytest.param(SHEET.replace('s="1"/>', 's="1" s="2"/>'), id="attribute of a cell twice"),
        pytest.param(SHEET.replace('s="1"/>', 'z:s="1"/>'), id="prefix nobody declared"),
        pytest.param(SHEET.replace("</row>", "</row></sheetData><sheetData>", 1), id="two tables"),
        pytest.param(
            SHEET.replace("<pageM", '<mergeCells><mergeCell ref="C1:D1"/></mergeCells><pageM'), id="merge at the end"
        ),
        pytest.param(SHEET.replace("<formula1>", '<x:col xmlns:x="urn:x" min="9" max="9"/><formula1>'), id="other col"),
        pytest.param(SHEET.replace("<formula1>", '<sheetProtection sheet="0"/><formula1>'), id="in a dropdown"),
        pytest.param(SHEET.replace("</formula1>", ""), id="dropdown broken"),
        pytest.param(SHEET.replace('error="é"', 'error="a" error="b"'), id="attribute of a dropdown twice"),
        pytest.param(SHEET.replace('error="é"', "error='\"'"), id="quotes within apostrophes"),
        pytest.param(SHEET.replace('error="é"', 'error="<é"'), id="tag within quotes"),
        pytest.param(SHEET.replace('error="é"', 'error="&nosuch;"'), id="unknown entity within quotes"),
        pytest.param(SHEET.replace('error="é"', 'error="]]>"'), id="end of CDATA within quotes"),
        pytest.param(SHEET.replace('error="é"', 'x:error="é"'), id="prefix in a dropdown nobody declared"),
        pytest.param(SHEET.replace('error="é"', 'xmlns="urn:x"'), id="namespace in a dropdown"),
        pytest.param(SHEET.replace('"a,b"', '"a,b'), id="a quote without another"),
        pytest.param(SHEET.replace('"a,b"', '"a</formula1><formula1>b"'), id="tags within quotes of a formula"),
        pytest.param(SHEET.replace("<dataV", '<x y="<dataV', 1), id="dropdowns within quotes"),
        pytest.param(SHEET.replace("<dataV", "<!-- <dataV", 1), id="dropdowns within a comment"),
        pytest.param(SHEET.replace("<dataV", "<?x <dataV", 1), id="dropdowns within an instruction"),
        pytest.param(SHEET.replace("<pageM", "<oddFooter>&nosuch;</oddFooter><pageM"), id="unknown entity in a footer"),
        pytest.param(SHEET.replace("<pageM", "<oddFooter>a &amp;P</oddFooter><pageM"), id="footer"),
        pytest.param(SHEET.replace("&lt;", "&nosuch;"), id="unknown entity"),
        pytest.param(SHEET.replace("&lt;", "&#0;"), id="character XML forbids"),
        pytest.param(SHEET.replace("&lt;", "\ufffe"), id="character that is none"),
        pytest.param(SHEET.replace("&lt;", "\uffff"), id="another that is none"),
        pytest.param(SHEET.replace("&lt;", "\x7f\x85"), id="odd characters XML allows"),
        pytest.param(SHEET.replace("&lt;", "\x01"), id="raw character XML forbids"),
        pytest.param(
            SHEET.replace("<sheetData>", "<x><sheetData>").replace("</sheetData>", "</sheetData></x>"), id="in"
        ),
    ],
)
def test_what_is_written_otherwise_is_left_to_expat_or_read_alike(content: str) -> None:
    assert_ways_agree(content.encode())


BITS = st.sampled_from(
    (
        *(
            "",
            " ",
            "<",
            ">",
            "/",
            '"',
            "&",
            "&amp;",
            "&#65;",
            "'",
            "0",
            "-",
            "_x0041_",
            "\r\n",
            "\t",
            "é",
            "\x00",
            "]]>",
        ),
        *("<!--", "<v>", "</v>", "</c>", "</row>", "<row>", '<row r="9">', '<c r="B2"/>', '<c r="ZZZ9"><v>1</v></c>'),
        *("<f>", "<is>", ' r="A1"', ' s="1"', ' t="s"', ' t="b"', ' hidden="1"', ' a:b="c"', "1e999", "<?x?>"),
        *("<sheetData>", "</sheetData>", '<mergeCell ref="A9:B9"/>', '<col min="7" max="7" hidden="1"/>'),
    )
)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(SHEET)), st.integers(0, 12), BITS), max_size=4))
@example([(SHEET.index("44834"), 5, "nan")])
@example([(SHEET.index("<cols>"), 0, '<c r="B2"/>')])
def test_however_a_sheet_is_broken_the_two_ways_agree(edits: list[tuple[int, int, str]]) -> None:
    content = SHEET
    for at, length, bit in edits:
        content = content[:at] + bit + content[at + length :]
    assert_ways_agree(content.encode())


NUMBERS = st.one_of(st.floats(), st.integers(), st.text(alphabet="0123456789eE+-._ naif", max_size=12))


@settings(max_examples=100)
@given(st.lists(st.tuples(NUMBERS, st.sampled_from(["", "n", "s", "b", "e", "str", "d"])), max_size=8))
def test_whatever_is_stored_in_cells_the_two_ways_agree(stored: list[tuple[object, str]]) -> None:
    cells = "".join(
        f'<c r="{chr(65 + index)}1" t="{kind}"><v>{text}</v></c>' for index, (text, kind) in enumerate(stored)
    )
    assert_ways_agree(sheet_xml(f'<row r="1">{cells}</row>').encode())


ITEMS = st.lists(
    st.sampled_from(
        (
            *("<t>a</t>", "<t/>", '<t xml:space="preserve"> b </t>', "<r><t>c</t></r>", "<t>&amp;d</t>", "<t>&#1;</t>"),
            *(
                "<t>_x0041_</t>",
                "<t>e\r\nf</t>",
                '<rPh sb="0" eb="1"><t>g</t></rPh>',
                "<t>h]]></t>",
                "<!-- i -->",
                "<t>j",
            ),
            *("x", ""),
        )
    )
)


@settings(max_examples=100)
@given(ITEMS)
def test_whatever_the_shared_texts_hold_the_two_ways_agree(items: list[str]) -> None:
    content = strings_xml(*items).encode()
    try:
        quick = read_strings_fast("strings", content, 64)
    except UnaccountedError:
        return
    assert quick == read_strings_whole("strings", content, 64)


def test_plain_shared_texts_go_the_quick_way() -> None:
    content = f'{HEAD}<sst xmlns="{MAIN}" count="2"><si><t>a</t></si><si><t xml:space="preserve"> b</t></si></sst>'
    assert read_strings_fast("strings", content.encode(), 64) == ["a", " b"]
