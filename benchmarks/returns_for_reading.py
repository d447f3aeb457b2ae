"""Returns to read: shaped like those kpi_xl issues, six sheets, written by XlsxWriter, every text of its own."""

import datetime
from pathlib import Path

import xlsxwriter

HEADERS = (
    *("Ref", "KPI", "Priority", "Unit", "Better when", "Value covers", "Target", "Green from", "Green to"),
    *("Amber from", "Amber to", "Same quarter last year", "Last quarter", "Due this quarter", "Value", "Numerator"),
    *("Denominator", "Status or reason", "RAG preview", "Cause", "Action", "Action owner", "Action due"),
    *("Commentary", "Variance"),
)
PREVIEW = '=IF(O{0}="","",IF(AND(O{0}>=H{0},H{0}<>""),"Green",IF(AND(O{0}>=J{0},J{0}<>""),"Amber","Red")))'


def write_returns(folder: Path, files: int, rows: int) -> list[Path]:
    return [_write(folder / f"return {number:04}.xlsx", number, rows) for number in range(files)]


def _write(path: Path, number: int, rows: int) -> Path:
    with xlsxwriter.Workbook(path, {"in_memory": True}) as workbook:
        _plain(
            workbook, "How to", [f"Step {step}: fill in the unlocked cells of the Return sheet." for step in range(12)]
        )
        _return(workbook, number, rows)
        _plain(
            workbook,
            "Director's summary",
            [f"Unit {number} did well in area {area}, less so elsewhere." for area in range(6)],
        )
        _plain(workbook, "Services", [f"Service area {area}" for area in range(8)])
        _sign_off(workbook)
        workbook.add_worksheet("Checks")
        workbook.set_custom_property("kpi_xl unit", f"U{number}")
    return path


def _plain(workbook, name: str, lines: list[str]) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, 90, workbook.add_format({"text_wrap": True}))
    sheet.write_column(0, 0, lines)


def _return(workbook, number: int, rows: int) -> None:
    sheet = workbook.add_worksheet("Return")
    formats = {
        "head": workbook.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "white", "text_wrap": True}),
        "number": workbook.add_format({"num_format": "#,##0.0"}),
        "entry": workbook.add_format({"num_format": "#,##0.0", "locked": False, "border": 1}),
        "text": workbook.add_format({"text_wrap": True, "locked": False}),
        "date": workbook.add_format({"num_format": "dd/mm/yyyy", "locked": False}),
    }
    sheet.write_row(4, 0, HEADERS, formats["head"])
    for row in range(5, 5 + rows):
        _row(sheet, row, number, formats)
    sheet.data_validation(5, 17, 4 + rows, 17, {"validate": "list", "source": ["Awaited", "Provisional", "Suppressed"]})
    sheet.data_validation(5, 14, 4 + rows, 14, {"validate": "decimal", "criteria": ">=", "value": 0})
    for word, colour in (("Green", "#5BB98C"), ("Amber", "#FFD166"), ("Red", "#A4161A")):
        look = workbook.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.conditional_format(5, 18, 4 + rows, 18, rule)
    sheet.set_column(0, 24, 14)
    sheet.freeze_panes(5, 2)
    sheet.protect()


def _row(sheet, row: int, number: int, formats: dict) -> None:
    seed = row * 31 + number * 7
    texts = (f"K{row:03}", f"Indicator {row} of unit {number}", "Healthy lives", "%", "higher", "year to date")
    sheet.write_row(row, 0, texts)
    for column in (6, 7, 9, 11, 12):
        sheet.write_number(row, column, 80 + (seed * (column + 1)) % 173 / 10, formats["number"])
    sheet.write_blank(row, 8, None, formats["number"])
    sheet.write_blank(row, 10, None, formats["number"])
    sheet.write_string(row, 13, "Yes")
    for column in (14, 15, 16):
        sheet.write_number(row, column, 70 + (seed * column) % 293 / 7, formats["entry"])
    sheet.write_blank(row, 17, None, formats["text"])
    sheet.write_formula(row, 18, PREVIEW.format(row + 1), None, ("Green", "Amber", "Red")[seed % 3])
    for column in (19, 20, 23):
        sheet.write_string(row, column, f"Note {column} on {seed}: staffing & sickness, see the plan.", formats["text"])
    sheet.write_string(row, 21, f"Head of service {seed % 9}", formats["text"])
    sheet.write_datetime(row, 22, datetime.datetime(2022, 10, 1 + seed % 28), formats["date"])
    sheet.write_formula(row, 24, f"=O{row + 1}-G{row + 1}", formats["number"], (seed % 40) / 10)


def _sign_off(workbook) -> None:
    sheet = workbook.add_worksheet("Sign-off")
    date = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_column(0, 0, ["Name", "Job title", "Date", "I confirm these figures"])
    sheet.write_column(0, 1, ["Director of Adult Services", "Director"])
    sheet.write_datetime(2, 1, datetime.datetime(2022, 10, 14), date)
    sheet.write_boolean(3, 1, True)
