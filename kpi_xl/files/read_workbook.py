"""The workbook part: which sheets there are and in what order, names, and how dates and results are kept."""

from dataclasses import dataclass, field
from typing import NamedTuple

from kpi_xl.files.read_error import ReadError, damaged
from kpi_xl.files.read_package import Package
from kpi_xl.files.read_relationships import Relationship, relationships, targets
from kpi_xl.files.read_xml import Attributes, is_true, relation_id, walk
from kpi_xl.model.book import Unreadability

_SHEETS_WITHOUT_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it; `part` is None for a chart, dialog or macro sheet, whose cells nobody reads."""

    name: str
    state: str
    part: str | None


@dataclass(slots=True)
class Contents:
    """`part` is the workbook part's name; `external_ids` point to linked workbooks, in the order of [1], [2]."""

    part: str
    related: list[Relationship]
    sheets: list[SheetEntry] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    external_ids: list[str] = field(default_factory=list)
    epoch_1904: bool = False
    manual_calculation: bool = False
    calculate_on_load: bool = False

    def first(self, kind: str) -> str | None:
        """The first part of that kind inside the zip."""
        return next(iter(targets(self.related, kind)), None)


def read_contents(package: Package) -> Contents:
    """Raises ReadError: NOT_A_WORKBOOK when the zip has no workbook part, DAMAGED when a sheet is not there."""
    main = targets(relationships(package, ""), "officeDocument")
    part = next((name for name in [*main, "xl/workbook.xml"] if package.has(name)), None)
    if part is None:
        raise ReadError(Unreadability.NOT_A_WORKBOOK, "it is a zip file with no workbook in it")
    contents = Contents(part, relationships(package, part))
    listed: list[Attributes] = []
    local_names: list[tuple[int, str, str]] = []
    _walk_workbook(package, contents, listed, local_names)
    if not listed:
        raise ReadError(Unreadability.NOT_A_WORKBOOK, "it lists no sheets")
    contents.sheets = _entries(package, contents, listed)
    for index, name, formula in local_names:
        sheet = contents.sheets[index].name if 0 <= index < len(contents.sheets) else "?"
        contents.names[f"{sheet}!{name}"] = formula
    return contents


def _walk_workbook(
    package: Package, contents: Contents, listed: list[Attributes], local_names: list[tuple[int, str, str]]
) -> None:
    naming: Attributes = {}

    def workbook_pr(attributes: Attributes) -> None:
        contents.epoch_1904 = is_true(attributes.get("date1904"))

    def calc_pr(attributes: Attributes) -> None:
        contents.manual_calculation = attributes.get("calcMode") == "manual"
        contents.calculate_on_load = is_true(attributes.get("fullCalcOnLoad"))

    def define(formula: str) -> None:
        local = naming.get("localSheetId", "")
        if local.isdecimal():
            local_names.append((int(local), naming.get("name", ""), formula))
        else:
            contents.names[naming.get("name", "")] = formula

    def defining(attributes: Attributes) -> None:
        naming.clear()
        naming.update(attributes)

    walk(
        contents.part,
        package.part(contents.part),
        package.limits.depth,
        {
            "sheet": listed.append,
            "workbookPr": workbook_pr,
            "calcPr": calc_pr,
            "definedName": defining,
            "externalReference": lambda attributes: contents.external_ids.append(relation_id(attributes)),
        },
        {"definedName": define},
    )


def _entries(package: Package, contents: Contents, listed: list[Attributes]) -> list[SheetEntry]:
    by_id = {one.id: one for one in contents.related}
    used: set[str] = set()
    entries = []
    for attributes in listed:
        name = attributes.get("name", "")
        part = _sheet_part(package, name, by_id.get(relation_id(attributes)))
        if part is not None and part in used:
            # Two sheets in one part cannot come from Excel, and reading it again and again would be a trap.
            raise damaged(f'the sheet "{name}" is stored in the place of another sheet')
        used.add(part or "")
        entries.append(SheetEntry(name, attributes.get("state", "visible"), part))
    return entries


def _sheet_part(package: Package, name: str, relationship: Relationship | None) -> str | None:
    if relationship is not None and relationship.kind in _SHEETS_WITHOUT_CELLS:
        return None
    if relationship is None or relationship.external or not package.has(relationship.target):
        raise damaged(f'the sheet "{name}" is missing from the file')
    return relationship.target
