"""Reading never raises: whatever the bytes, a Book or an Unreadable comes back."""

import io
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from files_written import by_xlsxwriter
from files_xml import zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.model.book import Book, Unreadable


def assert_read(content: bytes) -> None:
    result = read_bytes_book(content, "return.xlsx")
    assert isinstance(result, Book | Unreadable)
    if isinstance(result, Unreadable):
        assert result.detail


@cache
def written() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return by_xlsxwriter(Path(folder) / "made.xlsx").read_bytes()


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_random_bytes(content: bytes) -> None:
    assert_read(content)


@settings(max_examples=200)
@given(
    st.binary(max_size=200), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"~$"])
)
def test_random_bytes_after_a_known_start(content: bytes, start: bytes) -> None:
    assert_read(start + content)


@settings(max_examples=100)
@given(data=st.data())
def test_a_real_file_cut_short(data: st.DataObject) -> None:
    assert_read(written()[: data.draw(st.integers(0, len(written())))])


@settings(max_examples=300)
@given(data=st.data())
def test_a_real_file_with_bytes_changed(data: st.DataObject) -> None:
    content = bytearray(written())
    # Half of the changes fall on the zip's list of parts, where they do most harm.
    listed, last = content.index(b"PK\x01\x02"), len(content) - 1
    places = st.one_of(st.integers(0, last), st.integers(listed, last))
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=6)):
        content[place] = byte
    assert_read(bytes(content))


@settings(max_examples=300)
@given(seed=st.integers(0, 2**32))
def test_a_real_file_whose_parts_are_broken_before_zipping(seed: int) -> None:
    """So that the damage gets past the zip's own checksums, into the XML."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for name in chance.sample(sorted(parts), 2):
        part = parts[name]
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(part))
            bit = chance.choice(
                [b"", b"<", b'"', b"&", b"9" * 5000, b"-1", b"\xff", part[at : at + 40], bytes([chance.randrange(256)])]
            )
            part[at : at + chance.randint(0, 30)] = bit
    assert_read(zipped({name: bytes(part) for name, part in parts.items()}, zipfile.ZIP_STORED))


def test_a_part_without_a_name() -> None:
    """Found by the test above; the zip module itself trips over it."""
    content = bytearray(written())
    listed = content.index(b"PK\x01\x02")
    content[listed + 28] = 0
    assert_read(bytes(content))


def test_a_file_cut_anywhere() -> None:
    """Warnings are errors, so an archive left open would fail here too."""
    for size in range(0, len(written()), 64):
        assert_read(written()[:size])
