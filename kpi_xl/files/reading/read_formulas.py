"""Formulas stored once for many cells: copying one along a column moves its relative references, as Excel does."""

import re

from kpi_xl.model.place import column_letters, column_number

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

# Text, quoted sheet names and [...] (tables, other workbooks) are passed over whole; then A1, A:A and 1:1.
_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^\[\]]|\[[^\[\]]*\])*\]
    | (?<![\w.$])(?P<cell>(?P<c>\$?[A-Za-z]{1,3})(?P<r>\$?[0-9]{1,7}))(?![\w.(!])
    | (?<![\w.$])(?P<c1>\$?[A-Za-z]{1,3}):(?P<c2>\$?[A-Za-z]{1,3})(?![\w.(!])
    | (?<![\w.$])(?P<r1>\$?[0-9]{1,7}):(?P<r2>\$?[0-9]{1,7})(?![\w.(!])
    | [\w.$]+
    """,
    re.VERBOSE,
)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads `rows` further down and `columns` further right; off the sheet becomes #REF!."""

    def shift(match: re.Match[str]) -> str:
        if match["cell"]:
            return _together(_row(match["r"], rows), _column(match["c"], columns), "")
        if match["c1"]:
            return _together(_column(match["c2"], columns), _column(match["c1"], columns), ":")
        if match["r1"]:
            return _together(_row(match["r2"], rows), _row(match["r1"], rows), ":")
        return match[0]

    return _TOKEN.sub(shift, formula)


def corners(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of "B2:C9" or "B2"; None when it is not a range of cells."""
    first, _, last = reference.partition(":")
    start, end = _CELL.match(first), _CELL.match(last or first)
    if start is None or end is None:
        return None
    return int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1])


def _together(last: str | None, first: str | None, between: str) -> str:
    return "#REF!" if first is None or last is None else f"{first}{between}{last}"


def _row(text: str, by: int) -> str | None:
    if text.startswith("$"):
        return text
    row = int(text) + by
    return str(row) if 1 <= row <= LAST_ROW else None


def _column(text: str, by: int) -> str | None:
    if text.startswith("$"):
        return text
    column = column_number(text) + by
    return column_letters(column) if 1 <= column <= LAST_COLUMN else None
