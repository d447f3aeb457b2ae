"""One row of the Thresholds table, read but not yet judged."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kpi_xl.model.bands import Interval
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.rules.rulebook import words
from kpi_xl.rules.rulebook.names import Refs
from kpi_xl.rules.rulebook.row import Given, RulebookRow

BOUNDS = ("green_low", "green_high", "amber_low", "amber_high")
TOLERANCES = ("green_tolerance", "amber_tolerance")


class ThresholdRow(NamedTuple):
    """`kpi` is the rulebook's row (not one directorate's copy). `basis` None: the cell is blank or not understood.

    `given` maps each of the six bound and tolerance columns that is filled in to its number.
    """

    row: RulebookRow
    kpi_id: str
    kpi: Kpi
    effective: Period
    target: Given
    basis: Basis | None
    given: Mapping[str, float]
    stated: Rating | None
    approved_by: str
    approved_on: date | None
    reason: str

    @property
    def way(self) -> Basis | None:
        """The basis, or absolute where only bounds are given; None where nothing says what is Green."""
        return self.basis or (Basis.ABSOLUTE if self.filled(BOUNDS) else None)

    @property
    def green(self) -> Interval:
        return self.given.get("green_low"), self.given.get("green_high")

    @property
    def amber(self) -> Interval:
        return self.given.get("amber_low"), self.given.get("amber_high")

    def filled(self, columns: tuple[str, ...]) -> list[str]:
        """Those of the columns that hold a number."""
        return [column for column in columns if column in self.given]


def read_threshold(row: RulebookRow, refs: Refs, kpis: Mapping[str, Kpi]) -> ThresholdRow | None:
    """None, with findings, when a cell of the row cannot be read: the rest of it cannot be judged then.

    `kpis` are the rows of the KPIs table by ref.
    """
    kpi_id = refs.of_row(row, "kpi_id")
    effective = row.period("effective", needed=True)
    target = row.target("target")
    basis = row.word("basis", words.BASES)
    numbers = {column: row.amount(column) for column in (*BOUNDS, *TOLERANCES)}
    stated = row.word("stated", words.RATINGS)
    approved_on = row.day("approved_on")
    kpi = kpis.get(kpi_id) or kpis.get(kpi_id.rpartition("/")[0])
    if row.faulty or kpi is None or effective is None:
        return None
    return ThresholdRow(
        row=row,
        kpi_id=kpi_id,
        kpi=kpi,
        effective=effective,
        target=target,
        basis=basis,
        given={column: number for column, number in numbers.items() if number is not None},
        stated=stated,
        approved_by=row.text("approved_by"),
        approved_on=approved_on,
        reason=row.text("reason"),
    )
