"""The lint finds each defect put into a sound workbook, one at a time, and nothing in sound ones."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.table import Table
from workbook_lint import lint
from workbook_lint.formula import tokens
from workbook_lint.grid import looks_like_a_cell

pytestmark = pytest.mark.unmeasured

SUMMARY, RESULTS, KPI1, LISTS = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3, 4))
BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
TYPES, BOOK_RELS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
ONE, TWO, CHART = "xl/tables/table1.xml", "xl/tables/table2.xml", "xl/charts/chart1.xml"


def build_sound_workbook(path: Path) -> Path:
    """One of everything the lint looks at, as XlsxWriter writes it."""
    with xlsxwriter.Workbook(path) as book:
        summary, results = book.add_worksheet("Summary"), book.add_worksheet("Results & more")
        kpi, lists = book.add_worksheet("KPI1"), book.add_worksheet("Lists")
        _fill_results(book, results)
        _fill_summary(book, summary)
        _fill_kpi(book, kpi)
        lists.write_column("A1", ["Yes", "No"])
        lists.hide()
        book.define_name("Chosen", "=Summary!$B$1")
        book.define_name("KPI.DOUBLE", "=_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)")
    return path


def _fill_results(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    columns = [
        {"header": "Key"},
        {"header": "Value"},
        {"header": "Twice", "formula": "=tblResults[[#This Row],[Value]]*2"},
    ]
    sheet.add_table("A1:C4", {"name": "tblResults", "columns": columns, "data": [["a", 1], ["b", 2], ["c", 3]]})
    sheet.add_table("F1:G3", {"name": "tblUnits", "columns": [{"header": "Unit"}, {"header": "Head #"}]})
    sheet.set_column("A:A", 20, book.add_format({"num_format": "0.000"}))
    sheet.set_column("B:B", 12)


def _fill_summary(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    green = book.add_format({"bg_color": "#5BB98C"})
    sheet.write("A1", "Period")
    sheet.write("B1", 92.6, book.add_format({"num_format": "0.0", "bold": True}))
    sheet.write_formula("A2", "=SUM(tblResults[Value])+Chosen", None, 98.6)
    sheet.write_formula("A3", '=_xlfn.XLOOKUP("b",tblResults[Key],tblResults[Value],"none")', None, 2)
    sheet.write_formula("A4", "=_xlfn.LET(_xlpm.y,B1,_xlpm.y+KPI.DOUBLE(2))", None, 96.6)
    sheet.write_formula("A5", '="It\'s "&\'Results & more\'!$A$2&COUNTIF(Lists!A:A,"Yes")', None, "It's a1")
    sheet.write_formula("A6", '=HYPERLINK("#\'KPI1\'!A1","KPI 1")', None, "KPI 1")
    sheet.write_formula("A7", "=COUNTA(tblUnits['Head '#])+ROWS({1,2;3,4})", None, 2)
    sheet.write_url("A8", "internal:'Results & more'!A1", string="Results")
    sheet.write_boolean("A9", True)
    sheet.conditional_format("B1:B9", {"type": "cell", "criteria": "==", "value": '"Green"', "format": green})
    sheet.data_validation("B2", {"validate": "list", "source": ["Yes", "No"], "input_message": "Choose one"})
    sheet.data_validation("B3", {"validate": "list", "source": "=Lists!$A$1:$A$2"})
    sheet.merge_range("D1:E1", "across")
    sheet.merge_range("D2:E2", "again")
    sheet.write_comment("B1", "as published")


def _fill_kpi(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.write_row("A1", ["Quarter", "Value"])
    sheet.write_row("A2", ["Q1", 1])
    sheet.autofilter("A1:B2")
    sheet.add_sparkline("D1", {"range": "'KPI1'!B2:B2"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='KPI1'!$B$2:$B$2"})
    sheet.insert_chart("D3", chart)
    sheet.set_footer("&CPage &P of &N")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sound_workbook(tmp_path_factory.mktemp("sound") / "sound.xlsx")


def rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def edited(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode("utf-8")
        assert old in text, f"the sound workbook's {part} has changed: {text[:3000]}"
        parts[part] = text.replace(old, new, 1).encode("utf-8")

    return rewritten(source, target, change)


def case(name: str, part: str, old: str, new: str, told: str) -> object:
    return pytest.param(part, old, new, told, id=name)


XLOOKUP = '_xlfn.XLOOKUP("b",tblResults[Key],tblResults[Value],"none")'
LET = "_xlfn.LET(_xlpm.y,B1,_xlpm.y+KPI.DOUBLE(2))"
SUM = "SUM(tblResults[Value])+Chosen"
DEFECTS = [
    # The package
    case("part cut short", SUMMARY, "</worksheet>", "", "not well-formed"),
    case(
        "override missing",
        TYPES,
        '<Override PartName="/xl/tables/table1.xml"',
        '<Other PartName="/x"',
        "no content type",
    ),
    case("override for nothing", TYPES, "/xl/tables/table2.xml", "/xl/tables/table9.xml", "types xl/tables/table9.xml"),
    case("relation to nothing", BOOK_RELS, "worksheets/sheet4.xml", "worksheets/sheet9.xml", "which is not there"),
    case("relation declared twice", BOOK_RELS, 'Id="rId2"', 'Id="rId1"', "rId1 is declared 2 times"),
    case("undeclared relation used", RESULTS, 'r:id="rId1"', 'r:id="rId7"', "uses relationship rId7"),
    # Sheets and names
    case("two sheets of one name", BOOK, 'name="Lists"', 'name="SUMMARY"', "2 sheets have this name"),
    case("sheet name too long", BOOK, 'name="Lists"', f'name="{"L" * 32}"', "this one has 32"),
    case("sheet name with a slash", BOOK, 'name="Lists"', 'name="Yes/No"', "may not hold"),
    case("sheet called History", BOOK, 'name="Lists"', 'name="History"', "keeps this sheet name"),
    case("sheet id twice", BOOK, 'sheetId="2"', 'sheetId="1"', "sheetId 1 is used 2 times"),
    case("hidden sheet active", BOOK, "<workbookView ", '<workbookView activeTab="3" ', "the active sheet, number 3"),
    case("two sheets selected", KPI1, "<sheetView ", '<sheetView tabSelected="1" ', "are selected together"),
    case("name like a cell", BOOK, 'name="Chosen"', 'name="AS09"', "AS09: reads as a cell address"),
    case("name with a space", BOOK, 'name="Chosen"', 'name="Cho sen"', "not a possible name"),
    case("name defined twice", BOOK, 'name="KPI.DOUBLE"', 'name="chosen"', "chosen: defined 2 times"),
    case("name that is a table", BOOK, 'name="Chosen"', 'name="tblresults"', "both a defined name and a table"),
    case("name local to no sheet", BOOK, 'localSheetId="2"', 'localSheetId="9"', "sheet number 9"),
    case("comments undrawn", SUMMARY, "legacyDrawing", "legacyDrawingHF", "comments without the drawing"),
    # Cells
    case("rows out of order", SUMMARY, '<row r="3"', '<row r="1"', "row 1 comes after row 2"),
    case("cell in another row", SUMMARY, '<c r="A2"', '<c r="A5"', "holds cells of another row"),
    case("cells out of order", RESULTS, '<c r="B2"', '<c r="E2"', "out of order"),
    case("not a number", SUMMARY, "<v>98.6</v>", "<v>nan</v>", "nan is no number"),
    case("not a truth", SUMMARY, 't="b"><v>1</v>', 't="b"><v>TRUE</v>', "neither true nor false"),
    case("no such error", SUMMARY, 't="b"><v>1</v>', 't="e"><v>#WHAT!</v>', "no error Excel knows"),
    case("shared string too far", SUMMARY, 't="s"><v>', 't="s"><v>99', "shared string '99"),
    case("text too long", STRINGS, "<t>across</t>", f"<t>{'x' * 32768}</t>", "32768 characters"),
    case("text too long in pairs", STRINGS, "<t>across</t>", f"<t>{'😀' * 16384}</t>", "32768 characters"),
    # Styles
    case("cell format too far", SUMMARY, '<c r="B1" s="', '<c r="B1" s="9', "B1: cell format 9"),
    case("column format too far", RESULTS, 'style="', 'style="9', "col 1 uses cell format 9"),
    case("font too far", STYLES, 'fontId="1"', 'fontId="8"', "uses fontId 8"),
    case("number format undefined", STYLES, '<numFmt numFmtId="164"', '<numFmt numFmtId="199"', "number format 164"),
    case("differential format too far", SUMMARY, 'dxfId="0"', 'dxfId="5"', "differential format 5"),
    # Ranges
    case("merges overlap", SUMMARY, 'ref="D2:E2"', 'ref="E1:E2"', "overlap"),
    case("merge upside down", SUMMARY, 'ref="D2:E2"', 'ref="E2:D2"', "is no range"),
    case(
        "merge in a table",
        RESULTS,
        "<tableParts",
        '<mergeCells><mergeCell ref="A2:B2"/></mergeCells><tableParts',
        "in table",
    ),
    case("widths overlap", RESULTS, '<col min="2" max="2"', '<col min="1" max="2"', "overlap or are out of order"),
    case(
        "filter off its range",
        KPI1,
        '<autoFilter ref="A1:B2"',
        '<autoFilter ref="A1:B9"',
        "not the one its hidden name",
    ),
    case(
        "filter over a table",
        RESULTS,
        "<tableParts",
        '<autoFilter ref="A1:B4"/><tableParts',
        "lies over table tblResults",
    ),
    case("link to no sheet", SUMMARY, "location=\"'Results &amp; more'!A1\"", "location=\"'Resluts'!A1\"", "leads to"),
    case("link to no name", SUMMARY, "location=\"'Results &amp; more'!A1\"", 'location="Chosne"', "leads to 'Chosne'"),
    case("link unquoted", SUMMARY, "location=\"'Results &amp; more'!A1\"", 'location="KPI1!A1"', "leads to 'KPI1!A1'"),
    case("dropdown formula too long", SUMMARY, '"Yes,No"', f"$A$1{'+$A$1' * 60}", "formula1 of a validation has"),
    case("sheet name too long in pairs", BOOK, 'name="Lists"', f'name="{"😀" * 16}"', "this one has 32"),
    case("number format too long", STYLES, 'formatCode="0.0"', f'formatCode="0.0{"?" * 256}"', "is longer than 255"),
    case("dropdown list too long", SUMMARY, '"Yes,No"', f'"{"Yes," * 64}No"', "a typed list has 258"),
    case("dropdown message too long", SUMMARY, 'prompt="Choose one"', f'prompt="{"x" * 256}"', "the prompt"),
    case("footer too long", KPI1, "&amp;CPage", "&amp;C" + "x" * 256, "oddFooter has"),
    # Tables
    case("header differs", ONE, 'name="Value"', 'name="Actual"', "column 'Actual' has 'Value'"),
    case("header cell is a number", RESULTS, '<c r="B1" t="s">', '<c r="B1">', "no text in its header cell"),
    case("table id twice", TWO, ' id="2"', ' id="1"', "table id 1: used by 2"),
    case("table name twice", TWO, 'displayName="tblUnits"', 'displayName="TBLRESULTS"', "2 tables have this name"),
    case("table name like a cell", TWO, 'displayName="tblUnits"', 'displayName="RAG1"', "RAG1: reads as a cell"),
    case("table too wide", ONE, ' ref="A1:C4"', ' ref="A1:D4"', "3 columns over a range 4 wide"),
    case("table count wrong", ONE, '<tableColumns count="3"', '<tableColumns count="4"', "says 4 columns"),
    case("table column twice", ONE, 'name="Twice"', 'name="VALUE"', "2 columns have the name 'value'"),
    case("table with no row", TWO, 'ref="F1:G3"', 'ref="F1:G1"', "no row of its own"),
    case("tables overlap", TWO, 'ref="F1:G3"', 'ref="C1:D3"', "overlap"),
    case("table filter off", ONE, '<autoFilter ref="A1:C4"', '<autoFilter ref="A1:C3"', "the filter's range A1:C3"),
    case("table not listed", RESULTS, '<tablePart r:id="rId2"/>', "", "lists 1 tables and has 2"),
    # Formulas
    case("literal too long", SUMMARY, "+Chosen", f'+Chosen&amp;"{"x" * 256}"', "a text of 256 characters"),
    case("formula too deep", SUMMARY, "+Chosen", f"+{'(' * 65}Chosen{')' * 65}", "65 levels"),
    case("too many arguments", SUMMARY, "+Chosen", f"+SUM(1{',1' * 255})", "256 arguments"),
    case("function without prefix", SUMMARY, "_xlfn.XLOOKUP", "XLOOKUP", "has to be stored as _xlfn.XLOOKUP"),
    case("prefix on an old function", SUMMARY, "SUM(tbl", "_xlfn.SUM(tbl", "has to be stored as SUM"),
    case("worksheet prefix missing", SUMMARY, SUM, "_xlfn.SORT(B1:B2)", "has to be stored as _xlfn._xlws.SORT"),
    case(
        "parameter without prefix", SUMMARY, LET, "_xlfn.LET(y,B1,y+1)", "y is neither a cell nor a name (a parameter"
    ),
    case("parameter outside", SUMMARY, LET, "_xlpm.y+1", "outside LET and LAMBDA"),
    case("function misspelt", SUMMARY, "SUM(tbl", "SMU(tbl", "SMU is no function"),
    case("bracket open", SUMMARY, SUM, "SUM(tblResults[Value]", "( is not closed"),
    case("bracket too many", SUMMARY, SUM, "SUM(tblResults[Value]))", ") closes nothing"),
    case("text open", SUMMARY, SUM, 'Chosen&amp;"x', "is not closed"),
    case("formula too long", SUMMARY, SUM, "+".join(["Chosen"] * 1171), "8196 characters"),
    case("formula with its =", SUMMARY, SUM, "=" + SUM, "no = of its own"),
    case("unknown table", SUMMARY, SUM, "SUM(tblResult[Value])", "there is no table tblResult"),
    case("unknown column", SUMMARY, SUM, "SUM(tblResults[Valeu])", "tblResults has no column Valeu"),
    case("unknown part of a table", SUMMARY, SUM, "SUM(tblResults[[#Row],[Value]])", "#Row is no part"),
    case(
        "short form of this row", ONE, "tblResults[[#This Row],[Value]]", "tblResults[@Value]", "a file has [#This Row]"
    ),
    case("column of no table", ONE, "tblResults[[#This Row],[Value]]", "[Value]", "names no table"),
    case("unknown name", SUMMARY, SUM, "Chosne+1", "Chosne is neither a cell nor a name"),
    case("unknown sheet", SUMMARY, "Lists!A:A", "List!A:A", "there is no sheet List"),
    case("sheet like a cell, unquoted", SUMMARY, SUM, "KPI1!A1", "needs quotes"),
    case("another workbook", SUMMARY, SUM, "'[1]Q1'!A1", "in another workbook"),
    case("reference lost", SUMMARY, SUM, "Summary!#REF!+1", "points at something deleted"),
    case("continental separators", SUMMARY, SUM, "SUM(B1;B2)", "a file always has commas"),
    case("typed at sign", SUMMARY, SUM, "@B1:B2", "only typed in Excel"),
    case("typed spill mark", SUMMARY, SUM, "SUM(B1#)", "only typed in Excel"),
    case("typographic quotes", SUMMARY, SUM, "“x”&amp;B1", "typographic quote"),
    case("HYPERLINK to nowhere", SUMMARY, "#'KPI1'!A1", "#'KPI2'!A1", "leads to"),
    case("HYPERLINK without #", SUMMARY, "#'KPI1'!A1", "KPI1", "neither an address nor a place"),
    case("table in a dropdown", SUMMARY, "Lists!$A$1:$A$2", "tblResults[Key]", "takes no table reference here"),
    case("unknown sheet in a dropdown", SUMMARY, "Lists!$A$1:$A$2", "Gone!$A$1:$A$2", "there is no sheet Gone"),
    case("unknown name in a format", SUMMARY, '"Green"</formula>', "Grean</formula>", "Grean is neither"),
    case("unknown sheet in a name", BOOK, "Summary!$B$1", "Sumary!$B$1", "there is no sheet Sumary"),
    case("unknown sheet in a chart", CHART, "'KPI1'!$B$2:$B$2", "'KPI9'!$B$2:$B$2", "there is no sheet KPI9"),
    case("unknown sheet in a sparkline", KPI1, "'KPI1'!B2:B2", "'KPI9'!B2:B2", "there is no sheet KPI9"),
]


@pytest.mark.parametrize(("part", "old", "new", "told"), DEFECTS)
def test_a_defect_is_found(sound: Path, tmp_path: Path, part: str, old: str, new: str, told: str) -> None:
    broken = edited(sound, tmp_path / "broken.xlsx", part, old, new)
    assert any(told in problem for problem in lint(broken)), lint(broken)


def test_a_sound_workbook_has_no_problems(sound: Path) -> None:
    assert lint(sound) == []


def test_a_workbook_openpyxl_wrote_has_no_problems(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Key", "Value"], ["a", 1], ["b", 2]):
        sheet.append(row)
    sheet.add_table(Table(displayName="tblKeys", ref="A1:B3"))
    sheet["D1"] = "=SUM(B2:B3)"
    book.save(tmp_path / "openpyxl.xlsx")
    assert lint(tmp_path / "openpyxl.xlsx") == []


@pytest.mark.libreoffice
def test_a_workbook_libreoffice_wrote_has_no_problems(
    sound: Path, tmp_path: Path, soffice_convert: Callable[[Path, str, Path], Path]
) -> None:
    with xlsxwriter.Workbook(tmp_path / "plain.xlsx") as book:
        book.add_worksheet("KPIs").write_row("A1", ["Key", 1, "=SUM(B1)"])
    assert lint(soffice_convert(tmp_path / "plain.xlsx", "xlsx", tmp_path / "saved")) == []


def test_no_visible_sheet_is_found(sound: Path, tmp_path: Path) -> None:
    def hide_all(parts: dict[str, bytes]) -> None:
        parts[BOOK] = (
            parts[BOOK]
            .replace(b'<sheet name="', b'<sheet state="hidden" name="')
            .replace(b' state="hidden" r:id', b" r:id")
        )

    assert f"{BOOK}: no sheet is visible" in lint(rewritten(sound, tmp_path / "hidden.xlsx", hide_all))


def test_a_missing_part_is_found(sound: Path, tmp_path: Path) -> None:
    broken = rewritten(sound, tmp_path / "broken.xlsx", lambda parts: parts.pop(CHART) and None)
    assert any(CHART in problem and "not there" in problem for problem in lint(broken))


def test_what_is_no_zip_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "return.xlsx").write_text("not a workbook", encoding="utf-8")
    assert [problem.partition(" (")[0] for problem in lint(tmp_path / "return.xlsx")] == ["return.xlsx: not a zip file"]


def test_functions_of_an_add_in_are_allowed_when_named(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "udf.xlsx") as book:
        book.add_worksheet().write_formula("A1", "=KPI_RAG(92,90)", None, "Green")
    assert any("KPI_RAG is no function" in problem for problem in lint(tmp_path / "udf.xlsx"))
    assert lint(tmp_path / "udf.xlsx", functions=frozenset({"KPI_RAG"})) == []


@pytest.mark.parametrize("name", ["KPI1", "RAG1", "AS09", "kpi2025", "XFD1048576", "R1C1", "rc", "R", "C", "$B$2"])
def test_a_name_like_a_cell_is_seen(name: str) -> None:
    assert looks_like_a_cell(name)


@pytest.mark.parametrize(
    "name", ["tblResults", "KPI_RAG", "KPI.RAG", "XFE1", "A1048577", "A0", "Rag", "Q1Value", "RCX"]
)
def test_a_name_unlike_a_cell_is_let_be(name: str) -> None:
    assert not looks_like_a_cell(name)


def test_tokens_put_together_are_the_formula() -> None:
    formula = 'IF(\'It\'\'s\'!A1>=1.5E+3,"say ""x""",tbl[[#This Row],[a\'] b]])&Q1:Q9'
    kinds = [token.kind for token in tokens(formula)]
    assert kinds == [
        *("function", "sheet", "word", "mark", "mark", "number", "mark", "text", "mark", "word", "bracket", "mark"),
        *("mark", "word", "mark", "word"),
    ]
