"""Rows known from another sheet are found again only where that reads as the part itself does."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from files_written import WRITERS
from files_xml import MAIN, sheet_xml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi_xl.files.reading import read_sheet as reader
from kpi_xl.files.reading.known_rows import divided
from kpi_xl.files.reading.limits import SUBMISSION
from kpi_xl.files.reading.read_cells import Lookups
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_sheet import read_sheet
from kpi_xl.files.reading.read_styles import Look, Looks
from kpi_xl.model.book import Kind

LOOKS = {"": Look("General", Kind.NUMBER), "0": Look("General", Kind.NUMBER), "1": Look("dd/mm/yyyy", Kind.DATE)}
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
# The formulas that several cells have, whose rows are never known, as those of one cell.
OWN_FORMULAS = {
    '<f t="shared" ref="A3:A4" si="0">': "<f>",
    '<f t="shared" si="0"/>': "<f>B4+$C$1</f>",
    '<f t="array" ref="I1:J1">': "<f>",
}
Outcome = tuple[object, ...] | str


def lookups() -> Lookups:
    """With looks of their own, so that no row is known from another test."""
    return Lookups({f"{index}": f"text {index}" for index in range(40)}, Looks(LOOKS))


def outcome(content: bytes, found: Lookups) -> Outcome:
    """All that is read, or the name of the kind of failure."""
    grid = Grid(found, SUBMISSION)
    try:
        read_sheet("sheet", content, grid)
    except ReadError as error:
        return error.kind.name
    ordered = [(row, list(cells.items())) for row, cells in grid.rows.items()]
    # Text, so that -0.0 is not 0.0.
    return repr(ordered), grid.hidden_rows, grid.furniture, grid.read


def as_it_stands(content: bytes) -> Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "divided", lambda *_: None)
        return outcome(content, lookups())


def assert_known_rows_change_nothing(content: bytes, *before: bytes) -> None:
    found = lookups()
    for other in before:
        outcome(other, found)
    expected = as_it_stands(content)
    assert [outcome(content, found) for _ in range(3)] == [expected] * 3


def with_own_formulas(content: str) -> str:
    for several, own in OWN_FORMULAS.items():
        content = content.replace(several, own)
    return content


def sheets_of(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        yield from (archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))


def test_rows_are_known_once_they_were_read_but_not_those_whose_formula_is_another_cells() -> None:
    found = lookups()
    outcome(SHEET.encode(), found)
    apart = divided(SHEET.encode(), found)
    assert apart is not None
    # Rows 1, 3 and 4 have array and shared formulas; row 2 is empty.
    assert [b'<row r="%d"' % row in apart.rest for row in (1, 2, 3, 4)] == [True, False, True, True]


def test_every_row_is_known_whose_formulas_are_its_own() -> None:
    found = lookups()
    outcome(with_own_formulas(SHEET).encode(), found)
    apart = divided(with_own_formulas(SHEET).encode(), found)
    assert apart is not None
    assert [b'<row r="%d"' % row in apart.rest for row in (1, 2, 3, 4)] == [False] * 4


def test_rows_of_a_table_are_known_by_the_first_though_their_number_differs() -> None:
    found = lookups()
    table = "".join(f'<row r="{row}"><c r="A{row}" s="1"><v>{row}</v></c></row>' for row in range(1, 30))
    outcome(sheet_xml(table[: table.index('<row r="2"')]).encode(), found)
    apart = divided(sheet_xml(table).encode(), found)
    assert apart is not None
    assert apart.all_known


@pytest.mark.parametrize("write", [pytest.param(write, id=name) for name, write in WRITERS.items()])
def test_known_rows_change_nothing_in_files_of_every_writer(write: Callable[[Path], Path], tmp_path: Path) -> None:
    sheets = list(sheets_of(write(tmp_path / "made.xlsx")))
    assert sheets
    for sheet in sheets:
        assert_known_rows_change_nothing(sheet, *sheets)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SHEET.replace("<v>1</v>", "<!-- 2 --><v>1</v>", 1), id="comment"),
        pytest.param(SHEET.replace("</sheetData>", "<row hidden='1'/></sheetData>"), id="last row without its number"),
        pytest.param(SHEET.replace('<row r="3"', "<row hidden='1'/><row r=\"3\"", 1), id="row without its number"),
        pytest.param(SHEET.replace('<row r="2" h', "<row r=\"2\" ht='0'/><row h", 1), id="row after apostrophes"),
        pytest.param(SHEET.replace('<c r="AA4">', "<c>"), id="cell without its address"),
        pytest.param(SHEET.replace('<c r="AA4">', "<c r='AB4'>"), id="address in apostrophes"),
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
def test_known_rows_change_nothing_in_a_sheet_that(content: str) -> None:
    assert_known_rows_change_nothing(content.encode(), SHEET.encode())
    assert_known_rows_change_nothing(with_own_formulas(content).encode(), with_own_formulas(SHEET).encode())


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


EDITS = st.lists(st.tuples(st.integers(0, len(SHEET)), st.integers(0, 12), BITS), max_size=4)


def edited(edits: list[tuple[int, int, str]]) -> bytes:
    content = with_own_formulas(SHEET)
    for at, length, bit in edits:
        content = content[:at] + bit + content[at + length :]
    return content.encode()


@settings(max_examples=300)
@given(EDITS, EDITS)
@example([(SHEET.index("44834"), 5, "nan")], [])
@example([(SHEET.index("44834"), 5, "")], [])
@example([(SHEET.index("<cols>"), 0, '<c r="B2"/>')], [])
def test_known_rows_change_nothing_however_two_sheets_are_broken(
    edits: list[tuple[int, int, str]], before: list[tuple[int, int, str]]
) -> None:
    assert_known_rows_change_nothing(edited(edits), edited(before))


NUMBERS = st.one_of(st.floats(), st.integers(), st.text(alphabet="0123456789eE+-._ naif", max_size=12))
STORED = st.lists(st.tuples(NUMBERS, st.sampled_from(["", "n", "s", "b", "e", "str", "d"])), max_size=8)


def row_of(stored: list[tuple[object, str]], number: int) -> bytes:
    cells = "".join(
        f'<c r="{chr(65 + index)}{number}" t="{kind}"><v>{text}</v></c>' for index, (text, kind) in enumerate(stored)
    )
    return sheet_xml(f'<row r="{number}">{cells}</row>').encode()


@settings(max_examples=100)
@given(STORED, STORED)
def test_known_rows_change_nothing_whatever_was_in_their_cells(
    stored: list[tuple[object, str]], before: list[tuple[object, str]]
) -> None:
    # The same types with other values, so that the row is known.
    known = [(text, kind) for (text, _), (_, kind) in zip(before, stored, strict=False)]
    assert_known_rows_change_nothing(row_of(stored, 7), row_of(known, 12))
