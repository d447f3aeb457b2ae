"""However the zip's list of parts is written, the same parts are read."""

import io
import zipfile

import pytest
from files_xml import sheet_xml, workbook_parts, zipped

from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.model.book import Book

PARTS = workbook_parts(sheet_xml('<row r="1"><c r="A1"><v>7</v></c></row>'))
PLAIN = zipped(PARTS)


def one_by_one() -> bytes:
    """As a writer that cannot go back writes: sizes after the parts, and the long form of the list."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    memory = Stream()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(content.encode() if isinstance(content, str) else content)
    return memory.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN, id="as usual"),
        pytest.param(zipped(PARTS, zipfile.ZIP_STORED), id="not packed"),
        pytest.param(b"before" + PLAIN, id="something before the zip"),
        pytest.param(PLAIN[:-2] + b"\x07\x00comment", id="a comment"),
        pytest.param(zipped({**PARTS, "xl/media/sch\u00f6n \u6771.png": b""}), id="a name that is not ASCII"),
        pytest.param(zipped({**PARTS, "xl/media/": b""}), id="a folder"),
        pytest.param(one_by_one(), id="written as a stream, sizes after the parts"),
    ],
)
def test_the_parts_are_found(content: bytes) -> None:
    if content.startswith(b"before"):
        # Told by its first bytes, such a file is no workbook; its list is read all the same.
        content = PLAIN[:4] + content
    book = read_bytes_book(content, "made.xlsx")
    assert isinstance(book, Book), book
    assert [cell.value for cell in book.sheets[0].cells()] == [7.0]
