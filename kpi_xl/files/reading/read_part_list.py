"""The list of parts at the end of a zip: read here as office programs write it, by the zip module where it is unusual.

The zip module looks at more than we need, dates and comments, which takes it longer than reading a small sheet.
"""

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from kpi_xl.files.reading.read_error import damaged

# Signature, four numbers of disks and entries, size and start of the list, length of a comment.
_END = struct.Struct("<4s4H2LH")
# Signature, versions, flags, method, time and date, CRC, sizes; lengths of name, extra field and comment; place.
_ENTRY = struct.Struct("<4s2xBx2H4x3L3H8xL")
# The newest version of the format that the zip module reads; what stands for a number too large for its field.
_NEWEST, _ELSEWHERE = 63, 0xFFFF_FFFF
# What the zip module lets out on a list that makes no sense.
_ZIP_ERRORS = (BadZipFile, NotImplementedError, OSError, ValueError, LookupError, OverflowError, struct.error)


class Part(NamedTuple):
    """`name` as the zip spells it; sizes in bytes; `offset` is where the part's own header starts."""

    name: str
    size: int
    packed_size: int
    offset: int
    crc: int
    flags: int
    method: int


class _UnusualError(Exception):
    """Nothing need be wrong with it, but it is not for us to tell."""


def list_parts(content: bytes) -> list[Part]:
    """Every entry in the zip's order, those named twice included. Raises ReadError when the list is broken."""
    try:
        return [*_usual_parts(content)]
    except (_UnusualError, struct.error):
        return _parts_by_zipfile(content)


def _usual_parts(content: bytes) -> Iterator[Part]:
    """Of a zip with its list right before its end, and no comment."""
    end = max(0, len(content) - _END.size)
    signature, disk, first, here, count, size, position, comment = _END.unpack_from(content, end)
    if signature != b"PK\x05\x06" or disk or first or here != count or comment or position + size != end:
        raise _UnusualError
    for _ in range(count):
        part, position = _usual_part(content, position)
        yield part
    if position != end:
        raise _UnusualError


def _usual_part(content: bytes, at: int) -> tuple[Part, int]:
    """With where the next one is. Raises _UnusualError for an extra field, a comment, or letters that are not ASCII."""
    signature, version, flags, method, crc, packed, size, length, extra, comment, offset = _ENTRY.unpack_from(
        content, at
    )
    end = at + _ENTRY.size + length
    name = content[at + _ENTRY.size : end]
    if signature != b"PK\x01\x02" or version > _NEWEST or extra or comment or _ELSEWHERE in (packed, size, offset):
        raise _UnusualError
    if len(name) < length or not name.isascii() or b"\0" in name or b"\\" in name:
        raise _UnusualError
    return Part(name.decode(), size, packed, offset, crc, flags, method), end


def _parts_by_zipfile(content: bytes) -> list[Part]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return [
                Part(
                    one.filename,
                    one.file_size,
                    one.compress_size,
                    one.header_offset,
                    one.CRC,
                    one.flag_bits,
                    one.compress_type,
                )
                for one in archive.infolist()
            ]
    except _ZIP_ERRORS as error:
        raise damaged("the list of its parts is damaged") from error
