"""The mark of the internet: a stream NTFS keeps beside a file's content, by which Excel blocks the file's macros.

Where the disk knows no streams, it is a file of that name beside it.
"""

import re
from contextlib import suppress
from pathlib import Path

from kpi_xl.files.disk.read import content
from kpi_xl.files.disk.write import write_bytes
from kpi_xl.model.errors import DiskError

_STREAM = "Zone.Identifier"
_ZONE = re.compile(r"^\s*ZoneId\s*=\s*(\d+)", re.MULTILINE | re.IGNORECASE)


def zone_of(path: Path) -> int | None:
    """The zone a file came from, 3 and more being the internet; None for a file without a mark."""
    found = _ZONE.search(_mark_of(path).decode("utf-8", errors="replace"))
    return None if found is None else int(found[1])


def keep_mark(source: Path, copy: Path) -> None:
    """Give `copy` the mark of `source`, if it has one. A disk without streams has none to keep."""
    mark = _mark_of(source)
    if mark:
        with suppress(DiskError, ValueError):
            write_bytes(_stream(copy), mark)


def _mark_of(path: Path) -> bytes:
    try:
        return content(_stream(path))
    except (DiskError, ValueError):
        return b""


def _stream(path: Path) -> Path:
    return path.with_name(f"{path.name}:{_STREAM}")
