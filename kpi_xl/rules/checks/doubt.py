"""Whether a figure is in doubt: held against the series, or against last quarter, last year and the target."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.measure import MeasureKind
from kpi_xl.rules.checks.series import ENOUGH, Series
from kpi_xl.rules.checks.slips import Slip, slips_of_digits, slips_of_scale
from kpi_xl.rules.findings.make_finding import listed
from kpi_xl.rules.rulebook.numerals import shown

LAST = "last quarter"


_TIMES = 20
"""So many times any figure it is held against is always asked about, and so is as small a part of it."""


_STEPS = 10
"""So many steps of the last decimal shown are never asked about."""


_FAR = 4.0
"""Usual movements outside all earlier values, from where on a figure is asked about even if no slip explains it."""


_OUT, _OUT_OF_FEW = 2.5, 2.7
"""The same for a figure that a slip explains, and where no more than three values say how far they move."""


WITHIN = 1.0


_FAR_ALONE = 3.0


ALIKE = 1.6


_VERY_ALIKE = 0.05


_QUITE_ALIKE, _TWICE = 0.2, 2.0
"""How near two swapped digits must lead where the figure is more than so many times off all there is."""


_FEW = 10
"""Counts below this go up and down by several times."""


_OFF = 1.2


class Doubt(NamedTuple):
    """Why a figure is asked about. `slip` is None where none leads to a likely figure; `against` names what it is
    held against, in words.
    """

    against: str
    slip: Slip | None


class Surroundings(NamedTuple):
    """What a figure is held against: earlier figures in the words a message uses, the target (None: none set).

    `growth` is how many times last quarter's figure is usual now: 2 for a count of the year so far in quarter 2.
    """

    kpi: Kpi
    earlier: dict[str, float]
    target: float | None
    series: Series | None
    growth: float = 1.0

    @property
    def past(self) -> list[float]:
        """The earlier figures as they would be now, without zeros."""
        grown = [figure * (self.growth if name == LAST else 1) for name, figure in self.earlier.items()]
        return [figure for figure in grown if figure]

    @property
    def held_against(self) -> dict[str, float]:
        return self.earlier if self.target is None else {**self.earlier, "the target": self.target}


def is_counted(kpi: Kpi) -> bool:
    return kpi.measure.kind is MeasureKind.COUNT and kpi.decimals == 0


def doubt_about(value: float, around: Surroundings) -> Doubt | None:
    """None where the figure may well be what was meant."""
    doubt = None if around.series is None else _against_series(value, around, around.series)
    if doubt is None and around.series is None:
        doubt = _against_few(value, around)
    return doubt or _beyond_all_measure(value, around)


def _against_series(value: float, around: Surroundings, series: Series) -> Doubt | None:
    out = series.out_by(value)
    if out <= (_OUT_OF_FEW if len(series.values) == ENOUGH else _OUT) or _close_to_target(value, around):
        return None
    slip = likeliest(value, around, lambda meant: series.out_by(meant) <= WITHIN)
    if slip is None and out <= _FAR:
        return None
    count, span = len(series.values), shown(series.low)
    if series.high > series.low:
        span = f"{span} to {shown(series.high)}"
    if series.added:
        return Doubt(f"what the last {count} quarters each added would make by now ({span})", slip)
    if around.kpi.aggregation is Aggregation.YEAR_TO_DATE:
        return Doubt(f"the {count} figures of this quarter in earlier years ({span})", slip)
    return Doubt(f"the {count} figures before it ({span})", slip)


def _close_to_target(value: float, around: Surroundings) -> bool:
    """A figure that comes up to its target after years below it was worked for."""
    target = around.target
    return target is not None and abs(value - target) <= _VERY_ALIKE * abs(target)


def _against_few(value: float, around: Surroundings) -> Doubt | None:
    held = {name: other for name, other in around.held_against.items() if other}
    if not around.earlier and around.target is None:
        return None
    if not value or not held or any(alike(value, other, _FAR_ALONE) for other in (*around.past, *held.values())):
        return _swapped_against_few(value, around)
    past = around.past or list(held.values())
    slip = _nearest(_of_scale(value, around.kpi), past, lambda meant, one: alike(meant, one, ALIKE))
    so_far = around.kpi.aggregation is Aggregation.YEAR_TO_DATE and around.target and abs(value) < abs(around.target)
    if (
        slip is None and len(held) > (2 if so_far else 1) and abs(value) >= _FEW
    ):  # far from one figure alone is no more than news
        slip = _nearest(slips_of_digits(value), past, lambda meant, one: alike(meant, one, ALIKE))
        return Doubt(_named(held), slip)
    return None if slip is None else Doubt(_named(held), slip)


def _swapped_against_few(value: float, around: Surroundings) -> Doubt | None:
    """Two swapped digits, where the figure is off all there is and swapped back it is the figure there was.

    One wrong digit is not looked for: figures that really moved look like it too often.
    """
    past, others = around.past, (*around.past, *around.held_against.values())
    if not past or any(alike(value, other, _OFF) for other in others):
        return None
    far = len(around.held_against) > 1 and not any(alike(value, other, _TWICE) for other in others)
    near = _QUITE_ALIKE if far else _VERY_ALIKE
    swaps = (slip for slip in slips_of_digits(value) if slip.how.startswith("two"))
    slip = _nearest(swaps, past, lambda meant, one: abs(meant - one) <= near * abs(one))
    return None if slip is None else Doubt(_named(around.earlier), slip)


def _beyond_all_measure(value: float, around: Surroundings) -> Doubt | None:
    held = around.held_against
    if around.kpi.aggregation is Aggregation.YEAR_TO_DATE and around.target and abs(value) < abs(around.target):
        held = around.earlier  # early in the year a small part of the year's target is what there is
    far = {name: other for name, other in held.items() if _beyond(value, other, around.kpi.decimals)}
    if not far:
        return None
    past = [other for other in (*around.earlier.values(), around.target) if other]
    return Doubt(
        _named(far), likeliest(value, around, lambda meant: any(alike(meant, one, _FAR_ALONE) for one in past))
    )


def _beyond(value: float, other: float, decimals: int) -> bool:
    if not value or not other or abs(value - other) <= _STEPS * 10.0**-decimals:
        return False
    return not 1 / _TIMES <= abs(value / other) <= _TIMES


def alike(value: float, other: float, times: float) -> bool:
    return bool(other) and 1 / times <= value / other <= times


def likeliest(value: float, around: Surroundings, fits: Callable[[float], bool]) -> Slip | None:
    """The slip of scale that comes nearest to last time, else that of digits, of the first kind there is."""
    centre = _centre(around)
    fitting = [slip for slip in _of_scale(value, around.kpi) if fits(slip.meant)]
    if not fitting:
        fitting = [slip for slip in slips_of_digits(value) if fits(slip.meant)]
        fitting = [slip for slip in fitting if slip.how == fitting[0].how]
    return min(fitting, key=lambda slip: abs(slip.meant - centre), default=None)


def _of_scale(value: float, kpi: Kpi) -> Iterator[Slip]:
    """Those that lead to a figure such as the KPI has: not lost in its decimals, whole for a count."""
    least, counted = 10.0**-kpi.decimals, is_counted(kpi)
    for slip in slips_of_scale(value, kpi.measure):
        if abs(slip.meant) >= least and (not counted or slip.meant == int(slip.meant)):
            yield slip


def _centre(around: Surroundings) -> float:
    """What the figure was last time; for the year so far, what it would be by now."""
    if around.series is not None and around.series.added:
        return median(around.series.values)
    if around.earlier:
        return next(iter(around.earlier.values()))
    if around.series is not None:
        return around.series.values[-1]
    return around.target or 0.0


def _nearest(slips: Iterable[Slip], past: Sequence[float], alike: Callable[[float, float], bool]) -> Slip | None:
    """The slip that comes nearest to one of the earlier figures it is alike."""
    found = [(abs(slip.meant - other), slip.how, slip) for slip in slips for other in past if alike(slip.meant, other)]
    return min(found)[2] if found else None


def _named(figures: Mapping[str, float]) -> str:
    return listed([f"{name} ({shown(figure)})" for name, figure in figures.items()])
