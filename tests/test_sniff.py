"""Files that are no workbook we can read: each kind is told from the others, in words, and never by a traceback."""

import io
import os
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from files_xml import relations, sheet_xml, strings_xml, workbook_parts, workbook_xml, zipped

from kpi_xl.files.reading.limits import MASTER, SUBMISSION, Limits
from kpi_xl.files.reading.read_book import read_book, read_bytes_book
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_source import read_source
from kpi_xl.model.book import Book, Unreadability, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = zipped(workbook_parts(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')))
EXCEL_2003 = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
UNKNOWN_ENCODING = b'<?xml version="1.0" encoding="klingon"?><a/>'
OUTSIDE = '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd"><worksheet/>'
LIBREOFFICE_LOCK = b"Performance lead,PC12/lead,PC12,14.10.2022 09:00,file:///u;"
BOOM = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
ENTITIES = strings_xml("<t>&b;</t>").replace("<sst", BOOM + "<sst")


def wide(text: str) -> bytes:
    return text.encode("utf-16-le") + bytes(64)


def excel_lock(owner: str) -> bytes:
    """As Excel writes it: the name in 55 bytes with its length, then in wide characters."""
    narrow = owner.encode("cp1252", "replace")
    return bytes([len(narrow)]) + narrow.ljust(54) + struct.pack("<H", len(owner)) + wide(owner)


def without(name: str) -> bytes:
    parts = workbook_parts(sheet_xml(""))
    return zipped({part: content for part, content in parts.items() if part != name})


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**workbook_parts(sheet_xml("")), name: content})


def with_flag(flag: int) -> bytes:
    """The good file with a flag set in every header of the zip."""
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= flag
            place = content.find(mark, place + 4)
    return bytes(content)


def with_one_byte_changed(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


SAME_PLACE = '<sheet name="A" sheetId="1" r:id="rId1"/><sheet name="B" sheetId="2" r:id="rId1"/>'
ELSEWHERE = relations(("rId1", "worksheet", "https://example.org/sheet1.xml"))
CASES = [
    ("empty file", b"", Unreadability.EMPTY),
    ("zeros only", bytes(4096), Unreadability.PLACEHOLDER),
    ("password", OLE + wide("EncryptedPackage"), Unreadability.ENCRYPTED),
    ("sensitivity label", OLE + wide("EncryptedPackage") + wide("DRMEncryptedTransform"), Unreadability.ENCRYPTED),
    ("zip password", with_flag(1), Unreadability.ENCRYPTED),
    ("xls", OLE + wide("Workbook"), Unreadability.OLD_XLS),
    ("xls of Excel 95", OLE + wide("Book"), Unreadability.OLD_XLS),
    ("xls of Excel 4", b"\x09\x04\x06\x00\x00\x00\x10\x00", Unreadability.OLD_XLS),
    ("doc", OLE + wide("WordDocument"), Unreadability.NOT_A_WORKBOOK),
    ("other Office file", OLE + wide("VisioDocument"), Unreadability.NOT_A_WORKBOOK),
    ("xlsb", with_part("xl/workbook.bin", b"\x83\x01"), Unreadability.XLSB),
    ("ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, 0), Unreadability.ODS),
    ("ods, type not first", zipped({"META-INF/manifest.xml": "", "content.xml": ""}), Unreadability.ODS),
    ("numbers", zipped({"Index/Document.iwa": b"", "Metadata/Properties.plist": ""}), Unreadability.NUMBERS),
    ("numbers, older", zipped({"Index.zip": b""}), Unreadability.NUMBERS),
    ("csv", b"Ref,KPI,Value\r\nA1,Visits,92.6\r\n", Unreadability.TEXT),
    ("csv from Excel", b"\xef\xbb\xbfRef,KPI\r\nA1,\xe2\x82\xac", Unreadability.TEXT),
    ("csv in cp1252", b"Ref;Cost\nA1;\xa37.9m\n", Unreadability.TEXT),
    ("csv in UTF-16", "Ref\tKPI\nA1\tVisits\n".encode("utf-16"), Unreadability.TEXT),
    ("web page", b"<html><table><tr><td>92.6</td></tr></table></html>", Unreadability.NOT_A_WORKBOOK),
    ("Excel 2003 XML", EXCEL_2003, Unreadability.NOT_A_WORKBOOK),
    ("XML", b'<?xml version="1.0"?><results/>', Unreadability.NOT_A_WORKBOOK),
    ("Google link", b'{"url": "https://docs.google.com/open?id=1"}', Unreadability.NOT_A_WORKBOOK),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3", Unreadability.NOT_A_WORKBOOK),
    ("docx", zipped({"word/document.xml": "<w/>"}), Unreadability.NOT_A_WORKBOOK),
    ("zip of something", zipped({"notes.txt": "hello"}), Unreadability.NOT_A_WORKBOOK),
    ("empty zip", zipped({}), Unreadability.NOT_A_WORKBOOK),
    ("no sheets", with_part("xl/workbook.xml", workbook_xml("")), Unreadability.NOT_A_WORKBOOK),
    ("noise", bytes(range(1, 200)), Unreadability.NOT_A_WORKBOOK),
    ("first half", GOOD[: len(GOOD) // 2], Unreadability.TRUNCATED),
    ("last bytes missing", GOOD[:-30], Unreadability.TRUNCATED),
    ("middle missing", GOOD[:200] + GOOD[400:], Unreadability.DAMAGED),
    ("a byte changed in the sheet", with_one_byte_changed(GOOD, GOOD.find(b"sheet1.xml") + 20), Unreadability.DAMAGED),
    ("a sheet missing", without("xl/worksheets/sheet1.xml"), Unreadability.DAMAGED),
    ("two sheets in one part", with_part("xl/workbook.xml", workbook_xml(SAME_PLACE)), Unreadability.DAMAGED),
    ("a sheet on the web", with_part("xl/_rels/workbook.xml.rels", ELSEWHERE), Unreadability.DAMAGED),
    ("broken XML", with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"), Unreadability.DAMAGED),
    ("wrong encoding", with_part("xl/workbook.xml", UNKNOWN_ENCODING), Unreadability.DAMAGED),
    ("entities", with_part("xl/sharedStrings.xml", ENTITIES), Unreadability.UNSAFE_XML),
    ("document type", with_part("xl/worksheets/sheet1.xml", OUTSIDE), Unreadability.UNSAFE_XML),
    ("deep XML", with_part("xl/worksheets/sheet1.xml", "<a>" * 500 + "</a>" * 500), Unreadability.UNSAFE_XML),
]


@pytest.mark.parametrize(("content", "kind"), [pytest.param(content, kind, id=name) for name, content, kind in CASES])
def test_each_kind_is_told_from_the_others(content: bytes, kind: Unreadability, tmp_path: Path) -> None:
    path = tmp_path / "return & summary.xlsx"
    path.write_bytes(content)
    unreadable = read_book(path)
    assert isinstance(unreadable, Unreadable), unreadable
    assert unreadable.kind is kind, unreadable.detail
    assert unreadable.detail
    assert unreadable.path == str(path)
    assert len(unreadable.sha256) == 64


def test_every_kind_has_a_case() -> None:
    elsewhere = {"LOCK_FILE", "MISSING", "NO_PERMISSION", "IS_FOLDER", "TOO_BIG", "UNREACHED"}
    assert {kind.name for _, _, kind in CASES} | elsewhere == set(Unreadability.__members__)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("~$return.xlsx", excel_lock("Performance lead"), id="Excel"),
        pytest.param(".~lock.return.xlsx#", LIBREOFFICE_LOCK, id="LibreOffice"),
    ],
)
def test_a_lock_file_says_who_has_the_workbook_open(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert read_book(path) == Unreadable(str(path), Unreadability.LOCK_FILE, "Performance lead has the workbook open")


@pytest.mark.parametrize("content", [b"", b"\x10", b"\xff" * 60, b",,,"], ids=repr)
def test_a_lock_file_that_says_nothing_is_still_a_lock_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "~$return.xlsx"
    path.write_bytes(content)
    unreadable = read_book(path)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind is Unreadability.LOCK_FILE
    assert unreadable.detail.endswith(" has the workbook open")


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert read_book(tmp_path / "gone.xlsx") == Unreadable(
        str(tmp_path / "gone.xlsx"), Unreadability.MISSING, "there is no such file"
    )


def test_a_path_with_a_null_character_is_missing_and_no_traceback() -> None:
    unreadable = read_book("a\0b.xlsx")
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind is Unreadability.MISSING


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    unreadable = read_book(tmp_path)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind is Unreadability.IS_FOLDER


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    unreadable = read_book(tmp_path / "pipe.xlsx")
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind is Unreadability.NOT_A_WORKBOOK


def failing(error: OSError) -> Callable[[Path], bytes]:
    def read_bytes(_path: Path) -> bytes:
        raise error

    return read_bytes


class CloudError(OSError):
    """As Windows raises it when OneDrive cannot fetch a file; the number is ERROR_CLOUD_FILE_NETWORK_UNAVAILABLE."""

    winerror = 362


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        pytest.param(
            PermissionError(13, "Permission denied"), Unreadability.NO_PERMISSION, id="locked by another program"
        ),
        pytest.param(
            CloudError(22, "The cloud file provider is not running"), Unreadability.PLACEHOLDER, id="OneDrive"
        ),
        pytest.param(OSError(5, "Input/output error"), Unreadability.UNREACHED, id="network share gone"),
        pytest.param(FileNotFoundError(2, "No such file"), Unreadability.MISSING, id="deleted meanwhile"),
    ],
)
def test_a_file_that_will_not_be_read_says_why(error: OSError, kind: Unreadability, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(GOOD)
    with pytest.raises(ReadError) as raised:
        read_source(path, SUBMISSION, failing(error))
    assert raised.value.kind is kind


NOBODY = 65534


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """The administrator may read everything, so give those rights up meanwhile."""
    administrator = os.geteuid() == 0
    if administrator:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if administrator:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights apart from the file's mode")
def test_a_file_we_may_not_read_has_no_permission() -> None:
    # Not in tmp_path, whose folders above only their owner may pass.
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for file, mode in (("open.xlsx", 0o644), ("closed.xlsx", 0o200)):
            (folder / file).write_bytes(GOOD)
            (folder / file).chmod(mode)
        # Read before the rights are gone: what is imported on first use may lie where only its owner may look.
        assert isinstance(read_book(folder / "open.xlsx"), Book)
        with as_an_ordinary_user():
            allowed, refused = read_book(folder / "open.xlsx"), read_book(folder / "closed.xlsx")
    assert isinstance(allowed, Book)
    assert isinstance(refused, Unreadable)
    assert refused.kind is Unreadability.NO_PERMISSION


def test_a_file_saved_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"the old version")
    versions = iter([b"the new version is longer", b""])

    def read_bytes(file: Path) -> bytes:
        content = file.read_bytes()
        newer = next(versions)
        if newer:
            file.write_bytes(newer)
        return content

    assert read_source(path, SUBMISSION, read_bytes).content == b"the new version is longer"


def test_a_file_that_keeps_changing_is_given_up_in_words(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"-")

    def read_bytes(file: Path) -> bytes:
        content = file.read_bytes()
        file.write_bytes(content + b"-")
        return content

    with pytest.raises(ReadError, match="changed while we read it") as raised:
        read_source(path, SUBMISSION, read_bytes)
    assert raised.value.kind is Unreadability.DAMAGED


BLANKS = '<row r="1"><c r="A1" s="1"/><c r="B1"/></row>'
ONE_CELL = '<row><c t="inlineStr"><is><t>x</t></is></c></row>'


def shared_formulas(size: int, rows: int) -> bytes:
    """A formula of nearly so many characters, each reference another, stored once for all the rows."""
    formula = "+".join(f"A{row}" for row in range(1, size // 6))
    first = f'<row r="1"><c r="B1"><f t="shared" ref="B1:B{rows}" si="0">{formula}</f><v>1</v></c></row>'
    others = (f'<row r="{row}"><c r="B{row}"><f t="shared" si="0"/></c></row>' for row in range(2, rows + 1))
    return zipped(workbook_parts(sheet_xml(first + "".join(others))))


def test_as_many_shared_formulas_as_a_large_return_has_are_read() -> None:
    assert isinstance(read_bytes_book(shared_formulas(1_500, 2_000), "return.xlsx"), Book)


@pytest.mark.parametrize(
    ("content", "limits", "words"),
    [
        pytest.param(GOOD, Limits(file_size=100), "the file is", id="size on disk"),
        pytest.param(GOOD, Limits(part_size=100), "the part .* unzipped", id="size of a part"),
        pytest.param(GOOD, Limits(unzipped_size=1000), "unzipped the file is", id="size of all parts"),
        pytest.param(GOOD, Limits(parts=3), "made of 6 parts", id="number of parts"),
        pytest.param(with_part("media/image1.png", bytes(11_000_000)), SUBMISSION, "swells", id="packed too well"),
        pytest.param(zipped(workbook_parts(sheet_xml(ONE_CELL * 30))), Limits(cells=29), "29 cells", id="cells"),
        pytest.param(zipped(workbook_parts(sheet_xml(BLANKS))), Limits(cells=1), "1 cells", id="blank cells"),
        pytest.param(shared_formulas(50, 200), Limits(formulas=3_000), "too long and too many", id="shared formulas"),
        pytest.param(shared_formulas(8_000, 6_000), SUBMISSION, "too long and too many", id="33 kB of shared formulas"),
    ],
)
def test_a_file_beyond_a_limit_is_too_big(content: bytes, limits: Limits, words: str, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(content)
    unreadable = read_book(path, limits=limits)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind is Unreadability.TOO_BIG
    assert re.search(words, unreadable.detail), unreadable.detail


def test_a_part_that_swells_beyond_what_it_declares_is_never_inflated() -> None:
    """The zip says 100 bytes; the packed part holds 50 million."""
    name = "xl/worksheets/sheet1.xml"
    parts = dict(workbook_parts(bytes(50_000_000).decode()))
    content = bytearray(zipped(parts))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(name)
    listed = content.find(name.encode(), content.find(b"PK\x01\x02")) - 46
    struct.pack_into("<L", content, entry.header_offset + 22, 100)
    struct.pack_into("<L", content, listed + 24, 100)
    unreadable = read_bytes_book(bytes(content), "liar.xlsx")
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind is Unreadability.DAMAGED


def test_a_master_may_be_larger_than_a_submission() -> None:
    assert MASTER.cells > 10 * SUBMISSION.cells
    assert MASTER.part_size > 10 * SUBMISSION.part_size


def test_the_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Return").write(0, 0, 1)
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert isinstance(read_book(path), Book)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]
