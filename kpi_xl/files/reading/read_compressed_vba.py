"""VBA code as a project keeps it: compressed in chunks of 4,096 characters (Microsoft's MS-OVBA, section 2.4.1)."""

import struct

_CHUNK = 4096
MOST = 8_000_000
"""Characters inflated at most: a project of that much code is not a return's."""


def inflate_vba(content: bytes) -> bytes:
    """Raises ValueError, IndexError or struct.error for what is not so compressed, or is too much."""
    if content[:1] != b"\x01":
        raise ValueError("not compressed as VBA is")
    made, at = bytearray(), 1
    while at < len(content):
        (header,) = struct.unpack_from("<H", content, at)
        end = min(at + (header & 0x0FFF) + 3, len(content))
        if header >> 12 & 0b111 != 0b011 or len(made) > MOST:
            raise ValueError("no chunk of VBA")
        made += _inflated(content[at + 2 : end]) if header & 0x8000 else content[at + 2 : at + 2 + _CHUNK]
        at = end if header & 0x8000 else at + 2 + _CHUNK
    return bytes(made)


def _inflated(chunk: bytes) -> bytes:
    """Eight tokens after each byte of flags: a character, or a copy of what stands earlier in the chunk."""
    made, at = bytearray(), 0
    while at < len(chunk):
        flags = chunk[at]
        at += 1
        for bit in range(8):
            if at >= len(chunk):
                break
            if flags >> bit & 1:
                _copy(made, *struct.unpack_from("<H", chunk, at))
                at += 2
            else:
                made.append(chunk[at])
                at += 1
    return bytes(made)


def _copy(made: bytearray, token: int) -> None:
    """How many of the token's bits say where from depends on how much there is already."""
    bits = max(4, (len(made) - 1).bit_length())
    length, back = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
    if back > len(made) or len(made) + length > _CHUNK:
        raise ValueError("a copy of what is not there")
    for _ in range(length):
        made.append(made[-back])
