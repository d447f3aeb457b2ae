"""A small sound rulebook as rows, and the Book it would be read as, to break one cell at a time."""

from collections.abc import Mapping
from datetime import date

from kpi_xl.model.book import Book, Cell, Kind, Sheet
from kpi_xl.model.columns import Column
from kpi_xl.model.finding import Finding
from kpi_xl.model.rulebook_layout import RULEBOOK_TABLES
from kpi_xl.rules.rulebook.build import build_rulebook

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
Row = dict[str, object]
Rows = dict[str, list[Row]]

NEW = {"approved_by": "Board", "approved_on": date(2022, 9, 15), "reason": "Reviewed"}


def kpi(kpi_id: str, **changes: object) -> Row:
    sound: Row = {
        "kpi_id": kpi_id,
        "name": f"Measure {kpi_id}",
        "priority": "Caring",
        "directorate": "AS",
        "measure": "%",
        "polarity": "higher",
        "frequency": "quarterly",
        "covers": "quarter",
        "decimals": 1.0,
    }
    return {**sound, **changes}


def threshold(kpi_id: str, effective: str = "2022/23 Q1", basis: str = "absolute", **changes: object) -> Row:
    return {"kpi_id": kpi_id, "effective": effective, "basis": basis, **changes}


def sound() -> Rows:
    """Rows by sheet; the first row of each table is row 5 of its sheet."""
    return {
        "Settings": [{"name": "Council", "value": "Example"}, {"name": "Current period", "value": "2022/23 Q2"}],
        "Units": [
            {"code": "AS", "name": "Adult Services", "aliases": "Adults; Social care"},
            {"code": "RE", "name": "Resources"},
        ],
        "Priorities": [{"name": "Caring"}, {"name": "Better services", "aliases": "Better"}],
        "KPIs": [
            kpi("AS01"),
            kpi("RE01", directorate="Resources", polarity="lower", measure="days", decimals=2.0),
            kpi("RE02", directorate="RE", polarity="in range", covers="rolling 12 months"),
            kpi("RE03", directorate="RE", measure="number", covers="year to date", decimals=0.0),
            kpi("RE04", directorate="RE", polarity="none", standing_reason="Data only (no target)"),
            kpi("HR01", directorate="every", polarity="lower"),
        ],
        "Thresholds": [
            threshold("AS01", target=90.0, green_low=90.0, amber_low=85.0),
            threshold("RE01", target=3.0, green_high=3.0, amber_high=3.3),
            threshold("RE02", green_low=8.0, green_high=12.0, amber_low=6.0, amber_high=14.0),
            threshold("RE03", basis="percent of target", target=1000.0, green_tolerance=0.0, amber_tolerance=10.0),
            threshold("HR01", basis="points", target=2.5, green_tolerance=0.0, amber_tolerance=0.25),
            threshold("AS01", "2022/23 Q2", target=92.0, green_low=92.0, amber_low=88.0, **NEW),
        ],
        "Profiles": [{"kpi_id": "RE03", "year": "2022/23", "q1": 200.0, "q2": 500.0, "q3": 700.0, "q4": 1000.0}],
        "Comparators": [{"kpi_id": "AS01", "name": "England", "value": 88.0}],
        "Components": [{"total": "RE01", "part": "RE02"}, {"total": "RE01", "remainder": "The rest"}],
        "Services": [{"name": "Estates", "directorate": "RE"}],
        "Periods": [
            {"period": "2022/23 Q2", "deadline": date(2022, 10, 21)},
            {"period": "2022/23 Q1", "deadline": date(2022, 7, 22)},
        ],
        "Overrides": [
            {
                "kpi_id": "AS01",
                "period": "2022/23 Q2",
                "rating": "Amber",
                "reason": "Two late records",
                "name": "Director",
                "on": date(2022, 10, 14),
            }
        ],
    }


def changed(sheet: str, row: int, **cells: object) -> Rows:
    """The sound rows with cells of one row (as numbered in Excel) replaced, or a row added below the last."""
    rows = sound()
    table = rows[sheet]
    if row - FIRST_ROW == len(table):
        table.append({})
    table[row - FIRST_ROW].update(cells)
    return rows


def book(rows: Mapping[str, list[Row]], headers: Mapping[str, Mapping[str, str]] | None = None) -> Book:
    """`rows` as read from a workbook. `headers` gives other header text by sheet and field ("" leaves it out)."""
    other = headers or {}
    sheets = tuple(
        Sheet(table.sheet, _cells(table.columns, rows[table.sheet], other.get(table.sheet, {})))
        for table in RULEBOOK_TABLES
        if table.sheet in rows
    )
    return Book("rulebook.xlsx", "f" * 64, 1000, sheets)


def findings(rows: Mapping[str, list[Row]]) -> list[Finding]:
    return list(build_rulebook(book(rows)).findings)


def said(rows: Mapping[str, list[Row]]) -> list[tuple[str, str]]:
    """Code and cells of each finding: ("KPI242", "Thresholds!E5 G5"). Each message must have the facts it needs."""
    return [(one.code, _places(one)) for one in findings(rows) if one.message]


def _places(finding: Finding) -> str:
    sheets = {place.sheet for place in finding.places}
    return f"{'/'.join(sheets)}!{' '.join(place.cell for place in finding.places)}"


def _cells(columns: tuple[Column, ...], rows: list[Row], headers: Mapping[str, str]) -> dict[int, dict[int, Cell]]:
    fields = {column.field: at for at, column in enumerate(columns, start=1)}
    texts = {column.field: headers.get(column.field, column.header) for column in columns}
    grid = {
        HEADER_ROW: {
            fields[field]: Cell(HEADER_ROW, fields[field], Kind.TEXT, text) for field, text in texts.items() if text
        }
    }
    for number, row in enumerate(rows, start=FIRST_ROW):
        filled = {fields[field]: value for field, value in row.items() if value is not None}
        grid[number] = {at: _cell(number, at, value) for at, value in filled.items()}
    return grid


def _cell(row: int, column: int, value: object) -> Cell:
    if isinstance(value, Cell):
        return value._replace(row=row, column=column)
    if isinstance(value, date):
        return Cell(row, column, Kind.DATE, float((value - date(1899, 12, 30)).days), "d mmm yyyy")
    if isinstance(value, bool):
        return Cell(row, column, Kind.BOOLEAN, value)
    return Cell(row, column, Kind.NUMBER if isinstance(value, float) else Kind.TEXT, value)  # type: ignore[arg-type] # str or float
