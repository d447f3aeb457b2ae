"""The zip a workbook is: its parts by name, each inflated by no more than the zip says it holds."""

import struct
import zlib
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED

from kpi_xl.files.reading.limits import Limits, check_parts
from kpi_xl.files.reading.read_error import ReadError, damaged
from kpi_xl.files.reading.read_part_list import Part, list_parts
from kpi_xl.model.book import Unreadability

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_PASSWORD = 0x1
# Most small parts (styles, relationships) are the same in all files of one template; a large one is seldom met twice.
_SMALL = 20_000


class Package:
    """Part names compare without case and with either slash. Of two parts of one name the last counts, as in Excel's
    own list; nothing is ever written to disk, so a name that climbs out of the zip leads nowhere.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Raises ReadError when the list of parts is broken or promises more than we read."""
        self._content = content
        self.limits = limits
        listed = list_parts(content)
        check_parts(listed, limits)
        self._parts = {part_key(entry.name): entry for entry in listed if not entry.name.endswith("/")}

    @property
    def names(self) -> list[str]:
        """Every part, as the zip spells it."""
        return [entry.name for entry in self._parts.values()]

    @property
    def keys(self) -> set[str]:
        return set(self._parts)

    def has(self, name: str) -> bool:
        return self._find(name) is not None

    def part(self, name: str) -> bytes:
        """The part's bytes. Raises ReadError when it is missing or damaged."""
        entry = self._find(name)
        if entry is None:
            raise damaged(f"the part {name} is missing")
        content = self._inflate(entry)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise damaged(f"the part {name} is damaged")
        return content

    def _find(self, name: str) -> Part | None:
        found = self._parts.get(part_key(name))
        return self._parts.get(part_key(unquote(name))) if found is None and "%" in name else found

    def _inflate(self, entry: Part) -> bytes:
        if entry.flags & _PASSWORD:
            raise ReadError(Unreadability.ENCRYPTED, "it is locked with a zip password")
        packed = self._packed(entry)
        if entry.method == ZIP_STORED:
            return packed
        if entry.method != ZIP_DEFLATED:
            raise damaged(f"the part {entry.name} is packed in a way Excel does not use")
        try:
            # One byte more than promised is enough to notice a part that lies about its size.
            inflate = _inflated_once if entry.size < _SMALL else _inflated
            return inflate(packed, entry.size + 1)
        except zlib.error as error:
            raise damaged(f"the part {entry.name} is damaged") from error

    def _packed(self, entry: Part) -> bytes:
        start = entry.offset
        header = self._content[start : start + _LOCAL_HEADER.size] if start >= 0 else b""
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise damaged(f"the part {entry.name} is not where the file says")
        _, name, extra = _LOCAL_HEADER.unpack(header)
        start += _LOCAL_HEADER.size + name + extra
        return self._content[start : start + entry.packed_size]


def _inflated(packed: bytes, most: int) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)


_inflated_once = lru_cache(maxsize=64)(_inflated)


@lru_cache(maxsize=4096)
def part_key(name: str) -> str:
    """The name under which parts are compared: lower case, forward slashes, no leading slash, no dots."""
    return normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
