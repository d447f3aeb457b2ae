"""Two quarters compared like for like: last quarter's values under this quarter's bands (rating rules 21 to 23)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Rating
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.comparison.comparability import ThresholdChange, comparability_words, threshold_changes
from kpi_xl.rules.comparison.effects import Effects, effects
from kpi_xl.rules.comparison.movement import Movement, movement
from kpi_xl.rules.rating.decide import with_stated
from kpi_xl.rules.rating.rate import rate


class RatedTwice(NamedTuple):
    """A KPI rated in both quarters, of one definition: as published before, re-rated, and as published now."""

    kpi: Kpi
    published: Rating
    rerated: Rating
    now: Rating


class Crossing(NamedTuple):
    """A KPI with a rating in only one of the two quarters; the other word is the reason for none."""

    kpi: Kpi
    before: Outcome
    now: Outcome


class LikeForLike(NamedTuple):
    """Corporate KPIs, each in exactly one of the seven groups from `rated` to `redefined`.

    `no_longer_rated` and `newly_rated` have a rating in one quarter only, `unrated` in neither. `added`, `removed`,
    `redefined` and `unrated` are KPI ids; a removed KPI may no longer be in the rulebook. `by_unit` (codes) and
    `by_priority` (names) hold every part the rulebook has, in its order, and sum to `council`; a KPI counts where the
    rulebook has it now. `thresholds` are the KPIs with results in both quarters whose bands changed, redefined and
    unrated ones too.
    """

    before: Period
    now: Period
    rated: tuple[RatedTwice, ...]
    no_longer_rated: tuple[Crossing, ...]
    newly_rated: tuple[Crossing, ...]
    unrated: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    redefined: tuple[str, ...]
    movement: Movement
    council: Effects
    by_unit: Mapping[str, Effects]
    by_priority: Mapping[str, Effects]
    thresholds: tuple[ThresholdChange, ...]

    @property
    def comparability(self) -> str:
        return comparability_words([change.kpi.kpi_id for change in self.thresholds], self.before)


def like_for_like(rulebook: Rulebook, master: Master, before: Period, now: Period) -> LikeForLike:
    """Compare `now` with the earlier quarter `before`; a quarter the master does not hold is one without KPIs."""
    old, new = ({one.kpi_id: one for one in master.of(period)} for period in (before, now))
    kpis = [kpi for kpi in rulebook.kpis.values() if kpi.scope is Scope.CORPORATE]
    both = [kpi for kpi in kpis if kpi.kpi_id in old and kpi.kpi_id in new]
    redefined = tuple(kpi.kpi_id for kpi in both if kpi.redefined_between(before, now))
    pairs = [(kpi, old[kpi.kpi_id], new[kpi.kpi_id]) for kpi in both if kpi.kpi_id not in redefined]
    changes = threshold_changes(rulebook, master, before, now)
    rated = tuple(_rated_twice(pairs, {change.kpi.kpi_id: change for change in changes}))
    crossings = [Crossing(kpi, then.outcome, here.outcome) for kpi, then, here in pairs if then.rated != here.rated]
    return LikeForLike(
        before=before,
        now=now,
        rated=rated,
        no_longer_rated=tuple(one for one in crossings if isinstance(one.before, Rating)),
        newly_rated=tuple(one for one in crossings if isinstance(one.now, Rating)),
        unrated=tuple(kpi.kpi_id for kpi, then, here in pairs if not then.rated and not here.rated),
        added=tuple(kpi.kpi_id for kpi in kpis if kpi.kpi_id in new and kpi.kpi_id not in old),
        removed=tuple(_removed(rulebook, old, new)),
        redefined=redefined,
        movement=movement((one.kpi.kpi_id, one.published, one.now) for one in rated),
        council=_effects(rated),
        by_unit=_by(rated, lambda kpi: kpi.directorate, (unit.code for unit in rulebook.units)),
        by_priority=_by(rated, lambda kpi: kpi.priority, (priority.name for priority in rulebook.priorities)),
        thresholds=changes,
    )


def rerated(before: Result, change: ThresholdChange | None) -> Outcome:
    """The rating a published value would have under the bands of now; what was published is never rewritten.

    Where the bands did not change, or a person and not a threshold decided, the published word stands. It stands
    too where the bands of now give no rating at all, as under a rating changed by hand without any.
    """
    if change is None or before.override:
        return before.outcome
    word = with_stated(change.version, change.new, rate(before.value, change.new))
    return word if isinstance(word, Rating) else before.outcome


def _rated_twice(
    pairs: Iterable[tuple[Kpi, Result, Result]], changes: Mapping[str, ThresholdChange]
) -> Iterator[RatedTwice]:
    for kpi, then, here in pairs:
        again = rerated(then, changes.get(kpi.kpi_id))
        if isinstance(then.outcome, Rating) and isinstance(here.outcome, Rating) and isinstance(again, Rating):
            yield RatedTwice(kpi, then.outcome, again, here.outcome)


def _removed(rulebook: Rulebook, old: Mapping[str, Result], new: Mapping[str, Result]) -> Iterator[str]:
    """Ids reported before and no more. One gone from the rulebook has no scope left, and is named all the same."""
    for kpi_id in old:
        kpi = rulebook.kpis.get(kpi_id)
        if kpi_id not in new and (kpi is None or kpi.scope is Scope.CORPORATE):
            yield kpi_id


def _by(rated: Iterable[RatedTwice], part_of: Callable[[Kpi], str], parts: Iterable[str]) -> dict[str, Effects]:
    groups: dict[str, list[RatedTwice]] = {part: [] for part in parts}
    for one in rated:
        groups.setdefault(part_of(one.kpi), []).append(one)
    return {part: _effects(group) for part, group in groups.items()}


def _effects(rated: Iterable[RatedTwice]) -> Effects:
    return effects((one.published, one.rerated, one.now) for one in rated)
