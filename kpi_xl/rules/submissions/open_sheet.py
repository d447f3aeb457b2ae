"""A sheet as it stands in an open workbook, laid over what its saved file says of formats, merges and hiding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from kpi_xl.model.book import NO_ERRORS, Cell, Kind, Sheet
from kpi_xl.model.excel_date import DAYS_FROM_1900_TO_1904
from kpi_xl.model.excel_errors import ERROR_TEXTS, error_text
from kpi_xl.rules.number_format.appearance import shows_days

_EPOCH_1900 = datetime(1899, 12, 30)
_DATE_FORMAT = "dd/mm/yyyy"
_TIME_FORMAT = "hh:mm:ss"


class Block(NamedTuple):
    """The used cells of a sheet, row by row; `row` and `column` are those of the first, 1-based.

    `values` are as Excel hands them over: float, str, bool, datetime, an error by its text or number, None for a blank.
    `formulas` are what the formula bar shows: "=A1+1", or the typed value again.
    """

    row: int
    column: int
    values: Sequence[Sequence[object]]
    formulas: Sequence[Sequence[object]]


def open_sheet(saved: Sheet, block: Block, epoch_1904: bool = False) -> Sheet:
    """`saved` with the cells of `block` in place of its own.

    An open workbook does not tell looks in bulk, so a cell has those of its saved self, as long as what it holds is the
    same: a date typed since has a format of ours. The saved file's hidden rows, merges and notes stand.
    """
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, value, formula in _cells(block):
        cell = _cell(row, column, value, formula, saved.cell(row, column), epoch_1904)
        if cell is not None:
            rows.setdefault(row, {})[column] = cell
    return replace(saved, rows=rows)


def _cells(block: Block) -> Iterator[tuple[int, int, object, object]]:
    for row, (values, formulas) in enumerate(zip(block.values, block.formulas, strict=True), start=block.row):
        for column, (value, formula) in enumerate(zip(values, formulas, strict=True), start=block.column):
            yield row, column, value, formula


def _cell(row: int, column: int, value: object, formula: object, before: Cell | None, epoch_1904: bool) -> Cell | None:
    """A formula is told from a text that starts with "=" by its value, which is then another."""
    text = formula if isinstance(formula, str) and formula.startswith("=") and formula != value else None
    if value is None or value == "":
        return None if text is None else Cell(row, column, Kind.TEXT, "", _format(before), text[1:])
    kind, held = _held(value, epoch_1904)
    number_format = _format(before)
    if kind is Kind.DATE and (before is None or before.kind is not Kind.DATE):
        number_format = _TIME_FORMAT if isinstance(held, float) and held < 1 else _DATE_FORMAT
    formula_told = None if text is None else text[1:]
    if before is None:
        return Cell(row, column, kind, held, number_format, formula_told)
    return Cell(row, column, kind, _with_looks(held, before), number_format, formula_told, struck=before.struck)


def _with_looks(held: float | str | bool, before: Cell) -> float | str | bool:
    """What the saved file tells of the same content: which parts of a text are raised, that an error is a picture."""
    if held == before.value or (before.value in NO_ERRORS and held == _STANDS_FOR_OTHER):
        return held if before.value is None else before.value
    return held


_STANDS_FOR_OTHER = "#VALUE!"
"""What Excel tells other programs is in a cell with a picture."""


def with_formats(sheet: Sheet, formats: Mapping[tuple[int, int], str]) -> Sheet:
    """The sheet with those number formats, by row and column, for its numbers and dates."""
    rows = {row: dict(cells) for row, cells in sheet.rows.items()}
    for (row, column), code in formats.items():
        cell = rows[row][column]
        rows[row][column] = cell._replace(number_format=code, kind=Kind.DATE if shows_days(code) else Kind.NUMBER)
    return replace(sheet, rows=rows)


def _format(before: Cell | None) -> str:
    return "General" if before is None else before.number_format


def _held(value: object, epoch_1904: bool) -> tuple[Kind, float | str | bool]:
    if isinstance(value, bool):
        return Kind.BOOLEAN, value
    if isinstance(value, date | time):
        return Kind.DATE, _serial(value) - (DAYS_FROM_1900_TO_1904 if epoch_1904 else 0)
    error = error_text(value)
    if error is not None:
        return Kind.ERROR, error
    if isinstance(value, str):
        return (Kind.ERROR if value in ERROR_TEXTS else Kind.TEXT), value
    return Kind.NUMBER, float(value)  # type: ignore[arg-type] # int, float, or Decimal for a cell shown as money


def _serial(value: date | time) -> float:
    """The number Excel keeps for a date or a time of day."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return (moment.replace(tzinfo=None) - _EPOCH_1900) / timedelta(days=1)
