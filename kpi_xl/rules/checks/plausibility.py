"""Whether a figure can be what was meant: held against the series, last quarter, last year and the target.

Asked whatever the commentary says: words explain a change, but nobody explains a slip.
"""

from collections.abc import Iterator

from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.rules.checks.doubt import (
    ALIKE,
    LAST,
    WITHIN,
    Doubt,
    Surroundings,
    alike,
    doubt_about,
    is_counted,
    likeliest,
)
from kpi_xl.rules.checks.expected import Standards
from kpi_xl.rules.checks.scale import hundredfold_slip, other_unit
from kpi_xl.rules.checks.series import grows_by_quarters, series_of
from kpi_xl.rules.checks.under_check import ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark
from kpi_xl.rules.rulebook.numerals import day_of, shown

_DAYS = range(36_526, 55_153)
"""The day numbers of the years 2000 to 2050."""


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
    return is_counted(row.kpi) and row.value is not None and row.value != int(row.value)


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
        near = any(alike(meant, figure, ALIKE) for figure in known)
        return low <= meant <= high and (near if around.series is None else around.series.out_by(meant) <= WITHIN)

    slip = likeliest(row.value, around, fits)
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
