"""One stream out of a compound file, the format a VBA project is kept in: sectors in chains, like a small disk."""

import struct
from collections.abc import Iterator, Sequence

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_SMALL = 4096
"""Streams shorter than this lie in 64-byte pieces of one stream that the first entry of the directory leads to."""
_LISTED = slice(76, 512)


def read_stream(content: bytes, name: str) -> bytes | None:
    """The bytes of the stream called `name`, wherever it is filed; None where there is none or the file makes no sense.

    Reads files of up to 7 MB whole; of longer ones the later sectors cannot be found.
    """
    try:
        return _Compound(content).stream(name)
    except (struct.error, IndexError, ValueError):
        return None


class _Compound:
    def __init__(self, content: bytes) -> None:
        """Raises ValueError, IndexError or struct.error for what is no compound file."""
        if not content.startswith(_MAGIC):
            raise ValueError("not a compound file")
        self._content = content
        (self._shift,) = struct.unpack_from("<H", content, 30)
        if self._shift not in (9, 12):
            raise ValueError("sectors of a size nobody uses")
        directory, small = (struct.unpack_from("<I", content, place)[0] for place in (48, 60))
        self._table = _numbers(b"".join(map(self._sector, _used(_numbers(content[_LISTED])))))
        self._small_table = _numbers(self._chained(small))
        self._entries = list(_pieces(self._chained(directory), _ENTRY))

    def stream(self, name: str) -> bytes | None:
        for entry in self._entries:
            (length,) = struct.unpack_from("<H", entry, 64)
            if entry[: max(0, length - 2)].decode("utf-16-le", errors="replace") == name:
                start, size = struct.unpack_from("<II", entry, 116)
                return (self._chained(start) if size >= _SMALL else self._chained_small(start))[:size]
        return None

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        return self._content[start : start + (1 << self._shift)]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(self._table, start)))

    def _chained_small(self, start: int) -> bytes:
        (first,) = struct.unpack_from("<I", self._entries[0], 116)
        pieces = list(_pieces(self._chained(first), 64))
        return b"".join(pieces[number] for number in _chain(self._small_table, start))


def _chain(table: Sequence[int], start: int) -> Iterator[int]:
    """Sector numbers from `start` on. Ends where it would go round in a circle."""
    for _ in table:
        if start >= len(table):
            return
        yield start
        start = table[start]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _used(numbers: Sequence[int]) -> list[int]:
    """The sectors of the table itself; the rest of the list is marked unused."""
    return [number for number in numbers if number < 0xFFFFFFFA]


def _pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))
