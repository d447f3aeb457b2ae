"""Values on the wrong rows by one slip: a column sorted without its rows, or filled down from one cell."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kpi_xl.model.finding import Finding
from kpi_xl.model.number import typed
from kpi_xl.model.submission import Reported
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding

_FEWEST_SORTED, _FEWEST_FILLED = 6, 4
"""Fewer rows than that can be in order by chance."""
_LIKE = 1.5
"""A value within so many times last quarter's is taken to be on its own row."""
_STRANGE = 1 / 3
"""The share of rows whose values must be unlike last quarter's."""


class _Row(NamedTuple):
    number: int
    kpi_id: str
    value: float
    last: float | None

    @property
    def strange(self) -> bool:
        if self.last is None or self.value == self.last:
            return False
        return not self.last or not 1 / _LIKE <= self.value / self.last <= _LIKE


def values_moved_together(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """One finding for the cause; grouping drops what follows from it in the same rows."""
    rows = _rows(sent)
    if sum(row.strange for row in rows) < _FEWEST_FILLED:
        return
    filled = next(_filled(rows), None)
    if filled is not None:
        places = [sent.place(row.number, "value") for row in filled[1:]]
        yield make_finding("KPI150C", places, start=sent.place(filled[0].number, "value").cell)
        return
    run = next(filter(_is_sorted_alone, _stretches(rows)), None)
    if run is not None:
        places = [sent.place(number, "value") for number in _numbers(sent, run)]
        yield Remark("KPI150B", {"cells": listed([places[0].cell, places[-1].cell], "to")}).at(*places)


ROWS_MIXED_CHECKS: tuple[Check, ...] = (values_moved_together,)


def _rows(sent: ReturnUnderCheck) -> list[_Row]:
    """The rows that report a value, from the top, with last quarter's as far as it is known."""
    assert sent.standards is not None
    found = []
    for kpi_id, entry in sent.entries.items():
        reported: Reported | None = sent.reported.get(kpi_id)
        expected = sent.standards.of(kpi_id)
        if reported is not None and reported.value is not None and expected is not None:
            found.append(_Row(entry.row, kpi_id, reported.value, expected.last))
    return sorted(found)


def _stretches(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows in order of their values, up or down, the longest first; of all rows one in ten may be out of order."""
    found = [list(rows)] if any(_in_order([sign * row.value for row in rows]) for sign in (1, -1)) else []
    for sign in (1, -1):
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or sign * rows[at].value < sign * rows[at - 1].value:
                found.append(list(rows[start:at]))
                start = at
    return sorted((run for run in found if len(run) >= _FEWEST_SORTED), key=len, reverse=True)


def _is_sorted_alone(run: Sequence[_Row]) -> bool:
    """Whether many of the values are unlike last quarter's, which do not stand in order."""
    enough = sum(row.strange for row in run) >= max(_FEWEST_FILLED, _STRANGE * len(run))
    return enough and not _in_order([row.last or 0.0 for row in run])


def _in_order(values: Sequence[float]) -> bool:
    falls = sum(later < before for before, later in pairwise(values))
    return falls <= len(values) // 10


def _filled(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Runs of rows that go up by the same step, or have the same value, although last quarter's differ."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and at - start >= 1 and _continues(rows, start, at):
            continue
        run = list(rows[start:at])
        unlike = sum(row.strange for row in run[1:])
        if len(run) >= _FEWEST_FILLED and unlike >= max(2, (len(run) - 1) // 2):
            yield run
        start = at - 1 if at < len(rows) and at - start > 1 else at


def _continues(rows: Sequence[_Row], start: int, at: int) -> bool:
    step = typed(rows[at].value - rows[at - 1].value)
    alone = rows[at].number == rows[at - 1].number + 1
    return alone and (at - start == 1 or step == typed(rows[start + 1].value - rows[start].value)) and step in (0, 1)


def _numbers(sent: ReturnUnderCheck, run: Sequence[_Row]) -> list[int]:
    """The rows of the run, and the empty ones a sort puts at its end."""
    numbers = [row.number for row in run]
    empty = {entry.row for entry in sent.entries.values() if "value" not in entry.cells}
    while numbers[-1] + 1 in empty:
        numbers.append(numbers[-1] + 1)
    return numbers
