"""Rows that are plain as far as their shape tells: no formula for a value, no rating typed, no cell too many."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from kpi_xl.model.book import Kind
from kpi_xl.model.sheet_row import Value
from kpi_xl.model.table_row import Fields
from kpi_xl.rules.checks.expected import LOCKED

Taking = Callable[[Sequence[Value]], tuple[Value, ...]]


class PlainShape(NamedTuple):
    """What takes out of what a row holds the locked columns that are checked, the figures, and the return's own last
    quarter and last year; None for blanks. `parts` says there is a numerator and a denominator, `reason` where the
    reason is that stands in the place of all figures, None where there are figures.
    """

    locked: Taking
    figures: Taking
    own: Taking
    parts: bool
    reason: int | None


@lru_cache(maxsize=4096)
def plain_shape(fields: Fields) -> PlainShape | None:
    """None where no row of the shape can be plain."""
    parts = "numerator" in fields.places
    typed_rating = "rag" in fields.places and fields.formula("rag") is None
    truths = any(fields.kind(field) is Kind.BOOLEAN for field in LOCKED)
    if typed_rating or truths or not (_reports_figures(fields) or _reports_a_reason(fields)):
        return None
    return PlainShape(
        _taking(fields, *LOCKED),
        _taking(fields, "value", "numerator", "denominator"),
        _taking(fields, "last_quarter", "last_year"),
        parts,
        fields.places.get("reason"),
    )


def _reports_figures(fields: Fields) -> bool:
    """A value, with both its parts or neither, all typed numbers that are shown as they stand, and no reason."""
    parts = [field for field in ("numerator", "denominator") if field in fields.places]
    plain = [_holds_a_figure(fields, field) for field in ("value", *parts)]
    return all(plain) and len(parts) != 1 and "reason" not in fields.places


def _reports_a_reason(fields: Fields) -> bool:
    figures = ("value", "numerator", "denominator")
    typed_text = fields.kind("reason") is Kind.TEXT and fields.formula("reason") is None
    return typed_text and not any(field in fields.places for field in figures)


def _taking(fields: Fields, *names: str) -> Taking:
    return itemgetter(*map(fields.place, names))


def _holds_a_figure(fields: Fields, field: str) -> bool:
    """A typed number that is shown as it stands."""
    if fields.kind(field) is not Kind.NUMBER or fields.formula(field) is not None:
        return False
    return "%" not in fields.shape.formats[fields.place(field)]
