"""The looks of the Checks sheet, added at the end of a workbook's own list of looks."""

from dataclasses import dataclass

from kpi_xl.files.findings.xml_edit import XmlText
from kpi_xl.files.house_style.theme import theme
from kpi_xl.files.house_style.xml_escape import in_attribute


@dataclass(frozen=True, slots=True)
class Looks:
    """Numbers of cell looks (the s attribute). All 0 is the workbook's plain look."""

    title: int = 0
    body: int = 0
    header: int = 0
    text: int = 0
    link: int = 0
    severity: int = 0
    answer: int = 0


PLAIN = Looks()

_WRAPPED = '<{p}alignment vertical="top" wrapText="1"/>'


def add_looks(styles: XmlText) -> tuple[XmlText, Looks]:
    """Raises EditError where the part is not of the usual shape."""
    palette, prefix = theme().palette, styles.prefix
    fonts, fills, looks = (
        styles.count(element, within) for element, within in (("font", "fonts"), ("fill", "fills"), ("xf", "cellXfs"))
    )
    added_fonts = [
        _font(prefix, 10, palette["ink"]),
        _font(prefix, 10, palette["ink"], "b"),
        _font(prefix, 18, palette["navy"], "b"),
        _font(prefix, 10, palette["white"], "b"),
        _font(prefix, 10, palette["navy"], "u"),
    ]
    plain, bold, big, white, underlined = range(fonts, fonts + 5)
    added_looks = [
        _look(prefix, big, 0, wrapped=False),
        _look(prefix, plain, 0, wrapped=False),
        _look(prefix, white, fills),
        _look(prefix, plain, 0),
        _look(prefix, underlined, 0),
        _look(prefix, bold, 0),
        _look(prefix, plain, fills + 1),
    ]
    edited = (
        styles.insert("fonts", "".join(added_fonts), len(added_fonts))
        .insert("fills", _fill(prefix, palette["navy"]) + _fill(prefix, palette["entry"]), 2)
        .insert("cellXfs", "".join(added_looks), len(added_looks))
    )
    return edited, Looks(*range(looks, looks + len(added_looks)))


def _font(prefix: str, size: int, colour: str, mark: str = "") -> str:
    face = theme().base["font_name"]
    marked = f"<{prefix}{mark}/>" if mark else ""
    return (
        f'<{prefix}font>{marked}<{prefix}sz val="{size}"/><{prefix}color rgb="{_rgb(colour)}"/>'
        f'<{prefix}name val="{in_attribute(face)}"/><{prefix}family val="2"/></{prefix}font>'
    )


def _fill(prefix: str, colour: str) -> str:
    return (
        f'<{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor rgb="{_rgb(colour)}"/>'
        f'<{prefix}bgColor indexed="64"/></{prefix}patternFill></{prefix}fill>'
    )


def _look(prefix: str, font: int, fill: int, *, wrapped: bool = True) -> str:
    alignment = _WRAPPED.format(p=prefix) if wrapped else f'<{prefix}alignment vertical="top"/>'
    return (
        f'<{prefix}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyFont="1" applyFill="1" '
        f'applyAlignment="1">{alignment}</{prefix}xf>'
    )


def _rgb(colour: str) -> str:
    return "FF" + colour.removeprefix("#").upper()
