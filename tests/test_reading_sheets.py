"""What a workbook says beside its cells: what is hidden, merged, protected, noted, named, linked and active."""

import hashlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from files_xml import (
    HEAD,
    MAIN,
    book_of,
    relations,
    sheet_of,
    sheet_xml,
    strings_xml,
    workbook_parts,
    workbook_xml,
    zipped,
)

from kpi_xl.files.reading.read_book import read_book, read_bytes_book
from kpi_xl.model.book import Book, Sheet, Unreadability, Unreadable

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
TWO_ROWS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
STAND_IN = "[Threaded comment] Your version of Excel shows this only as a note. Comment: Is 92 right?"


def written_book(path: Path) -> Book:
    book = read_book(path)
    assert isinstance(book, Book), book
    return book


def sheet_with(parts: dict[str, str], *rows: tuple[str, str, str]) -> Sheet:
    """A sheet of two rows, the second hidden, with related parts."""
    listed = {"xl/worksheets/_rels/sheet1.xml.rels": relations(*rows)}
    return book_of({**workbook_parts(sheet_xml(TWO_ROWS)), **listed, **parts}).sheets[0]


def test_hidden_rows_and_columns_are_told_and_still_read(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Return")
        sheet.write_column(0, 0, [1, 2, 3])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 4, None, None, {"hidden": True})
        sheet.set_column(6, 6, 0)
        sheet.set_row(2, 0)
    read = written_book(path).sheets[0]
    assert read.hidden_rows == {2, 3}
    assert read.hidden_columns == {3, 4, 5, 7}
    assert [cell.value for cell in read.cells()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [
        pytest.param('<col min="2" max="4294967295" hidden="true"/>', set(range(2, 16385)), id="to the end and beyond"),
        pytest.param('<col min="3" max="2" hidden="1"/>', set(), id="backwards"),
        pytest.param(
            '<col min="1" max="3" hidden="1"/><col min="2" max="5" hidden="1"/>', {1, 2, 3, 4, 5}, id="overlapping"
        ),
        pytest.param('<col min="0" max="1" hidden="1"/><col max="9" hidden="1"/>', {1}, id="out of range or missing"),
        pytest.param('<col min="1" max="1" width="0.5"/>', set(), id="narrow"),
    ],
)
def test_columns_are_hidden_by_ranges(columns: str, hidden: set[int]) -> None:
    assert sheet_of(ONE, f"<cols>{columns}</cols>").hidden_columns == hidden


def test_states_of_sheets_and_their_order(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.title = "How to"
    workbook.create_sheet("Lists").sheet_state = "veryHidden"
    workbook.create_sheet("Return", 0)
    workbook.create_sheet("Old").sheet_state = "hidden"
    workbook.save(path)
    assert [(sheet.name, sheet.state) for sheet in written_book(path).sheets] == [
        ("Return", "visible"),
        ("How to", "visible"),
        ("Lists", "veryHidden"),
        ("Old", "hidden"),
    ]


def test_merges_and_protection(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Return")
        sheet.merge_range("B2:C3", "merged")
        sheet.merge_range("E1:E9", "")
        sheet.protect()
        workbook.add_worksheet("Open")
    book = written_book(path)
    assert book.sheets[0].merges == ("B2:C3", "E1:E9")
    assert [sheet.protected for sheet in book.sheets] == [True, False]


@pytest.mark.parametrize(
    ("rows", "before", "after", "filtered"),
    [
        pytest.param(TWO_ROWS, '<sheetPr filterMode="1"/>', "", True, id="filter mode"),
        pytest.param(
            TWO_ROWS, "", "<autoFilter><filterColumn><filters/></filterColumn></autoFilter>", True, id="filter"
        ),
        pytest.param(TWO_ROWS, "", "<autoFilter><filterColumn hiddenButton='1'/></autoFilter>", False, id="no arrow"),
        pytest.param(TWO_ROWS, "", '<autoFilter ref="A1:A2"/>', False, id="arrows only, a row hidden by hand"),
        pytest.param(ONE, '<sheetPr filterMode="1"/>', "", False, id="filter that hides nothing"),
    ],
)
def test_a_filter_counts_when_it_hides_rows(rows: str, before: str, after: str, filtered: bool) -> None:
    assert sheet_of(rows, before, after).filtered is filtered


def test_the_filter_of_a_table_hides_rows_too() -> None:
    table = f'<table xmlns="{MAIN}"><autoFilter><filterColumn><customFilters/></filterColumn></autoFilter></table>'
    sheet = sheet_with({"xl/tables/table1.xml": table}, ("rId1", "table", "../tables/table1.xml"))
    assert sheet.filtered


def test_notes_written_by_two_libraries(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Return")
        sheet.write_comment("F14", "should be 92\nnot 29 & rising")
    assert written_book(path).sheets[0].notes == {"F14": "should be 92\nnot 29 & rising"}
    other = openpyxl.load_workbook(path)
    other["Return"]["G2"].comment = openpyxl.comments.Comment("late figure", "officer")
    other.save(path)
    assert written_book(path).sheets[0].notes == {"F14": "should be 92\nnot 29 & rising", "G2": "late figure"}


def test_a_thread_replaces_its_stand_in_and_keeps_its_replies() -> None:
    comments = (
        f'{HEAD}<comments xmlns="{MAIN}"><commentList><comment ref="F14"><text><t>{STAND_IN}</t></text></comment>'
    )
    comments += '<comment ref="A1"><text><r><t>old </t></r><r><t>note</t></r></text></comment></commentList></comments>'
    thread = f'{HEAD}<ThreadedComments xmlns="{THREADED}"><threadedComment ref="F14" id="1"><text>Is 92 right?</text>'
    thread += '</threadedComment><threadedComment ref="F14" parentId="1"><text>Yes, 92.6</text></threadedComment>'
    sheet = sheet_with(
        {"xl/comments1.xml": comments, "xl/threadedComments/t1.xml": thread + "</ThreadedComments>"},
        ("rId1", "comments", "/xl/comments1.xml"),
        ("rId2", "threadedComment", "../threadedComments/t1.xml"),
    )
    assert sheet.notes == {"F14": "Is 92 right?\nYes, 92.6", "A1": "old note"}


def test_document_properties_and_names(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Return").print_area("A1:C9")
        workbook.set_custom_property("Unit", "AS & C")
        workbook.set_custom_property("Template", 3)
        workbook.set_custom_property("Checked", True)
        workbook.define_name("Targets", "=Return!$C$6:$C$45")
        workbook.define_name("Return!Local", "=Return!$A$1")
    book = written_book(path)
    assert book.properties == {"Unit": "AS & C", "Template": "3", "Checked": "true"}
    assert book.names == {
        "Targets": "Return!$C$6:$C$45",
        "Return!Local": "Return!$A$1",
        "Return!_xlnm.Print_Area": "Return!$A$1:$C$9",
    }


def test_how_dates_count_and_results_are_kept() -> None:
    book = book_of(
        workbook_parts(
            sheet_xml(ONE),
            workbook=workbook_xml(
                before='<workbookPr date1904="1"/>', after='<calcPr calcMode="manual" fullCalcOnLoad="1"/>'
            ),
        )
    )
    assert (book.epoch_1904, book.manual_calculation, book.calculate_on_load) == (True, True, True)
    plain = book_of(workbook_parts(sheet_xml(ONE)))
    assert (plain.epoch_1904, plain.manual_calculation, plain.calculate_on_load) == (False, False, False)


def test_an_iso_date_counts_from_the_epoch_of_the_workbook() -> None:
    workbook = workbook_xml(before='<workbookPr date1904="1"/>')
    cell = sheet_of('<row r="1"><c r="A1" t="d"><v>1904-01-02</v></c></row>', workbook=workbook).cell(1, 1)
    assert cell is not None
    assert cell.value == 1.0


def test_links_are_named_in_the_order_formulas_count_them_and_never_followed() -> None:
    after = '<externalReferences><externalReference r:id="rId9"/><externalReference r:id="rId8"/></externalReferences>'
    listed = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId8", "externalLink", "externalLinks/externalLink2.xml"),
        ("rId9", "externalLink", "externalLinks/externalLink1.xml"),
    )
    book = book_of(
        {
            **workbook_parts(sheet_xml(ONE), workbook=workbook_xml(after=after)),
            "xl/_rels/workbook.xml.rels": listed,
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                ("rId1", "path", "file://finance/q2%20costs.xlsx")
            ),
        }
    )
    assert book.external_links == ("file://finance/q2%20costs.xlsx", "")


def test_active_parts_are_named_wherever_they_are_kept() -> None:
    active = {
        "xl/vbaProject.bin": b"\xcc\x61",
        "xl/embeddings/oleObject1.bin": b"\xd0\xcf",
        "xl/activeX/activeX1.xml": "<x/>",
        "xl/odd/name.bin": b"",
    }
    parts = workbook_parts(sheet_xml(ONE))
    listed = relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "vbaProject", "odd/name.bin"))
    book = book_of({**parts, "xl/_rels/workbook.xml.rels": listed, **active, "xl/media/image1.png": b""})
    assert book.active_parts == tuple(sorted(active))


def test_sheets_without_cells_are_listed_in_their_place() -> None:
    kinds = ("chartsheet", "worksheet", "dialogsheet", "xlMacrosheet")
    sheets = "".join(f'<sheet name="{kind}" sheetId="{n}" r:id="rId{n}"/>' for n, kind in enumerate(kinds))
    listed = relations(*((f"rId{n}", kind, f"worksheets/sheet{n}.xml") for n, kind in enumerate(kinds)))
    book = book_of(
        {**workbook_parts(sheet_xml(ONE), workbook=workbook_xml(sheets)), "xl/_rels/workbook.xml.rels": listed}
    )
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [*zip(kinds, (0, 1, 0, 0), strict=True)]


@pytest.mark.parametrize("entry", ['r:id=""', "", "r:id=''"], ids=["empty id", "no id", "apostrophes"])
def test_an_old_module_sheet_is_listed_without_a_part_and_passed_over(entry: str) -> None:
    module = f'<sheet name="Module1" sheetId="9" state="veryHidden" {entry}/>'
    sheets = f'{module}<sheet name="Return" sheetId="1" r:id="rId1"/>{module.replace("Module1", "Module2")}'
    book = book_of(workbook_parts(sheet_xml(ONE), workbook=workbook_xml(sheets)))
    assert [(sheet.name, sheet.state, len(sheet.rows)) for sheet in book.sheets] == [
        ("Module1", "veryHidden", 0),
        ("Return", "visible", 1),
        ("Module2", "veryHidden", 0),
    ]


@pytest.mark.parametrize("entry", ['r:id="rId77"', 'xmlns:o="urn:other" o:id="rId1"'], ids=["dangling", "unknown"])
def test_a_sheet_whose_part_cannot_be_found_is_never_passed_over(entry: str) -> None:
    workbook = workbook_xml(f'<sheet name="Return" sheetId="1" {entry}/>')
    unreadable = read_bytes_book(zipped(workbook_parts(sheet_xml(ONE), workbook=workbook)), "return.xlsx")
    assert isinstance(unreadable, Unreadable)
    assert (unreadable.kind, unreadable.detail) == (
        Unreadability.DAMAGED,
        'the sheet "Return" is missing from the file',
    )


@pytest.mark.parametrize(
    "target",
    [
        *("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/sheet1.xml"),
        *("worksheets\\sheet1.xml", "WORKSHEETS/Sheet1.XML", "worksheets/%73heet1.xml"),
        "../../../xl/worksheets/sheet1.xml",
    ],
)
def test_a_sheet_is_found_however_its_place_is_written(target: str) -> None:
    parts = {**workbook_parts(sheet_xml(ONE)), "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", target))}
    assert [cell.value for cell in book_of(parts).sheets[0].cells()] == [1.0]


def test_names_with_backslashes_in_the_zip_are_found() -> None:
    parts = {name.replace("/", "\\"): content for name, content in workbook_parts(sheet_xml(ONE)).items()}
    assert [cell.value for cell in book_of(parts).sheets[0].cells()] == [1.0]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_parts_with_one_name_the_last_counts_as_for_openpyxl() -> None:
    memory = io.BytesIO(zipped(workbook_parts(sheet_xml(ONE))))
    with zipfile.ZipFile(memory, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(ONE.replace("<v>1", "<v>2")))
    book = read_bytes_book(memory.getvalue(), "twice.xlsx")
    assert isinstance(book, Book)
    assert [cell.value for cell in book.sheets[0].cells()] == [2.0]


def test_only_the_sheets_asked_for_are_read(tmp_path: Path) -> None:
    path = tmp_path / "master.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name in ("Summary", "Results", "KPIs"):
            workbook.add_worksheet(name).write(0, 0, name)
        workbook.get_worksheet_by_name("KPIs").hide()
    book = read_book(path, only={" results "})
    assert isinstance(book, Book)
    assert [(sheet.name, sheet.state, len(sheet.rows)) for sheet in book.sheets] == [
        ("Summary", "visible", 0),
        ("Results", "visible", 1),
        ("KPIs", "hidden", 0),
    ]


def test_texts_may_be_missing_where_no_cell_needs_them() -> None:
    parts = workbook_parts(sheet_xml(ONE))
    bare = {name: content for name, content in parts.items() if name not in ("xl/sharedStrings.xml", "xl/styles.xml")}
    assert [cell.value for cell in book_of(bare).sheets[0].cells()] == [1.0]


def test_pivot_caches_are_counted() -> None:
    listed = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ("rId3", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition2.xml"),
    )
    assert book_of({**workbook_parts(sheet_xml(ONE)), "xl/_rels/workbook.xml.rels": listed}).pivot_caches == 2


def test_the_hash_and_size_are_of_the_bytes_read(tmp_path: Path) -> None:
    content = zipped(workbook_parts(sheet_xml(ONE), strings=strings_xml("<t>a</t>")))
    path = tmp_path / "return.xlsx"
    path.write_bytes(content)
    book = written_book(path)
    assert (book.sha256, book.size, book.path) == (hashlib.sha256(content).hexdigest(), len(content), str(path))
