"""How high a row must be for wrapped text, where Excel will not work it out: merged cells, rows beside a chart."""

from math import ceil

LINE = 13.2
"""Points of one line of the theme's body text."""

_PER_WIDTH = 1.15
"""Characters of running text to one unit of column width, a digit; less than most text needs, so nothing is cut off."""


def text_height(text: str, width: float, least: int = 1) -> float:
    """Points for `text` wrapped in a column `width` characters wide, and for at least `least` lines."""
    if len(text) <= width and "\n" not in text:
        return max(1, least) * LINE + 4
    lines = sum(max(1, ceil(len(part) / (width * _PER_WIDTH))) for part in text.split("\n"))
    return max(lines, least) * LINE + 4
