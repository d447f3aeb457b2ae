"""A return with the commonest mistakes, for the picture of what is sent back."""

from pathlib import Path

import openpyxl

MISTAKES = {
    ("AS02", "Value"): None,
    ("AS04", "Value"): "about 86",
    ("AS09", "Action"): None,
    ("AS12", "Green to"): 18,
    ("AS13", "Value"): 6417,
}
"""By KPI and column: left out, words for a figure, a Red without its action, a bar moved, a slipped decimal point."""


def spoil_return(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Return"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Ref")
    columns = {cell.value: cell.column for cell in header}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=header[0].row + 1)}
    for (kpi, column), value in MISTAKES.items():
        sheet.cell(rows[kpi], columns[column]).value = value
    book.save(path)
