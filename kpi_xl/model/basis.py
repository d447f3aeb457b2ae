"""How a threshold row states its bands."""

from enum import Enum


class Basis(Enum):
    """What the green and amber columns of a threshold row hold (rating rule 7).

    ABSOLUTE: bounds in the KPI's unit. PERCENT: tolerances in per cent of the target. POINTS: tolerances in the
    KPI's unit.
    """

    ABSOLUTE = "absolute"
    PERCENT = "percent of target"
    POINTS = "points"

    def __str__(self) -> str:
        return self.value
