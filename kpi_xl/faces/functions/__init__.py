"""Every worksheet function: xlwings builds Excel's VBA from the names of this module. Needs kpi_xl[excel]."""

from kpi_xl.faces.functions.lookup import KPI_LOOKUP
from kpi_xl.faces.functions.movements import KPI_CHANGE, KPI_DIRECTION, KPI_PROFILE, KPI_VARIANCE
from kpi_xl.faces.functions.ratings import KPI_RAG, KPI_RAG_COUNT, KPI_RAG_RANGE, KPI_RAG_SHARE, KPI_RAG_TARGET

__all__ = [
    "KPI_CHANGE",
    "KPI_DIRECTION",
    "KPI_LOOKUP",
    "KPI_PROFILE",
    "KPI_RAG",
    "KPI_RAG_COUNT",
    "KPI_RAG_RANGE",
    "KPI_RAG_SHARE",
    "KPI_RAG_TARGET",
    "KPI_VARIANCE",
]
