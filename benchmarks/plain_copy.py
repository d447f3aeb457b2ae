"""What is in a workbook, to be written again with XlsxWriter alone: cells, formulas with their results, and charts."""

import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Value = str | float | int | bool
Cell = tuple[int, int, Value]
Formula = tuple[int, int, str, Value]

_KINDS = {"lineChart": "line", "doughnutChart": "doughnut", "barChart": "bar"}
_SERIES = re.compile(r"<c:ser>.*?</c:ser>", re.DOTALL)
_VALUES = re.compile(r"<c:val>.*?<c:f>(.*?)</c:f>", re.DOTALL)


@dataclass(frozen=True)
class PlainSheet:
    name: str
    cells: list[Cell]
    formulas: list[Formula]


@dataclass(frozen=True)
class PlainBook:
    """`charts` are a kind and the values of its series each, as XlsxWriter takes them."""

    sheets: list[PlainSheet]
    charts: list[tuple[str, list[str]]]

    @property
    def cells(self) -> int:
        return sum(len(sheet.cells) for sheet in self.sheets)

    @property
    def formulas(self) -> int:
        return sum(len(sheet.formulas) for sheet in self.sheets)


def taken_from(path: Path) -> PlainBook:
    """Cells that hold something; blank ones, which only look like something, are left out."""
    with warnings.catch_warnings():
        # openpyxl says that it does not know sparklines; here they are not wanted.
        warnings.simplefilter("ignore", UserWarning)
        results, book = load_workbook(path, data_only=True), load_workbook(path)
    sheets = []
    for sheet in book:
        cells: list[Cell] = []
        formulas: list[Formula] = []
        stored = results[sheet.title]
        for row, values in zip(sheet.iter_rows(), stored.iter_rows(values_only=True), strict=True):
            for cell, value in zip(row, values, strict=True):
                if cell.data_type == "f":
                    formulas.append((cell.row - 1, cell.column - 1, str(cell.value), "" if value is None else value))
                elif cell.value is not None:
                    cells.append((cell.row - 1, cell.column - 1, cell.value))
        sheets.append(PlainSheet(sheet.title, cells, formulas))
    return PlainBook(sheets, _charts(path))


def _charts(path: Path) -> list[tuple[str, list[str]]]:
    charts = []
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/charts/chart"):
                xml = package.read(name).decode()
                kind = next(kind for element, kind in _KINDS.items() if f"<c:{element}>" in xml)
                charts.append((kind, [found[1] for one in _SERIES.findall(xml) if (found := _VALUES.search(one))]))
    return charts


class _NotSearching(Worksheet):
    """Without XlsxWriter's search of every formula for thirty newer functions, most of its time for long ones."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class _Quicker(Workbook):
    worksheet_class = _NotSearching


def write_plainly(book: PlainBook, path: Path, *, searching: bool = True) -> None:
    """As anybody would with XlsxWriter: a call a cell, no format, link, table, rule or print set-up at all.

    Not `searching` it is at its best, as nobody has it without changing it.
    """
    kind = Workbook if searching else _Quicker
    with kind(path, {"strings_to_urls": False, "strings_to_formulas": False}) as workbook:
        for sheet in book.sheets:
            page = workbook.add_worksheet(sheet.name)
            for row, column, value in sheet.cells:
                page.write(row, column, value)
            for row, column, formula, result in sheet.formulas:
                page.write_formula(row, column, formula, None, result)
        last = workbook.worksheets()[-1]
        for number, (look, series) in enumerate(book.charts):
            chart = workbook.add_chart({"type": look})
            for values in series:
                chart.add_series({"values": f"={values}"})
            last.insert_chart(20 * number, 20, chart)
