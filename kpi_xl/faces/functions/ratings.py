"""KPI_RAG, KPI_RAG_RANGE, KPI_RAG_TARGET, and what is counted of them."""

from kpi_xl.faces.functions.registered import Cells, worksheet_function
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.rules.worksheet import counts, ratings, target_ratings


@worksheet_function(catalogue.RAG)
def KPI_RAG(actual: Cells, green: Cells, amber: Cells, better: Cells = None, scales: Cells = None) -> Cells:
    return ratings.rag(actual, green, amber, better, scales)


@worksheet_function(catalogue.RAG_RANGE)
def KPI_RAG_RANGE(
    actual: Cells, green_low: Cells, green_high: Cells, amber_low: Cells, amber_high: Cells, scales: Cells = None
) -> Cells:
    return ratings.rag_range(actual, green_low, green_high, amber_low, amber_high, scales)


@worksheet_function(catalogue.RAG_TARGET)
def KPI_RAG_TARGET(
    actual: Cells,
    target: Cells,
    tolerance: Cells,
    basis: Cells = None,
    better: Cells = None,
    green_tolerance: Cells = None,
    scales: Cells = None,
) -> Cells:
    return target_ratings.rag_target(actual, target, tolerance, basis, better, green_tolerance, scales)


@worksheet_function(catalogue.RAG_COUNT)
def KPI_RAG_COUNT(ratings: Cells, what: Cells = None) -> Cells:
    return counts.rag_count(ratings, what)


@worksheet_function(catalogue.RAG_SHARE)
def KPI_RAG_SHARE(ratings: Cells, what: Cells = None) -> Cells:
    return counts.rag_share(ratings, what)
