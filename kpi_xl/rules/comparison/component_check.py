"""A total beside its parts, then and now: what the parts given leave over may move the other way from the total."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce
from itertools import chain
from typing import NamedTuple

from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.master import Master
from kpi_xl.model.number import EXACT, exact
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Component, Rulebook
from kpi_xl.rules.rating.change import Change, change
from kpi_xl.rules.rating.travel import comparable
from kpi_xl.rules.words.wording import show


class Split(NamedTuple):
    """A total and its parts in one period, in the unit of the total; `left` is the total less all parts."""

    period: Period
    total: float
    parts: tuple[float, ...]

    @property
    def left(self) -> float:
        return float(reduce(_less, map(exact, self.parts), exact(self.total)))


class ComponentCheck(NamedTuple):
    """`remainder` names what the parts leave over; "" where they should make up the whole total.

    `before` is None where the master has no values of an earlier quarter to set beside those of `now`.
    """

    total: Kpi
    parts: tuple[Kpi, ...]
    remainder: str
    before: Split | None
    now: Split

    @property
    def change(self) -> Change | None:
        """Of what is left over, from `before` to `now`; None without a `before`."""
        return None if self.before is None else change(self.now.left, self.before.left, self.total.measure)

    @property
    def decimals(self) -> int:
        return max(kpi.decimals for kpi in (self.total, *self.parts))

    def shown(self, value: float) -> str:
        return show(value, self.total.measure, self.decimals)


def component_checks(
    rulebook: Rulebook, master: Master, now: Period, baselines: Iterable[Period] = ()
) -> tuple[ComponentCheck, ...]:
    """A check for each total and each earlier quarter with values: the same quarter last year, then `baselines`.

    Totals without values in `now` are left out; one without values in any earlier quarter, or whose parts should make
    it up, is checked once by itself.
    Quarters that may not be set beside `now` are passed over: another definition, or another part of the year.
    """
    earlier = dict.fromkeys([now.year_ago, *baselines])
    checks = (_checks(rulebook, master, component, now, earlier) for component in rulebook.components)
    return tuple(chain.from_iterable(checks))


def _checks(
    rulebook: Rulebook, master: Master, component: Component, now: Period, earlier: Iterable[Period]
) -> Iterator[ComponentCheck]:
    known = [rulebook.kpis.get(kpi_id) for kpi_id in (component.total, *component.parts)]
    kpis = tuple(kpi for kpi in known if kpi is not None)
    current = _split(master, kpis, now)
    if current is None or len(kpis) < len(known) or not component.parts:
        return
    splits = [_split(master, kpis, period) for period in earlier if _beside(kpis, period, now)]
    found = [split for split in splits if split is not None and component.remainder]
    for before in found or (None,):
        yield ComponentCheck(kpis[0], kpis[1:], component.remainder, before, current)


def _split(master: Master, kpis: tuple[Kpi, ...], period: Period) -> Split | None:
    """None unless the total and every part has a value."""
    results = (master.result(kpi.kpi_id, period) for kpi in kpis)
    values = [result.value for result in results if result is not None and result.value is not None]
    return Split(period, values[0], tuple(values[1:])) if kpis and len(values) == len(kpis) else None


def _beside(kpis: Iterable[Kpi], before: Period, now: Period) -> bool:
    return all(
        comparable(now, before, cumulative=kpi.aggregation is Aggregation.YEAR_TO_DATE)
        and not kpi.redefined_between(before, now)
        for kpi in kpis
    )


def _less(whole: Decimal, part: Decimal) -> Decimal:
    return EXACT.subtract(whole, part)
