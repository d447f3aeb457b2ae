"""The colours of ratings as rules to type into any Excel: the fills of the house style, by the word in the cell."""

import re

from kpi_xl.files.house_style.theme import theme
from kpi_xl.model.errors import KpiXlError
from kpi_xl.model.rating import Rating

_FIRST = re.compile(r"(?:.*!)?\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?[A-Za-z]{1,3}\$?\d+)?")


def colour_rules(cells: str) -> list[str]:
    """Lines that say how to colour a range such as "F2:F51". Raises KpiXlError when that is no range."""
    found = _FIRST.fullmatch(cells.strip())
    if found is None:
        raise KpiXlError(f"{cells!r} is no range of cells. Give one such as F2:F51.")
    first = f"{found[1]}{found[2]}".upper()
    steps = [
        f"Select {cells.strip()}, starting at {first}. Then three times:",
        "Home > Conditional Formatting > New Rule > Use a formula to determine which cells to format",
        "",
    ]
    return [*steps, *(_rule(rating, first) for rating in Rating)]


def _rule(rating: Rating, first: str) -> str:
    """The formula to type, and its colours as Excel's dialogue asks for them."""
    properties = theme().parts[str(rating)]
    fill, text = (_colour(str(properties[part])) for part in ("bg_color", "font_color"))
    return f'=TRIM({first})="{rating}"   Fill {fill}   Font {text}, bold'


def _colour(code: str) -> str:
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return f"{code} (red {red}, green {green}, blue {blue})"
