"""The sheets of a workbook in its own order, each by the quick way where that accounts for all of it."""

from collections.abc import Collection

from kpi_xl.files.reading.read_cells import Shelf
from kpi_xl.files.reading.read_furniture import FurnitureMet
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_notes import read_notes
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_plain_xml import UnaccountedError
from kpi_xl.files.reading.read_relationships import relationships, targets
from kpi_xl.files.reading.read_sheet import read_sheet
from kpi_xl.files.reading.read_sheet_fast import read_sheet_fast
from kpi_xl.files.reading.read_strings import by_digits, read_strings
from kpi_xl.files.reading.read_styles import PLAIN, Looks, read_looks
from kpi_xl.files.reading.read_workbook import Contents, SheetEntry
from kpi_xl.files.reading.read_xml import walk
from kpi_xl.model.book import Sheet


class Wanted:
    """Which sheets are to be read, by name; all of them unless `only` names some, and never those in `skip`."""

    def __init__(self, only: Collection[str] | None = None, skip: Collection[str] = ()) -> None:
        self._only = None if only is None else {_folded(name) for name in only}
        self._skip = {_folded(name) for name in skip}

    def __contains__(self, name: str) -> bool:
        folded = _folded(name)
        return folded not in self._skip and (self._only is None or folded in self._only)


def read_sheets(package: Package, contents: Contents, wanted: Wanted) -> tuple[Sheet, ...]:
    """All sheets; those not wanted by name and state alone."""
    entries = [entry for entry in contents.sheets if entry.part and entry.name in wanted]
    shelf = _shelf(package, contents) if entries else Shelf({}, Looks())
    read: dict[str, Sheet] = {}
    cells = 0
    for entry in entries:
        grid = _grid(package, entry.part or "", shelf, cells)
        read[entry.part or ""] = _sheet(package, entry, grid)
        cells = grid.read
    return tuple(read.get(entry.part or "", Sheet(entry.name, {}, entry.state)) for entry in contents.sheets)


def _folded(name: str) -> str:
    """As sheet names are compared."""
    return name.strip().casefold()


def _shelf(package: Package, contents: Contents) -> Shelf:
    depth = package.limits.depth
    texts, styles = contents.first("sharedStrings"), contents.first("styles")
    strings = read_strings(texts, package.part(texts), depth) if texts and package.has(texts) else []
    looks = read_looks(package.part(styles), depth) if styles and package.has(styles) else Looks({"": PLAIN})
    return Shelf(by_digits(strings), looks, contents.epoch_1904)


def _grid(package: Package, part: str, shelf: Shelf, read: int) -> Grid:
    content = package.part(part)
    try:
        grid = Grid(shelf, package.limits, read)
        read_sheet_fast(part, content, grid)
    except UnaccountedError:
        grid = Grid(shelf, package.limits, read)
        read_sheet(part, content, grid)
    return grid


def _sheet(package: Package, entry: SheetEntry, grid: Grid) -> Sheet:
    furniture = grid.furniture
    related = relationships(package, entry.part or "")
    return Sheet(
        name=entry.name,
        rows=grid.rows,
        state=entry.state,
        hidden_rows=frozenset(grid.hidden_rows),
        hidden_columns=furniture.hidden_columns,
        merges=furniture.merges,
        protected=furniture.protected,
        filtered=bool(grid.hidden_rows) and (furniture.filters or _table_filters(package, targets(related, "table"))),
        notes=read_notes(package, related),
    )


def _table_filters(package: Package, tables: list[str]) -> bool:
    met = FurnitureMet()
    for part in filter(package.has, tables):
        walk(part, package.part(part), package.limits.depth, met.opened())
    return met.furniture().filters
