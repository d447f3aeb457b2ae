"""Names that formulas go by: the reader's choice, the tables, and one cell of a KPI's row."""

from kpi_xl.files.house_style.rag_formula import Bounds

CALCULATIONS, COUNTS, TRENDS, PERIODS = "tblNow", "tblCounts", "tblTrends", "tblPeriods"
THRESHOLD_CHANGES, TOTALS = "tblThresholdChanges", "tblTotals"
RESULTS, THRESHOLDS = "tblResults", "tblThresholds"

SELECTED_PERIOD, SELECTED_THRESHOLDS = "SelectedPeriod", "SelectedThresholds"
"""The two input cells, on the Summary."""

SELECTED_NUMBER, BASIS_NUMBER = "SelectedNumber", "ThresholdsNumber"
"""The quarters chosen as numbers that go up by 1 each quarter, to compare and count with."""

SELECTED_PREVIOUS, SELECTED_YEAR_AGO = "SelectedPrevious", "SelectedYearAgo"
PERIOD_LIST, THRESHOLDS_LIST = "PeriodList", "ThresholdsList"
"""What the dropdowns offer: names, for a dropdown cannot speak of a table."""

CALCULATED_REFS, CALCULATED_DECIMALS = "NowRefs", "NowDecimals"
"""Two columns of tblNow for conditional formats, which cannot speak of a table either."""

TREND_DECIMALS = "TrendDecimals"
"""A column of tblTrends, likewise."""

NOT_REPORTED = "Not reported in this quarter"

BOUNDS: Bounds = ("[Green from]", "[Green to]", "[Amber from]", "[Amber to]")
"""The bands in a row of tblNow."""


def key_row(key: str, table: str) -> str:
    """The row of `table` with that key, 0 where there is none."""
    return f"IFERROR(MATCH({key},{table}[Key],0),0)"


def looked_up(column: str, row: str) -> str:
    """A cell of another table ("tblResults[Value]") at the number in `row`; "" for a blank one, or without a row."""
    cell = f"INDEX({column},{row})"
    return f'IF({row}=0,"",IF({cell}="","",{cell}))'


def flagged(column: str, row: str) -> str:
    """Whether a flag of another table is set, where there is a row."""
    return f'INDEX({column},{row})="Yes"'
