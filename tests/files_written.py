"""Workbooks as the common writers write them, holding every kind of cell an officer's file may."""

import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

TEXTS = (
    "plain",
    " spaces either side ",
    "line one\nline two",
    "<tag> & \"quote\" 'single'",
    "£7.989m – “quoted” \u00a0",
    "=SUM(A1)",
    "𝟗𝟐 😀",
)
NUMBERS = (0, 1, -1, 92.6, 0.1 + 0.2, 1e-9, 123456789012345, 1.5e300, -0.0, 2.675)
FORMATS = (
    *("General", "0.0", "0%", "0.00%", "#,##0", '"£"#,##0.0,,"m"', "@"),
    *("dd/mm/yyyy", "h:mm", "[h]:mm:ss", '0"d"', "[Red]0.0"),
)
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
QUARTER_END = datetime.datetime(2022, 9, 30)
NOON = datetime.datetime(2022, 9, 30, 12, 0)


def by_xlsxwriter(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Return")
        for row, text in enumerate(TEXTS):
            sheet.write_string(row, 0, text)
        for row, number in enumerate(NUMBERS):
            sheet.write_number(row, 1, number)
        for row, code in enumerate(FORMATS):
            sheet.write_number(row, 2, 44834.5, workbook.add_format({"num_format": code}))
            sheet.write_blank(row, 3, None, workbook.add_format({"num_format": code}))
        for row, error in enumerate(ERRORS):
            sheet.write_formula(row, 4, "=A1/0", None, error)
        sheet.write_boolean(0, 5, True)
        sheet.write_boolean(1, 5, False)
        sheet.write_formula(2, 5, '=IF(B1>=1,"Green","Red & <Amber>")', None, "Red & <Amber>")
        sheet.write_formula(3, 5, "=B1>0", None, False)
        sheet.write_formula(4, 5, "=B4*2", None, 185.2)
        sheet.write_array_formula("G1:G3", "{=B1:B3*2}", None, 0)
        sheet.write_number("G2", 2)
        sheet.write_number("G3", -2)
        sheet.write_rich_string(11, 0, "some ", workbook.add_format({"bold": True}), "bold", " words")
        sheet.write_datetime(12, 0, NOON, workbook.add_format({"num_format": "dd mmm yyyy hh:mm"}))
        other = workbook.add_worksheet("Director's summary")
        other.write_string("ZZ3", "far right")
        workbook.add_chartsheet("Chart").set_chart(_chart(workbook))
        workbook.add_worksheet("Empty")
    return path


def _chart(workbook):
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": "=Return!$B$1:$B$4"})
    return chart


def by_openpyxl(path: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Return"
    for row, text in enumerate(TEXTS, 1):
        sheet.cell(row, 1).value = text
        sheet.cell(row, 1).data_type = "s"
    for row, number in enumerate(NUMBERS, 1):
        sheet.cell(row, 2, number)
    for row, code in enumerate(FORMATS, 1):
        sheet.cell(row, 3, 44834.5).number_format = code
        sheet.cell(row, 4).number_format = code
    for row, error in enumerate(ERRORS, 1):
        sheet.cell(row, 5, error)
    sheet["F1"], sheet["F2"], sheet["F3"] = True, False, "=A1&B1"
    sheet["F4"], sheet["F5"] = QUARTER_END, datetime.time(12, 0)
    sheet["G1"] = ArrayFormula("G1:G3", "=B1:B3*2")
    sheet["H1"].comment = Comment("not 92 but 93", "an officer")
    workbook.create_sheet("Signed 'off'")["AAA9"] = "beyond ZZ"
    workbook.save(path)
    return path


def by_openpyxl_in_rows(path: Path) -> Path:
    """openpyxl's write-only way, which keeps texts in the cells."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Return")
    for row in zip(TEXTS, NUMBERS, (*ERRORS[:4], "", True, None), strict=False):
        sheet.append(row)
    workbook.save(path)
    return path


def on_the_1904_calendar(path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet("Return")
        sheet.write_datetime(0, 0, QUARTER_END, workbook.add_format({"num_format": "dd/mm/yyyy"}))
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {
    "XlsxWriter": by_xlsxwriter,
    "openpyxl": by_openpyxl,
    "openpyxl write-only": by_openpyxl_in_rows,
    "1904 calendar": on_the_1904_calendar,
}
