"""The zip a workbook is: its parts by name, each inflated by no more than the zip says it holds."""

import io
import struct
import zlib
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kpi_xl.files.reading.limits import Limits, check_parts, check_tags
from kpi_xl.files.reading.read_error import ReadError, damaged
from kpi_xl.model.book import Unreadability

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_PASSWORD = 0x1
# What the zip module lets out on a list that makes no sense.
_ZIP_ERRORS = (BadZipFile, NotImplementedError, OSError, ValueError, LookupError, OverflowError, struct.error)
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
        self._tags = 0
        listed = _listed(content)
        check_parts(listed, limits)
        self._names = [entry.filename for entry in listed if not entry.filename.endswith("/")]
        self._parts = {part_key(entry.filename): entry for entry in listed if not entry.filename.endswith("/")}

    @property
    def names(self) -> list[str]:
        """Every part, as the zip spells it."""
        return [entry.filename for entry in self._parts.values()]

    @property
    def all_names(self) -> list[str]:
        """Every entry as the zip spells it, those named twice included."""
        return self._names

    @property
    def keys(self) -> set[str]:
        return set(self._parts)

    def has(self, name: str) -> bool:
        return self._find(name) is not None

    def size(self, name: str) -> int:
        """The part's bytes as the list promises them; 0 for one that is not there."""
        found = self._find(name)
        return 0 if found is None else found.file_size

    def part(self, name: str) -> bytes:
        """The part's bytes. Raises ReadError when it is missing or damaged, and once there is too much to read."""
        entry = self._find(name)
        if entry is None:
            raise damaged(f"the part {name} is missing")
        content = self._inflate(entry)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise damaged(f"the part {name} is damaged")
        self._tags += content.count(b"<")
        check_tags(self._tags, self.limits)
        return content

    def _find(self, name: str) -> ZipInfo | None:
        found = self._parts.get(part_key(name))
        return self._parts.get(part_key(unquote(name))) if found is None and "%" in name else found

    def _inflate(self, entry: ZipInfo) -> bytes:
        if entry.flag_bits & _PASSWORD:
            raise ReadError(Unreadability.ENCRYPTED, "it is locked with a zip password")
        packed = self._packed(entry)
        if entry.compress_type == ZIP_STORED:
            return packed
        if entry.compress_type != ZIP_DEFLATED:
            raise damaged(f"the part {entry.filename} is packed in a way Excel does not use")
        try:
            # One byte more than promised is enough to notice a part that lies about its size.
            inflate = _inflated_once if entry.file_size < _SMALL else _inflated
            return inflate(packed, entry.file_size + 1)
        except zlib.error as error:
            raise damaged(f"the part {entry.filename} is damaged") from error

    def _packed(self, entry: ZipInfo) -> bytes:
        start = entry.header_offset
        header = self._content[start : start + _LOCAL_HEADER.size] if start >= 0 else b""
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise damaged(f"the part {entry.filename} is not where the file says")
        _, name, extra = _LOCAL_HEADER.unpack(header)
        start += _LOCAL_HEADER.size + name + extra
        return self._content[start : start + entry.compress_size]


def _listed(content: bytes) -> list[ZipInfo]:
    """Every entry in the zip's order, those named twice included. Raises ReadError when the list is broken."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except _ZIP_ERRORS as error:
        raise damaged("the list of its parts is damaged") from error


def _inflated(packed: bytes, most: int) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)


_inflated_once = lru_cache(maxsize=64)(_inflated)


@lru_cache(maxsize=4096)
def part_key(name: str) -> str:
    """The name under which parts are compared: lower case, forward slashes, no leading slash, no dots."""
    return normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
