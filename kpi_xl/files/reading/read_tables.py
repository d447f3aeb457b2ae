"""Where a workbook's tables are: name, sheet and range, from the parts that define them."""

from typing import NamedTuple

from kpi_xl.files.reading.limits import MASTER
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import relationships, targets
from kpi_xl.files.reading.read_workbook import read_contents
from kpi_xl.files.reading.read_xml import Attributes, walk


class TableRange(NamedTuple):
    """`cells` with its header row, as Excel writes it: "A5:Z82"."""

    name: str
    sheet: str
    cells: str


def read_tables(content: bytes) -> tuple[TableRange, ...]:
    """Every table of the workbook whose bytes these are, sheet by sheet. For files of our own making."""
    package = Package(content, MASTER)
    return tuple(
        TableRange(met["name"], entry.name, met["ref"])
        for entry in read_contents(package).sheets
        for part in targets(relationships(package, entry.part or ""), "table")
        if (met := _table(package, part))
    )


def _table(package: Package, part: str) -> Attributes:
    met: list[Attributes] = []
    walk(part, package.part(part), package.limits.depth, {"table": met.append})
    return met[0] if met else {}
