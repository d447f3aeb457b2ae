"""Cells written one by one, at half the cost: a dashboard has twenty thousand of them.

Overrides and calls private methods of XlsxWriter, which setup.cfg pins for that reason; tests/test_bulk_rows.py
compares the files with those of XlsxWriter itself.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

from kpi_xl.model.place import column_letters

_OUTSIDE = -1
_SPANNED = 16
"""Rows that share the note of their first and last column."""

_FAR = 1 << 14
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

    def put_rules(self, cells: str, rules: Iterable[Mapping[str, Any]]) -> None:
        """XlsxWriter's `conditional_format` for rules as it stores them: of type cellIs or notContainsBlanks."""
        first, _, last = cells.partition(":")
        stored = self.cond_formats.setdefault(first if first == last else cells, [])
        for priority, rule in enumerate(rules, start=self.dxf_priority):
            own = {"priority": priority, "format": rule["format"]._get_dxf_index(), "formula": f"LEN(TRIM({first}))>0"}
            stored.append({**rule, **own})
            self.dxf_priority = priority + 1

    def _write_formula_element(self, formula: Any) -> None:
        # Of a conditional format. XlsxWriter tries first whether it is a number, which is written alike.
        self.fh.write(f"<formula>{escape(str(formula).removeprefix('='), quote=False)}</formula>")

    def _calculate_spans(self) -> None:
        # XlsxWriter looks at every place of the sheet, filled or not; so does its `_write_rows`.
        if self.comments:
            super()._calculate_spans()
            return
        spans: dict[int, tuple[int, int]] = {}
        for row in self._rows():
            cells = self.table[row]
            first, last = spans.get(row // _SPANNED, (_FAR, 0))
            spans[row // _SPANNED] = min(first, *cells), max(last, *cells)
        self.row_spans = {block: f"{first + 1}:{last + 1}" for block, (first, last) in spans.items()}

    def _write_rows(self) -> None:
        if self.comments:
            super()._write_rows()
            return
        self._calculate_spans()
        for row in sorted({*self._rows(), *filter(self._within, self.row_info)}):
            cells, look = self.table.get(row), (self.row_spans.get(row // _SPANNED), self.row_info.get(row))
            if cells:
                self._write_row(row, *look)
                self._write_cells(row, cells)
                self.fh.write("</row>")
            else:
                self._write_empty_row(row, *look)

    def _rows(self) -> list[int]:
        return [row for row, cells in self.table.items() if cells and self._within(row)]

    def _within(self, row: int) -> bool:
        return bool(self.dim_rowmin <= row <= self.dim_rowmax)

    def _write_cells(self, row: int, cells: dict[int, Any]) -> None:
        write, number = self.fh.write, row + 1
        for column, cell in sorted(cells.items()):
            quick = _QUICK.get(type(cell))
            if quick is None or cell.format is None:
                self._write_cell(row, column, cell)
            else:
                style = cell.format._get_xf_index()
                write(f'<c r="{column_letters(column + 1)}{number}" s="{style}"{quick(cell)}')


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
