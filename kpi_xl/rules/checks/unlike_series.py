"""Figures unlike those before them in kind: rounded more, of the quarter alone, or not worked out again."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.number import typed
from kpi_xl.model.place import Place
from kpi_xl.model.submission import Reported
from kpi_xl.rules.checks.expected import Standards
from kpi_xl.rules.checks.recompute import recomputed
from kpi_xl.rules.checks.series import earlier_values, grows_by_quarters
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.words.wording import digits

_OFTEN, _SHARE_ROUNDED = 8, 0.4
"""So many figures that had decimals before, and such a share of them whole now, are not whole by chance."""

_UNUSUAL = 0.25
_ALONE = (0.35, 0.68)
"""A year to date that is this share of the usual one is about what the quarter alone would be."""
_GROWS = 1.5
_NAMED = 3
_FIGURES = re.compile(r"\d+(?:\.\d+)?")


def figures_are_not_rounded(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """One whole figure in ten is whole by chance, so one alone is asked about only where it is unusual too.

    None, all, and what numerator and denominator or the Commentary bear out need no decimals.
    """
    if sent.standards is None:
        return
    with_decimals = list(_with_decimals(sent, sent.standards))
    whole = [one for one in with_decimals if one.value == int(one.value)]
    if len(with_decimals) >= _OFTEN and len(whole) >= _SHARE_ROUNDED * len(with_decimals):
        yield make_finding("KPI121B", [one.place for one in whole], count=len(whole), of=len(with_decimals))
        return
    for one in whole:
        if (one.kpi.decimals > 1 and len(one.earlier) > 1) or one.unusual:
            earlier = listed([shown(figure) for figure in one.earlier[-_NAMED:]])
            yield make_finding("KPI121", one.place, kpi_id=one.kpi.kpi_id, found=shown(one.value), earlier=earlier)


def year_to_date_is_not_the_quarter(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Above last quarter's, and yet about what the quarter alone would be; less than last quarter's is told already."""
    kpi, value, last = row.kpi, row.value, row.last
    usual_unit = grows_by_quarters(kpi)
    if (
        kpi.aggregation is not Aggregation.YEAR_TO_DATE
        or not usual_unit
        or not value
        or not last
        or sent.standards is None
    ):
        return
    usual = _usual_year_to_date(sent.standards, kpi, last)
    fell = value < last and kpi.measure.adds_up
    if usual is None or usual < _GROWS * last or last < 0 or fell or not _ALONE[0] <= value / usual <= _ALONE[1]:
        return
    facts = {"found": shown(value), "last": shown(last), "expected": f"{usual:.{kpi.decimals}f}"}
    yield Remark("KPI125", facts).at(sent.place(row.entry.row, "value"), kpi_id=kpi.kpi_id)


def formulas_are_worked_out(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Simple ones, over cells of the sheet, held against the result they were saved with."""
    for field in ("value", "numerator", "denominator"):
        cell = row.entry.cells.get(field)
        if cell is None or cell.formula is None or not isinstance(cell.value, float):
            continue
        now = recomputed(sent.table.sheet, cell)
        if now is not None and abs(now - cell.value) > 1e-9 * max(1.0, abs(now)):
            found = {"found": shown(cell.value), "formula": quoted(cell.formula), "expected": shown(typed(now))}
            yield Remark("KPI154B", found).at(sent.place(row.entry.row, field), kpi_id=row.kpi.kpi_id)


UNLIKE_SERIES_ROW_CHECKS: tuple[RowCheck, ...] = (year_to_date_is_not_the_quarter, formulas_are_worked_out)
UNLIKE_SERIES_CHECKS: tuple[Check, ...] = (figures_are_not_rounded,)


class _WithDecimals(NamedTuple):
    """A figure of a KPI whose `earlier` figures all had decimals."""

    kpi: Kpi
    place: Place
    value: float
    earlier: tuple[float, ...]

    @property
    def unusual(self) -> bool:
        return all(abs(self.value - figure) > _UNUSUAL * abs(figure) for figure in self.earlier)


def _with_decimals(sent: ReturnUnderCheck, standards: Standards) -> Iterator[_WithDecimals]:
    for kpi_id, reported in sent.reported.items():
        kpi = sent.rulebook.kpis[kpi_id]
        if reported.value is None or kpi.decimals < 1:
            continue
        earlier = earlier_values(standards, kpi)
        borne_out = reported.denominator or reported.value in (0, kpi.lowest, kpi.highest) or _says(reported)
        if earlier and not borne_out and all(digits(figure) > 0 for figure in earlier):
            yield _WithDecimals(kpi, reported.place, reported.value, earlier)


def _says(reported: Reported) -> bool:
    """Whether the Commentary has the same figure."""
    return any(float(figure) == reported.value for figure in _FIGURES.findall(reported.words.commentary))


def _usual_year_to_date(standards: Standards, kpi: Kpi, last: float) -> float | None:
    """From last year's pattern where there is one, else as if all quarters brought the same; None in a first one."""
    period = standards.period
    if period.quarter == 1:
        return None
    year_ago = standards.year_ago(kpi)
    before = None if standards.master is None else standards.master.result(kpi.kpi_id, period.previous.year_ago)
    if year_ago and before is not None and before.value and not before.carried:
        return last * year_ago / before.value
    return last * period.quarter / (period.quarter - 1)
