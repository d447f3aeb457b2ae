"""One stream out of a compound file, the format a VBA project is kept in: sectors in chains, like a small disk."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_SMALL = 4096
"""Streams shorter than this lie in 64-byte pieces of one stream that the first entry of the directory leads to."""
_LISTED = slice(76, 512)
_NOTHING = 0xFFFFFFFF
_STORAGE = 1


def read_stream(content: bytes, name: str) -> bytes | None:
    """The bytes of the stream called `name`, wherever it is filed; None where there is none or the file makes no sense.

    Reads files of up to 7 MB whole; of longer ones the later sectors cannot be found.
    """
    try:
        return _Compound(content).stream(name)
    except (struct.error, IndexError, ValueError):
        return None


class Filed(NamedTuple):
    """What a compound file holds: names of storages, and streams by name, both with the storages they are filed in,
    "/" between, in lower case ("vba/dir"): names there compare without case."""

    storages: tuple[str, ...]
    streams: dict[str, bytes]


def read_filed(content: bytes) -> Filed | None:
    """All of it, where its own directory leads; None where the file makes no sense or a name is there twice."""
    try:
        return _Compound(content).filed()
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
        named = (number for number in range(len(self._entries)) if self._name(number) == name.lower())
        number = next(named, None)
        return None if number is None else self._stream(number)

    def filed(self) -> Filed:
        found = Filed((), {})
        storages: list[str] = []
        waiting = [(self._links(0)[2], "")]
        seen: set[int] = set()
        while waiting:
            number, folder = waiting.pop()
            if number == _NOTHING:
                continue
            if number in seen:
                raise ValueError("a directory that goes round in a circle")
            seen.add(number)
            name, kind = folder + self._name(number), self._entries[number][66]
            left, right, child = self._links(number)
            waiting += [(left, folder), (right, folder)]
            if kind == _STORAGE:
                storages.append(name)
                waiting.append((child, f"{name}/"))
            elif name in found.streams:
                raise ValueError("two streams of one name")
            else:
                found.streams[name] = self._stream(number)
        return found._replace(storages=tuple(storages))

    def _links(self, number: int) -> tuple[int, int, int]:
        """The entries before and after, and the first of those filed in this one."""
        left, right, child = struct.unpack_from("<III", self._entries[number], 68)
        return left, right, child

    def _name(self, number: int) -> str:
        (length,) = struct.unpack_from("<H", self._entries[number], 64)
        return self._entries[number][: max(0, length - 2)].decode("utf-16-le", errors="replace").lower()

    def _stream(self, number: int) -> bytes:
        start, size = struct.unpack_from("<II", self._entries[number], 116)
        return (self._chained(start) if size >= _SMALL else self._chained_small(start))[:size]

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
