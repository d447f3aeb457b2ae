"""The macros of a workbook, only looked at: what each module is called and a hash of its code, to tell ours by.

A project says what it is made of twice: in the stream dir, which Excel goes by, and in plain lines in PROJECT, from
which a module can be left out to hide it. So dir counts, and all that is filed beside it is told of.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kpi_xl.files.reading.read_compound import Filed, read_filed
from kpi_xl.files.reading.read_compressed_vba import inflate_vba
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_xml import once_for_same_bytes
from kpi_xl.model.book import Macro
from kpi_xl.model.macro_text import macro_hash

_CODE_PAGE, _VERSION = 0x03, 0x09
_REFERENCE_NAME, _REGISTERED, _PROJECT = 0x16, 0x0D, 0x0E
_MODULE, _STREAM, _STREAM_UNICODE, _OFFSET, _END = 0x19, 0x1A, 0x32, 0x31, 0x2B
_USUAL_LIBRARIES = ("stdole", "office", "excel", "vba", "msforms")


class Project(NamedTuple):
    """`others` are, in words, what it holds besides modules and the usual libraries: forms, other projects."""

    macros: tuple[Macro, ...] = ()
    others: tuple[str, ...] = ()


def read_macros(package: Package, active: Iterable[str]) -> Project:
    """Of all projects in order; of one that makes no sense nothing."""
    macros: list[Macro] = []
    others: list[str] = []
    for part in active:
        if part.lower().endswith("vbaproject.bin"):
            project = _project(package, part)
            macros += project.macros
            others += project.others
    return Project(tuple(macros), tuple(others))


def _project(package: Package, part: str) -> Project:
    try:
        return _read(package.part(part))
    except (ReadError, struct.error, IndexError, KeyError, ValueError, LookupError):
        return Project()  # the part is damaged, and all else may be sound


@once_for_same_bytes
def _read(content: bytes) -> Project:
    """Raises one of several errors where the project makes no sense."""
    filed = read_filed(content)
    if filed is None:
        raise ValueError("no compound file")
    records = list(_records(inflate_vba(filed.streams["vba/dir"])))
    page = next((f"cp{int.from_bytes(said, 'little')}" for number, said in records if number == _CODE_PAGE), "cp1252")
    sheets = _sheets(filed, page)
    macros = tuple(_macros(filed, records, page, sheets))
    forms = [f'the form "{one}"' for one in filed.storages if one != "vba"]
    return Project(macros, (*forms, *_foreign_references(records, page)))


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 6 <= len(content):
        number, size = struct.unpack_from("<HI", content, at)
        size = 6 if number == _VERSION else size  # the one record that says 4 and has 6
        yield number, content[at + 6 : at + 6 + size]
        at += 6 + size


def _macros(filed: Filed, records: list[tuple[int, bytes]], page: str, sheets: set[str]) -> Iterator[Macro]:
    name, stream, offset = "", "", 0
    for number, said in records:
        if number == _MODULE:
            name, stream, offset = said.decode(page, "replace"), "", 0
        elif number == _STREAM:
            stream = said.decode(page, "replace")
        elif number == _STREAM_UNICODE and name:
            stream = said.decode("utf-16-le", "replace") or stream
        elif number == _OFFSET and name:
            offset = int.from_bytes(said, "little")
        elif number == _END and name:
            code = filed.streams[f"vba/{stream or name}".lower()][offset:]
            yield Macro(name, _hash(code, page), name.casefold() in sheets)
            name = ""


@once_for_same_bytes
def _hash(code: bytes, page: str) -> str:
    return macro_hash(inflate_vba(code).decode(page, "replace"))


def _sheets(filed: Filed, page: str) -> set[str]:
    """Names of the modules that belong to the workbook and its sheets."""
    lines = filed.streams.get("project", b"").decode(page, errors="replace").splitlines()
    named = (line.partition("=")[2].partition("/")[0] for line in lines if line.startswith("Document="))
    return {name.strip().casefold() for name in named}


def _foreign_references(records: list[tuple[int, bytes]], page: str) -> Iterator[str]:
    """Libraries and projects of others that the macros may call. A path on another machine is never usual."""
    name = ""
    for number, said in records:
        if number == _REFERENCE_NAME:
            name = said.decode(page, "replace")
        elif number == _PROJECT or (number == _REGISTERED and _unusual(name, said)):
            yield f'macros of another file, called "{name}"'


def _unusual(name: str, said: bytes) -> bool:
    return name.casefold() not in _USUAL_LIBRARIES or b"\\\\" in said or b"//" in said
