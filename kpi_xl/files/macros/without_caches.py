"""A VBA project as its specification asks of whoever writes one: source only, with nothing compiled beside it.

MS-OVBA 2.3.4.1 (_VBA_PROJECT), 2.3.4.2 (dir) and 2.3.4.3 (modules): Version and cookies are 0xFFFF, and no performance
cache is present. Excel compiles the source when it opens it. pyOpenVBA starts from a project Excel has saved once, so
it keeps that version number and those caches.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_STORAGE = "VBA"
_NO_CACHE = struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 0)
"""The whole of _VBA_PROJECT: Reserved1, Version, Reserved2, Reserved3."""

_VERSION, _STREAM_NAME, _OFFSET, _CODE_PAGE, _END = 0x0009, 0x001A, 0x0031, 0x0003, 0x0010
_COOKIES = (0x0013, 0x002C)
_UNCOUNTED = 2
"""Bytes of the minor version, which the size of its record leaves out."""


class _Record(NamedTuple):
    kind: int
    content: bytes


def without_caches(project: bytes) -> bytes:
    """The same project, xl/vbaProject.bin, with the source of its modules alone."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    stored = CFB.from_bytes(project)
    records = list(_records(decompress(stored.get_stream_in_storage(_STORAGE, "dir"))))
    for name, offset in _modules(records):
        stream = stored.get_stream_in_storage(_STORAGE, name)
        stored.write_stream_in_storage(_STORAGE, name, stream[offset:])
    stored.write_stream_in_storage(_STORAGE, "dir", compress(b"".join(map(_written, records))))
    stored.write_stream_in_storage(_STORAGE, "_VBA_PROJECT", _NO_CACHE)
    stored.drop_streams_in_storage(_STORAGE, lambda name: name.startswith("__SRP_"))
    return stored.to_bytes()


def _records(listing: bytes) -> Iterator[_Record]:
    """Up to the one that ends the listing: pyOpenVBA writes four bytes more."""
    at, kind = 0, 0
    while kind != _END:
        kind, size = struct.unpack_from("<HI", listing, at)
        at += 6
        size += _UNCOUNTED if kind == _VERSION else 0
        yield _Record(kind, listing[at : at + size])
        at += size


def _modules(records: list[_Record]) -> Iterator[tuple[str, int]]:
    """The stream of each module, and where its source starts in it."""
    page = next((int.from_bytes(one.content, "little") for one in records if one.kind == _CODE_PAGE), 1252)
    name = ""
    for record in records:
        if record.kind == _STREAM_NAME:
            name = record.content.decode(f"cp{page}")
        elif record.kind == _OFFSET:
            yield name, int.from_bytes(record.content, "little")


def _written(record: _Record) -> bytes:
    content = record.content
    if record.kind in _COOKIES:
        content = b"\xff\xff"
    elif record.kind == _OFFSET:
        content = bytes(4)
    return struct.pack("<HI", record.kind, len(content) - (_UNCOUNTED if record.kind == _VERSION else 0)) + content
