"""The rows of a rulebook to start from: small, sound, and with one of each kind of KPI to type over."""

from collections.abc import Sequence
from datetime import date, timedelta

from kpi_xl.files.rulebook_sheets.rulebook_table import TableRow, Value
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook_layout import EVERY, SETTING_ROWS

_DAYS_TO_REPORT = timedelta(days=18)


def starter_rows(council: str, first: Period) -> dict[str, Sequence[TableRow]]:
    """Rows by sheet, in force from `first`: a rate, a count with a profile, a range, and one for all directorates."""
    values = {"council": council, "period": str(first), "large_change": 25, "detail_sheets": "yes", "example": "no"}
    return {
        "Settings": [{"name": row.name, "value": values.get(row.field), "note": row.note} for row in SETTING_ROWS],
        "Units": [{"code": "CE", "name": "Chief Executive", "approver": "Chief Executive", "aliases": "Corporate"}],
        "Priorities": [{"name": "Delivering better services"}, {"name": "Protecting the environment"}],
        "KPIs": _KPIS,
        "Thresholds": [_threshold(first, **row) for row in _THRESHOLDS],
        "Profiles": [_profile("CE02", first.financial_year)],
        "Periods": [{"period": str(period), "deadline": period.end + _DAYS_TO_REPORT} for period in _year_from(first)],
    }


def first_quarter_of(day: date) -> Period:
    """The first quarter of the financial year the day is in."""
    return Period(day.year if day.month >= 4 else day.year - 1, 1)


def _year_from(first: Period) -> list[Period]:
    return [first, first.next, first.next.next, first.next.next.next]


def _kpi(kpi_id: str, name: str, measure: str, polarity: str, covers: str, **more: Value) -> TableRow:
    return {
        "kpi_id": kpi_id,
        "name": name,
        "priority": "Delivering better services",
        "directorate": "CE",
        "measure": measure,
        "polarity": polarity,
        "frequency": "quarterly",
        "covers": covers,
        "decimals": 1,
        "lowest": 0,
        "owner": "Head of Service",
        "definition": "A sample: type over it.",
        **more,
    }


_KPIS: Sequence[TableRow] = (
    _kpi("CE01", "Information requests answered on time (sample)", "%", "higher", "quarter", highest=100),
    _kpi("CE02", "Trees planted this year (sample)", "number", "higher", "year to date", decimals=0),
    _kpi("CE03", "Staff turnover in 12 months (sample)", "%", "in range", "rolling 12 months", highest=100),
    _kpi("CE04", "Days lost to sickness per post (sample)", "days per FTE", "lower", "quarter", directorate=EVERY),
)

_THRESHOLDS: Sequence[TableRow] = (
    {"kpi_id": "CE01", "target": 90, "basis": "absolute", "green_low": 90, "amber_low": 85},
    {"kpi_id": "CE02", "target": 1000, "basis": "percent of target", "green_tolerance": 0, "amber_tolerance": 10},
    {"kpi_id": "CE03", "basis": "absolute", "green_low": 8, "green_high": 12, "amber_low": 6, "amber_high": 14},
    {"kpi_id": "CE04", "target": 2.5, "basis": "points", "green_tolerance": 0, "amber_tolerance": 0.25},
)


def _threshold(first: Period, **row: Value) -> TableRow:
    approved: TableRow = {"approved_by": "Performance Board", "approved_on": first.start - timedelta(days=1)}
    return {"effective": str(first), "reason": "First thresholds", **approved, **row}


def _profile(kpi_id: str, year: str) -> TableRow:
    return {"kpi_id": kpi_id, "year": year, "shape": "linear", "q1": 250, "q2": 500, "q3": 750, "q4": 1000}
