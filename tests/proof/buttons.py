"""The buttons of a workbook as its drawings have them: where they stand, what they say, which macro they run."""

import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

_VML, _EXCEL = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class DrawnButton:
    """`macro` is the Sub's name, without the [0]! that stands for this workbook."""

    sheet: str
    caption: str
    macro: str
    alt: str


def drawn_buttons(path: Path) -> list[DrawnButton]:
    """In the order of the sheets and, on each, of the drawing."""
    with ZipFile(path) as package:
        targets = _targets(package, "xl/workbook.xml")
        sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        return [
            button
            for sheet in sheets
            for drawing in _targets(package, targets[sheet.attrib[_RELATION]]).values()
            if "vmlDrawing" in drawing
            for button in _buttons(package.read(drawing), sheet.attrib["name"])
        ]


def _targets(package: ZipFile, part: str) -> dict[str, str]:
    """The parts `part` leads to, by the relation's id."""
    rels = join(dirname(part), "_rels", basename(part) + ".rels")
    if rels not in package.namelist():
        return {}
    return {
        one.attrib["Id"]: normpath(join(dirname(part), one.attrib["Target"]))
        for one in ElementTree.fromstring(package.read(rels))
        if one.attrib.get("TargetMode") != "External"
    }


def _buttons(drawing: bytes, sheet: str) -> list[DrawnButton]:
    shapes = ElementTree.fromstring(drawing).iter(f"{_VML}shape")
    return [
        DrawnButton(sheet, "".join(shape.find(f"{_VML}textbox").itertext()), _macro(shape), shape.attrib.get("alt", ""))
        for shape in shapes
        if shape.find(f"{_EXCEL}ClientData[@ObjectType='Button']") is not None
    ]


def _macro(shape: ElementTree.Element) -> str:
    return re.sub(r"^\[0\]!", "", shape.findtext(f"{_EXCEL}ClientData/{_EXCEL}FmlaMacro", ""))
