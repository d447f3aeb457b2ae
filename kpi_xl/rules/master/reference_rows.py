"""What the rulebook says as rows of the master's tables, cell by cell in the order of the layout."""

from collections.abc import Iterable, Iterator

from kpi_xl.model.excel_date import serial_of
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master_layout import YES
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.comparison.threshold_book import ThresholdLine
from kpi_xl.rules.master.master_rows import WrittenRow


def kpi_rows(kpis: Iterable[Kpi]) -> Iterator[WrittenRow]:
    """Rows of the KPIs table."""
    for kpi in kpis:
        yield (
            *(kpi.kpi_id, kpi.name, kpi.priority, kpi.directorate, kpi.service or None, kpi.measure.text),
            *(kpi.polarity.value, kpi.frequency.value, kpi.aggregation.value, kpi.decimals),
            *(kpi.scope.value, kpi.compare_with.value),
            *(None if period is None else str(period) for period in (kpi.first, kpi.last, kpi.redefined)),
            *(text or None for text in (kpi.owner, kpi.definition, kpi.source)),
            YES if kpi.illustrative else None,
        )


def threshold_rows(lines: Iterable[ThresholdLine]) -> Iterator[WrittenRow]:
    """Rows of the Thresholds table; dates as serials."""
    for line in lines:
        version = line.version
        yield (
            *(line.key, line.kpi_id, str(line.period), line.target),
            *((None,) * 4 if line.bands is None else line.bands.bounds),
            None if line.stated is None else str(line.stated),
            line.name or None,
            None if version is None else version.approved_by or None,
            None if version is None or version.approved_on is None else serial_of(version.approved_on),
            None if version is None else version.reason or None,
        )


def comparator_rows(rulebook: Rulebook) -> Iterator[WrittenRow]:
    """Rows of the Comparators table; one known only in words has no value."""
    for one in rulebook.comparators:
        yield (one.kpi_id, one.name, one.value, one.period or None, one.source or None)
