"""The workbook part: which sheets there are and in what order, names, and how dates and results are kept."""

from dataclasses import dataclass, field
from typing import NamedTuple

from kpi_xl.files.reading.read_error import ReadError, damaged
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import Relationship, relationships, targets
from kpi_xl.files.reading.read_xml import Attributes, is_true, once_for_same_bytes, relation_id, walk
from kpi_xl.model.book import Unreadability

_SHEETS_WITHOUT_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it; `part` is None where there are no cells: a chart, dialog or macro sheet, or an
    old module sheet, which is listed without a part of its own.
    """

    name: str
    state: str
    part: str | None


class Contents(NamedTuple):
    """What the workbook part says, and what it points to.

    `names` has names of one sheet under "Sheet!name". `external_ids` are in the order of [1], [2] in formulas.
    """

    related: tuple[Relationship, ...]
    sheets: tuple[SheetEntry, ...]
    names: dict[str, str]
    external_ids: tuple[str, ...]
    epoch_1904: bool
    manual_calculation: bool
    calculate_on_load: bool

    def first(self, kind: str) -> str | None:
        """The first part of that kind inside the zip."""
        return next(iter(targets(self.related, kind)), None)


@dataclass(slots=True)
class _Said:
    """The elements of the workbook part, as they come; `names` with the number of the sheet they are limited to."""

    sheets: list[Attributes] = field(default_factory=list)
    names: list[tuple[Attributes, str]] = field(default_factory=list)
    external_ids: list[str] = field(default_factory=list)
    properties: Attributes = field(default_factory=dict)
    calculation: Attributes = field(default_factory=dict)


def read_contents(package: Package) -> Contents:
    """Raises ReadError: NOT_A_WORKBOOK when the zip has no workbook part, DAMAGED when a sheet is not there."""
    main = targets(relationships(package, ""), "officeDocument")
    part = next((name for name in [*main, "xl/workbook.xml"] if package.has(name)), None)
    if part is None:
        raise ReadError(Unreadability.NOT_A_WORKBOOK, "it is a zip file with no workbook in it")
    said = _said(package.part(part), part, package.limits.depth)
    if not said.sheets:
        raise ReadError(Unreadability.NOT_A_WORKBOOK, "it lists no sheets")
    related = relationships(package, part)
    return Contents(
        related=related,
        sheets=_entries(package, related, said.sheets),
        names=_names(said),
        external_ids=tuple(said.external_ids),
        epoch_1904=is_true(said.properties.get("date1904")),
        manual_calculation=said.calculation.get("calcMode") == "manual",
        calculate_on_load=is_true(said.calculation.get("fullCalcOnLoad")),
    )


@once_for_same_bytes
def _said(content: bytes, name: str, depth: int) -> _Said:
    said = _Said()
    naming: list[Attributes] = []
    opened = {
        "sheet": said.sheets.append,
        "workbookPr": said.properties.update,
        "calcPr": said.calculation.update,
        "definedName": naming.append,
        "externalReference": lambda attributes: said.external_ids.append(relation_id(attributes)),
    }
    walk(name, content, depth, opened, {"definedName": lambda formula: said.names.append((naming[-1], formula))})
    return said


def _names(said: _Said) -> dict[str, str]:
    names: dict[str, str] = {}
    for attributes, formula in said.names:
        name, local = attributes.get("name", ""), attributes.get("localSheetId", "")
        if local.isdecimal() and len(local) < 6 and int(local) < len(said.sheets):
            name = f"{said.sheets[int(local)].get('name', '')}!{name}"
        names[name] = formula
    return names


def _entries(package: Package, related: tuple[Relationship, ...], sheets: list[Attributes]) -> tuple[SheetEntry, ...]:
    by_id = {one.id: one for one in related}
    used: set[str] = set()
    entries = []
    for attributes in sheets:
        name = attributes.get("name", "")
        part = _sheet_part(package, name, by_id.get(relation_id(attributes))) if _has_part(attributes) else None
        if part is not None and part in used:
            # Two sheets in one part cannot come from Excel, and reading it again and again would be a trap.
            raise damaged(f'the sheet "{name}" is stored in the place of another sheet')
        used.add(part or "")
        entries.append(SheetEntry(name, attributes.get("state", "visible"), part))
    return tuple(entries)


def _has_part(sheet: Attributes) -> bool:
    """False for a module sheet of Excel 5, whose r:id is empty or left out. An id in a namespace we do not know counts:
    better called missing than passed over.
    """
    return any(value for name, value in sheet.items() if name == "id" or name.endswith(" id"))


def _sheet_part(package: Package, name: str, relationship: Relationship | None) -> str | None:
    if relationship is not None and relationship.kind in _SHEETS_WITHOUT_CELLS:
        return None
    if relationship is None or relationship.external or not package.has(relationship.target):
        raise damaged(f'the sheet "{name}" is missing from the file')
    return relationship.target
