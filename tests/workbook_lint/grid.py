"""Addresses and ranges of a sheet, as numbers."""

import re
from typing import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})\Z")
_R1C1 = re.compile(r"(?:R\d*)?(?:C\d*)?\Z", re.IGNORECASE)


class Area(NamedTuple):
    """Rows and columns from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: "Area") -> bool:
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    @property
    def width(self) -> int:
        return self.right - self.left + 1


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell(text: str) -> tuple[int, int] | None:
    """(row, column) of A1 or $A$1; None when it is no cell of a sheet. AS09 is AS9 to Excel."""
    found = _CELL.match(text)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def area(text: str) -> Area | None:
    """A1:C9 or A1; None when it is neither or stands upside down."""
    first, _, last = text.partition(":")
    start, end = cell(first), cell(last or first)
    if not start or not end or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)


def looks_like_a_cell(name: str) -> bool:
    """True for KPI1, RAG1, AS09, R1C1, R and C: what Excel takes for an address, never for a name."""
    return cell(name) is not None or bool(_R1C1.match(name))
