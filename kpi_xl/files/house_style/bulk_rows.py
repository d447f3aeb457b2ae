"""Rows of plain values written in bulk: many times faster than a call a cell, and rendered a few thousand at a time."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import isfinite
from typing import Any, NamedTuple

from xlsxwriter.format import Format

from kpi_xl.files.house_style.quick_cells import QuickCells, shortest
from kpi_xl.model.errors import SaveError
from kpi_xl.model.place import address, column_letters

Written = float | str | None

LONGEST_TEXT = 32_767
"""Characters a cell holds, in UTF-16 units."""

ABOVE, ROW = "{above}", "{row}"
"""Stand in a formula for the cell above it, and for the number of its row."""

NOT_AVAILABLE = "#N/A"
"""As the cached result of a formula: the error that charts leave out."""

_CHUNK = 2_000
_KEPT = 50_000
_FORMULA, _ROW_ABOVE = "<f/>", "{row above}"
_PLAIN = {str, float, int, type(None)}


class _Block(NamedTuple):
    """`first_row` is 1-based; `height` is in rows; `styles` are the cell style numbers, a column each.

    `formulas` are the escaped formulas of the columns, "" for one of plain values.
    """

    first_row: int
    height: int
    columns: Sequence[Sequence[Written]]
    styles: Sequence[int]
    formulas: Sequence[str]


class BulkWorksheet(QuickCells):
    """A worksheet that also takes whole blocks of rows. A block stands below everything else on its sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[_Block] = []
        self._strings: dict[str, int] = {}

    def write_rows(
        self,
        first_row: int,
        rows: Sequence[Sequence[Written]],
        formats: Sequence[Format],
        formulas: Mapping[int, str] | None = None,
    ) -> None:
        """Write `rows` of numbers, text and None (no cell at all) from 1-based `first_row` in column A on.

        `formulas` (no leading "=") by 0-based column stand in every cell of theirs, whose values are then the cached
        results: None is stored as empty text. ABOVE and ROW in a formula become the address above and the row.
        Raises SaveError for anything else, for a number that is not finite, and for text longer than a cell holds.
        """
        self.write_columns(first_row, list(zip(*rows, strict=True)), formats, formulas)

    def write_columns(
        self,
        first_row: int,
        columns: Sequence[Sequence[Written]],
        formats: Sequence[Format],
        formulas: Mapping[int, str] | None = None,
    ) -> None:
        """The same for cells that come by column, all of one length."""
        height = len(columns[0]) if columns else 0
        if not height:
            return
        named = [escape((formulas or {}).get(number, ""), quote=False) for number in range(len(columns))]
        for number, (column, formula) in enumerate(zip(columns, named, strict=True), start=1):
            self._take_in(column, first_row, number, shared=not formula)
        styles = [cell_format._get_xf_index() for cell_format in formats]
        self._blocks.append(_Block(first_row, height, columns, styles, named))
        self._check_dimensions(first_row - 1, 0)
        if self._check_dimensions(first_row + height - 2, len(formats) - 1):
            raise SaveError(f"{self.name} would need {first_row + height - 1:,} rows, more than a sheet has.")

    def add_long_table(self, first_row: int, last_row: int, width: int, options: dict[str, Any]) -> int:
        """`add_table` from column A with 1-based rows, without its dictionary entry for every cell of the range."""
        code = self.add_table(first_row - 1, 0, first_row, width - 1, options)
        if code == 0:
            whole = f"A{first_row}:{address(last_row, width)}"
            table = self.tables[-1]
            table.update({name: whole for name in ("range", "a_range", "autofilter") if table.get(name)})
        return code

    def _take_in(self, column: Sequence[Written], first_row: int, number: int, *, shared: bool) -> None:
        """Put the column's texts among the shared strings, and refuse what a cell cannot hold."""
        types = list(map(type, column))
        kinds = set(types)
        if not kinds <= _PLAIN:
            raise SaveError(f"{self.name}!{address(first_row, number)} and below hold more than numbers and text.")
        if float in kinds and not all(map(isfinite, [value for value in column if type(value) is float])):
            raise SaveError(f"{self.name}!{address(first_row, number)} or a cell below it is not a number.")
        if str not in kinds:
            return
        table, known = self.str_table, self.str_table.string_table
        self._strings = known
        texts = [text for text in dict.fromkeys(column) if isinstance(text, str)]
        long = next((text for text in texts if len(text) > LONGEST_TEXT // 2 and _too_long(text)), None)
        if long is not None:
            place = address(first_row + column.index(long), number)
            raise SaveError(f"{self.name}!{place} holds more text than fits in a cell ({LONGEST_TEXT:,} characters).")
        if not shared:
            return
        new = [text for text in texts if text not in known]
        known.update(zip(new, range(table.unique_count, table.unique_count + len(new)), strict=True))
        table.unique_count += len(new)
        table.count += types.count(str)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # XlsxWriter looks for thirty new functions one by one, which costs more than all else about a formula. Ours
        # come with their prefix (_xlfn.), and tests/workbook_lint finds any that does not.
        return formula.removeprefix("=")

    def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, object]] = ()) -> None:
        # XlsxWriter keeps 16 digits, which turns 92.6 into 92.59999999999999, another number.
        placed = "".join(f' {name}="{value}"' for name, value in attributes)
        self.fh.write(f"<c{placed}><v>{shortest(number)}</v></c>")

    def _write_rows(self) -> None:
        if not self._blocks:
            super()._write_rows()
            return
        last_row = self.dim_rowmax
        self.dim_rowmax = self._blocks[0].first_row - 2
        if self.dim_rowmax >= self.dim_rowmin:
            super()._write_rows()
        self.dim_rowmax = last_row
        for block in self._blocks:
            for text in _rendered(block, self._strings):
                self.fh.write(text)
                self.fh.flush()


class _Endings(dict[Written, str]):
    """What follows the row number in the XML of a cell, worked out once for each value of a column.

    That of a formula has _FORMULA where the formula of its row goes.
    """

    def __init__(self, style: int, strings: dict[str, int], formula: str) -> None:
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
        return f'{self._style}" t="{kind}">{_FORMULA}<v>{escape(value or "", quote=False)}</v></c>'


def _filled(column: Sequence[Written]) -> int:
    return len(column) - column.count(None)


def _too_long(text: str) -> bool:
    return len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT


def _rendered(block: _Block, strings: dict[str, int]) -> Iterator[str]:
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
