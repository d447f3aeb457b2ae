"""Our own list of a zip's parts says what the zip module's does, on every file it takes to be usual."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from files_written import WRITERS
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_xl.files.reading import read_part_list
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_part_list import Part, list_parts


def zipped(**options: object) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:  # type: ignore[arg-type] # the caller names real options
        archive.writestr("xl/workbook.xml", "<workbook/>" * 40)
        archive.writestr("xl/styles.xml", "")
    return buffer.getvalue()


PLAIN = zipped(compression=zipfile.ZIP_DEFLATED)


def by_zipfile(content: bytes) -> list[Part] | None:
    """None where the zip module finds the list broken."""
    try:
        return read_part_list._parts_by_zipfile(content)
    except ReadError:
        return None


@pytest.mark.parametrize("write", [pytest.param(write, id=name) for name, write in WRITERS.items()])
def test_written_files_are_listed_as_the_zip_module_lists_them(write: Callable[[Path], Path], tmp_path: Path) -> None:
    content = write(tmp_path / "made.xlsx").read_bytes()
    assert list(read_part_list._usual_parts(content)) == by_zipfile(content)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"before" + PLAIN, id="something before the zip"),
        pytest.param(PLAIN[:-2] + b"\x07\x00comment", id="a comment"),
        pytest.param(PLAIN.replace(b"styles", b"st\xc3\xbfes"), id="a name that is not ASCII"),
    ],
)
def test_unusual_lists_are_left_to_the_zip_module(content: bytes) -> None:
    with pytest.raises(read_part_list._UnusualError):
        list(read_part_list._usual_parts(content))
    assert list_parts(content) == by_zipfile(content)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 255)), min_size=1, max_size=3))
def test_however_a_list_is_broken_both_say_the_same(edits: list[tuple[int, int]]) -> None:
    content = bytearray(PLAIN)
    for from_end, byte in edits:
        content[-from_end] = byte
    try:
        listed = list_parts(bytes(content))
    except ReadError:
        listed = None
    assert listed == by_zipfile(bytes(content))
