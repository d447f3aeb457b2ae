"""Whether a figure can be what was meant: held against the series, last quarter, last year and the target.

Asked whatever the commentary says: words explain a change, but nobody explains a slip.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.measure import MeasureKind
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.rules.checks.expected import Standards
from kpi_xl.rules.checks.scale import hundredfold_slip, other_unit
from kpi_xl.rules.checks.series import ENOUGH, Series, grows_by_quarters, series_of
from kpi_xl.rules.checks.slips import Slip, slips_of_digits, slips_of_scale
from kpi_xl.rules.checks.under_check import ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed
from kpi_xl.rules.rulebook.numerals import day_of, shown

LAST = "last quarter"
_TIMES = 20
"""So many times any figure it is held against is always asked about, and so is as small a part of it."""

_STEPS = 10
"""So many steps of the last decimal shown are never asked about."""

_FAR = 4.0
"""Usual movements outside all earlier values, from where on a figure is asked about even if no slip explains it."""

_OUT, _OUT_OF_FEW = 2.5, 2.7
"""The same for a figure that a slip explains, and where no more than three values say how far they move."""

_WITHIN = 1.0
_FAR_ALONE = 3.0
_ALIKE = 1.6
_VERY_ALIKE = 0.05
_OFF = 1.2
_DAYS = range(36_526, 55_153)
"""The day numbers of the years 2000 to 2050."""


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


def figure_is_likely(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Not where the scale was found wrong already, or the figure cannot be at all."""
    low, high = row.expected.possible
    if row.value is None or sent.standards is None or not low <= row.value <= high or _asked_already(row):
        return
    around = surroundings(sent.standards, row)
    doubt = doubt_about(row.value, around)
    if doubt is not None:
        place, kpi_id = sent.place(row.entry.row, "value"), row.kpi.kpi_id
        facts = {"found": shown(row.value), "against": doubt.against}
        day = _day_of(row.value, doubt)
        if doubt.slip is None and _is_part_of_a_count(row):
            return
        if day:
            yield Remark("KPI177C", {**facts, "day": day}).at(place, kpi_id=kpi_id)
        elif doubt.slip is None:
            yield Remark("KPI177B", facts).at(place, kpi_id=kpi_id)
        else:
            likely = {"likely": shown(doubt.slip.meant), "how": doubt.slip.how}
            yield Remark("KPI177", {**facts, **likely}).at(place, kpi_id=kpi_id)


def counts_are_whole(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """People, visits and cases; 3/4 typed in a cell may have become three quarters."""
    if row.value is not None and _is_part_of_a_count(row):
        facts = {"found": shown(row.value)}
        yield Remark("KPI176", facts).at(sent.place(row.entry.row, "value"), kpi_id=row.kpi.kpi_id)


PLAUSIBILITY_CHECKS: tuple[RowCheck, ...] = (figure_is_likely, counts_are_whole)


def _is_part_of_a_count(row: RowUnderCheck) -> bool:
    return _is_counted(row.kpi) and row.value is not None and row.value != int(row.value)


def _is_counted(kpi: Kpi) -> bool:
    return kpi.measure.kind is MeasureKind.COUNT and kpi.decimals == 0


def did_you_mean(sent: ReturnUnderCheck, row: RowUnderCheck) -> str:
    """A question, after a space, that names what a value that cannot be was meant for; "" where none is likely.

    Only where a slip makes it a value that can be, and near the series or the figures there are.
    """
    if row.value is None or sent.standards is None:
        return ""
    around = surroundings(sent.standards, row)
    low, high = row.expected.possible
    known = [figure for figure in (*around.earlier.values(), around.target) if figure]

    def fits(meant: float) -> bool:
        near = any(_like(meant, figure, _ALIKE) for figure in known)
        return low <= meant <= high and (near if around.series is None else around.series.out_by(meant) <= _WITHIN)

    slip = _likeliest(row.value, around, fits)
    return "" if slip is None else f" Did you mean {shown(slip.meant)}?"


def surroundings(standards: Standards, row: RowUnderCheck) -> Surroundings:
    """A year-to-date KPI starts anew in the first quarter, so the last of the year before says nothing of it."""
    year_to_date = row.kpi.aggregation is Aggregation.YEAR_TO_DATE
    earlier = {}
    if row.last is not None and not (year_to_date and standards.period.quarter == 1):
        earlier[LAST] = row.last
    year_ago = standards.year_ago(row.kpi) if standards.known else row.compared if year_to_date else None
    if year_ago is not None:
        earlier["the same quarter last year"] = year_ago
    quarter = standards.period.quarter
    growth = quarter / (quarter - 1) if year_to_date and quarter > 1 and grows_by_quarters(row.kpi) else 1.0
    return Surroundings(row.kpi, earlier, row.expected.target, series_of(standards, row.kpi), growth)


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
    slip = _likeliest(value, around, lambda meant: series.out_by(meant) <= _WITHIN)
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
    if not value or not held or any(_like(value, other, _FAR_ALONE) for other in (*around.past, *held.values())):
        return _swapped_against_few(value, around)
    past = around.past or list(held.values())
    slip = _nearest(_of_scale(value, around.kpi), past, lambda meant, one: _like(meant, one, _ALIKE))
    return None if slip is None else Doubt(_named(held), slip)


def _swapped_against_few(value: float, around: Surroundings) -> Doubt | None:
    """Two swapped digits, where the figure is off all there is and swapped back it is the figure there was.

    One wrong digit is not looked for: figures that really moved look like it too often.
    """
    past = around.past
    if not past or any(_like(value, other, _OFF) for other in (*past, *around.held_against.values())):
        return None
    swaps = (slip for slip in slips_of_digits(value) if slip.how.startswith("two"))
    slip = _nearest(swaps, past, lambda meant, one: abs(meant - one) <= _VERY_ALIKE * abs(one))
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
        _named(far), _likeliest(value, around, lambda meant: any(_like(meant, one, _FAR_ALONE) for one in past))
    )


def _beyond(value: float, other: float, decimals: int) -> bool:
    if not value or not other or abs(value - other) <= _STEPS * 10.0**-decimals:
        return False
    return not 1 / _TIMES <= abs(value / other) <= _TIMES


def _like(value: float, other: float, times: float) -> bool:
    return bool(other) and 1 / times <= value / other <= times


def _likeliest(value: float, around: Surroundings, fits: Callable[[float], bool]) -> Slip | None:
    """The slip of scale that comes nearest to last time, else that of digits, of the first kind there is."""
    centre = _centre(around)
    fitting = [slip for slip in _of_scale(value, around.kpi) if fits(slip.meant)]
    if not fitting:
        fitting = [slip for slip in slips_of_digits(value) if fits(slip.meant)]
        fitting = [slip for slip in fitting if slip.how == fitting[0].how]
    return min(fitting, key=lambda slip: abs(slip.meant - centre), default=None)


def _of_scale(value: float, kpi: Kpi) -> Iterator[Slip]:
    """Those that lead to a figure such as the KPI has: not lost in its decimals, whole for a count."""
    least, counted = 10.0**-kpi.decimals, _is_counted(kpi)
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


def _day_of(value: float, doubt: Doubt) -> str:
    """The day Excel counts as that number, "" where the figure is none, or a slip explains it."""
    if doubt.slip is not None or value not in _DAYS:
        return ""
    day = day_of(value, False)
    return "" if day is None else spoken_date(day)


def _asked_already(row: RowUnderCheck) -> bool:
    """Whether the check of the scale, or the reading of the cell, has asked; brackets are no slip of a minus."""
    if any(remark.code.startswith(("KPI103", "KPI120")) for _, remark in row.notes):
        return True
    if row.kpi.measure.in_points:
        return hundredfold_slip(row) is not None
    return other_unit(row.value or 0.0, row.last) is not None
