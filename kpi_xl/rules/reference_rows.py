"""What the rulebook says as rows of the master's tables, cell by cell in the order of the layout."""

from collections.abc import Iterable, Iterator
from datetime import date

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import result_key
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.master_rows import YES, Row

_DAY_ZERO = date(1899, 12, 30)
"""Excel counts days from here (from March 1900 on, which is all a rulebook dates)."""


def kpi_rows(kpis: Iterable[Kpi]) -> Iterator[Row]:
    """Rows of the KPIs table."""
    for kpi in kpis:
        yield (
            *(kpi.kpi_id, kpi.name, kpi.priority, kpi.directorate, kpi.service or None, kpi.measure),
            *(kpi.polarity.value, kpi.frequency.value, kpi.aggregation.value, kpi.decimals),
            *(kpi.scope.value, kpi.compare_with.value),
            *(None if period is None else str(period) for period in (kpi.first, kpi.last, kpi.redefined)),
            *(text or None for text in (kpi.owner, kpi.definition, kpi.source)),
            YES if kpi.illustrative else None,
        )


def threshold_rows(rulebook: Rulebook, kpis: Iterable[Kpi], periods: Iterable[Period]) -> Iterator[Row]:
    """Rows of the Thresholds table: the version in force for each KPI and period that has one; dates as serials."""
    wanted = list(periods)
    return (
        row
        for kpi in kpis
        for period in wanted
        if kpi.reported_in(period)
        for row in _threshold_row(rulebook, kpi, period)
    )


def _threshold_row(rulebook: Rulebook, kpi: Kpi, period: Period) -> Iterator[Row]:
    version = rulebook.threshold(kpi.kpi_id, period)
    if version is None:
        return
    bands = version.bands_in(period)
    yield (
        *(result_key(kpi.kpi_id, period), kpi.kpi_id, str(period), version.target_in(period)),
        *((None,) * 4 if bands is None else bands.bounds),
        None if version.stated is None else str(version.stated),
        version.version,
        version.approved_by or None,
        None if version.approved_on is None else (version.approved_on - _DAY_ZERO).days,
        version.reason or None,
    )


def comparator_rows(rulebook: Rulebook) -> Iterator[Row]:
    """Rows of the Comparators table; one known only in words has no value."""
    for one in rulebook.comparators:
        yield (one.kpi_id, one.name, one.value, one.period or None, one.source or None)
