"""What is really in cells that other programs see an error in: pictures, linked data types, errors of newer Excel."""

from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_workbook import Contents
from kpi_xl.files.reading.read_xml import MAIN, Attributes, walk, whole_number
from kpi_xl.model.book import LINKED, PICTURE
from kpi_xl.model.excel_errors import SOME_ERROR

_RICH = ("http://schemas.microsoft.com/office/spreadsheetml/2017/richdata",)
_KIND = "XLRICHVALUE"
# The numbers a rich value has for errors.
_ERRORS = {
    8: "#SPILL!",
    9: "#CONNECT!",
    10: "#BLOCKED!",
    11: "#UNKNOWN!",
    12: "#FIELD!",
    13: "#CALC!",
    14: "#BUSY!",
    16: "#PYTHON!",
    18: "#EXTERNAL!",
    19: "#TIMEOUT!",
}


def read_rich_values(package: Package, contents: Contents) -> dict[str, str]:
    """By a cell's vm attribute: the text of an error, PICTURE or LINKED. What leads nowhere is left out.

    Raises ReadError as walk does.
    """
    parts = [contents.first(kind) for kind in ("sheetMetadata", "rdRichValue", "rdRichValueStructure")]
    present = [part for part in parts if part is not None and package.has(part)]
    if len(present) < len(parts):
        return {}
    metadata, values, structures = present
    told = _values(package, values, _structures(package, structures))
    numbers = enumerate(_numbers(package, metadata), start=1)
    return {str(vm): told[number] for vm, number in numbers if number is not None and number < len(told)}


def _numbers(package: Package, part: str) -> list[int | None]:
    """The number of the rich value for each value with more to it, None where it is of another kind."""
    kinds: list[str] = []
    within: list[str] = []
    future: list[int] = []
    found: list[tuple[int, int]] = []

    def opened_list(name: str) -> None:
        within[:] = [name]

    def record(attributes: Attributes) -> None:
        if within == ["valueMetadata"]:
            found.append((whole_number(attributes.get("t")), whole_number(attributes.get("v"))))

    def rich(attributes: Attributes) -> None:
        if within == [_KIND]:
            future.append(whole_number(attributes.get("i")))

    opened = {
        "metadataType": lambda attributes: kinds.append(attributes.get("name", "")),
        "futureMetadata": lambda attributes: opened_list(attributes.get("name", "")),
        "cellMetadata": lambda _: opened_list("cellMetadata"),
        "valueMetadata": lambda _: opened_list("valueMetadata"),
        "rc": record,
        "rvb": rich,
    }
    walk(part, package.part(part), package.limits.depth, opened, namespaces=(*MAIN, *_RICH))
    return [
        future[at] if 0 < kind <= len(kinds) and kinds[kind - 1] == _KIND and at < len(future) else None
        for kind, at in found
    ]


def _structures(package: Package, part: str) -> list[tuple[str, int]]:
    """Each structure's name, and the place of the error's number among its values."""
    names: list[str] = []
    keys: list[list[str]] = []

    def structure(attributes: Attributes) -> None:
        names.append(attributes.get("t", ""))
        keys.append([])

    def key(attributes: Attributes) -> None:
        if keys:
            keys[-1].append(attributes.get("n", ""))

    walk(part, package.part(part), package.limits.depth, {"s": structure, "k": key}, namespaces=_RICH)
    return [(name, own.index("errorType") if "errorType" in own else -1) for name, own in zip(names, keys, strict=True)]


def _values(package: Package, part: str, structures: list[tuple[str, int]]) -> list[str]:
    kinds: list[int] = []
    held: list[list[str]] = []

    def value(attributes: Attributes) -> None:
        kinds.append(whole_number(attributes.get("s")))
        held.append([])

    def content(text: str) -> None:
        if held:
            held[-1].append(text)

    walk(part, package.part(part), package.limits.depth, {"rv": value}, {"v": content}, namespaces=_RICH)
    return [
        _told(*structures[kind], own) if kind < len(structures) else LINKED
        for kind, own in zip(kinds, held, strict=True)
    ]


def _told(name: str, place: int, held: list[str]) -> str:
    if name == "_error":
        return _ERRORS.get(whole_number(held[place]), SOME_ERROR) if 0 <= place < len(held) else SOME_ERROR
    return PICTURE if "image" in name.casefold() else LINKED
