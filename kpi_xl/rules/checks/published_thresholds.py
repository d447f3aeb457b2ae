"""The rulebook's thresholds held against last quarter as published: a slip there turns Reds Green without a word."""

from collections.abc import Iterator

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.bands import Bands
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook, Threshold
from kpi_xl.rules.rulebook.numerals import shown

_TENFOLD = 10.0
_FAR = 50.0
"""A threshold so many times the last value, or so small a part of it, is taken for one in another unit."""
_ENDS = ("lower end of green", "upper end of green", "lower end of amber", "upper end of amber")


def against_published(rulebook: Rulebook, master: Master, period: Period) -> tuple[Finding, ...]:
    """A question for each KPI whose thresholds jumped tenfold since last quarter, or are far from its last value.

    What changed by a new row of the Thresholds table is asked about when the rulebook is checked; this sees a row that
    was typed over as well. KPIs without a last quarter, or redefined since, are not judged.
    """
    found: list[Finding] = []
    for kpi in rulebook.kpis.values():
        threshold, last = rulebook.threshold(kpi.kpi_id, period), master.result(kpi.kpi_id, period.previous)
        if threshold is not None and last is not None and not kpi.redefined_between(period.previous, period):
            found.extend(_asked(kpi, threshold, last, period))
    return tuple(found)


def _asked(kpi: Kpi, threshold: Threshold, last: Result, period: Period) -> Iterator[Finding]:
    now = _sizes(threshold.target_in(period), threshold.bands_in(period))
    before = _sizes(last.target, last.bands)
    where = () if threshold.place is None else (threshold.place,)
    for what, value in now.items():
        was = before.get(what)
        facts: dict[str, object] = {"kpi_id": kpi.kpi_id, "what": what, "value": shown(value)}
        if was and value and not 1 / _TENFOLD < abs(value / was) < _TENFOLD:
            said = {**facts, "earlier": shown(was), "before": f"in {last.period}"}
            yield Finding(problems.TENFOLD_CHANGE, where, said, kpi_id=kpi.kpi_id)
            return
        if last.value and value and not 1 / _FAR < abs(value / last.value) < _FAR:
            said = {**facts, "last": shown(last.value), "period": last.period}
            yield Finding(problems.AGAINST_VALUES, where, said, kpi_id=kpi.kpi_id)
            return


def _sizes(target: float | None, bands: Bands | None) -> dict[str, float]:
    ends = (None,) * 4 if bands is None else bands.bounds
    named = {"target": target, **dict(zip(_ENDS, ends, strict=True))}
    return {what: value for what, value in named.items() if value is not None}
