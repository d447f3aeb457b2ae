"""One cause of many odd values: sorted without their rows, filled down, moved, swapped, or of another quarter.

Each finding has the cells it explains, so what follows from it in every row need not be said (`grouping`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from kpi_xl.model.finding import Finding
from kpi_xl.model.number import number_of
from kpi_xl.model.period import Period
from kpi_xl.model.place import row_and_column
from kpi_xl.model.submission import Entry, Reported
from kpi_xl.rules.checks.expected import Expected, Standards
from kpi_xl.rules.checks.stood import FIT, MISFIT, SURE, Stood, apart_by, apart_from_all, cells_of
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.words.wording import counted

_SHARE_IN_DISORDER = 0.3
"""So many of the rows odd are taken to be one disorder."""

_NO_WORSE, _BETTER, _MUCH_BETTER = 1.2, 2.0, 4.0
"""How many times as well values must fit when they and the figures known of the rows are both put in order."""

_HARDLY_CHANCE = 8
"""So many values in order are not so by chance, one time in 40,000."""

_FEWEST_SORTED, _FEWEST = 5, 4
_MOVED, _MOST = (1, -1, 2, -2), 0.6


def values_have_one_cause(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """The first cause that explains a cell has it; rows whose names moved with their references are told already."""
    if sent.out_of_step or sent.standards is None:
        return
    left = list(_standing(sent, sent.standards))
    for cause in _CAUSES:
        for finding in list(cause(left)):
            yield finding
            left = [one for one in left if one.place not in finding.places]


def values_of_another_quarter(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """Last quarter's may stand again, all of them, so that is only information; no other quarter's may.

    The targets, beside the values, may all be met to the digit, but seldom are.
    """
    standards = sent.standards
    if standards is None:
        return
    last = standards.period.previous
    columns = {period: _published(sent, standards, period) for period in (*standards.earlier_periods, last)}
    if not columns[last]:
        columns[last] = {
            kpi_id: figure for kpi_id, entry in sent.entries.items() if (figure := _shown_last(entry)) is not None
        }
    for period in (last, *reversed(standards.earlier_periods)):
        same = _all_of(sent, columns[period])
        if same:
            code = "KPI187" if period == last else "KPI187B"
            yield make_finding(code, [one.place for one in same], count=len(same), period=period)
            return
    same = _all_of(sent, _targets(sent, standards))
    if same:
        yield make_finding("KPI187C", [one.place for one in same], count=len(same))


ONE_CAUSE_CHECKS: tuple[Check, ...] = (values_have_one_cause, values_of_another_quarter)


def _all_of(sent: ReturnUnderCheck, figures: Mapping[str, float]) -> list[Reported]:
    """The values that are also in `figures`, where all are the same there; none where they differ, or are too few."""
    given = [one for kpi_id, one in sent.reported.items() if one.value is not None and kpi_id in figures]
    same = all(one.value == figures[one.kpi_id] for one in given)
    return given if same and len(given) >= _FEWEST and len({one.value for one in given}) >= _FEWEST - 1 else []


def _sorted(standing: Sequence[Stood]) -> Iterator[Finding]:
    for order, in_order in _in_order(standing):
        run = _from_first_to_last(in_order, lambda one: one.misfit)
        misfits = sum(one.misfit for one in run)
        if len(in_order) < _FEWEST_SORTED or misfits < max(2, len(run) // 4) or not _better_sorted(run, _least(run)):
            continue
        yield make_finding("KPI188", [one.place for one in run], cells=cells_of(run), order=order)


def _in_order(standing: Sequence[Stood]) -> Iterator[tuple[str, list[Stood]]]:
    """The longest stretches in which values only rise, or only fall; equal ones are passed over."""
    for order, sign in (("rising", 1), ("falling", -1)):
        run: list[Stood] = []
        for one in standing:
            if run and sign * (one.value - run[-1].value) < 0:
                yield order, run
                run = []
            run.append(one)
        yield order, run


def _least(run: Sequence[Stood]) -> float:
    """How many times as well a stretch must fit when put in order: the shorter it is, the better."""
    if len(run) < _FEWEST_SORTED:
        return _MUCH_BETTER
    return _NO_WORSE if len(run) >= _HARDLY_CHANCE else _BETTER


def _from_first_to_last(run: Sequence[Stood], odd: Callable[[Stood], bool]) -> Sequence[Stood]:
    """Without the rows at both ends that are not odd; those of which nothing is known go with their neighbours."""
    found = [place for place, one in enumerate(run) if odd(one)]
    if not found:
        return ()
    first, last = found[0], found[-1]
    while first > 0 and not run[first - 1].known:
        first -= 1
    while last + 1 < len(run) and not run[last + 1].known:
        last += 1
    return run[first : last + 1]


def _better_sorted(run: Sequence[Stood], times: float) -> bool:
    """Whether the figures known of these rows, put in order too, fit the values so many times as well."""
    run = [one for one in run if one.known]
    own = sum(apart_by(one.value, one.known[0]) for one in run)
    matched = sum(
        apart_by(value, known)
        for value, known in zip(sorted(one.value for one in run), sorted(one.known[0] for one in run), strict=True)
    )
    return matched < own / times


def _filled_down(standing: Sequence[Stood]) -> Iterator[Finding]:
    for step, run in _even_steps(standing):
        if len(run) < _FEWEST or run[0].value == 0 or not _off(run, step):
            continue
        pattern = "are all the same" if step == 0 else f"go {'up' if step > 0 else 'down'} by {shown(abs(step))} a row"
        first = run[0].place.cell
        yield make_finding("KPI188B", [one.place for one in run], cells=cells_of(run), first=first, pattern=pattern)


def _off(run: Sequence[Stood], step: float) -> bool:
    """Whether at least half of the values do not fit their rows well, or at least two of them not at all.

    Of equal values that are not whole, as several KPIs hardly ever have, one that does not fit is enough.
    """
    close = SURE if step == 0 else SURE / 5
    if step == 0 and run[0].value != int(run[0].value) and any(one.misfit for one in run):
        return True
    return sum(one.apart > close for one in run) >= (len(run) + 1) // 2 or sum(one.misfit for one in run) > 1


def _even_steps(standing: Sequence[Stood]) -> Iterator[tuple[float, list[Stood]]]:
    """Stretches of rows one below the other in which each value is the one above plus the same step."""
    steps = [
        (float(f"{below.value - above.value:.9g}") if below.row == above.row + 1 else None)
        for above, below in pairwise(standing)
    ]
    start = 0
    for step, same in groupby(steps):
        count = len(list(same))
        if step is not None:
            yield step, list(standing[start : start + count + 1])
        start += count


def _moved(standing: Sequence[Stood]) -> Iterator[Finding]:
    """All that does not fit, or else without figures at either end that really changed and fit no other row."""
    by_row = {one.row: one for one in standing}
    for strictly in (False, True):
        for by in _MOVED:
            homes = {row + by: home for row, home in by_row.items() if home.known}
            run = _from_first_to_last(standing, lambda one: one.misfit and (not strictly or _fits(one, homes)))  # noqa: B023 # asked at once
            if _is_moved(run, homes):
                rows = counted(abs(by), "row")
                direction, opposite = ("above", "down") if by > 0 else ("below", "up")
                told = {"cells": cells_of(run), "rows": rows, "direction": direction, "opposite": opposite}
                yield Remark("KPI188C", told).at(*[one.place for one in run])
                return


def _is_moved(run: Sequence[Stood], homes: Mapping[int, Stood]) -> bool:
    pairs = [(one, homes[one.row]) for one in run if one.row in homes]
    fitting = sum(_fits(one, homes) for one, _ in pairs)
    own, there = sum(one.apart for one, _ in pairs), sum(one.apart_from(home) for one, home in pairs)
    return len(pairs) >= _FEWEST and fitting >= _MOST * len(pairs) and there < own / 3


def _fits(one: Stood, homes: Mapping[int, Stood]) -> bool:
    """Whether the value fits the row it would have been moved from."""
    return one.row in homes and one.apart_from(homes[one.row]) <= FIT


def _swapped(standing: Sequence[Stood]) -> Iterator[Finding]:
    """Misfits that fit each other's rows: put in order, values and known figures pair up."""
    odd, less_odd = ([one for one in standing if one.apart > limit] for limit in (MISFIT, FIT))
    for together in (odd, less_odd, *_pairs(odd)):
        if len(together) < 2:
            continue
        homes = sorted(together, key=lambda one: one.known[0])
        pairs = list(zip(sorted(together, key=lambda one: one.value), homes, strict=True))
        close = SURE if len(pairs) == 2 else FIT
        if all(one.apart_from(home) <= close for one, home in pairs):
            places = [one.place for one in together]
            yield make_finding("KPI188D", places, cells=listed([place.cell for place in places]))
            return
    if len(odd) >= max(_FEWEST, len(standing) * _SHARE_IN_DISORDER) and _better_sorted(standing, _MUCH_BETTER):
        places = [one.place for one in odd]
        yield make_finding("KPI188D", places, cells=listed([place.cell for place in places]))


def _pairs(odd: Sequence[Stood]) -> Iterator[list[Stood]]:
    """Only of few misfits: among many, some two always match."""
    if len(odd) <= _FEWEST:
        yield from ([one, other] for place, one in enumerate(odd) for other in odd[place + 1 :])


_CAUSES: tuple[Callable[[Sequence[Stood]], Iterator[Finding]], ...] = (_filled_down, _moved, _sorted, _swapped)


def _standing(sent: ReturnUnderCheck, standards: Standards) -> Iterator[Stood]:
    for kpi_id, one in sent.reported.items():
        expected = standards.of(kpi_id)
        if one.value is not None and expected is not None:
            row, _ = row_and_column(one.place.cell)
            known = _known(sent, standards, expected)
            yield Stood(kpi_id, one.place, row, one.value, known, apart_from_all(one.value, known))


def _known(sent: ReturnUnderCheck, standards: Standards, expected: Expected) -> tuple[float, ...]:
    kpi = expected.kpi
    last = expected.last if standards.known else _shown_last(sent.entries[kpi.kpi_id])
    figures = [figure for figure in (last, standards.year_ago(kpi)) if figure is not None]
    return tuple(figures) or (() if expected.target is None else (expected.target,))


def _shown_last(entry: Entry) -> float | None:
    return number_of(entry.cells.held("last_quarter"))


def _published(sent: ReturnUnderCheck, standards: Standards, period: Period) -> dict[str, float]:
    master = standards.master
    results = [] if master is None else [master.result(kpi_id, period) for kpi_id in sent.reported]
    return {one.kpi_id: one.value for one in results if one is not None and one.value is not None and not one.carried}


def _targets(sent: ReturnUnderCheck, standards: Standards) -> dict[str, float]:
    known = ((kpi_id, standards.of(kpi_id)) for kpi_id in sent.reported)
    return {kpi_id: one.target for kpi_id, one in known if one is not None and one.target is not None}
