"""The number format of each cell style, and whether its font crosses out: all we take from the styles part."""

from typing import NamedTuple

from kpi_xl.files.reading.limits import check_looks
from kpi_xl.files.reading.read_date_formats import BUILT_IN, is_date_format
from kpi_xl.files.reading.read_xml import Attributes, Closed, is_true, once_for_same_bytes, walk, whole_number
from kpi_xl.model.book import Kind

_GENERAL = "General"


class Look(NamedTuple):
    """A style's number format, what a number under it is (NUMBER or DATE), and whether its font crosses it out."""

    number_format: str
    kind: Kind
    struck: bool = False


PLAIN = Look(_GENERAL, Kind.NUMBER)


class Looks(dict[str, Look]):
    """By the style number as cells write it ("0", "17"); "" is a cell that names no style. Not to be changed.

    Compared by identity, so that what was worked out under the looks of one file serves the next that has the same.
    """

    def __hash__(self) -> int:  # type: ignore[override] # dict has none: it can be changed
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@once_for_same_bytes
def read_looks(content: bytes, depth: int) -> Looks:
    """The cell styles of a styles part. Raises ReadError as walk does, and for more than Excel has room for."""
    formats = dict(BUILT_IN)
    looks = Looks()
    within = [False]
    fonts: list[bool] = []
    within_fonts = [False]

    def font(_attributes: Attributes) -> None:
        if within_fonts[0]:
            fonts.append(False)

    def strike(attributes: Attributes) -> None:
        if within_fonts[0]:
            fonts[-1] = is_true(attributes.get("val", "1"))

    def number_format(attributes: Attributes) -> None:
        formats[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", _GENERAL)

    def xf(attributes: Attributes) -> None:
        if within[0]:
            code = formats.get(whole_number(attributes.get("numFmtId")), _GENERAL)
            font_number = whole_number(attributes.get("fontId"))
            struck = font_number < len(fonts) and fonts[font_number]
            check_looks(len(looks) + 1)
            looks[str(len(looks))] = Look(code, Kind.DATE if is_date_format(code) else Kind.NUMBER, struck)

    # The same element names cell styles (wanted) and the named styles they derive from (not); fonts and what a
    # conditional format changes of them.
    opened = {
        "fonts": lambda _: within_fonts.__setitem__(0, True),
        "font": font,
        "strike": strike,
        "numFmt": number_format,
        "xf": xf,
        "cellXfs": lambda _: within.__setitem__(0, True),
        "cellStyleXfs": lambda _: within.__setitem__(0, False),
    }
    closed: Closed = {
        "fonts": lambda _: within_fonts.__setitem__(0, False),
        "cellXfs": lambda _: within.__setitem__(0, False),
    }
    walk("xl/styles.xml", content, depth, opened, closed)
    looks[""] = looks.get("0", PLAIN)
    return looks


def look_of(looks: Looks, style: str) -> Look:
    """The look a cell names by its number, however that is written (" 7", "07"); PLAIN where there is none of it."""
    look = looks.get(style)
    return look or looks.get(str(whole_number(style, -1)), PLAIN)
