"""Where something is: a sheet and a cell, as Excel writes it."""

import re
from functools import lru_cache
from typing import NamedTuple

_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z_ ]*\Z")


@lru_cache(maxsize=20_000)
def column_letters(column: int) -> str:
    """1 gives A, 27 gives AA."""
    letters = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def address(row: int, column: int) -> str:
    """1-based row and column as A1."""
    return f"{column_letters(column)}{row}"


class Place(NamedTuple):
    """A sheet name and a cell address or range (F14, B4:C9); `cell` is empty for a whole sheet."""

    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        if not self.cell:
            return self.sheet
        name = self.sheet if _PLAIN_SHEET.match(self.sheet) and " " not in self.sheet else _quoted(self.sheet)
        return f"{name}!{self.cell}"


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"
