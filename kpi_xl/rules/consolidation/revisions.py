"""What changed in a period's row since the master was last made: the return was sent again, or the rulebook changed."""

from dataclasses import replace
from typing import NamedTuple

from kpi_xl.model.master import Result
from kpi_xl.model.master_layout import RESULTS
from kpi_xl.model.rating import Rating
from kpi_xl.model.row_words import RowWords

FIGURES = ("value", "numerator", "denominator", "provisional")
"""A change in one of these, or in the reason for no value, is a revision; in words it is only a change."""


class Change(NamedTuple):
    """One cell of a row that is not what it was. `field` is the Result's; `old` and `new` are as people write them.

    `resent` says a return sent again brought it; otherwise the rulebook did.
    """

    kpi_id: str
    unit: str
    field: str
    old: str
    new: str
    revision: int
    resent: bool
    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def header(self) -> str:
        return RESULTS.header(self.field)


def revised(before: Result, fresh: Result) -> tuple[Result, list[Change]]:
    """`fresh` with its revision number, and its changes against `before`, the row of the same KPI and period.

    The number goes up by one only where the figure or its reason changed, and only by a file that is not the one
    already taken in: the same submissions give the same number however often they are run.
    """
    resent = fresh.sha256 != before.sha256
    if not resent:
        fresh = replace(fresh, revision=before.revision) if before.revision else fresh
        return fresh, [] if before.outcome is fresh.outcome else [_change(before, fresh, "outcome", resent)]
    figures = [field for field in FIGURES if getattr(before, field) != getattr(fresh, field)]
    if _reason(before) != _reason(fresh):
        figures.append("outcome")
    fresh = replace(fresh, revision=before.revision + bool(figures))
    fields = figures + [field for field in RowWords._fields if _held(before, field) != _held(fresh, field)]
    if before.outcome is not fresh.outcome and "outcome" not in fields:
        fields.append("outcome")
    return fresh, [_change(before, fresh, field, resent) for field in fields]


def _held(result: Result, field: str) -> object:
    """What a column of the Results table says, a word or a figure."""
    return getattr(result.words if field in RowWords._fields else result, field)


def _reason(result: Result) -> object:
    """What the return says where there is no value. A value withheld is compared by the value alone."""
    return None if result.value is not None or isinstance(result.outcome, Rating) else result.outcome


def _change(before: Result, fresh: Result, field: str, resent: bool) -> Change:
    return Change(
        kpi_id=fresh.kpi_id,
        unit=fresh.directorate,
        field=field,
        old=as_written(_held(before, field)),
        new=as_written(_held(fresh, field)),
        revision=fresh.revision,
        resent=resent,
        file=fresh.file,
        sheet=fresh.sheet,
        cell=fresh.cell,
    )


def as_written(value: object) -> str:
    """A cell's content in words: 1481.0 is "1481", True is "Yes", None is ""."""
    if value is None or value is False:
        return ""
    if value is True:
        return "Yes"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
