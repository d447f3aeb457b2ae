"""Excel's list of formula cells, left out: it must not name cells whose formulas are gone, and Excel makes it anew."""

import re
from posixpath import basename, dirname, join

from kpi_xl.files.findings.add_sheet import TYPES, Listing
from kpi_xl.files.reading.read_workbook import Contents

_MENTION = re.compile(r"<((?:\w+:)?(?:Override|Relationship))\s[^<>]*?calcChain\.xml[^<>]*?(?:/>|>\s*</\1>)")


def without_calculation_chain(listing: Listing, contents: Contents) -> dict[str, bytes | None]:
    """The parts to change so that a workbook has no such list; none where it has none, as one never saved by Excel.

    Raises EditError where the parts that mention it cannot be found.
    """
    part = contents.first("calcChain")
    if part is None:
        return {}
    rels = listing.spelt(join(dirname(listing.part), "_rels", basename(listing.part) + ".rels"))
    mentions = (rels, listing.spelt(TYPES))
    texts = {name: listing.package.part(name).decode("utf-8-sig") for name in mentions}
    return {listing.spelt(part): None, **{name: _MENTION.sub("", text).encode() for name, text in texts.items()}}
