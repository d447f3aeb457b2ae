"""A workbook is read back before it takes its place: every part of it is XML, and our own reader opens it."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from kpi_xl.files.disk.read import content
from kpi_xl.files.reading.limits import MASTER
from kpi_xl.files.reading.read_book import read_bytes_book
from kpi_xl.files.saving.safe_save import save_atomically
from kpi_xl.model.book import Unreadable
from kpi_xl.model.errors import SaveError

_XML = (".xml", ".rels", ".vml")
_AT_ONCE = 1_000_000


def save_workbook(path: Path, write: Callable[[Path], object]) -> None:
    """As `save_atomically`; what `write` made takes the place of `path` only when it reads back.

    Raises SaveError where it does not; the old file then stays.
    """

    def write_and_read(building: Path) -> None:
        write(building)
        read_back(building, path)

    save_atomically(path, write_and_read)


def read_back(building: Path, path: Path) -> None:
    """Raises SaveError where the workbook at `building`, which is to take the place of `path`, cannot be read again."""
    fault = fault_in(building)
    if fault:
        raise SaveError(
            f"{path} could not be saved: what was written cannot be read back ({fault}). What was there before is "
            "unchanged. This is a fault of kpi_xl: please report it, with the files it was made from."
        )


def fault_in(path: Path) -> str:
    """Why the workbook at `path` cannot be read again, "" where it can. Raises DiskError when the disk is to blame."""
    written = content(path)
    try:
        with ZipFile(BytesIO(written)) as package:
            for name in package.namelist():
                with package.open(name) as part:
                    fault = fault_in_xml(part) if name.endswith(_XML) else _read(part, len)
                if fault:
                    return f"{name}: {fault}"
    except (BadZipFile, zlib.error) as error:
        return str(error)
    opened = read_bytes_book(written, path.name, only=(), limits=MASTER)
    return (opened.detail or opened.kind.value) if isinstance(opened, Unreadable) else ""


def fault_in_xml(content: bytes | IO[bytes]) -> str:
    """Where and why a part is not XML, "" where it is. A long one is read a piece at a time."""
    parser = expat.ParserCreate()
    try:
        if isinstance(content, bytes):
            parser.Parse(content, True)
        else:
            _read(content, parser.Parse)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        return str(error)
    return ""


def _read(part: IO[bytes], take: Callable[[bytes], object]) -> None:
    """To the end, where the check sum is."""
    while piece := part.read(_AT_ONCE):
        take(piece)
