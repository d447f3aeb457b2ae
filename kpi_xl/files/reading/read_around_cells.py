"""What stands around the cells of a sheet part, always through expat, whichever way the cells go."""

import re

from kpi_xl.files.reading.read_furniture import Furniture, FurnitureMet
from kpi_xl.files.reading.read_once import once_for_same_bytes
from kpi_xl.files.reading.read_plain_xml import BOM, UnaccountedError, plain_content, resolved
from kpi_xl.files.reading.read_sealed import is_sealed
from kpi_xl.files.reading.read_xml import Attributes, walk

_RULES = re.compile(
    rb"<(?:conditionalFormatting|dataValidations)[ >].*</(?:conditionalFormatting|dataValidations)>", re.S
)
_WANTED = re.compile(r"<(?:\w+:)?(?:" + "|".join([*FurnitureMet().opened(), "sheetData", "row", "c"]) + r")\b")
# In a return it names the directorate; most of the rest is the same in all of them.
_PAGE_TEXT = re.compile(rb"(<odd(?:Header|Footer)>)([^<]+)(?=</odd)")


def furniture_around(name: str, around: bytes, cells_at: int, depth: int) -> Furniture:
    """Of a sheet whose cells, at `cells_at`, were taken out.

    Raises UnaccountedError unless it has one sheetData, Excel's own, and no row or cell apart from that; ReadError
    as walk does.
    """
    rules = _RULES.search(around, cells_at)
    start, end = (cells_at, cells_at) if rules is None else rules.span()
    before, after = around[:start], around[end:]
    # Comments and instructions may hold anything, so nothing is taken out of a part with one after its first line.
    if b"<!" not in before + after and b"<?" not in before[len(BOM) + 1 :] + after:
        if rules is not None and is_sealed(rules[0], before, depth, _WANTED):
            around = b"%s<rules/>%s" % (before, after)
        around = _PAGE_TEXT.sub(_left_of, around)
    return _furniture(around, name, depth)


def _left_of(page_text: re.Match[bytes]) -> bytes:
    """Its tag alone where the text is one, so that the part is XML without it exactly when it is with it."""
    try:
        resolved(plain_content(page_text[2]))
    except UnaccountedError:
        return page_text[0]
    return page_text[1]


@once_for_same_bytes
def _furniture(around: bytes, name: str, depth: int) -> Furniture:
    tables: list[Attributes] = []
    strays: list[Attributes] = []
    met = FurnitureMet()
    walk(name, around, depth, {**met.opened(), "sheetData": tables.append, "row": strays.append, "c": strays.append})
    if len(tables) != 1 or strays:
        raise UnaccountedError
    return met.furniture()
