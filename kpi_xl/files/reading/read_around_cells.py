"""What stands around the cells of a sheet part, always through expat, whichever way the cells go."""

import re

from kpi_xl.files.reading.read_furniture import Furniture, FurnitureMet
from kpi_xl.files.reading.read_plain_xml import UnaccountedError
from kpi_xl.files.reading.read_xml import Attributes, walk

# Excel keeps to an order of elements in which these come after all furniture; where some comes later, it counts too.
_AFTER_FURNITURE = re.compile(rb"<(?:conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins)[ >]")
_FURNITURE = re.compile(rb"<(?:\w+:)?(?:" + "|".join([*FurnitureMet().opened(), "sheetData"]).encode() + rb")\b")


def furniture_around(name: str, around: bytes, cells_at: int, depth: int) -> Furniture:
    """Of a sheet whose cells, at `cells_at`, were taken out.

    Raises UnaccountedError unless it has one sheetData, and that is Excel's own; ReadError as walk does.
    """
    seen: list[Attributes] = []
    met = FurnitureMet()
    handlers = {**met.opened(), "sheetData": seen.append}
    walk(name, around, depth, handlers, silent_from=_unfurnished(around, cells_at))
    if len(seen) != 1:
        raise UnaccountedError
    return met.furniture()


def _unfurnished(around: bytes, cells_at: int) -> int | None:
    """Where the rules and dropdowns start, most of what there is: expat must see them, we need not."""
    start = _AFTER_FURNITURE.search(around, cells_at)
    return None if start is None or _FURNITURE.search(around, start.start()) else start.start()
