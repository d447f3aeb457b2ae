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


class MovableFormula:
    """A formula taken apart once, to be copied to many cells; most of its references stand in it more than once."""

    def __init__(self, formula: str) -> None:
        self._pieces: list[str] = []
        self._references: dict[str, re.Match[str]] = {}
        end = 0
        for match in _TOKEN.finditer(formula):
            if match.lastgroup:
                self._pieces += formula[end : match.start()], match[0]
                self._references[match[0]] = match
                end = match.end()
        self._pieces.append(formula[end:])

    def moved(self, rows: int, columns: int) -> str:
        """As it reads `rows` further down and `columns` further right; off the sheet becomes #REF!."""
        shifted = {text: _shifted(match, rows, columns) for text, match in self._references.items()}
        pieces = [*self._pieces]
        pieces[1::2] = [shifted[reference] for reference in pieces[1::2]]
        return "".join(pieces)


def corners(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of "B2:C9" or "B2"; None when it is not a range of cells."""
    first, _, last = reference.partition(":")
    start, end = _CELL.match(first), _CELL.match(last or first)
    if start is None or end is None:
        return None
    return int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1])


def _shifted(match: re.Match[str], rows: int, columns: int) -> str:
    if match["cell"]:
        return _together(_row(match["r"], rows), _column(match["c"], columns), "")
    if match["c1"]:
        return _together(_column(match["c2"], columns), _column(match["c1"], columns), ":")
    return _together(_row(match["r2"], rows), _row(match["r1"], rows), ":")


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
    if by == 0:
        return text.upper()
    column = column_number(text) + by
    return column_letters(column) if 1 <= column <= LAST_COLUMN else None
