"""What may be done in a sheet: locks, data validations, fills and widths, by a look at its text and the list of looks.

Only returns of ours are looked at: hundreds of times a run, so without a parser. A part written in an unusual way is
written the usual way first (usual_spelling.py).
"""

import re
from typing import NamedTuple

from kpi_xl.files.reading.read_xml import once_for_same_bytes
from kpi_xl.files.reading.usual_spelling import usual_sheet, usual_styles
from kpi_xl.model.book import Form

_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3}[0-9]+)"(?:[^>]*? s="([0-9]+)")?')
_RULES = re.compile(rb'<(?:\w+:)?dataValidation\s[^>]*?\bsqref="([^"]*)"|<xm:sqref>([^<]*)</xm:sqref>')
_PROTECTION = re.compile(rb"<(?:\w+:)?sheetProtection\s[^>]*>")
_OFF = re.compile(rb'\bsheet="(?:0|false)"')
_PASSWORD = re.compile(rb'\b(?:password|hashValue)="[^"]+"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_XFS = re.compile(rb"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf(\s[^>]*?)?(/>|>.*?</(?:\w+:)?xf>)", re.DOTALL)
_UNLOCKED = re.compile(rb'<(?:\w+:)?protection\s[^>]*?\blocked="(?:0|false)"')
_FILLS = re.compile(rb"<(?:\w+:)?fills[\s>].*?</(?:\w+:)?fills>", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill>(.*?)</(?:\w+:)?fill>|<(?:\w+:)?fill/>", re.DOTALL)
_RGB = rb'\brgb="(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})"'
_SOLID = re.compile(rb'patternType="solid".*?<(?:\w+:)?fgColor\s[^>]*?' + _RGB, re.DOTALL)


class _Looks(NamedTuple):
    """By the number of a look: whether it is unlocked, and its fill ("" for none)."""

    unlocked: tuple[bool, ...]
    fills: tuple[str, ...]


def read_form(sheet: bytes, styles: bytes, depth: int) -> Form:
    """Raises ReadError as walk does, of which `depth` is the limit."""
    sheet = usual_sheet(sheet, depth)
    looks = _looks(styles, depth)
    cells = [(address.decode(), int(style or 0)) for address, style in _CELL.findall(sheet)]
    known = len(looks.unlocked)
    protection = _PROTECTION.search(sheet)
    return Form(
        open_cells=frozenset([address for address, style in cells if style < known and looks.unlocked[style]]),
        ruled=tuple(" ".join((one or other).decode() for one, other in _RULES.findall(sheet)).split()),
        filled={address: looks.fills[style] for address, style in cells if style < known and looks.fills[style]},
        widths=dict(_widths(sheet)),
        protected=protection is not None and not _OFF.search(protection[0]),
        has_password=protection is not None and _PASSWORD.search(protection[0]) is not None,
    )


@once_for_same_bytes
def _looks(styles: bytes, depth: int) -> _Looks:
    styles = usual_styles(styles, depth)
    part, fills = _XFS.search(styles), _FILLS.search(styles)
    colours = [_colour(fill) for fill in _FILL.findall(fills[0])] if fills else []
    unlocked, filled = [], []
    for attributes, rest in _XF.findall(part[0]) if part else ():
        unlocked.append(_UNLOCKED.search(rest) is not None)
        number = int(dict(_ATTRIBUTE.findall(attributes)).get(b"fillId", b"0"))
        filled.append(colours[number] if number < len(colours) else "")
    return _Looks(tuple(unlocked), tuple(filled))


def _colour(fill: bytes) -> str:
    found = _SOLID.search(fill)
    return found[1].decode().upper() if found else ""


def _widths(sheet: bytes) -> "list[tuple[int, float]]":
    widths: list[tuple[int, float]] = []
    for column in _COLUMN.findall(sheet.partition(b"<sheetData")[0]):
        given = dict(_ATTRIBUTE.findall(column))
        try:
            first, last, width = int(given[b"min"]), int(given[b"max"]), float(given[b"width"])
        except (KeyError, ValueError):
            continue
        widths += [(number, width) for number in range(first, min(last, first + 60) + 1)]
    return widths
