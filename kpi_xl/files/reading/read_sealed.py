"""Stretches of a part that say nothing we want and must only be XML: dropdowns and conditional formats, mostly.

They are most of what stands around the cells of a return, and from file to file only the texts in quotes differ. So
these are taken out and looked at by themselves, and expat sees the rest once for all files that have the same.
"""

import re
from functools import lru_cache

from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_plain_xml import UnaccountedError, plain_content, resolved
from kpi_xl.files.reading.read_xml import walk

# With an apostrophe for a quote, a double quote is a character like any other; xmlns gives its text a meaning.
_QUOTED_OTHERWISE = re.compile(r"=\s*'|xmlns|<[!?]")
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?[^<>]*\?>)?\s*(<([A-Za-z]+)(?: [^<>]*[^<>/])?>)")
_LONGEST = 1_000_000


def is_sealed(stretch: bytes, part: bytes, depth: int, wanted: re.Pattern[str]) -> bool:
    """Whether the stretch, of that part, surely is whole elements and text, so that one element might stand for it.

    False where it holds what is `wanted`, where it is more than `depth` elements deep, and wherever expat must judge.
    """
    root = _ROOT.match(part)
    if root is None or len(stretch) > _LONGEST:
        return False
    try:
        *pieces, last = plain_content(stretch).split('"')
        quoted = "\n".join(pieces[1::2])
        resolved(quoted)
    except UnaccountedError:
        return False
    # An odd number of quotes, or a tag in one, which XML has only where the quotes are not those of an attribute.
    if len(pieces) % 2 or "<" in quoted:
        return False
    return _is_xml('""'.join([*pieces[::2], last]), root[1], root[2], depth, wanted)


@lru_cache(maxsize=64)
def _is_xml(unquoted: str, opening: bytes, name: bytes, depth: int, wanted: re.Pattern[str]) -> bool:
    """Within the root element, whose prefixes it may use."""
    if _QUOTED_OTHERWISE.search(unquoted) or wanted.search(unquoted):
        return False
    try:
        walk("", b"%s%s</%s>" % (opening, unquoted.encode(), name), depth)
    except ReadError:
        return False
    return True
