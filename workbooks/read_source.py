"""The example council as text: the CSV files and summaries in workbooks/source, read into what the writers take."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kpi_xl.files.rulebook_sheets.rulebook_table import TableRow, Value
from kpi_xl.model.columns import Column
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.return_plan import Answer, Entries, ServiceAnswer, SignOffAnswer
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook_layout import RULEBOOK_TABLES, SETTING_ROWS, SETTINGS, RulebookTable

SOURCE = Path(__file__).parent / "source"
_FILES = {table.sheet: f"{table.sheet.lower()}.csv" for table in RULEBOOK_TABLES if table is not SETTINGS}


def rulebook_rows() -> dict[str, list[TableRow]]:
    """Every table of the rulebook by the name of its sheet; one without a file is empty."""
    rows = {table.sheet: list(_table_rows(table)) for table in RULEBOOK_TABLES if table is not SETTINGS}
    values = {row["field"]: row["value"] for row in read_csv("settings.csv")}
    settings = [
        {"name": row.name, "value": _number_or_text(values[row.field]), "note": row.note} for row in SETTING_ROWS
    ]
    return {SETTINGS.sheet: settings, **rows}


def earlier_values(period: Period) -> dict[str, tuple[float, Period]]:
    """Values by KPI of a period before the first return, each with the period it is of."""
    return {
        row["kpi_id"]: (float(row["value"]), read_period(row["as_at"]) or period)
        for row in read_csv("values.csv")
        if row["period"] == str(period) and row["value"]
    }


def entries(unit: str, kpi_ids: set[str], period: Period) -> Entries:
    """What a directorate, whose KPIs are `kpi_ids`, answered in that period."""
    return Entries(
        answers=dict(_answers(kpi_ids, period)),
        summary=_summary(unit, period),
        services={
            row["name"]: ServiceAnswer(row["lower"], row["upper"], row["note"])
            for row in read_csv("services.csv")
            if row["directorate"] == unit and row["period"] == str(period)
        },
        sign_off=_sign_off(unit, period),
    )


def read_csv(name: str) -> list[dict[str, str]]:
    """The rows of a file; none where there is no such file."""
    path = SOURCE / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table_rows(table: RulebookTable) -> Iterator[TableRow]:
    columns = {column.field: column for column in table.columns}
    for row in read_csv(_FILES[table.sheet]):
        yield {field: _value(columns[field], text) for field, text in row.items() if field in columns and text}


def _value(column: Column, text: str) -> Value:
    if column.role == "date":
        return date.fromisoformat(text)
    return float(text) if column.role == "number" else text


def _number_or_text(text: str) -> Value:
    return float(text) if text.isdigit() else text


def _day_or_text(field: str, text: str) -> str | date:
    return date.fromisoformat(text) if field == "due" else text


def _answers(kpi_ids: set[str], period: Period) -> Iterator[tuple[str, Answer]]:
    words = {row["kpi_id"]: row for row in read_csv("narratives.csv") if row["period"] == str(period)}
    for row in read_csv("values.csv"):
        if row["kpi_id"] in kpi_ids and row["period"] == str(period):
            said = words.get(row["kpi_id"], {})
            yield (
                row["kpi_id"],
                Answer(
                    value=float(row["value"]) if row["value"] else None,
                    reason=row["status"],
                    words={field: _day_or_text(field, said[field]) for field in RowWords._fields if said.get(field)},
                ),
            )


def _summary(unit: str, period: Period) -> str:
    path = SOURCE / "summaries" / f"{unit} {period.year} Q{period.quarter}.txt"
    return path.read_text(encoding="utf-8").strip()


def _sign_off(unit: str, period: Period) -> SignOffAnswer:
    rows = [row for row in read_csv("sign_offs.csv") if (row["unit"], row["period"]) == (unit, str(period))]
    return SignOffAnswer(rows[0]["name"], date.fromisoformat(rows[0]["on"]))
