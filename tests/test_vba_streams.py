"""The bytes of a VBA project, held to what MS-OVBA asks of whoever writes one (2.3.4.1 to 2.3.4.3)."""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO

import pytest
from olefile import OleFileIO

from kpi_xl.files.macros.vba_project import vba_project

BUTTON = 'Attribute VB_Name = "Buttons"\nSub Press()\n    Debug.Print 1\nEnd Sub\n'
ON_OPEN = "Private Sub Workbook_Open()\nEnd Sub\n"
DOCUMENTS = {"ThisWorkbook", "Sheet1", "Sheet2"}


@pytest.fixture(scope="module")
def streams() -> dict[str, bytes]:
    with OleFileIO(BytesIO(vba_project([BUTTON], ["Sheet1", "Sheet2"], ON_OPEN))) as stored:
        return {"/".join(path): stored.openstream(path).read() for path in stored.listdir()}


def plain(stream: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # oletools calls pyparsing by its old names
        from oletools.olevba import decompress_stream
    return bytes(decompress_stream(bytearray(stream)))


def listing(streams: dict[str, bytes]) -> Iterator[tuple[int, bytes]]:
    """The records of dir; that of the version is two bytes longer than it says."""
    content, at = plain(streams["VBA/dir"]), 0
    while at < len(content):
        kind, size = struct.unpack_from("<HI", content, at)
        size += 2 if kind == 0x0009 else 0
        yield kind, content[at + 6 : at + 6 + size]
        at += 6 + size


def test_the_project_says_it_was_written_without_a_cache_and_holds_none(streams: dict[str, bytes]) -> None:
    assert streams["VBA/_VBA_PROJECT"] == bytes.fromhex("CC61 FFFF 00 0000")


def test_nothing_but_the_project_its_listing_and_its_modules_is_stored(streams: dict[str, bytes]) -> None:
    modules = {f"VBA/{name}" for name in (*DOCUMENTS, "Buttons")}
    assert streams.keys() == {"PROJECT", "PROJECTwm", "VBA/_VBA_PROJECT", "VBA/dir"} | modules


def test_every_module_is_its_source_from_the_first_byte(streams: dict[str, bytes]) -> None:
    offsets = [content for kind, content in listing(streams) if kind == 0x0031]
    assert offsets == [bytes(4)] * (len(DOCUMENTS) + 1)
    for name in (*DOCUMENTS, "Buttons"):
        assert plain(streams[f"VBA/{name}"]).startswith(f'Attribute VB_Name = "{name}"'.encode())
    assert b"Workbook_Open" in plain(streams["VBA/ThisWorkbook"])


@pytest.mark.parametrize(("kind", "count"), [(0x0013, 1), (0x002C, 4)], ids=["project", "modules"])
def test_cookies_are_the_value_asked_for_when_written(streams: dict[str, bytes], kind: int, count: int) -> None:
    assert [content for one, content in listing(streams) if one == kind] == [b"\xff\xff"] * count


def test_the_listing_ends_where_its_terminator_says(streams: dict[str, bytes]) -> None:
    assert list(listing(streams))[-1] == (0x0010, b"")
