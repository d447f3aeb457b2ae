"""Columns of Calculations that say what each KPI is: typed, the same whatever is chosen."""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import Calculation, number_of_period
from kpi_xl.model.rulebook import Rulebook

Column = FormulaColumn[Calculation]


def directorate_shown(rulebook: Rulebook, code: str) -> str:
    unit = rulebook.unit(code)
    return f"{code if unit is None else unit.name} ({code})"


def service_shown(directorate: str, service: str) -> str:
    return f"{service or 'No service'} ({directorate})"


def _flag(holds: bool) -> float:
    return 1.0 if holds else 0.0


IDENTITY: tuple[Column, ...] = (
    Column("Ref", "", lambda row: row.kpi.kpi_id, "id", 10),
    Column("No", "", lambda row: float(row.number), "number", 6),
    Column("KPI", "", lambda row: row.kpi.name or None, "text", 40),
    Column("Council", "", lambda row: row.choice.rulebook.settings.council or None, "text", 20),
    Column("Priority", "", lambda row: row.kpi.priority or None, "text", 24),
    Column("Directorate", "", lambda row: directorate_shown(row.choice.rulebook, row.kpi.directorate), "text", 24),
    Column("Service", "", lambda row: service_shown(row.kpi.directorate, row.kpi.service), "text", 24),
    Column("Better when", "", lambda row: str(row.kpi.polarity), "id", 10),
    Column("Decimals", "", lambda row: float(row.kpi.decimals), "number", 9),
    Column("Percentage", "", lambda row: _flag(row.kpi.measure.in_points), "number", 10),
    Column("Before figure", "", lambda row: row.kpi.measure.before or None, "text", 8),
    Column("After figure", "", lambda row: row.kpi.measure.after or None, "text", 14),
    Column("After a figure of 1", "", lambda row: row.kpi.measure.after_one or None, "text", 14),
    Column("Corporate", "", lambda row: _flag(row.is_corporate), "number", 9),
    Column("Quarters back", "", lambda row: float(row.quarters_back), "number", 9),
    Column("Cumulative", "", lambda row: _flag(row.cumulative), "number", 10),
    Column(
        "Redefined",
        "",
        lambda row: None if row.kpi.redefined is None else float(number_of_period(row.kpi.redefined)),
        "number",
        10,
    ),
    Column("Illustrative", "", lambda row: _flag(row.kpi.illustrative), "number", 10),
)
"""Flags are 1 or 0. Redefined is the quarter's number. Quarters back is how far the direction of travel looks."""
