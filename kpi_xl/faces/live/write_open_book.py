"""Blocks written into an open workbook, in one go each; no text turns into a formula on the way."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl.faces.live.protection import writing_on
from kpi_xl.model.text_length import shortened

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST = 32_000
"""Below the 32,767 characters a cell holds."""


def write_block(sheet: "xw.Sheet", row: int, column: int, rows: Sequence[Sequence[object]]) -> None:
    """`rows` from the cell at `row` and `column` on, 1-based; a str is written as it is, so pass texts `as_text`."""
    if rows:
        last = (row + len(rows) - 1, column + len(rows[0]) - 1)
        with writing_on(sheet):
            sheet.range((row, column), last).value = [list(one) for one in rows]


def clear_block(sheet: "xw.Sheet", row: int, column: int, last_row: int, last_column: int) -> None:
    with writing_on(sheet):
        sheet.range((row, column), (last_row, last_column)).clear_contents()


def as_text(text: str) -> str:
    """`text` so that Excel keeps it as text: an apostrophe in front, which is not shown, stops it reading the rest."""
    return f"'{shortened(text, _LONGEST)}" if text else ""
