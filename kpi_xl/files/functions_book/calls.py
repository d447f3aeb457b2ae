"""Calls of the functions: as people type them, and the answers Python gives."""

from collections.abc import Callable, Mapping, Sequence

from kpi_xl.files.functions_book.expressions import quoted
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.model.worksheet_functions import Given
from kpi_xl.rules.worksheet import counts, movements, profiles, ratings, target_ratings

Answer = str | float
ANSWERS: Mapping[str, Callable[..., object]] = {
    catalogue.RAG.name: ratings.rag,
    catalogue.RAG_RANGE.name: ratings.rag_range,
    catalogue.RAG_TARGET.name: target_ratings.rag_target,
    catalogue.VARIANCE.name: movements.variance,
    catalogue.CHANGE.name: movements.change,
    catalogue.DIRECTION.name: movements.direction,
    catalogue.PROFILE.name: profiles.profile,
    catalogue.RAG_COUNT.name: counts.rag_count,
    catalogue.RAG_SHARE.name: counts.rag_share,
}
"""What works out each function; KPI_LOOKUP is not among them, for it needs a master."""


def call_text(name: str, given: Sequence[Given]) -> str:
    """With no leading "=": KPI_RAG({92.6;85},90,85). A blank cell is written as empty text."""
    return f"{name}({','.join(map(_written, given))})"


def answers(name: str, given: Sequence[object]) -> list[list[Answer]]:
    """The rows of the answer; one row of one for a cell."""
    found = ANSWERS[name](*given)
    rows = found if isinstance(found, list) else [[found]]
    return [[cell if isinstance(cell, str) else float(cell) for cell in row] for row in rows]


def _written(given: Given) -> str:
    if isinstance(given, list):
        return "{" + ";".join(",".join(map(_written, row)) for row in given) + "}"
    return quoted(given or "") if given is None or isinstance(given, str) else f"{given:.15g}"
