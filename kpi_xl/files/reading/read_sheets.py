"""The sheets of a workbook in its own order."""

from collections.abc import Collection
from dataclasses import replace

from kpi_xl.files.reading.read_cells import Lookups
from kpi_xl.files.reading.read_form import read_form
from kpi_xl.files.reading.read_furniture import FurnitureMet
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_notes import read_notes
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import relationships, targets
from kpi_xl.files.reading.read_rich_values import read_rich_values
from kpi_xl.files.reading.read_sheet import read_sheet
from kpi_xl.files.reading.read_strings import read_strings
from kpi_xl.files.reading.read_styles import PLAIN, Looks, read_looks
from kpi_xl.files.reading.read_workbook import Contents, SheetEntry
from kpi_xl.files.reading.read_xml import walk
from kpi_xl.model.book import Form, Sheet
from kpi_xl.model.columns import SERVICES_SHEET, SIGN_OFF_SHEET, SUMMARY_SHEET


class Wanted:
    """Which sheets are to be read, by name; all of them unless `only` names some, and never those in `skip`."""

    def __init__(self, only: Collection[str] | None = None, skip: Collection[str] = ()) -> None:
        self._only = None if only is None else {_folded(name) for name in only}
        self._skip = {_folded(name) for name in skip}

    def __contains__(self, name: str) -> bool:
        folded = _folded(name)
        return folded not in self._skip and (self._only is None or folded in self._only)


def read_sheets(package: Package, contents: Contents, wanted: Wanted, forms: bool = False) -> tuple[Sheet, ...]:
    """All sheets; those not wanted by name and state alone. With `forms`, with what may be done in their cells."""
    entries = [entry for entry in contents.sheets if entry.part and entry.name in wanted]
    lookups = _lookups(package, contents) if entries else Lookups({}, Looks())
    read: dict[str, Sheet] = {}
    cells = 0
    for entry in entries:
        grid = Grid(lookups, package.limits, cells)
        read_sheet(entry.part or "", package.part(entry.part or ""), grid)
        sheet = _sheet(package, entry, grid)
        read[entry.part or ""] = replace(sheet, form=_form(package, contents, entry)) if forms else sheet
        cells = grid.read
    return tuple(read.get(entry.part or "", Sheet(entry.name, {}, entry.state)) for entry in contents.sheets)


def _form(package: Package, contents: Contents, entry: SheetEntry) -> Form | None:
    styles = contents.first("styles")
    known = styles is not None and package.has(styles) and _folded(entry.name) not in _OTHER_FORMS
    if not known or styles is None:
        return None
    return read_form(package.part(entry.part or ""), package.part(styles), package.limits.depth)


_OTHER_FORMS = {name.casefold() for name in (SUMMARY_SHEET, SERVICES_SHEET, SIGN_OFF_SHEET)}
"""Sheets of a return that nobody pastes rows into."""


def _folded(name: str) -> str:
    """As sheet names are compared."""
    return name.strip().casefold()


def _lookups(package: Package, contents: Contents) -> Lookups:
    depth = package.limits.depth
    texts, styles = contents.first("sharedStrings"), contents.first("styles")
    strings = read_strings(texts, package.part(texts), depth) if texts and package.has(texts) else {}
    looks = read_looks(package.part(styles), depth) if styles and package.has(styles) else Looks({"": PLAIN})
    return Lookups(strings, looks, contents.epoch_1904, read_rich_values(package, contents))


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
