"""A zip with some of its parts replaced or added; the content of every other part stays as it was, byte for byte."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_TIME = (1980, 1, 1, 0, 0, 0)


def with_parts(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """`parts` are by the name the zip spells; new ones come last, and None leaves one out.

    Of entries with one name the last counts, as in Excel. The order stays: some programs want the list of content
    types first.
    """
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        kept = {entry.filename: entry for entry in before.infolist()}
        for name, entry in kept.items():
            held = parts[name] if name in parts else before.read(entry)
            if held is None:
                continue
            after.writestr(_like(entry), held, compress_type=ZIP_DEFLATED)
        for name, held in parts.items():
            if name not in kept and held is not None:
                after.writestr(ZipInfo(name, _TIME), held, compress_type=ZIP_DEFLATED)
    return made.getvalue()


def _like(entry: ZipInfo) -> ZipInfo:
    copy = ZipInfo(entry.filename, entry.date_time)
    copy.external_attr = entry.external_attr
    return copy
