"""What a reader of the master has chosen to see: a quarter, and the thresholds to rate it by."""

from typing import NamedTuple

from kpi_xl.model.period import Period

AS_PUBLISHED = "As published"
"""The choice of thresholds that leaves every rating as it was published."""


class Selection(NamedTuple):
    """`basis` is the quarter whose thresholds rate the values of `period`; None leaves the ratings as published."""

    period: Period
    basis: Period | None = None

    @property
    def basis_words(self) -> str:
        """What the cell of the choice holds."""
        return AS_PUBLISHED if self.basis is None else str(self.basis)
