"""Cells written one by one, at half the cost: a dashboard has twenty thousand of them.

Overrides and calls private methods of XlsxWriter, which setup.cfg pins for that reason; tests/test_bulk_rows.py
compares the files with those of XlsxWriter itself.
"""

from html import escape
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

_OUTSIDE = -1
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class QuickCells(Worksheet):
    """`put_...` are XlsxWriter's `write_...` for 0-based row and column, without its guessing at what it was given.

    Each gives 0, or XlsxWriter's code for why not.
    """

    def put_text(self, row: int, column: int, text: str, look: Format) -> int:
        code: int = self._write_string(row, column, text, look)
        return code

    def put_number(self, row: int, column: int, number: float, look: Format) -> int:
        """`number` is finite."""
        if self._check_dimensions(row, column):
            return _OUTSIDE
        self.table[row][column] = CellNumberTuple(number, look)
        return 0

    def put_blank(self, row: int, column: int, look: Format) -> int:
        if self._check_dimensions(row, column):
            return _OUTSIDE
        self.table[row][column] = CellBlankTuple(look)
        return 0

    def put_formula(self, row: int, column: int, formula: str, look: Format, value: str | float) -> int:
        """`formula` has no leading "=" and is of functions that give one value in every Excel."""
        if self._check_dimensions(row, column):
            return _OUTSIDE
        self.table[row][column] = CellFormulaTuple(formula, look, value)
        return 0

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell)
        if cell.format is None or kind not in _QUICK:
            super()._write_cell(row, col, cell)
            return
        place = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
        self.fh.write(place + _QUICK[kind](cell))


def shortest(number: float) -> str:
    """The fewest digits that read back as the same number: 92.6, 3, 1e-09."""
    return str(number).removesuffix(".0")


def _text(cell: CellStringTuple) -> str:
    return f' t="s"><v>{cell.string}</v></c>'


def _number(cell: CellNumberTuple) -> str:
    # XlsxWriter keeps 16 digits, which turns 92.6 into 92.59999999999999, another number.
    return f"><v>{shortest(cell.number)}</v></c>"


def _blank(cell: CellBlankTuple) -> str:
    return "/>"


def _formula(cell: CellFormulaTuple) -> str:
    formula, value = escape(cell.formula, quote=False), cell.value
    if not isinstance(value, str):
        return f"><f>{formula}</f><v>{value}</v></c>"
    # Empty text goes without a type: XlsxWriter leaves some programs to work it out.
    kind = "" if not value else ' t="e"' if value in _ERRORS else ' t="str"'
    return f"{kind}><f>{formula}</f><v>{escape(value, quote=False)}</v></c>"


_QUICK = {CellStringTuple: _text, CellNumberTuple: _number, CellBlankTuple: _blank, CellFormulaTuple: _formula}
