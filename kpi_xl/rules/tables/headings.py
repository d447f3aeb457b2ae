"""What a row is as the header row of a table: which column each of its texts names."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.columns import Column
from kpi_xl.model.sheet_row import SheetRow, Value

_LONGEST = 80
"""Longer texts are sentences; looking at them all would cost more than the rest of the reading."""

_TEXT = Kind.TEXT
_NOISE = re.compile(r"[\W_]+")
Texts = tuple[tuple[int, str], ...]


class Headings(NamedTuple):
    """`found` maps a field to its column number; the others are column numbers too.

    `unknown` match no column, `repeated` one already taken; `renamed` are not quite what is written, but read as it.
    """

    found: dict[str, int]
    unknown: tuple[int, ...]
    repeated: tuple[int, ...]
    renamed: tuple[int, ...]


@lru_cache(maxsize=4096)
def fingerprint(text: str) -> str:
    """A header or name with case, spaces, punctuation and look-alike widths taken away, for comparing."""
    return _NOISE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def headings_in(cells: Mapping[int, Cell], columns: tuple[Column, ...]) -> Headings:
    """Of any row; nearly all cells of one that is no header row are unknown. Not to be changed."""
    row = cells if isinstance(cells, SheetRow) else SheetRow.of(0, cells.values())
    return _headings(columns, tuple(map(_heading, row.shape.columns, row.shape.kinds, row.held)))


@lru_cache(maxsize=256)
def _headings(columns: tuple[Column, ...], texts: Texts) -> Headings:
    """Remembered, for the returns of a quarter have the same header row."""
    known = _known(columns)
    found: dict[str, int] = {}
    others: tuple[list[int], list[int], list[int]] = ([], [], [])
    unknown, repeated, renamed = others
    for number, text in sorted(texts):
        column = known.get(fingerprint(text))
        if column is None:
            unknown.append(number)
        elif column.field in found:
            repeated.append(number)
        else:
            found[column.field] = number
            if text.strip() != column.header:
                renamed.append(number)
    return Headings(found, *map(tuple, others))


@lru_cache(maxsize=64)
def _known(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {fingerprint(text): column for column in columns for text in (*column.aliases, column.header)}


def _heading(column: int, kind: Kind, held: Value) -> tuple[int, str]:
    """With "" for what cannot be one."""
    return column, held if kind is _TEXT and isinstance(held, str) and len(held) <= _LONGEST else ""
