"""Workbooks of calls: arguments in columns, and what each form of a function makes of them beside."""

from collections.abc import Callable, Iterable
from pathlib import Path

import xlsxwriter
from function_cases import NOT_AVAILABLE, Call, Cell
from proof.recalculated import all_cells, same_text
from xlsxwriter.worksheet import Worksheet

from kpi_xl.files.functions_book.definitions import NATIVE, NativeFunction
from kpi_xl.model.number import typed
from kpi_xl.model.place import column_letters

CALLED, SPILLED, PLAIN = "W", "X", "Y"
"""The columns of the native function called a row at a time, of one call over all rows, of the plain formula."""
Plain = Callable[[Call, list[str]], str | None]
"""The plain formula for a call whose arguments stand in those cells; None where it has none."""


def native(name: str) -> NativeFunction:
    return next(one for one in NATIVE if one.name == name)


def write_calls(path: Path, name: str, calls: list[Call], plain: Plain = lambda *_: None) -> Path:
    """Row n of the sheet holds the arguments of call n from column A on."""
    with xlsxwriter.Workbook(path) as workbook:
        for function in NATIVE:
            workbook.define_name(function.name, f"={function.definition}")
        sheet = workbook.add_worksheet("Calls")
        letters = [column_letters(number) for number in range(1, len(calls[0]) + 1)]
        for row, call in enumerate(calls, start=1):
            cells = [f"{letter}{row}" for letter in letters]
            for cell, value in zip(cells, call, strict=True):
                write_cell(sheet, cell, value)
            sheet.write_dynamic_array_formula(f"{CALLED}{row}:{CALLED}{row}", f"={name}({','.join(cells)})")
            if formula := plain(call, cells):
                sheet.write_formula(f"{PLAIN}{row}", f"={formula}")
        ranges = ",".join(f"{letter}1:{letter}{len(calls)}" for letter in letters)
        sheet.write_dynamic_array_formula(f"{SPILLED}1:{SPILLED}{len(calls)}", f"={name}({ranges})")
    return path


def unlike(path: Path, column: str, calls: list[Call], answers: Iterable[object]) -> list[tuple[object, ...]]:
    """The calls whose cell in that column shows something other than the answer; cells without a formula are let be."""
    cells = all_cells(path)
    shown = [cells.get(("Calls", f"{column}{row}")) for row in range(1, len(calls) + 1)]
    return [
        (call, answer, cell.text)
        for call, answer, cell in zip(calls, answers, shown, strict=True)
        if cell is not None and not same_text(cell.text, str(answer))
    ]


def write_cell(sheet: Worksheet, cell: str, value: Cell) -> None:
    if value == NOT_AVAILABLE:
        sheet.write_formula(cell, "=NA()", None, NOT_AVAILABLE)
    elif isinstance(value, bool):
        sheet.write_boolean(cell, value)
    elif isinstance(value, float):
        sheet.write_number(cell, typed(value))  # as kpi_xl writes every number
    elif value is not None:
        sheet.write_string(cell, value)
