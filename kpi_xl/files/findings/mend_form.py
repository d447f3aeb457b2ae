"""The form put right in a copy sent back: locked cells opened, lost rules and previews put in again.

What an officer entered stays as it is, look and number format included: a percentage stays the number it shows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from kpi_xl.files.findings.add_sheet import Listing
from kpi_xl.files.findings.xml_edit import EditError, XmlText, xml_text
from kpi_xl.files.house_style.xml_escape import in_element
from kpi_xl.files.reading.limits import SUBMISSION
from kpi_xl.files.reading.read_form import read_form
from kpi_xl.files.reading.read_workbook import Contents
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import column_number, row_and_column
from kpi_xl.model.submission import Checked
from kpi_xl.rules.checks.form import DAMAGE, LOCKED_CELLS, LOST_RULES

_DECIMAL = (
    '<{p}dataValidation type="decimal" allowBlank="1" showErrorMessage="1" errorTitle="That is not a number" '
    'error="Type a number on its own, with no words." sqref="{cells}"><{p}formula1>-1000000000000000</{p}formula1>'
    "<{p}formula2>1000000000000000</{p}formula2></{p}dataValidation>"
)
_XF = r"<{p}xf(?P<attributes>\s[^<>]*?)?(?:/>|>(?P<inside>.*?)</{p}xf>)"
_REFERENCE = re.compile(
    r"(?:'[^']*'|\w+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|(?<![\w.$])(\$?[A-Z]{1,3}\$?)(\d{1,7})(?![\d(\w])"
)
"""A reference to another sheet, which is left alone, or the column and the row of one to the same sheet."""


def mended(listing: Listing, contents: Contents, checked: Checked, edits: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts to change, by the name the zip spells, on top of `edits`; none where nothing is damaged.

    What cannot be mended safely is left as it is: the copy says how to put it right by hand.
    """
    damage = [finding for finding in checked.findings if finding.code in DAMAGE and finding.place is not None]
    names = {finding.place.sheet for finding in damage if finding.place is not None}
    entry = next((entry for entry in contents.sheets if entry.name in names and entry.part is not None), None)
    styles = contents.first("styles")
    if entry is None or entry.part is None or styles is None:
        return {}
    try:
        part, look_part = listing.spelt(entry.part), listing.spelt(styles)
        sheet = xml_text(listing.package.part(entry.part), "worksheet")
        looks = xml_text(edits.get(look_part) or listing.package.part(styles), "styleSheet")
        locked = _places(damage, LOCKED_CELLS)
        sheet, looks = _opened(sheet, looks, locked)
        sheet = _ruled(sheet, [*locked, *_places(damage, LOST_RULES)])
        for finding in damage:
            if finding.code not in (LOCKED_CELLS, LOST_RULES):
                for place in finding.places:
                    sheet = _preview(
                        sheet, place.cell, str(finding.facts.get("rating") or finding.facts.get("expected"))
                    )
        return {part: sheet.encoded(), look_part: looks.encoded()}
    except EditError:
        return {}


def _places(damage: Iterable[Finding], code: str) -> list[str]:
    return [place.cell for finding in damage if finding.code == code for place in finding.places]


def _opened(sheet: XmlText, looks: XmlText, cells: list[str]) -> tuple[XmlText, XmlText]:
    """Each of the cells with its own look, but unlocked."""
    made: dict[str, str] = {}
    for cell in cells:
        opening = _opening(sheet, cell)
        if opening is None:
            sheet = _written(sheet, cell, _open_look(sheet, looks, cell))
            continue
        style = re.search(r'\ss="(\d+)"', opening[0])
        old = style[1] if style else "0"
        if old not in made:
            made[old] = str(looks.count("xf", "cellXfs"))
            looks = looks.insert("cellXfs", _unlocked(looks, int(old)), count=1)
        bare = re.sub(r'\ss="\d+"', "", opening[0])
        named = f'r="{cell}"'
        sheet = _replaced(sheet, opening, bare.replace(named, f'{named} s="{made[old]}"', 1))
    return sheet, looks


def _open_look(sheet: XmlText, looks: XmlText, cell: str) -> str:
    """The look of the nearest cell of the column that can be typed into."""
    letters, (row, _) = cell.rstrip("0123456789"), row_and_column(cell)
    open_cells = read_form(sheet.encoded(), looks.encoded(), SUBMISSION.depth).open_cells
    alike = [one for one in open_cells if one.rstrip("0123456789") == letters]
    nearest = min(alike, key=lambda one: (abs(row_and_column(one)[0] - row), one), default=None)
    opening = None if nearest is None else _opening(sheet, nearest)
    style = None if opening is None else re.search(r'\ss="(\d+)"', opening[0])
    if style is None:
        raise EditError(f"no cell of the column of {cell} can be typed into")
    return style[1]


def _written(sheet: XmlText, cell: str, look: str) -> XmlText:
    """The cell, empty and with that look, in its place in a row that is there."""
    row, column = row_and_column(cell)
    p = re.escape(sheet.prefix)
    whole = re.search(rf'<{p}row r="{row}"(?:\s[^<>]*)?(?<!/)>(.*?)</{p}row>', sheet.text, re.DOTALL)
    if whole is None:
        raise EditError(f"there is no row {row}")
    later = (
        whole.start(1) + found.start()
        for found in re.finditer(rf'<{p}c r="([A-Z]+){row}"', whole[1])
        if column_number(found[1]) > column
    )
    at = next(later, whole.end(1))
    return XmlText(f'{sheet.text[:at]}<{sheet.prefix}c r="{cell}" s="{look}"/>{sheet.text[at:]}', sheet.prefix)


def _unlocked(looks: XmlText, number: int) -> str:
    """The look of that number once more, with an unlocked protection in place of its own."""
    p = re.escape(looks.prefix)
    found = re.search(rf"<{p}cellXfs[\s>].*?</{p}cellXfs>", looks.text, re.DOTALL)
    xfs = list(re.finditer(_XF.format(p=p), found[0], re.DOTALL)) if found else []
    if number >= len(xfs):
        raise EditError(f"there is no look {number}")
    attributes = re.sub(r'\sapplyProtection="[^"]*"', "", xfs[number]["attributes"] or "")
    inside = re.sub(rf"<{p}protection\s[^<>]*/>", "", xfs[number]["inside"] or "")
    p = looks.prefix
    return f'<{p}xf{attributes} applyProtection="1">{inside}<{p}protection locked="0"/></{p}xf>'


def _ruled(sheet: XmlText, cells: list[str]) -> XmlText:
    """Each cell under the rule of another cell of its column; a number's own limits are its KPI's, so it has none."""
    p, numbers = re.escape(sheet.prefix), []
    if not cells or not re.search(rf"<{p}dataValidations[\s>]", sheet.text):
        return sheet
    for cell in cells:
        letters = cell.rstrip("0123456789")
        rule = re.search(rf'(<{p}dataValidation\s[^<>]*?\bsqref=")([^"]*?\b{letters}\d+[^"]*)"', sheet.text)
        if rule is None:
            continue
        if re.search(r'\btype="(?:decimal|whole)"', _whole_tag(sheet.text, rule.start())):
            numbers.append(cell)
        else:
            text = sheet.text
            sheet = XmlText(f"{text[: rule.end() - 1]} {cell}{text[rule.end() - 1 :]}", sheet.prefix)
    added = _DECIMAL.format(p=sheet.prefix, cells=" ".join(numbers))
    return sheet.insert("dataValidations", added, count=1) if numbers else sheet


def _whole_tag(text: str, start: int) -> str:
    return text[start : text.index(">", start)]


def _preview(sheet: XmlText, cell: str, rating: str) -> XmlText:
    """The formula of the cell with its own row in every reference, else of the nearest row that has one."""
    row, _ = row_and_column(cell)
    opening = _opening(sheet, cell)
    formula = min(_formulas(sheet, cell), key=lambda found: abs(found[0] - row), default=None)
    if opening is None or formula is None:
        raise EditError(f"there is no preview to copy to {cell}")
    p = sheet.prefix
    style = re.search(r'\ss="\d+"', opening[0])
    look = style[0] if style else ""
    inside = f"<{p}f>{_in_row(formula[1], row)}</{p}f><{p}v>{in_element(rating)}</{p}v>"
    end = opening[2] if opening[1] == "/>" else sheet.text.index(f"</{p}c>", opening[2]) + len(f"</{p}c>")
    new = f'<{p}c r="{cell}"{look} t="str">{inside}</{p}c>'
    return XmlText(sheet.text[: opening[3]] + new + sheet.text[end:], p)


def _formulas(sheet: XmlText, cell: str) -> Iterator[tuple[int, str]]:
    """Row and text of the sound formulas of the cell's column, its own among them where only its rows are wrong."""
    p, letters = re.escape(sheet.prefix), cell.rstrip("0123456789")
    for found in re.finditer(
        rf'<{p}c r="{letters}(\d+)"[^<>]*><{p}f(?:\s(?![^<>]*\bt=)[^<>]*)?>([^<]+)</{p}f>', sheet.text
    ):
        if "#REF!" not in found[2]:
            yield int(found[1]), found[2]


def _in_row(formula: str, row: int) -> str:
    """Every reference of the formula to its own sheet, to that row; texts between quotes are left alone."""
    parts = formula.split('"')
    parts[::2] = [_REFERENCE.sub(lambda at: f"{at[1]}{row}" if at[1] else at[0], part) for part in parts[::2]]
    return '"'.join(parts)


Opening = tuple[str, str, int, int]
"""A cell's opening tag, how it ends ("/>" or ">"), and where it ends and begins in the text."""


def _opening(sheet: XmlText, cell: str) -> Opening | None:
    found = re.search(rf'<{re.escape(sheet.prefix)}c r="{cell}"[^<>]*?(/?>)', sheet.text)
    return None if found is None else (found[0], found[1], found.end(), found.start())


def _replaced(sheet: XmlText, opening: Opening, new: str) -> XmlText:
    return XmlText(sheet.text[: opening[3]] + new + sheet.text[opening[2] :], sheet.prefix)
