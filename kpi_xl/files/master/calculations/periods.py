"""The quarters a master holds, and the reader's choice put into numbers and labels."""

from collections.abc import Iterable

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.calculations.calculation import number_of_period
from kpi_xl.files.master.calculations.references import (
    BASIS_NUMBER,
    PERIODS,
    SELECTED_NUMBER,
    SELECTED_PERIOD,
    SELECTED_PREVIOUS,
    SELECTED_THRESHOLDS,
    SELECTED_YEAR_AGO,
)
from kpi_xl.model.excel_date import serial_of
from kpi_xl.model.period import Period
from kpi_xl.model.selection import Selection
from kpi_xl.rules.master.master_rows import WrittenRow

PERIOD_HEADERS = ("Period", "Number", "Previous quarter", "Same quarter last year", "Previous in master", "Ends on")


def period_rows(periods: Iterable[Period]) -> list[WrittenRow]:
    """A row a quarter, the newest first; the end as Excel's serial number."""
    ordered = sorted(periods, reverse=True)
    earlier: list[Period | None] = [*ordered[1:], None]
    return [
        (
            *(str(period), float(number_of_period(period)), str(period.previous), str(period.year_ago)),
            None if before is None else str(before),
            float(serial_of(period.end)),
        )
        for period, before in zip(ordered, earlier, strict=True)
    ]


def chosen(selection: Selection) -> dict[str, tuple[str, FormulaCell]]:
    """What a sheet's formulas need to know of the choice: by defined name, in words and as a figure."""
    period, basis = selection.period, selection.basis
    number = 0.0 if basis is None else float(number_of_period(basis))
    return {
        SELECTED_NUMBER: ("Number of the quarter shown", _of("Number", SELECTED_PERIOD, number_of_period(period))),
        SELECTED_PREVIOUS: (
            "The quarter before it",
            _of("Previous quarter", SELECTED_PERIOD, str(period.previous)),
        ),
        SELECTED_YEAR_AGO: (
            "The same quarter a year before",
            _of("Same quarter last year", SELECTED_PERIOD, str(period.year_ago)),
        ),
        BASIS_NUMBER: ("Number of the quarter whose thresholds rate", _of("Number", SELECTED_THRESHOLDS, number)),
    }


def _of(header: str, selected: str, value: float | str) -> FormulaCell:
    """0 or "" for what is no quarter of the master, as "As published" is none."""
    nothing = '""' if isinstance(value, str) else "0"
    return FormulaCell(f"IFERROR(INDEX({PERIODS}[{header}],MATCH({selected},{PERIODS}[Period],0)),{nothing})", value)
