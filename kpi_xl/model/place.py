"""Where something is: a file by its name, a sheet and a cell as Excel writes it."""

import re
from functools import lru_cache
from pathlib import PurePath, PureWindowsPath
from typing import NamedTuple

from kpi_xl.model.storable_text import storable

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z_ ]*\Z")


@lru_cache(maxsize=20_000)
def column_letters(column: int) -> str:
    """1 gives A, 27 gives AA."""
    letters = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def column_number(letters: str) -> int:
    """A gives 1, aa 27: the other way round from `column_letters`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """1-based row and column as A1."""
    return f"{column_letters(column)}{row}"


def row_and_column(cell: str) -> tuple[int, int]:
    """A1 as 1-based row and column: the other way round from `address`. Raises ValueError for anything else."""
    match = _ADDRESS.match(cell)
    if match is None:
        raise ValueError(f"{cell!r} is not the address of a cell")
    return int(match[2]), column_number(match[1])


@lru_cache(maxsize=1024)
def file_name(path: str) -> str:
    """The last part of a path of either kind, as a workbook can say it."""
    return storable(PureWindowsPath(path).name if "\\" in path else PurePath(path).name)


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
