"""Read a workbook with everything a finding needs to point at: one pass, standard library, never a traceback."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from kpi_xl.files.limits import SUBMISSION, Limits
from kpi_xl.files.read_active_parts import active_parts, external_links
from kpi_xl.files.read_cells import Shelf
from kpi_xl.files.read_error import ReadError
from kpi_xl.files.read_furniture import Furniture
from kpi_xl.files.read_grid import Grid
from kpi_xl.files.read_notes import read_notes
from kpi_xl.files.read_package import Package
from kpi_xl.files.read_properties import read_properties
from kpi_xl.files.read_relationships import relationships, targets
from kpi_xl.files.read_sheet import read_sheet
from kpi_xl.files.read_source import Source, read_source
from kpi_xl.files.read_styles import PLAIN, read_looks
from kpi_xl.files.read_text import read_strings
from kpi_xl.files.read_workbook import Contents, SheetEntry, read_contents
from kpi_xl.files.read_xml import walk
from kpi_xl.files.sniff import check_first_bytes, check_zip_names
from kpi_xl.model.book import Book, Sheet, Unreadable


def read_book(path: Path | str, only: Collection[str] | None = None, limits: Limits = SUBMISSION) -> Book | Unreadable:
    """The workbook at `path`, or why it cannot be read. Nothing in the file is run and no link is followed.

    With `only`, just the sheets of those names (ignoring case and outer spaces) are read; the others are listed by
    name and state, with no rows.
    """
    try:
        source = read_source(Path(path), limits)
    except ReadError as failure:
        return Unreadable(str(path), failure.kind, failure.detail)
    return _read(source, str(path), only, limits)


def read_bytes_book(
    content: bytes, path: str, only: Collection[str] | None = None, limits: Limits = SUBMISSION
) -> Book | Unreadable:
    """The same for bytes already in memory; `path` is only what the result calls itself."""
    return _read(Source(content, hashlib.sha256(content).hexdigest()), path, only, limits)


def _read(source: Source, path: str, only: Collection[str] | None, limits: Limits) -> Book | Unreadable:
    try:
        check_first_bytes(source.content, Path(path).name)
        package = Package(source.content, limits)
        check_zip_names(package.keys)
        return _book(package, path, source, None if only is None else {_folded(name) for name in only})
    except ReadError as failure:
        return Unreadable(path, failure.kind, failure.detail, source.sha256)


def _book(package: Package, path: str, source: Source, only: set[str] | None) -> Book:
    contents = read_contents(package)
    return Book(
        path=path,
        sha256=source.sha256,
        size=len(source.content),
        sheets=_sheets(package, contents, only),
        properties=read_properties(package),
        names=contents.names,
        epoch_1904=contents.epoch_1904,
        manual_calculation=contents.manual_calculation,
        calculate_on_load=contents.calculate_on_load,
        external_links=external_links(package, contents),
        active_parts=active_parts(package, contents),
        pivot_caches=len(targets(contents.related, "pivotCacheDefinition")),
    )


def _sheets(package: Package, contents: Contents, only: set[str] | None) -> tuple[Sheet, ...]:
    wanted = [entry for entry in contents.sheets if entry.part and (only is None or _folded(entry.name) in only)]
    shelf = _shelf(package, contents) if wanted else Shelf([], {})
    read: dict[str, Sheet] = {}
    cells = 0
    for entry in wanted:
        grid = Grid(shelf, package.limits, cells)
        read[entry.part or ""] = _sheet(package, entry, grid)
        cells = grid.read
    return tuple(read.get(entry.part or "", Sheet(entry.name, {}, entry.state)) for entry in contents.sheets)


def _shelf(package: Package, contents: Contents) -> Shelf:
    depth = package.limits.depth
    texts, styles = contents.first("sharedStrings"), contents.first("styles")
    strings = read_strings(texts, package.part(texts), depth) if texts and package.has(texts) else []
    looks = read_looks(package.part(styles), depth) if styles and package.has(styles) else {"": PLAIN}
    return Shelf(strings, looks, contents.epoch_1904)


def _sheet(package: Package, entry: SheetEntry, grid: Grid) -> Sheet:
    part = entry.part or ""
    furniture = Furniture()
    read_sheet(part, package.part(part), grid, furniture)
    related = relationships(package, part)
    return Sheet(
        name=entry.name,
        rows=grid.rows,
        state=entry.state,
        hidden_rows=frozenset(grid.hidden_rows),
        hidden_columns=furniture.hidden_columns(),
        merges=tuple(furniture.merges),
        protected=furniture.protected,
        filtered=bool(grid.hidden_rows) and (furniture.filters or _table_filters(package, targets(related, "table"))),
        notes=read_notes(package, related),
    )


def _table_filters(package: Package, tables: list[str]) -> bool:
    furniture = Furniture()
    for part in filter(package.has, tables):
        walk(part, package.part(part), package.limits.depth, furniture.handlers())
    return furniture.filters


def _folded(name: str) -> str:
    return name.strip().casefold()
