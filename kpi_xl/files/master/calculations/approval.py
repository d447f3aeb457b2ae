"""Columns of Calculations on who approved the thresholds that rate the value shown."""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.rating import threshold_line
from kpi_xl.files.master.calculations.references import THRESHOLDS
from kpi_xl.model.spoken_date import MONTHS, spoken_date

Column = FormulaColumn[Calculation]

NOT_RECORDED = "Not recorded"


def _cell(header: str) -> str:
    return f"INDEX({THRESHOLDS}[{header}],[Threshold row])"


def _approval_formula() -> str:
    day = _cell("Approved on")
    months = ",".join(f'"{month}"' for month in MONTHS)
    spoken = f'"on "&DAY({day})&" "&CHOOSE(MONTH({day}),{months})&" "&YEAR({day})'
    by, reason = _cell("Approved by"), _cell("Reason")
    space = f'IF(OR({by}="",{day}=""),""," ")'
    stop = f'IF(OR(AND({by}="",{day}=""),{reason}=""),"",". ")'
    nothing = f'AND({by}="",{day}="",{reason}="")'
    words = f'{by}&{space}&IF({day}="","",{spoken})&{stop}&{reason}'
    return f'IF([Threshold row]=0,"",IF({nothing},"{NOT_RECORDED}",{words}))'


def _approval(row: Calculation) -> str | None:
    line = threshold_line(row)
    if line is None:
        return None
    version = line.version
    if version is None:
        return NOT_RECORDED
    on = "" if version.approved_on is None else f"on {spoken_date(version.approved_on)}"
    who = " ".join(filter(None, (version.approved_by, on)))
    return ". ".join(filter(None, (who, version.reason))) or NOT_RECORDED


SOURCE: tuple[Column, ...] = (Column("Approval", _approval_formula(), _approval, "text", 40),)
