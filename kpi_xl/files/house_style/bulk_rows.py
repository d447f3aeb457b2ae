"""Rows of plain values written in bulk: no object for each cell, and rendered a few thousand at a time.

benchmarks/bench_rows.py says what that gains at 100,000 rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import NamedTuple

from kpi_xl.files.house_style.xml_escape import in_element
from kpi_xl.model.errors import SaveError
from kpi_xl.model.place import column_letters
from kpi_xl.model.text_length import LONGEST_TEXT, length

Written = float | str | None

ABOVE, ROW = "{above}", "{row}"
"""Stand in a formula for the cell above it, and for the number of its row."""

NOT_AVAILABLE = "#N/A"
"""As the cached result of a formula: the error that charts leave out."""

_CHUNK = 2_000
_KEPT = 50_000
_FORMULA, _ROW_ABOVE = "<f/>", "{row above}"
_PLAIN = {str, float, int, type(None)}


class Block(NamedTuple):
    """`first_row` is 1-based; `height` is in rows; `styles` are the cell style numbers, a column each.

    `formulas` are the escaped formulas of the columns, "" for one of plain values.
    """

    first_row: int
    height: int
    columns: Sequence[Sequence[Written]]
    styles: Sequence[int]
    formulas: Sequence[str]


def texts_of(column: Sequence[Written], place: str) -> list[str]:
    """The texts in a column, each once; `place` is its first cell.

    Raises SaveError for anything but numbers, text and None, for a number that is not finite, and for text longer
    than a cell holds.
    """
    kinds = set(map(type, column))
    if not kinds <= _PLAIN:
        raise SaveError(f"{place} and below hold more than numbers and text.")
    if float in kinds and not all(map(isfinite, [value for value in column if type(value) is float])):
        raise SaveError(f"{place} or a cell below it is not a number.")
    if str not in kinds:
        return []
    texts = [text for text in dict.fromkeys(column) if isinstance(text, str)]
    if any(len(text) > LONGEST_TEXT // 2 and length(text) > LONGEST_TEXT for text in texts):
        raise SaveError(
            f"{place} or a cell below it holds more text than fits in a cell ({LONGEST_TEXT:,} characters)."
        )
    return texts


def shortest(number: float) -> str:
    """The fewest digits that read back as the same number: 92.6, 3, 1e-09."""
    return str(number).removesuffix(".0")


class _Endings(dict[Written, str]):
    """What follows the row number in the XML of a cell, worked out once for each value of a column.

    That of a formula has _FORMULA where the formula of its row goes.
    """

    def __init__(self, style: int, strings: Mapping[str, int], formula: str) -> None:
        super().__init__()
        self._style = f'" s="{style}' if style else ""
        self._strings = strings
        self.formula = formula

    def __missing__(self, value: Written) -> str:
        if self.formula:
            ending = self._worked_out(value)
        elif isinstance(value, str):
            ending = f'{self._style}" t="s"><v>{self._strings[value]}</v></c>'
        else:
            ending = f'{self._style}"><v>{shortest(value or 0)}</v></c>'
        self[value] = ending
        return ending

    def _worked_out(self, value: Written) -> str:
        if isinstance(value, float | int):
            return f'{self._style}">{_FORMULA}<v>{shortest(value)}</v></c>'
        kind = "e" if value == NOT_AVAILABLE else "str"
        return f'{self._style}" t="{kind}">{_FORMULA}<v>{in_element(value or "")}</v></c>'


def _filled(column: Sequence[Written]) -> int:
    return len(column) - column.count(None)


def rendered(block: Block, strings: Mapping[str, int]) -> Iterator[str]:
    """The rows as XML, piece by piece; `strings` are the numbers of the shared texts."""
    endings = [_Endings(style, strings, formula) for style, formula in zip(block.styles, block.formulas, strict=True)]
    starts = [f'<c r="{column_letters(number + 1)}' for number in range(len(endings))]
    for at in range(0, block.height, _CHUNK):
        numbers = list(map(str, range(block.first_row + at, block.first_row + min(at + _CHUNK, block.height))))
        columns = [
            _column(start, ending, numbers, values[at : at + _CHUNK])
            for start, ending, values in zip(starts, endings, block.columns, strict=True)
        ]
        filled = [column for column in columns if column is not None]
        yield "".join(
            f'<row r="{number}">{"".join(cells)}</row>'
            for number, cells in zip(numbers, zip(*filled, strict=True), strict=True)
        )


def _column(start: str, ending: _Endings, numbers: Sequence[str], values: Sequence[Written]) -> list[str] | None:
    """The cells of a column, "" for each blank; None where all are blank."""
    if len(ending) > _KEPT:
        ending.clear()
    if ending.formula:
        return _formula_column(start, ending, numbers, values)
    if None not in values:
        return [f"{start}{number}{ending[value]}" for number, value in zip(numbers, values, strict=True)]
    if not _filled(values):
        return None
    return [
        "" if value is None else f"{start}{number}{ending[value]}"
        for number, value in zip(numbers, values, strict=True)
    ]


def _formula_column(start: str, ending: _Endings, numbers: Sequence[str], values: Sequence[Written]) -> list[str]:
    letters = start.removeprefix('<c r="')
    written = f"<f>{ending.formula}</f>".replace(ABOVE, f"{letters}{_ROW_ABOVE}")
    if _ROW_ABOVE in written:
        rows = [number.join(written.replace(_ROW_ABOVE, str(int(number) - 1)).split(ROW)) for number in numbers]
    else:
        pieces = written.split(ROW)
        rows = [number.join(pieces) for number in numbers]
    return [
        f"{start}{number}{ending[value].replace(_FORMULA, formula, 1)}"
        for number, value, formula in zip(numbers, values, rows, strict=True)
    ]
