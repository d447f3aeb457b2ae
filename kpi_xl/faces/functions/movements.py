"""KPI_VARIANCE, KPI_CHANGE, KPI_DIRECTION and KPI_PROFILE."""

from kpi_xl.faces.functions.registered import Cells, worksheet_function
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.rules.worksheet import movements, profiles


@worksheet_function(catalogue.VARIANCE)
def KPI_VARIANCE(actual: Cells, target: Cells, better: Cells = None, scales: Cells = None) -> Cells:
    return movements.variance(actual, target, better, scales)


@worksheet_function(catalogue.CHANGE)
def KPI_CHANGE(actual: Cells, before: Cells, unit: Cells = None, scales: Cells = None) -> Cells:
    return movements.change(actual, before, unit, scales)


@worksheet_function(catalogue.DIRECTION)
def KPI_DIRECTION(
    actual: Cells,
    before: Cells,
    better: Cells = None,
    decimals: Cells = None,
    green_low: Cells = None,
    green_high: Cells = None,
    scales: Cells = None,
) -> Cells:
    return movements.direction(actual, before, better, decimals, green_low, green_high, scales)


@worksheet_function(catalogue.PROFILE)
def KPI_PROFILE(annual: Cells, quarter: Cells, shape: Cells = None, weights: Cells = None) -> Cells:
    return profiles.profile(annual, quarter, shape, weights)
